"""One's own profile."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import person, signed_in
from accounts.actions import Profile, change_profile
from accounts.enums import ContactBy, NameRule
from accounts.forms import ProfileForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent


@signed_in
@get_or_post
def profile(request: HttpRequest) -> HttpResponse:
    """My full name, how I want to be named and reached, what I say about myself, my time zone."""
    me = person(request)
    now = {name: getattr(me, name) for name in ProfileForm.base_fields}
    form = ProfileForm(sent(request), initial=now)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data | {
            "name_rule": NameRule(form.cleaned_data["name_rule"]),
            "contact_by": ContactBy(form.cleaned_data["contact_by"]),
        }
        change_profile(me, profile=Profile(**chosen), by=me)
        messages.success(request, _("Your profile is saved."))
        return see(request, reverse("accounts:profile"))
    return form_page(request, "accounts/profile.html", form)

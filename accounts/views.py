"""One's own profile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import person, signed_in
from accounts.actions.people import change_profile
from accounts.forms import ProfileForm
from accounts.queries import profile_mark, profile_of
from core.pages import Stored, get_or_post, sent, submit


@signed_in
@get_or_post
def profile(request: HttpRequest) -> HttpResponse:
    """My full name, how I want to be named and reached, what I say about myself, my time zone."""
    me = person(request)
    form = ProfileForm(sent(request), initial=profile_of(me) | {"seen": profile_mark(me)})

    def act() -> None:
        change_profile(me, profile=form.profile(), seen=form.cleaned_data["seen"], by=me)

    def stored() -> Stored:
        me.refresh_from_db()
        return Stored({"seen": profile_mark(me)}, form.rows_in_words(profile_of(me)))

    return submit(
        request,
        form,
        act,
        template="accounts/profile.html",
        done=_("Your profile is saved."),
        back=reverse("accounts:profile"),
        stored=stored,
    )

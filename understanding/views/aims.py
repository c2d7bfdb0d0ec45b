"""The shared aim: who has signed it, its versions, signing and writing anew."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import editing
from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from projects.policies import projects as project_rules
from understanding.actions import aims as actions
from understanding.formats.aims import sheet
from understanding.forms.aims import AimForm
from understanding.models import Aim
from understanding.queries import aims as queries


def _aim(here: Here, aim_id: UUID) -> Aim:
    rows = Aim.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=aim_id)


def _home(here: Here) -> str:
    return reverse("understanding:aim_detail", args=[here.project.pk])


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def aim_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """The current version and who has signed it."""
    is_open = here.project.is_open
    context: dict[str, object] = {
        "card": queries.aim_card(here.project, here.person),
        "may_write": here.may(Action.AIM_WRITE) and is_open,
        "may_sign": here.may(Action.AIM_SIGN) and is_open,
    }
    if here.membership is not None:
        context["my_name"] = here.membership.named()
    return render(request, "understanding/aim_detail.html", context)


@project_view(Action.AIM_SIGN)
@require_POST
def aim_sign(request: HttpRequest, here: Here, aim_id: UUID) -> HttpResponse:
    """Sign this version for oneself."""
    actions.sign_aim(_aim(here, aim_id), by=here.person)
    messages.success(request, _("You have signed the shared aim."))
    return see(request, _home(here))


@project_view(Action.AIM_SIGN)
@require_POST
def aim_unsign(request: HttpRequest, here: Here, aim_id: UUID) -> HttpResponse:
    """Take one's own signature back."""
    actions.unsign_aim(_aim(here, aim_id), by=here.person)
    messages.success(request, _("Your signature is taken back. You can sign again at any time."))
    return see(request, _home(here))


@project_view(Action.AIM_WRITE)
@get_or_post
def aim_write(request: HttpRequest, here: Here) -> HttpResponse:
    """A new version, from the text of the last one; where somebody wrote another meanwhile, both are shown."""
    project_rules.check_open(here.project)
    latest = queries.current_aim(here.project)
    start = {"text": latest.text, "seen": latest.number} if latest else {"seen": 0}
    form = AimForm(sent(request), initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            aim = actions.write_aim(
                here.project, text=data["text"], seen=data["seen"], token=data["form_token"], by=here.person
            )
        except editing.Stale as stale:
            return _both(request, form, queries.current_aim(here.project), stale)
        said = _("The words are the same, so there is no new version.") if aim == latest else _("The aim is saved.")
        messages.success(request, said)
        return see(request, _home(here))
    return form_page(request, "understanding/aim_write.html", form, latest=latest)


def _both(request: HttpRequest, form: AimForm, stored: Aim | None, stale: editing.Stale) -> HttpResponse:
    """The newer version above what was typed; pressing the button again decides."""
    form.read_again(seen=stored.number if stored else 0)
    context = {"form": form, "latest": stored, "stored": stored, "sentence": str(stale)}
    return render(request, "understanding/aim_write.html", context, status=HTTPStatus.CONFLICT)


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def aim_history(request: HttpRequest, here: Here) -> HttpResponse:
    """Every version, each beside the one before it."""
    page = page_of(request, queries.versions(here.project, here.person), queries.VERSIONS_ON_A_PAGE)
    context = {"page": page, "versions": queries.compared(page, here.project)}
    return render(request, "understanding/aim_history.html", context)


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def aim_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """Who has signed the current version, as a file."""
    card = queries.aim_card(here.project, here.person)
    if card is None:
        raise Refused(_("There is no shared aim yet."))
    note_fetched(here.project, name="aim-signatures", by=here.person)
    return csv_file("aim-signatures", sheet(card))

"""The shared aim: who has signed it, its versions, signing and writing anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, Weight
from core.htmx import see
from core.pages import Stored, csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from understanding.actions import aims as actions
from understanding.formats.aims import rows_of_file
from understanding.forms.aims import AimForm
from understanding.models import Aim
from understanding.policies import aims as rules
from understanding.queries import aims as queries


def _aim(here: Here, aim_id: UUID) -> Aim:
    """A version of the aim of this project, or 404."""
    rows = Aim.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=aim_id)


def _address(here: Here) -> str:
    """The page of the shared aim."""
    return reverse("understanding:aim_detail", args=[here.project.pk])


def _acts(here: Here, card: queries.Standing | None, *, waits_for_me: bool) -> list[Act]:
    """What can be done from the page of the aim. Signing stands in the page itself and comes first."""
    if not (here.may(Action.AIM_WRITE) and here.project.is_open):
        return []
    label = _("Write a new version") if card else _("Write the shared aim")
    url = reverse("understanding:aim_write", args=[here.project.pk])
    return [Act(label, url, Weight.QUIET if waits_for_me else Weight.PRIMARY)]


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def aim_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """The current version and who has signed it."""
    card = queries.aim_card(here.project, here.person)
    may_sign = here.may(Action.AIM_SIGN) and here.project.is_open
    waits_for_me = may_sign and card is not None and not card.is_signed_by_me
    context: dict[str, object] = {
        "card": card,
        "may_sign": may_sign,
        "acts": _acts(here, card, waits_for_me=waits_for_me),
    }
    if here.membership is not None:
        context["my_name"] = here.membership.named()
    return render(request, "understanding/aim_detail.html", context)


@project_view(Action.AIM_SIGN, while_open=True)
@require_POST
def aim_sign(request: HttpRequest, here: Here, aim_id: UUID) -> HttpResponse:
    """Sign this version for oneself."""
    actions.sign_aim(_aim(here, aim_id), by=here.person)
    messages.success(request, _("You have signed the shared aim."))
    return see(request, _address(here))


@project_view(Action.AIM_SIGN, while_open=True)
@require_POST
def aim_unsign(request: HttpRequest, here: Here, aim_id: UUID) -> HttpResponse:
    """Take one's own signature back."""
    actions.unsign_aim(_aim(here, aim_id), by=here.person)
    messages.success(request, _("Your signature is taken back. You can sign again at any time."))
    return see(request, _address(here))


@project_view(Action.AIM_WRITE, while_open=True)
@get_or_post
def aim_write(request: HttpRequest, here: Here) -> HttpResponse:
    """A new version, from the text of the last one; where somebody wrote another meanwhile, both are shown."""
    latest = queries.current_aim(here.project)
    form = AimForm(sent(request), initial=AimForm.fields_of(latest))

    def act() -> Aim:
        text, seen, token = (form.cleaned_data[name] for name in ("text", "version", "form_token"))
        return actions.write_aim(here.project, text=text, seen=seen, token=token, by=here.person)

    def thanks(aim: Aim) -> str:
        return _("The words are the same, so there is no new version.") if aim == latest else _("The aim is saved.")

    return submit(
        request,
        form,
        act,
        template="understanding/aim_write.html",
        done=thanks,
        back=_address(here),
        stored=lambda: _stored(here),
        context={"latest": latest},
    )


def _stored(here: Here) -> Stored:
    """The version that somebody else wrote meanwhile."""
    aim = queries.current_aim(here.project)
    if aim is None:
        return Stored({"version": 0}, [])
    return Stored({"version": aim.number}, [(_("Version %(number)d") % {"number": aim.number}, aim.text, "text")])


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def aim_history(request: HttpRequest, here: Here) -> HttpResponse:
    """Every version, each beside the one before it."""
    page = page_of(request, queries.versions(here.project, here.person), queries.VERSIONS_ON_A_PAGE)
    context = {"page": page, "versions": queries.versions_compared(page, here.project)}
    return render(request, "understanding/aim_history.html", context)


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def aim_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """Who has signed the current version, as a file."""
    aim = rules.check_aim_is_written(queries.current_aim(here.project))
    note_fetched(here.project, name="aim-signatures", by=here.person)
    return csv_file("aim-signatures", rows_of_file(queries.standing(aim, here.person)))

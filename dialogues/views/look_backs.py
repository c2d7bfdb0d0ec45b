"""Looking back at what came of a dialogue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.access import dialogue_here
from dialogues.actions import look_backs as actions
from dialogues.forms.look_backs import FinishForm, LookBackDateForm, NoteForm
from dialogues.models import Dialogue, Seat
from dialogues.policies import dialogues as policies
from dialogues.policies import outcomes as rules
from dialogues.queries import look_backs as queries
from dialogues.queries.dialogues import address, kept_disagreements, seat_of
from dialogues.queries.outcomes import agreed, agreements
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies import Stale

PAGE = "dialogues/look_back.html"


@project_view(Action.DIALOGUE_ATTEND)
@get_or_post
def look_back(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Read what came of a dialogue and say what has become of it; only with a seat, while it looks back."""
    dialogue, today = dialogue_here(here, dialogue_id), site_today()
    seat = seat_of(here.person, dialogue)
    if seat is None:
        raise PermissionDenied
    seat.dialogue = dialogue
    since = rules.check_look_back(dialogue, today)
    note = queries.own_note(seat, since)
    text = note.text if note else ""
    form = NoteForm(sent(request), initial={"text": text, "seen": rules.mark_of_note(text)})
    context = {"dialogue": dialogue, "written": note, "since": since} | outcomes(dialogue, here, seat)
    if request.method == "POST" and form.is_valid():
        return write(request, here, seat, form, context)
    return form_page(request, PAGE, form, **context)


def outcomes(dialogue: Dialogue, here: Here, seat: Seat) -> dict[str, Any]:
    """What there is to look back at."""
    leads = here.may(Action.DIALOGUE_MANAGE) or seat.facilitates
    return {
        "agreements": agreements(dialogue),
        "kept": kept_disagreements(dialogue),
        "agreed": agreed(dialogue, here.person, site_today(), leads=leads),
        "leads": leads,
    }


def write(request: HttpRequest, here: Here, seat: Seat, form: NoteForm, context: dict[str, Any]) -> HttpResponse:
    """Keep the note; where it was changed in another window, show both texts."""
    cleaned = form.cleaned_data
    try:
        actions.write_note(
            seat, token=cleaned["form_token"], text=cleaned["text"], seen=cleaned["seen"], by=here.person
        )
    except Stale as stale:
        now = queries.own_note(seat, context["since"])
        stored = now.text if now else ""
        form.read_again(seen=rules.mark_of_note(stored))
        context |= {"form": form, "sentence": str(stale), "stored": [(_("What has become of it?"), stored)]}
        return render(request, PAGE, context, status=409)
    messages.success(request, _("Your words are kept. You can change them until the look-back ends."))
    return see(request, address("outcome_list", seat.dialogue))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def look_back_date(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Set the day on which the outcomes come back, or that they do not; in a closed dialogue too."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    rules.check_date(dialogue)
    shown = {"look_back": "on" if dialogue.look_back_on else None, "on": dialogue.look_back_on}
    form = LookBackDateForm(sent(request), initial=shown)
    if request.method == "POST" and form.is_valid():
        actions.set_look_back(dialogue, on=form.cleaned_data["on"], by=here.person)
        messages.success(request, _("Saved."))
        return see(request, address("outcome_list", dialogue))
    return form_page(request, "dialogues/look_back_date.html", form, dialogue=dialogue)


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def look_back_finish(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Say where each difference stands, and whether to look back again."""
    dialogue, today = dialogue_here(here, dialogue_id), site_today()
    policies.check_facilitates(dialogue, here.person)
    since = rules.check_look_back(dialogue, today)
    form = FinishForm(sent(request), kept=kept_disagreements(dialogue), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_look_back(
                dialogue, standings=form.standings(), again_on=form.cleaned_data["on"], by=here.person
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The look-back is finished."))
            return see(request, address("outcome_list", dialogue))
    notes = queries.notes_since(dialogue, since)
    return form_page(request, "dialogues/look_back_finish.html", form, dialogue=dialogue, notes=notes)

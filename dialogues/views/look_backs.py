"""Looking back at what came of a dialogue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.dates import site_today
from core.pages import Stored, get_or_post, sent, submit
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

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("text", "seen")}
        actions.write_note(seat, token=form.cleaned_data["form_token"], **given, by=here.person)

    def stored() -> Stored:
        now = queries.own_note(seat, since)
        text = now.text if now else ""
        return Stored({"seen": rules.mark_of_note(text)}, form.rows_in_words({"text": text}))

    context = {"dialogue": dialogue, "written": note, "since": since} | outcomes(dialogue, here, seat)
    done = _("Your words are kept. You can change them until the look-back ends.")
    back = address("outcome_list", dialogue)
    return submit(request, form, act, template=PAGE, done=done, back=back, stored=stored, context=context)


def outcomes(dialogue: Dialogue, here: Here, seat: Seat) -> dict[str, Any]:
    """What there is to look back at."""
    leads = here.may(Action.DIALOGUE_MANAGE) or seat.facilitates
    return {
        "agreements": agreements(dialogue),
        "kept": kept_disagreements(dialogue),
        "agreed": agreed(dialogue, here.person, site_today(), leads=leads),
        "leads": leads,
    }


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def look_back_date(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Set the day on which the outcomes come back, or that they do not; in a closed dialogue too."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    rules.check_date(dialogue)
    shown = {"look_back": "on" if dialogue.look_back_on else None, "on": dialogue.look_back_on}
    form = LookBackDateForm(sent(request), initial=shown)

    def act() -> None:
        actions.set_look_back(dialogue, on=form.cleaned_data["on"], by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/look_back_date.html",
        done=_("Saved."),
        back=address("outcome_list", dialogue),
        context={"dialogue": dialogue},
    )


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def look_back_finish(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Say where each difference stands, and whether to look back again."""
    dialogue, today = dialogue_here(here, dialogue_id), site_today()
    policies.check_facilitates(dialogue, here.person)
    since = rules.check_look_back(dialogue, today)
    form = FinishForm(sent(request), kept=kept_disagreements(dialogue), today=today)

    def act() -> None:
        again_on = form.cleaned_data["on"]
        actions.finish_look_back(dialogue, standings=form.standings(), again_on=again_on, by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/look_back_finish.html",
        done=_("The look-back is finished."),
        back=address("outcome_list", dialogue),
        context={"dialogue": dialogue, "notes": queries.notes_since(dialogue, since)},
    )

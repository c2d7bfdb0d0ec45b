"""Looking back at the outcomes of a dialogue: its day, what each seat says then, and where differences stand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.editing import check_seen
from core.models import once
from dialogues import events
from dialogues.actions.dialogues import locked
from dialogues.actions.withdrawing import lock_membership
from dialogues.enums import Standing
from dialogues.models import Dialogue, LookBackNote, Seat
from dialogues.policies import dialogues as policies
from dialogues.policies import outcomes as rules
from dialogues.policies.words import check_author


@transaction.atomic
def set_look_back(dialogue: Dialogue, *, on: date | None, by: User) -> None:
    """On which day the outcomes come back; None for never. Raises PermissionDenied for others than facilitators."""
    policies.check_facilitates(dialogue, by)
    dialogue = locked(dialogue)
    rules.check_date(dialogue)
    if dialogue.look_back_on != on:
        _move(dialogue, on)
        record(events.LOOK_BACK_SET, by=by, project=dialogue.project, target=dialogue, again=on is not None)


def _move(dialogue: Dialogue, on: date | None) -> None:
    """The version rises: a plan that somebody has open shows another day."""
    Dialogue.objects.filter(pk=dialogue.pk).update(look_back_on=on, version=F("version") + 1)


@transaction.atomic
def write_note(seat: Seat, *, token: UUID, text: str, seen: str, by: User) -> LookBackNote:
    """What a seat says has become of it, one note to a look-back; sent again it replaces the first.

    Raises PermissionDenied for everybody but who holds the seat, Refused while the dialogue does not look back, Stale
    where the note was changed since it was `seen`.
    """
    check_author(seat, by)
    dialogue, today = locked(seat.dialogue), site_today()
    lock_membership(seat)
    day = rules.check_look_back(dialogue, today)
    note = seat.look_back_notes.filter(looked_back_on__gte=day).order_by("-looked_back_on", "-created_at").first()
    if note is not None:
        return _rewrite(note, text, seen)

    def make() -> LookBackNote:
        fields = {"dialogue": dialogue, "seat": seat, "text": text, "looked_back_on": today}
        made = LookBackNote.objects.create(submitted_by=by, form_token=token, **fields)
        record(events.LOOKED_BACK, by=by, project=dialogue.project, target=dialogue)
        return made

    return once(LookBackNote, by=by, token=token, make=make)[0]


def _rewrite(note: LookBackNote, text: str, seen: str) -> LookBackNote:
    if note.text != text:
        check_seen(rules.mark_of_note(note.text), seen)
        note.text = text
        note.save(update_fields=["text"])
    return note


@transaction.atomic
def finish_look_back(dialogue: Dialogue, *, standings: dict[UUID, str], again_on: date | None, by: User) -> None:
    """Note where each difference stands, and look back again on a day, or never.

    A difference that has not settled comes back with the dialogue. Raises PermissionDenied for others than
    facilitators, Refused while the dialogue does not look back.
    """
    policies.check_facilitates(dialogue, by)
    dialogue = locked(dialogue)
    rules.check_look_back(dialogue, site_today())
    for kept in dialogue.kept_disagreements.filter(pk__in=[key for key, standing in standings.items() if standing]):
        kept.standing = standings[kept.pk]
        if again_on is not None and kept.standing != Standing.SETTLED:
            kept.look_back_on = again_on
        kept.save(update_fields=["standing", "look_back_on"])
    _move(dialogue, again_on)
    record(events.LOOK_BACK_FINISHED, by=by, project=dialogue.project, target=dialogue, again=again_on is not None)

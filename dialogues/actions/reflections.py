"""Writing: drafts, permission, sending. A draft is its author's alone until it is sent."""

from __future__ import annotations

from dataclasses import asdict
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.editing import Conflict
from core.errors import Refused
from dialogues import events
from dialogues.actions.dialogues import locked
from dialogues.actions.withdrawing import lock_membership
from dialogues.enums import Manner, ReflectionKind
from dialogues.models import Dialogue, Draft, Reflection, ReflectionVersion, Seat
from dialogues.policies import words as policies
from dialogues.policies.uses import permits_use
from dialogues.policies.words import has_words
from dialogues.queries.locking import seat_to_lock
from dialogues.queries.reflections import (
    Slot,
    answers_drafted,
    answers_sent,
    draft_in,
    first_permission,
    named_before,
    permission_of,
    sent_in,
)
from participants.models import PERMISSION_FIELDS
from participants.permissions import Permission
from participants.policies.consent import check_consent


class Unreadable(Refused):
    """The words that somebody responds to are not open to them any more."""

    def __init__(self) -> None:
        super().__init__(_("The words you respond to are not open to you any more. Copy your text to keep it."))


def _lock_seat(seat: Seat, by: User, dialogue: Dialogue | None = None) -> Seat:
    """The seat, locked until the transaction ends: its author's tabs take turns. PermissionDenied for anybody else.

    `dialogue`, where it is locked already, is not read once more.
    """
    policies.check_author(seat, by)
    lock_membership(seat)
    held = seat_to_lock.first(seat.pk, with_dialogue=dialogue is None)
    if held is None:
        raise Seat.DoesNotExist
    held.person, held.dialogue = by, dialogue or held.dialogue
    return held


def _check_place(slot: Slot, held: Seat, sent: Reflection | None) -> None:
    """Raises Unreadable where what is answered is closed to the author, Refused where nothing can be written here."""
    if slot.responds_to is not None:
        readable = Reflection.objects.visible_to(held.person)
        if not readable.filter(pk=slot.responds_to.pk).exists():
            raise Unreadable
    is_withdrawn = sent is not None and sent.withdrawn_at is not None
    state = {"is_response": slot.is_response, "is_sent": sent is not None, "is_withdrawn": is_withdrawn}
    policies.check(policies.why_no_words(held.dialogue, timezone.now(), **state))


@transaction.atomic
def save_draft(
    slot: Slot, *, text: str, version: int, kind: str | None = None, manner: str | None = None, by: User
) -> Draft | None:
    """Save words as a draft. `version` is that of the words the author saw, sent or not; 0 where there were none.

    None where there is nothing to save: no words, or the words that were sent already. Raises Conflict where they
    were changed elsewhere, Refused where nothing can be written here.
    """
    held = _lock_seat(slot.seat, by)
    sent = slot.sent()
    _check_place(slot, held, sent)
    draft = slot.draft()
    if draft is None:
        return _first_draft(slot, Draft(text=text, version=version, kind=kind or "", manner=manner or ""), sent)
    kind, manner = kind or draft.kind, manner or draft.manner
    if (draft.text, draft.kind, draft.manner) == (text, kind, manner):
        return draft
    if draft.version != version and has_words(draft.text) and draft.text != text:
        raise Conflict(draft.text, draft.version)
    draft.text, draft.kind, draft.manner = text, kind, manner
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["text", "kind", "manner", "version", "saved_at"])
    return draft


def _first_draft(slot: Slot, draft: Draft, sent: Reflection | None) -> Draft | None:
    """Its number goes on from what was sent, so that no page can take a later draft for the one it saw."""
    before = sent or slot.sent_before()
    draft.kind = draft.kind or (sent.kind if sent else ReflectionKind.FREE)
    draft.manner = draft.manner or (sent.manner if sent else slot.is_response and Manner.BUILDS.value) or ""
    if _is_nothing_new(draft, sent, before):
        return None
    if sent and draft.version != sent.version and draft.text != sent.text:
        raise Conflict(sent.text, sent.version)
    draft.version = (before.version if before else 0) + 1
    allowed = permission_of(sent) if sent else first_permission(slot, named_before(slot))
    _place(draft, slot, asdict(allowed))
    draft.save(force_insert=True)
    return draft


def _is_nothing_new(draft: Draft, sent: Reflection | None, before: Reflection | None) -> bool:
    """No words, the words that were sent here, or a response that has just been sent once more."""
    if before is not None and draft.text == before.text:
        return sent is None or (draft.kind, draft.manner) == (sent.kind, sent.manner)
    return sent is None and not draft.text.strip() and draft.kind == ReflectionKind.FREE


def _place(draft: Draft, slot: Slot, allowed: dict[str, object]) -> Draft:
    """Put a new draft in its slot, with a permission."""
    for name, value in allowed.items():
        setattr(draft, name, value)
    draft.seat, draft.prompt = slot.seat, slot.prompt
    draft.responds_to, draft.revises = slot.responds_to, slot.revises
    draft.saved_at = timezone.now()
    return draft


@transaction.atomic
def give_permission(seat: Seat, *, slots: list[Slot], permission: Permission, by: User) -> None:
    """Set the permission of what the author wrote in these slots, drafts and sent words alike, at once.

    Possible in a closed dialogue too: words already sent obey from the next request on. Raises Refused where there is
    nothing to permit: no words, and no writing any more.
    """
    held = _lock_seat(seat, by)
    now, allowed = timezone.now(), asdict(permission)
    drafts = Draft.objects.filter(reduce(or_, map(draft_in, slots), Q(pk=None)), seat=held).update(**allowed)
    since = Coalesce("files_since", Value(now, DateTimeField())) if permits_use(permission) else None
    sent = Reflection.objects.filter(reduce(or_, map(sent_in, slots), Q(pk=None)), seat=held, withdrawn_at=None)
    changed = sent.update(**allowed, files_since=since)
    new = [slot for slot in slots if slot.revises is None and not slot.draft() and not slot.sent()]
    why = [policies.why_no_words(held.dialogue, now, is_response=slot.is_response, is_sent=False) for slot in new]
    if not drafts and not changed:
        policies.check(next(iter(why), ""))
    # An empty draft carries the choice for what is not written yet.
    empty = [_place(Draft(version=0), slot, allowed) for slot, reason in zip(new, why, strict=True) if not reason]
    Draft.objects.bulk_create(empty)
    if changed:
        record(
            events.PERMISSION_CHANGED, by=by, project=held.dialogue.project, target=held.dialogue, reflections=changed
        )


def _check_sending(held: Seat) -> None:
    """What must hold before any words of a seat are sent: answers, responses, changes, and earlier words again."""
    policies.check(policies.why_no_editing(held.dialogue))
    check_consent(held.person, held.dialogue.project)


@transaction.atomic
def send_reflections(seat: Seat, *, by: User) -> int:
    """Send every draft of an answer that has words. Sent twice, it sends once. Returns how many were sent.

    An empty draft leaves what was sent as it is; where nothing was sent it stays, for the permission it carries.
    After writing has ended only changes of what was sent go. Raises Refused where nothing can be sent.
    """
    held = _lock_seat(seat, by, locked(seat.dialogue))  # so that nobody closes it meanwhile
    _check_sending(held)
    was = {row.prompt_id: row for row in answers_sent(held)}
    why = policies.why_no_writing(held.dialogue, timezone.now())
    written = [draft for draft in _drafts(held, was) if has_words(draft.text)]
    going = [draft for draft in written if (draft.prompt_id in was if why else True)]
    if not going and (written or held.sent_at is None):
        policies.check(why or _("Nothing is written yet. Write to at least one prompt, then send."))
    for draft in going:
        _send(draft, was.get(draft.prompt_id))
    sent = {*was, *(draft.prompt_id for draft in going)}
    Draft.objects.filter(seat=held, responds_to=None, prompt__in=sent).delete()
    if going:
        Seat.objects.filter(pk=held.pk).update(sent_at=timezone.now())
        project, dialogue = held.dialogue.project, held.dialogue
        record(events.REFLECTIONS_SENT, by=by, project=project, target=dialogue, reflections=len(going))
    return len(going)


def _drafts(seat: Seat, sent: dict[UUID, Reflection]) -> list[Draft]:
    """The drafts of answers to prompts, without those whose words were taken back. `sent`: what was sent, by prompt."""
    taken_back = {prompt for prompt, row in sent.items() if row.withdrawn_at is not None}
    return [draft for draft in answers_drafted(seat) if draft.prompt_id not in taken_back]


@transaction.atomic
def send_response(slot: Slot, *, by: User) -> Reflection:
    """Send the draft of a response: a new one, or a change. Sent twice, it sends once.

    Raises Unreadable where what it answers is closed to its author, Refused where nothing is written or can be sent.
    """
    held = _lock_seat(slot.seat, by, locked(slot.seat.dialogue))
    sent = slot.sent()
    _check_place(slot, held, sent)
    _check_sending(held)
    draft = slot.draft()
    if draft is None and (before := sent or slot.sent_before()):
        return before
    if draft is None or not has_words(draft.text):
        raise Refused(_("Nothing is written yet. Write something, then send."))
    response = _send(draft, sent)
    draft.delete()
    record(events.RESPONSE_SENT, by=by, project=held.dialogue.project, target=held.dialogue)
    return response


@transaction.atomic
def restore_version(reflection: Reflection, *, version_id: UUID, by: User) -> None:
    """Send an earlier version of one's words once more, as the newest. The permission stays as it is now.

    Raises Refused once the dialogue is closed, or where there is no such version or nothing in it.
    """
    held = _lock_seat(reflection.seat, by, locked(reflection.seat.dialogue))
    _check_sending(held)
    row = Reflection.objects.get(pk=reflection.pk)
    version = row.versions.filter(pk=version_id).first()
    if version is None or row.withdrawn_at is not None or not has_words(version.text):
        raise Refused(_("This version is not there any more."))
    if version.text != row.text:
        row.text = version.text
        _write_down(row, row.version + 1)
        record(events.VERSION_RESTORED, by=by, project=held.dialogue.project, target=held.dialogue)


def _send(draft: Draft, sent: Reflection | None) -> Reflection:
    """The draft's words take the place of what was sent, or are a new reflection."""
    place = {"seat_id": draft.seat_id, "prompt_id": draft.prompt_id, "responds_to_id": draft.responds_to_id}
    row = sent or Reflection(**place, version=0)
    for name in ("text", "kind", "manner", *PERMISSION_FIELDS):
        setattr(row, name, getattr(draft, name))
    _write_down(row, max(draft.version, row.version + 1))
    return row


def _write_down(row: Reflection, number: int) -> None:
    """Save the words under a number higher than any before, and keep them as a version."""
    row.version, row.sent_at = number, timezone.now()
    row.files_since = (row.files_since or row.sent_at) if permits_use(permission_of(row)) else None
    row.save()
    ReflectionVersion.objects.create(reflection=row, number=number, text=row.text)

"""Writing: drafts, permission, sending. A draft is its author's alone until it is sent."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.errors import Refused
from dialogues import events
from dialogues.actions.dialogues import locked
from dialogues.enums import ReflectionKind
from dialogues.models import Draft, Prompt, Reflection, ReflectionVersion, Seat
from dialogues.policies.words import check_author, check_write, has_words, why_no_writing
from dialogues.queries.reflections import first_permission, permission_of
from participants.models import PERMISSION_FIELDS
from participants.permissions import Permission


class Conflict(Refused):
    """Newer words were saved or sent elsewhere since this page was read. Nothing has been overwritten."""

    def __init__(self, newer: Draft | Reflection) -> None:
        super().__init__(_("There is newer text from another tab or device. Nothing has been overwritten."))
        self.text, self.version = newer.text, newer.version


def _hold(seat: Seat, by: User) -> Seat:
    """The seat, locked until the transaction ends: its author's tabs take turns. PermissionDenied for anybody else."""
    check_author(seat, by)
    return Seat.objects.select_for_update(of=("self",)).select_related("dialogue__project").get(pk=seat.pk)


@transaction.atomic
def save_draft(
    seat: Seat, *, prompt: Prompt, text: str, version: int, kind: str | None = None, by: User
) -> Draft | None:
    """Save words as a draft. `version` is that of the words the author saw, sent or not; 0 where there were none.

    None where there is nothing to save: no words, or the words that were sent already. Raises Conflict where they
    were changed elsewhere, Refused where the dialogue takes no writing.
    """
    held = _hold(seat, by)
    check_write(held.dialogue, timezone.now())
    draft = Draft.objects.filter(seat=held, prompt=prompt).first()
    if draft is None:
        sent = Reflection.objects.filter(seat=held, prompt=prompt).first()
        return _first_draft(Draft(seat=held, prompt=prompt, text=text, version=version), sent, kind)
    if draft.text == text and kind in (None, draft.kind):
        return draft
    if draft.version != version and has_words(draft.text) and draft.text != text:
        raise Conflict(draft)
    draft.text, draft.kind = text, kind or draft.kind
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save(update_fields=["text", "kind", "version", "saved_at"])
    return draft


def _first_draft(draft: Draft, sent: Reflection | None, kind: str | None) -> Draft | None:
    """Its number goes on from what was sent, so that no page can take a later draft for the one it saw."""
    before = (sent.text, sent.kind) if sent else ("", ReflectionKind.FREE)
    draft.kind = kind or before[1]
    if (draft.text if sent else draft.text.strip(), draft.kind) == before:
        return None
    if sent and draft.version != sent.version and draft.text != sent.text:
        raise Conflict(sent)
    draft.version = (sent.version if sent else 0) + 1
    allowed = permission_of(sent) if sent else first_permission(draft.seat.person)
    for name, value in asdict(allowed).items():
        setattr(draft, name, value)
    draft.saved_at = timezone.now()
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def give_permission(seat: Seat, *, prompts: list[Prompt], permission: Permission, by: User) -> None:
    """Set the permission of the author's answers to these prompts, drafts and sent words alike, at once.

    Possible in a closed dialogue too: words already sent obey from the next request on. Raises Refused where there is
    nothing to permit: no words, and no writing any more.
    """
    held = _hold(seat, by)
    allowed = asdict(permission)
    drafts = Draft.objects.filter(seat=held, prompt__in=prompts).update(**allowed)
    changed = Reflection.objects.filter(seat=held, prompt__in=prompts).update(**allowed)
    if not drafts and not changed:
        check_write(held.dialogue, timezone.now())
    if not why_no_writing(held.dialogue, timezone.now()):
        _prepare(held, prompts, allowed)
    if changed:
        record(
            events.PERMISSION_CHANGED, by=by, project=held.dialogue.project, target=held.dialogue, reflections=changed
        )


def _prepare(seat: Seat, prompts: list[Prompt], allowed: dict[str, object]) -> None:
    """An empty draft carries the choice for a prompt that is not answered yet."""
    answered = set(Reflection.objects.filter(seat=seat).values_list("prompt", flat=True))
    answered |= set(Draft.objects.filter(seat=seat).values_list("prompt", flat=True))
    Draft.objects.bulk_create(
        Draft(seat=seat, prompt=prompt, version=0, saved_at=timezone.now(), **allowed)
        for prompt in prompts
        if prompt.pk not in answered
    )


@transaction.atomic
def send_reflections(seat: Seat, *, by: User) -> int:
    """Send every draft that has words. Sent twice, it sends once. Returns how many were sent.

    An empty draft leaves what was sent as it is; where nothing was sent it stays, for the permission it carries.
    Raises Refused where nothing has been written at all, or the dialogue takes no writing.
    """
    check_author(seat, by)
    dialogue = locked(seat.dialogue)  # so that nobody closes it meanwhile
    held = Seat.objects.select_for_update().get(pk=seat.pk)
    held.dialogue = dialogue
    check_write(dialogue, timezone.now())
    drafts = [draft for draft in Draft.objects.filter(seat=held) if has_words(draft.text)]
    if not drafts and held.sent_at is None:
        raise Refused(_("Nothing is written yet. Write to at least one prompt, then send."))
    answered = _send(held, drafts)
    Draft.objects.filter(seat=held, prompt__in=answered).delete()
    if drafts:
        Seat.objects.filter(pk=held.pk).update(sent_at=timezone.now())
        record(
            events.REFLECTIONS_SENT, by=by, project=held.dialogue.project, target=held.dialogue, reflections=len(drafts)
        )
    return len(drafts)


def _send(seat: Seat, drafts: list[Draft]) -> list[UUID]:
    """A draft's number becomes that of the words: higher than any sent before. Returns all prompts that are answered.

    The seat is held, so nobody else answers for it meanwhile.
    """
    before = {row.prompt_id: row for row in Reflection.objects.filter(seat=seat)}
    words = ("text", "kind", "version", *PERMISSION_FIELDS)
    rows = [before.get(draft.prompt_id) or Reflection(seat=seat, prompt_id=draft.prompt_id) for draft in drafts]
    for row, draft in zip(rows, drafts, strict=True):
        for name in words:
            setattr(row, name, getattr(draft, name))
        row.sent_at = timezone.now()
    if changed := [row for row in rows if not row._state.adding]:
        Reflection.objects.bulk_update(changed, [*words, "sent_at"])
    Reflection.objects.bulk_create(row for row in rows if row._state.adding)
    ReflectionVersion.objects.bulk_create(
        ReflectionVersion(reflection=row, number=row.version, text=row.text) for row in rows
    )
    return [*before, *(draft.prompt_id for draft in drafts)]

"""What a dialogue records of itself: agreements, kept disagreements, agreed actions."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.editing import check_seen
from core.errors import Refused
from core.models import once
from dialogues import events
from dialogues.actions.dialogues import locked
from dialogues.models import AgreedAction, Agreement, Dialogue, KeptDisagreement, Position
from dialogues.policies import dialogues as policies
from dialogues.policies import outcomes as rules

Row = TypeVar("Row", bound=Agreement | AgreedAction | KeptDisagreement)


def _check(dialogue: Dialogue, by: User) -> None:
    """Only facilitators record, after the reveal and before the close."""
    policies.check_facilitates(dialogue, by)
    policies.check_record(dialogue)


def _locked(outcome: Row) -> Row:
    """The outcome as it is now; nobody else changes it until this transaction ends. Raises Refused where it is gone."""
    dialogue = locked(outcome.dialogue)
    row: Row | None = type(outcome)._default_manager.filter(pk=outcome.pk).first()  # type: ignore[assignment]
    if row is None:
        raise Refused(_("Somebody removed this while you were writing. Copy your words if you need them."))
    row.dialogue = dialogue
    return row


def keep_disagreement(
    dialogue: Dialogue, *, token: UUID, fields: dict[str, Any], positions: list[tuple[str, str]], by: User
) -> KeptDisagreement:
    """Record a difference with each position. The same form sent twice records it once.

    `fields` are title and look_back_on. Raises PermissionDenied for others than facilitators, Refused before
    the reveal and after the close.
    """
    _check(dialogue, by)

    def make() -> KeptDisagreement:
        kept = KeptDisagreement.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, **fields)
        _set_positions(kept, positions)
        record(events.DISAGREEMENT_KEPT, by=by, project=dialogue.project, target=kept, positions=len(positions))
        return kept

    with transaction.atomic():
        return once(KeptDisagreement, by=by, token=token, make=make)[0]


def _set_positions(kept: KeptDisagreement, positions: list[tuple[str, str]]) -> None:
    kept.positions.all().delete()
    Position.objects.bulk_create(Position(disagreement=kept, held_by=held_by, text=text) for held_by, text in positions)


@transaction.atomic
def edit_disagreement(
    kept: KeptDisagreement, *, fields: dict[str, Any], positions: list[tuple[str, str]], seen: str, by: User
) -> None:
    """Change a difference. With another day to look back, where it stands is asked again then.

    Raises as keep_disagreement does, and Stale where somebody else changed it since it was `seen`.
    """
    _check(kept.dialogue, by)
    kept = _locked(kept)
    stored = sorted(kept.positions.values_list("held_by", "text"))
    if stored == sorted(positions) and all(getattr(kept, name) == value for name, value in fields.items()):
        return
    check_seen(rules.mark(kept), seen)
    if kept.look_back_on != fields["look_back_on"]:
        kept.standing = ""
    kept.title, kept.look_back_on = fields["title"], fields["look_back_on"]
    kept.save(update_fields=["title", "look_back_on", "standing"])
    if stored != sorted(positions):
        _set_positions(kept, positions)
    record(events.OUTCOME_CHANGED, by=by, project=kept.dialogue.project, target=kept)


def record_agreement(dialogue: Dialogue, *, token: UUID, text: str, by: User) -> Agreement:
    """Record what was agreed, once for each form. Raises as keep_disagreement does."""
    _check(dialogue, by)

    def make() -> Agreement:
        agreement = Agreement.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, text=text)
        record(events.AGREEMENT_RECORDED, by=by, project=dialogue.project, target=agreement)
        return agreement

    with transaction.atomic():
        return once(Agreement, by=by, token=token, make=make)[0]


def agree_action(dialogue: Dialogue, *, token: UUID, fields: dict[str, Any], by: User) -> AgreedAction:
    """Record what a seat took on, once for each form. `fields` are text, owner and due_on.

    Raises as keep_disagreement does.
    """
    _check(dialogue, by)

    def make() -> AgreedAction:
        action = AgreedAction.objects.create(dialogue=dialogue, submitted_by=by, form_token=token, **fields)
        record(events.ACTION_AGREED, by=by, project=dialogue.project, target=action)
        return action

    with transaction.atomic():
        return once(AgreedAction, by=by, token=token, make=make)[0]


@transaction.atomic
def edit_outcome(outcome: Agreement | AgreedAction, *, fields: dict[str, Any], seen: str, by: User) -> None:
    """Change an agreement or an action. Raises as keep_disagreement does, and Stale as edit_disagreement does."""
    _check(outcome.dialogue, by)
    row: Agreement | AgreedAction = _locked(outcome)
    if all(getattr(row, name) == value for name, value in fields.items()):
        return
    check_seen(rules.mark(row), seen)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    record(events.OUTCOME_CHANGED, by=by, project=row.dialogue.project, target=row)


@transaction.atomic
def remove_outcome(outcome: Row, *, by: User) -> None:
    """Take an outcome away for good. Raises as keep_disagreement does."""
    _check(outcome.dialogue, by)
    outcome.dialogue = locked(outcome.dialogue)
    policies.check_record(outcome.dialogue)
    rules.check_remove(outcome)
    rows = type(outcome)._default_manager.filter(pk=outcome.pk)
    if rows.delete()[0]:
        record(events.OUTCOME_REMOVED, by=by, project=outcome.dialogue.project, target=outcome)


@transaction.atomic
def follow_action(action: AgreedAction, *, done_on: date | None, became: str, seen: str, by: User) -> None:
    """Say what came of an action; without `done_on` it is not done yet. The history does not say who it was.

    Raises PermissionDenied for others than its owner and facilitators, Refused in a closed project, Stale where
    somebody else said so since.
    """
    rules.check_follow(action, by)
    row = _locked(action)
    if (row.done_on, row.became) == (done_on, became):
        return
    check_seen(rules.mark_of_end(row), seen)
    row.done_on, row.became = done_on, became
    row.save(update_fields=["done_on", "became"])
    record(events.ACTION_FOLLOWED, by=by, project=row.dialogue.project, target=row, done=done_on is not None)

"""What came of a dialogue, as its pages need it; and agreed actions that wait for their owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.acts import Act
from dialogues.models import AgreedAction, Agreement, Dialogue, LookBackNote, Seat
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import address
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership

if TYPE_CHECKING:
    from accounts.models import User

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Agreed:
    """An action as a page shows it. `by` is the name of the seat; `may_follow`: the reader says what came of it."""

    action: AgreedAction
    by: str
    standpoint: str
    late: bool
    may_follow: bool

    @property
    def follow_label(self) -> str:
        """What the way to say what came of it is called."""
        return _("Change what came of it") if self.action.became else _("Say what came of it")


@dataclass(frozen=True)
class Note:
    """What a seat said when it looked back, under the name of the seat."""

    by: str
    standpoint: str
    words: str
    on: date


def agreements(dialogue: Dialogue) -> QuerySet[Agreement]:
    """In the order they were recorded."""
    return dialogue.agreements.order_by("created_at", "pk")


def actions_of(dialogue: Dialogue) -> QuerySet[AgreedAction]:
    """With their owners, the next due first."""
    return dialogue.agreed_actions.select_related("owner__person").order_by("due_on", "pk")


def agreed(dialogue: Dialogue, person: User, today: date, *, leads: bool) -> list[Agreed]:
    """The actions of a dialogue for one reader. `leads`: they coordinate or facilitate."""
    return [
        Agreed(
            action=row,
            by=row.owner.named(),
            standpoint=row.owner.standpoint,
            late=row.done_on is None and row.due_on < today,
            may_follow=dialogue.project.is_open and (leads or row.owner.person_id == person.pk),
        )
        for row in actions_of(dialogue)
    ]


def notes(dialogue: Dialogue) -> list[Note]:
    """What seats said when they looked back, the latest look-back first. Within a day the order says nothing."""
    return named_notes(dialogue.look_back_notes.order_by("-looked_back_on", "pk"))


def named_notes(rows: QuerySet[LookBackNote]) -> list[Note]:
    """Under the name of each seat. Words that were taken back are gone."""
    found = rows.exclude(text="").select_related("seat__person")
    return [Note(row.seat.named(), row.seat.standpoint, row.text, row.looked_back_on) for row in found]


def acts(dialogue: Dialogue, *, looks_back: bool) -> list[Act]:
    """What whoever leads the dialogue can add or change here now. Nothing in a closed project."""
    is_open = dialogue.project.is_open
    can_record = is_open and policies.can_record(dialogue)
    table = (
        (can_record, _("Record an agreement"), "agreement_add"),
        (can_record, _("Record a kept disagreement"), "disagreement_add"),
        (can_record, _("Record an agreed action"), "agreed_action_add"),
        (is_open, _("Set the date to look back"), "look_back_date"),
        (is_open and looks_back, _("Finish this look-back"), "look_back_finish"),
    )
    return [Act(label, address(name, dialogue)) for allowed, label, name in table if allowed]


def seats_of(dialogue: Dialogue) -> Iterable[Seat]:
    """All seats, by standpoint."""
    return dialogue.seats.select_related("person").order_by("standpoint", "pk")


def taking_part(prefix: str) -> Exists:
    """Is the person of a seat a member of today who takes part? `prefix` leads to the seat (`owner__`)."""
    rows = Membership.objects.current().filter(
        project=OuterRef(f"{prefix}dialogue__project"), person=OuterRef(f"{prefix}person"), role__in=TAKING_PART
    )
    return Exists(rows)


def to_do(until: date) -> QuerySet[AgreedAction]:
    """Actions that are not done and due by a day, in open projects, of owners who take part today."""
    rows = AgreedAction.objects.filter(
        taking_part("owner__"),
        done_on=None,
        due_on__lte=until,
        owner__person__is_active=True,
        dialogue__project__state__in=OPEN_PROJECT,
    )
    return rows.select_related("dialogue__project", "owner__person").order_by("due_on", "pk")


def to_do_of(person: User, today: date) -> QuerySet[AgreedAction]:
    """Those of this person that are late or due within a week."""
    return to_do(today + SOON).filter(owner__person=person)


def follow_address(action: AgreedAction) -> str:
    """Where its owner says what came of it; needs `dialogue` fetched."""
    keys = [action.dialogue.project_id, action.dialogue_id, action.pk]
    return reverse("dialogues:agreed_action_follow", args=keys)

"""Dialogues as lists and pages need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.acts import Act
from core.compiled import compiled
from dialogues.enums import DialogueState
from dialogues.models import Dialogue, KeptDisagreement, Position, Seat
from dialogues.policies import dialogues as policies
from dialogues.policies import meetings
from dialogues.queries.seats import heard
from projects.enums import Standpoint
from projects.models import Membership, Project
from projects.queries.people import taking_part

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class NextAct:
    """What somebody can do next in a dialogue. Without `url` there is nothing to do but wait."""

    label: str
    url: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True)
class DialogueRow:
    """A dialogue of a list, with the reader's next step."""

    dialogue: Dialogue
    step: NextAct


@dataclass(frozen=True)
class StandpointSeats:
    """The seats of one standpoint. How many of them have sent is not counted: a single seat would be found out."""

    standpoint: str
    seats: int


def members_taking_part(project: Project) -> QuerySet[Membership]:
    """Members of today who can have a seat."""
    return taking_part(project).order_by("standpoint", "pk")


# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {"all": gettext_lazy("All"), "writing": gettext_lazy("Open for writing")}


def open_for_writing(now: datetime) -> Q:
    """Dialogues in which seats can write, as `Dialogue.takes_writing` in SQL."""
    return Q(state=DialogueState.OPEN, writing_ends_at__gt=now)


def of_project(person: User, project: Project, *, show: str, now: datetime) -> QuerySet[Dialogue]:
    """The project's dialogues that this person sees and `show` (a key of `SHOWS`) asks for, the latest first."""
    rows = Dialogue.objects.visible_to(person).filter(project=project)
    rows = rows.filter(open_for_writing(now)) if show == "writing" else rows
    return rows.select_related("project").order_by("-writing_ends_at", "pk")


def rows(person: User, dialogues: Iterable[Dialogue], now: datetime, *, manages: bool) -> list[DialogueRow]:
    """Each dialogue with the next step of this person, in one query."""
    dialogues = list(dialogues)
    seats = {seat.dialogue_id: seat for seat in Seat.objects.filter(person=person, dialogue__in=dialogues)}
    return [DialogueRow(item, next_step(item, seats.get(item.pk), now, manages=manages)) for item in dialogues]


def next_step(dialogue: Dialogue, seat: Seat | None, now: datetime, *, manages: bool) -> NextAct:
    """The one thing this person would do next. `manages`: they plan and facilitate."""
    leads = manages or (seat is not None and seat.facilitates)
    if seat is not None and seat.sent_at is None and dialogue.takes_writing(now):
        return NextAct(_("Write your reflections"), writing_address(dialogue), dialogue.writing_ends_at)
    if dialogue.is_revealed:
        return NextAct(_("Read what was written"), address("dialogue_words", dialogue))
    if dialogue.is_planned:
        return planned_step(dialogue, manages=manages)
    if leads and policies.can_reveal(dialogue) and now >= dialogue.writing_ends_at:
        return NextAct(
            _("Open the reflections to each other"), address("dialogue_reveal", dialogue), dialogue.reveal_at
        )
    return waiting_step(dialogue, seat)


def planned_step(dialogue: Dialogue, *, manages: bool) -> NextAct:
    """Before it is open for writing."""
    if manages:
        return NextAct(_("Give seats and open it for writing"), dialogue.get_absolute_url())
    return NextAct(_("Nothing to do yet. Writing has not begun."))


def waiting_step(dialogue: Dialogue, seat: Seat | None) -> NextAct:
    """When there is nothing to do."""
    if dialogue.is_closed:
        return NextAct(_("Nothing to do. This dialogue is closed."))
    if seat is not None and seat.sent_at is not None:
        return NextAct(_("Nothing to do. Your reflections are sent."))
    return NextAct(_("Nothing to do until the reflections open to each other."))


def address(name: str, dialogue: Dialogue) -> str:
    """The path of a page of a dialogue."""
    return reverse(f"dialogues:{name}", args=[dialogue.project_id, dialogue.pk])


def writing_address(dialogue: Dialogue) -> str:
    """Where somebody with a seat begins to write: its first prompt."""
    return reverse("dialogues:reflection_write", args=[dialogue.project_id, dialogue.pk, 1])


def seat_of(person: User, dialogue: Dialogue) -> Seat | None:
    """This person's seat, if they have one."""
    return _seats_of.first(person, dialogue)


@compiled
def _seats_of(person: User, dialogue: Dialogue) -> QuerySet[Seat]:
    return Seat.objects.filter(person=person, dialogue=dialogue).order_by("pk")[:1]


def seats_chosen(dialogue: Dialogue, members: Iterable[Membership]) -> dict[str, list[str]]:
    """Keys of the members who have a seat, and of those who facilitate, as the seats form states them."""
    leading = dict(dialogue.seats.values_list("person", "facilitates"))
    seated = [member for member in members if member.person_id in leading]
    return {
        "seated": [str(member.pk) for member in seated],
        "facilitating": [str(member.pk) for member in seated if leading[member.person_id]],
    }


def seats_by_standpoint(dialogue: Dialogue) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Standpoint to its seats: the name as each person chose it, and whether they facilitate."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for seat in dialogue.seats.select_related("person").order_by("pk"):
        found.setdefault(seat.standpoint, []).append((seat.named(), seat.facilitates))
    return [(standpoint, found[standpoint]) for standpoint in Standpoint.values if standpoint in found]


@compiled
def _seats_counted(dialogue: Dialogue) -> QuerySet[Seat, tuple[str, int]]:
    return Seat.objects.filter(dialogue=dialogue).order_by().values_list("standpoint").annotate(Count("pk"))


def groups(dialogue: Dialogue) -> list[StandpointSeats]:
    """How many seats there are, by standpoint."""
    found = {standpoint: StandpointSeats(standpoint, seats) for standpoint, seats in _seats_counted(dialogue)}
    return [found[standpoint] for standpoint in Standpoint.values if standpoint in found]


@compiled
def kept_disagreements(dialogue: Dialogue) -> QuerySet[KeptDisagreement]:
    """With their positions and the tensions they became, the next look-back first."""
    positions = Prefetch("positions", Position.objects.order_by("pk"))
    rows = KeptDisagreement.objects.filter(dialogue=dialogue).select_related("tension_origin")
    return rows.prefetch_related(positions).order_by("look_back_on", "pk")


@compiled
def dialogues_seen(person: User, project: Project, dialogue_id: UUID) -> QuerySet[Dialogue]:
    """This dialogue of a project, with the project, where this person sees it."""
    rows = Dialogue.objects.visible_to(person).select_related("project")
    return rows.filter(pk=dialogue_id, project=project)


def not_sent(dialogue: Dialogue) -> tuple[int, int]:
    """How many seats have not sent words for everybody with a seat, and how many seats there are."""
    counted: dict[str, Any] = dialogue.seats.aggregate(all=Count("pk"), heard=Count("pk", filter=Q(heard())))
    return counted["all"] - counted["heard"], counted["all"]


@dataclass(frozen=True)
class ActGroup:
    """Acts of a coordinator or facilitator that belong to the same part of a dialogue's life."""

    label: str
    acts: list[Act]


def acts(dialogue: Dialogue, *, manages: bool, facilitates: bool) -> list[ActGroup]:
    """What the state allows, in the order of a dialogue's life. Nothing in a closed project."""
    if not dialogue.project.is_open:
        return []
    before = (
        (manages and policies.can_edit(dialogue), _("Change the plan"), "dialogue_edit"),
        (manages and policies.can_seat(dialogue), _("Give and take seats"), "seat_manage"),
        (manages and policies.can_step(dialogue, DialogueState.OPEN), _("Open for writing"), "dialogue_open"),
    )
    meeting = (
        (facilitates and policies.can_reveal(dialogue), _("Open the reflections"), "dialogue_reveal"),
        (manages and policies.can_step(dialogue, DialogueState.HELD), _("We have met"), "dialogue_hold"),
        (facilitates and meetings.can_note(dialogue, timezone.now()), _("Note who came"), "attendance"),
        (manages and policies.can_edit(dialogue), _("Attach a transcript"), "transcript_add"),
    )
    outcome = (
        (facilitates and policies.can_record(dialogue), _("Record an agreement"), "agreement_add"),
        (facilitates and policies.can_record(dialogue), _("Record a kept disagreement"), "disagreement_add"),
        (facilitates and policies.can_record(dialogue), _("Record an agreed action"), "agreed_action_add"),
        (facilitates and dialogue.is_revealed, _("Set the date to look back"), "look_back_date"),
    )
    after = (
        (manages and policies.can_step(dialogue, DialogueState.CLOSED), _("Close the dialogue"), "dialogue_close"),
        (manages, _("Plan another like this"), "dialogue_copy"),
    )
    parts = ((_("Plan"), before), (_("Meet"), meeting), (_("Record"), outcome), (_("Afterwards"), after))
    groups = [
        ActGroup(part, [Act(label, address(name, dialogue)) for allowed, label, name in table if allowed])
        for part, table in parts
    ]
    return [group for group in groups if group.acts]

"""Rounds of the pulse: who is asked, and what a closed round shows, which is read as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from accounts.models import User
from projects.enums import OPEN_PROJECT, STANDPOINT_GROUPS, TAKING_PART, Standpoint
from projects.models import Membership, Project, where_current
from understanding.enums import PulseState
from understanding.measures.pulse import OTHERS, STATEMENTS, Group, Text, thawed_groups, total
from understanding.models import PulseAnswer, PulseRound
from understanding.pictures.pulse import Spread, spread_picture

ALL_SHOWN = "all"
GROUP_NAMES: dict[str, Text] = {
    **STANDPOINT_GROUPS,
    OTHERS: pgettext_lazy("group", "Other standpoints"),
    ALL_SHOWN: pgettext_lazy("group", "All shown"),
}


def answer_address(row: PulseRound) -> str:
    """The page on which somebody answers a round."""
    return reverse("understanding:pulse_answer", args=[row.project_id, row.pk])


def members_asked(row: PulseRound) -> QuerySet[Membership]:
    """Who may answer: everybody who takes part in the project today."""
    return Membership.objects.current().filter(project=row.project_id, role__in=TAKING_PART).order_by("created_at")


def unanswered_rounds(person: User, today: date) -> QuerySet[PulseRound]:
    """Rounds that wait for this person, the one that closes first first."""
    mine = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
    answered = PulseAnswer.objects.filter(round=OuterRef("pk"), membership__person=person)
    rows = PulseRound.objects.filter(~Exists(answered), project__in=mine.values("project"), state=PulseState.OPEN)
    rows = rows.filter(project__state__in=OPEN_PROJECT, closes_on__gte=today)
    return rows.select_related("project").order_by("closes_on", "id")


def own_answer(row: PulseRound, person: User) -> PulseAnswer | None:
    """What this person has answered in a round that is open."""
    return PulseAnswer.objects.visible_to(person).filter(round=row).first()


def rounds_over(today: date) -> QuerySet[PulseRound]:
    """Open rounds whose last day is past, in whatever state their project is."""
    return PulseRound.objects.filter(state=PulseState.OPEN, closes_on__lt=today).select_related("project")


def count_answers(row: PulseRound) -> int:
    """For `measures.pulse.is_enough` only: the number itself is never shown."""
    return PulseAnswer.objects.filter(round=row).count()


@dataclass(frozen=True)
class PulseRoundRow:
    """A round in the list, and how many of its answers are shown."""

    round: PulseRound
    shown_answers: int


def rounds(project: Project, person: User) -> QuerySet[PulseRound]:
    """The rounds of a project, newest first."""
    return PulseRound.objects.visible_to(person).filter(project=project).order_by("-number")


def pulse_fact(project: Project) -> str:
    """What the page of shared understanding says about the pulse."""
    latest = PulseRound.objects.filter(project=project).order_by("-number").first()
    if latest is None:
        return gettext("Nobody has been asked yet")
    words = {"number": latest.number, "state": str(PulseState(latest.state).label).lower()}
    return gettext("Round %(number)d: %(state)s") % words


def round_rows(page: Iterable[PulseRound]) -> list[PulseRoundRow]:
    """Rows of the list; no read of their own. `page` is one of `rounds`."""
    return [PulseRoundRow(row, sum(group.count for group in thawed_groups(row.spread))) for row in page]


@dataclass(frozen=True)
class GroupRow:
    """One group at one statement: its numbers in the order of `CELLS`."""

    name: str
    label: Text
    count: int
    cells: tuple[int, ...]

    @property
    def is_standpoint(self) -> bool:
        """Does it have a mark of its own?"""
        return self.name in Standpoint

    @property
    def beside(self) -> str:
        """What stands beside the bar: answers that are on neither side."""
        numbers = {gettext("%s not sure"): self.cells[-2], gettext("%s no answer"): self.cells[-1]}
        return ", ".join(words % number for words, number in numbers.items() if number)


@dataclass(frozen=True)
class StatementRow:
    """One statement with its groups, drawn and in numbers."""

    key: str
    text: Text
    rows: tuple[GroupRow, ...]

    @property
    def picture(self) -> Spread:
        """The bars, one for each row."""
        return spread_picture((row.count, row.cells[:5]) for row in self.rows)

    @property
    def drawn(self) -> list[tuple[GroupRow, object]]:
        """Each row with its bar."""
        return list(zip(self.rows, self.picture.bars, strict=True))


@dataclass(frozen=True)
class ClosedRound:
    """All that is left of a closed round. Without groups, there were too few answers."""

    groups: tuple[Group, ...]
    statements: tuple[StatementRow, ...]

    @property
    def count(self) -> int:
        """How many answers are in the numbers."""
        return sum(group.count for group in self.groups)

    @property
    def groups_with_notes(self) -> list[tuple[Text, Group]]:
        """Groups with notes, and what they are called."""
        return [(GROUP_NAMES[group.name], group) for group in self.groups if group.notes]

    @property
    def groups_apart(self) -> list[tuple[str, Text, int]]:
        """Every group that is shown: name, label, number of answers."""
        return [(group.name, GROUP_NAMES[group.name], group.count) for group in self.groups]

    @property
    def standpoints_not_apart(self) -> list[Text]:
        """Every standpoint that is not shown apart, whether nobody, one or two answered from it."""
        seen = {group.name for group in self.groups}
        return [GROUP_NAMES[kind] for kind in Standpoint if kind.value not in seen]


def closed_round(row: PulseRound) -> ClosedRound:
    """What a closed round shows, the same to everybody who may see it and however they ask."""
    groups = thawed_groups(row.spread)
    listed = [*groups, total(groups, ALL_SHOWN)] if len(groups) > 1 else groups
    statements = [StatementRow(key, text, _rows(key, listed)) for key, text in STATEMENTS.items() if groups]
    return ClosedRound(tuple(groups), tuple(statements))


def _rows(key: str, groups: list[Group]) -> tuple[GroupRow, ...]:
    return tuple(GroupRow(group.name, GROUP_NAMES[group.name], group.count, group.cells[key]) for group in groups)

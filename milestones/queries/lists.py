"""A list of milestones read from a file, row by row, against what the project has now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import clean_address
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.models import Milestone, MilestoneList
from projects.models import Membership
from projects.queries.people import number_equal_names

if TYPE_CHECKING:
    from milestones.formats.lists import ListedMilestone

Text = str | Promise
# Where a row stands: the tag that shows it, and its words. In the order in which rows are shown.
STANDINGS: dict[str, tuple[str, Text]] = {
    "wrong": ("late", gettext_lazy("Needs correcting")),
    "twice": ("soon", gettext_lazy("Twice in this file: the first one counts")),
    "there": ("neutral", gettext_lazy("Already a milestone of this project")),
    "add": ("done", gettext_lazy("Will be added")),
}
ORDER = list(STANDINGS)
CHOICES = {"pace": Pace, "kind": MilestoneKind, "step": RelationalStep}


@dataclass(frozen=True)
class ListRow:
    """A row of a list, what would become of it now, and whose it would be."""

    row: ListedMilestone
    standing: str
    owner: Membership | None
    owner_name: str
    wrong: str

    @property
    def is_to_add(self) -> bool:
        """Does it become a milestone when the list is added?"""
        return self.standing == "add"

    @property
    def tag(self) -> str:
        """The kind of tag that says where it stands."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> Text:
        """What becomes of it, in words."""
        return STANDINGS[self.standing][1]

    @property
    def due_on(self) -> date | None:
        """The due date; None where what was typed is none."""
        return _day(self.row["due_on"])

    @property
    def pace(self) -> Text:
        """The pace in words, or what was typed."""
        return _label_of("pace", self.row["pace"])

    @property
    def kind(self) -> Text:
        """The kind in words, or what was typed."""
        return _label_of("kind", self.row["kind"])

    @property
    def relational_step(self) -> Text:
        """The step of the relationship in words, or what was typed."""
        return _label_of("step", self.row["step"])


def _label_of(column: str, typed: str) -> Text:
    known = CHOICES[column]
    return known(typed).label if typed in known.values else typed


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Owners:
    """Who may own a milestone, by what a file may call them; `own` is whose an empty cell means."""

    own: Membership | None
    names: dict[str, Membership]
    labels: dict[Membership, str]

    def find(self, typed: str) -> Membership | None:
        """By name as shown, or by e-mail address. None where nobody is called so, or several are."""
        return self.names.get(clean_address(typed)) if typed else self.own


def owners_of(listed: MilestoneList) -> Owners:
    """Everybody in the project today. One read."""
    found = Membership.objects.filter(project=listed.project_id).select_related("person").order_by("created_at", "id")
    members = list(found)
    labels = number_equal_names([(member.pk, member.named()) for member in members])
    today = set(Membership.objects.current().filter(project=listed.project_id).values_list("pk", flat=True))
    here = [member for member in members if member.pk in today]
    called = [(clean_address(labels[member.pk]), member) for member in here]
    called += [(member.person.email, member) for member in here if member.person.email]
    twice = {name for name, count in Counter(name for name, _member in called).items() if count > 1}
    return Owners(
        own=next((member for member in here if member.person_id == listed.submitted_by_id), None),
        names={name: member for name, member in called if name not in twice},
        labels={member: labels[member.pk] for member in here},
    )


def list_rows(listed: MilestoneList) -> list[ListRow]:
    """Every row in the order of the file. Three reads, however many rows."""
    owners = owners_of(listed)
    there = {(title.casefold(), day.isoformat()) for title, day in _existing(listed)}
    seen: set[tuple[str, str]] = set()
    return [_row(row, owners, there, seen) for row in listed.rows]


def _existing(listed: MilestoneList) -> Iterable[tuple[str, date]]:
    return Milestone.objects.filter(project=listed.project_id).values_list("title", "due_on")


def _row(row: ListedMilestone, owners: Owners, there: set[tuple[str, str]], seen: set[tuple[str, str]]) -> ListRow:
    owner = owners.find(row["owner"])
    wrong = row["wrong"] if owner else " ".join(filter(None, [row["wrong"], _wrong_owner(row["owner"])]))
    key = (row["title"].casefold(), row["due_on"])
    standing = "wrong" if wrong else "twice" if key in seen else "there" if key in there else "add"
    if not wrong:
        seen.add(key)
    return ListRow(row, standing, owner, owners.labels[owner] if owner else row["owner"], wrong)


def _wrong_owner(typed: str) -> str:
    if not typed:
        return _("The owner is missing.")
    return _("Nobody in this project today has the name or address “%(typed)s”.") % {"typed": typed[:80]}


def errors_first(rows: list[ListRow]) -> list[ListRow]:
    """What needs a look first; inside each kind the order of the file."""
    return sorted(rows, key=lambda row: (ORDER.index(row.standing), row.row["line"]))


def counts_by_standing(rows: list[ListRow]) -> dict[str, int]:
    """How many rows stand in each way."""
    counted = Counter(row.standing for row in rows)
    return {standing: counted[standing] for standing in ORDER}

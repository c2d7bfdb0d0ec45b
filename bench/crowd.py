"""Fills one database of ours: `python -m bench.crowd '{"projects": 20, "dialogues": 1}'`, address from outside.

Four parts. The past: projects of 20 members with revealed dialogues of 10 seats and 5 prompts, 50 reflections each.
The shelf: one project with 50 milestones, a revealed dialogue of 50 reflections and a reader whom 50 things need.
The arena: 10 projects of 20 partners with open dialogues in which nobody has written yet. The programme: 200 projects
that one watcher coordinates, with 20,000 milestones, 200 of them in the first. A past with milestones is an archive:
its first project is read by a partner, its coordinator and an administrator. What a client needs to know is printed as
JSON.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from bench.script import PASSWORD, Script, open_archive, script, watch

MEMBERS, SEATS, PROMPTS, ROWS = 20, 10, 5, 50
ARENA_PROJECTS, ARENA_DIALOGUES = 10, 40
PROGRAMME, MILESTONES = 200, 100  # projects of the watcher, and milestones of most of them
PLANNED = (
    "accounts.User",
    "projects.Project",
    "projects.Membership",
    "milestones.Milestone",
    "dialogues.Dialogue",
    "dialogues.Prompt",
    "dialogues.Seat",
    "tensions.Tension",
    "contributions.Contribution",
    "projects.Invitation",
    "notifications.Mail",
)
SENT = {"kind": "learning", "may_analyse": True}  # what all reflections say of themselves
TEXTS = ("dialogues.Reflection", "dialogues.ReflectionVersion", "audit.Event")
MARK = "Measured"  # every row of a list of 50 says it, so that a page can be checked for all of them


@dataclass(frozen=True)
class Size:
    """How much past there is: 50 reflections to a dialogue, so many milestones to a project."""

    projects: int
    dialogues: int
    milestones: int = 0

    @property
    def reflections(self) -> int:
        """All of them, without the 50 on the shelf."""
        return self.projects * self.dialogues * SEATS * PROMPTS


SMALLEST = Size(projects=20, dialogues=1)
ARCHIVE = Size(projects=1, dialogues=200, milestones=10_000)
SIZES = {"small": Size(projects=200, dialogues=2), "full": Size(projects=200, dialogues=100)}


@dataclass
class Plan:
    """Rows before they are written, by model name: everything but the words, which would not fit in memory."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    answered: list[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=list)  # seats and their prompts

    def add(self, name: str, /, **columns: Any) -> uuid.UUID:
        """Plan a row and return its key."""
        key = uuid.uuid4()
        self.rows.setdefault(name, []).append({"id": key, **columns})
        return key


@dataclass(frozen=True)
class Group:
    """A project and the people in it."""

    project: uuid.UUID
    people: Sequence[uuid.UUID]
    memberships: Sequence[uuid.UUID]


@dataclass(frozen=True)
class Shelf:
    """The reader's project: what they read there."""

    group: Group
    revealed: uuid.UUID
    milestone: uuid.UUID


class Planner:
    """Plans projects, people and dialogues."""

    def __init__(self, now: datetime) -> None:
        self.plan, self.now = Plan(), now
        self.today: date = now.date()
        self.standpoints = ("clinician", "academic", "patient", "carer", "public", "manager")
        self.founder = self.person("Founder")

    def person(self, name: str, *, administers: bool = False) -> uuid.UUID:
        """Somebody with an address of their own."""
        mail = f"{uuid.uuid4().hex}@bench.example"
        more = {"full_name": name, "password": PASSWORD, "is_administrator": administers}
        return self.plan.add("accounts.User", email=mail, **more)

    def group(self, title: str, members: int = MEMBERS) -> Group:
        """An active project with its members: a coordinator, a researcher, partners."""
        starts, ends = self.today - timedelta(days=300), self.today + timedelta(days=300)
        project = self.plan.add(
            "projects.Project",
            title=title,
            lay_summary="What we do together, in plain words. " * 5,
            state="active",
            starts_on=starts,
            ends_on=ends,
            submitted_by_id=self.founder,
        )
        people = [self.person(f"Somebody {number}") for number in range(members)]
        roles = ["coordinator", "researcher", *["partner"] * (members - 2)]
        memberships = [
            self.plan.add(
                "projects.Membership",
                project_id=project,
                person_id=person,
                role=role,
                standpoint=self.standpoints[number % len(self.standpoints)],
                starts_on=starts,
            )
            for number, (person, role) in enumerate(zip(people, roles, strict=True))
        ]
        return Group(project, people, memberships)

    def dialogue(self, group: Group, title: str, **columns: Any) -> tuple[uuid.UUID, list[uuid.UUID]]:
        """A dialogue and its prompts."""
        dialogue = self.plan.add(
            "dialogues.Dialogue", project_id=group.project, title=title, submitted_by_id=group.people[0], **columns
        )
        prompts = [
            self.plan.add("dialogues.Prompt", dialogue_id=dialogue, position=place, text=f"What happened {place}?")
            for place in range(1, PROMPTS + 1)
        ]
        return dialogue, prompts

    def seat(self, group: Group, dialogue: uuid.UUID, number: int, sent_at: datetime | None = None) -> uuid.UUID:
        """A seat of the member with this number."""
        return self.plan.add(
            "dialogues.Seat",
            dialogue_id=dialogue,
            person_id=group.people[number],
            standpoint=self.standpoints[number % len(self.standpoints)],
            facilitates=number == 0,
            sent_at=sent_at,
        )

    def revealed(self, group: Group, title: str, first: int, age: int, seats: int = SEATS) -> uuid.UUID:
        """A dialogue of the past, in which some members, begun with the first, answered every prompt."""
        moment = self.now - timedelta(days=age)
        state = {"state": "held", "writing_ends_at": moment, "meets_at": moment, "revealed_at": moment}
        dialogue, prompts = self.dialogue(group, title, **state)
        for number in range(seats):
            seat = self.seat(group, dialogue, (first + number) % len(group.people), sent_at=moment - timedelta(days=1))
            self.plan.answered += [(seat, prompt) for prompt in prompts]
        return dialogue

    def open(self, group: Group, title: str) -> uuid.UUID:
        """A dialogue that takes writing for ten more days."""
        ends = self.now + timedelta(days=10)
        return self.dialogue(group, title, state="open", writing_ends_at=ends)[0]

    def shelf(self) -> Shelf:
        """The reader is the last member: 25 seats to write in and 25 milestones due soon are theirs."""
        group, half = self.group("The shelf"), ROWS // 2
        for number in range(half):
            self.seat(group, self.open(group, f"{MARK} {number}"), MEMBERS - 1)
        for number in range(ROWS):
            days = number % 14 if number < half else 20 + number
            milestone = self.milestone(group, number, MEMBERS - 1 if number < half else number % MEMBERS, days)
        return Shelf(group, self.revealed(group, "What we wrote", SEATS, 30), milestone)

    def milestone(self, group: Group, number: int, owner: int, days: int) -> uuid.UUID:
        """A milestone of the member with this number, due in so many days; one of three has moved by a day or two."""
        due = self.today + timedelta(days=days)
        return self.plan.add(
            "milestones.Milestone",
            project_id=group.project,
            title=f"{MARK} step {number}",
            owner_id=group.memberships[owner],
            due_on=due,
            baseline_on=due - timedelta(days=number % 3),
            pace="rapid" if number % 2 else "slow",
            kind="data",
            submitted_by_id=group.people[0],
        )

    def programme(self) -> tuple[uuid.UUID, Group]:
        """The watcher and the first project: twice as many milestones as most, and none in the last."""
        watcher = self.person("Watcher")
        groups = [self.group(f"{MARK} project {number:03}") for number in range(PROGRAMME)]
        for place, group in enumerate(groups):
            self.plan.add(
                "projects.Membership",
                project_id=group.project,
                person_id=watcher,
                role="coordinator",
                standpoint="academic",
                starts_on=self.today - timedelta(days=300),
            )
            several = {0: 2 * MILESTONES, PROGRAMME - 1: 0}.get(place, MILESTONES)
            for number in range(several):
                self.milestone(group, number, number % MEMBERS, number - place % 5 if number else -place)
        return watcher, groups[0]

    def arena(self) -> Iterator[tuple[uuid.UUID, Group]]:
        """Open dialogues with a seat for everybody."""
        for project in range(ARENA_PROJECTS):
            group = self.group(f"Arena {project}")
            for number in range(ARENA_DIALOGUES):
                dialogue = self.open(group, f"Dialogue {number}")
                for member in range(MEMBERS):
                    self.seat(group, dialogue, member)
                yield dialogue, group


def seed(size: Size) -> Script:
    """Write everything; what a client needs to know comes back."""
    from django.utils import timezone

    planner = Planner(timezone.now())
    administrator, archive = planner.person("Administrator", administers=True), None
    for project in range(size.projects):
        group = planner.group(f"Project {project}")
        for number in range(size.dialogues):
            planner.revealed(group, f"Dialogue {number}", number % MEMBERS, 30 + number)
        for number in range(size.milestones):
            planner.milestone(group, number, number % MEMBERS, 20 + number % 200)
        archive = archive or group
    shelf = planner.shelf()
    arena = list(planner.arena())
    watcher, first = planner.programme()
    write(planner)
    made = script(shelf, arena)
    watch(made, watcher, first)
    if archive and size.milestones:
        open_archive(made, archive, administrator)
    return made


def write(planner: Planner) -> None:
    """Everything that is planned, then the words, all by COPY."""
    from django.apps import apps

    from bench.seeding import bulk, copy, tidy

    with bulk(*(apps.get_model(name) for name in (*PLANNED, *TEXTS))):
        for name in PLANNED:
            copy(apps.get_model(name), planner.plan.rows.get(name, []))
        write_words(planner)
    tidy()


def write_words(planner: Planner) -> None:
    """Reflections, each with its first version, and the events that they were sent."""
    from django.apps import apps

    from bench.seeding import copy
    from bench.vocabulary import Writer
    from dialogues.models import Reflection, ReflectionVersion

    writer, at = Writer(), planner.now - timedelta(days=20)
    answered = planner.plan.answered
    keys = [uuid.uuid4() for _ in answered]
    texts = [f"{MARK}. {writer.text()}" for _ in range(20_000)]
    rows = (
        {"id": key, "seat_id": seat, "prompt_id": prompt, "text": text, "sent_at": at, **SENT}
        for key, text, (seat, prompt) in zip(keys, cycle(texts), answered, strict=False)
    )
    copy(Reflection, rows)
    first = ({"reflection_id": key, "number": 1, "text": text} for key, text in zip(keys, cycle(texts), strict=False))
    copy(ReflectionVersion, first)
    projects = {row["id"]: row["project_id"] for row in planner.plan.rows["dialogues.Dialogue"]}
    sent = (row for row in planner.plan.rows["dialogues.Seat"] if row["sent_at"])
    copy(
        apps.get_model("audit.Event"),
        (
            {
                "type": "dialogues.reflections_sent",
                "actor_id": row["person_id"],
                "project_id": projects[row["dialogue_id"]],
                "target_type": "dialogue",
                "target_id": row["dialogue_id"],
                "data": {"reflections": PROMPTS},
            }
            for row in sent
        ),
    )


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(asdict(seed(Size(**json.loads(sys.argv[1]))))))

"""One project with so many of everything: `python -m bench.width '{"members": 50, ...}'`, address from outside.

Its pages are measured with few and with many rows. The coordinator needs to do something about every tension and every
contribution; everybody has a seat in a dialogue of the past, in an open one and in a planned one. What a client needs
to know is printed as JSON.
"""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from bench.crowd import Group, Planner, write
from bench.script import Script, signed_in

FEW = 50
QUIET_DAYS, LATE_DAYS, SPREAD = 60, 5, 400


@dataclass(frozen=True)
class Width:
    """How many there are of each; a member has one seat in each of three dialogues."""

    members: int
    milestones: int
    needs: int
    events: int
    mails: int


NARROW = Width(FEW, FEW, FEW, FEW, FEW)
WIDE = {
    "small": Width(members=1_000, milestones=5_000, needs=2_000, events=100_000, mails=100_000),
    "full": Width(members=1_000, milestones=5_000, needs=2_000, events=1_000_000, mails=1_000_000),
}


@dataclass(frozen=True)
class Dialogues:
    """The three dialogues in which everybody has a seat."""

    revealed: uuid.UUID
    open: uuid.UUID
    planned: uuid.UUID


class Widener(Planner):
    """Plans the project."""

    def __init__(self, width: Width, now: Any) -> None:
        super().__init__(now)
        self.width = width
        self.administrator = self.person("Administrator", administers=True)
        self.here = self.group("Measured", width.members)
        self.milestones = [
            self.milestone(self.here, number, number % width.members, number % SPREAD - LATE_DAYS)
            for number in range(width.milestones)
        ]
        self.dialogues = self.three()
        self.needs()
        self.letters()

    def three(self) -> Dialogues:
        """The dialogues, with a seat for everybody in each."""
        revealed = self.revealed(self.here, "What we wrote", 0, 30, self.width.members)
        ahead = {"writing_ends_at": self.now + timedelta(days=10), "meets_at": self.now + timedelta(days=20)}
        planned, _prompts = self.dialogue(self.here, "What we plan", state="planned", **ahead)
        others = [self.open(self.here, "What we write"), planned]
        for dialogue in others:
            for number in range(self.width.members):
                self.seat(self.here, dialogue, number)
        return Dialogues(revealed, *others)

    def needs(self) -> None:
        """Half of them tensions of the coordinator that went quiet, half contributions to decide about; and as many
        invitations that wait.
        """
        coordinator, project = self.here.memberships[0], self.here.project
        shared = {"project_id": project, "submitted_by_id": self.here.people[0]}
        raised = self.today - timedelta(days=QUIET_DAYS)
        for number in range(self.width.needs // 2):
            kinds = {"nature": "tension", "challenge": "pace", "raised_on": raised, "owner_id": coordinator}
            self.plan.add("tensions.Tension", title=f"Measured tension {number}", **kinds, **shared)
            words = {"said": f"Measured words {number}", "raised_on": raised, "owner_id": coordinator}
            due = self.today + timedelta(days=number % 30)
            self.plan.add("contributions.Contribution", answer_by=due, standpoint="patient", **words, **shared)
        for number in range(self.width.needs):
            person = {"email": f"guest-{number}@bench.example", "full_name": f"Guest {number}"}
            terms = {"role": "partner", "standpoint": "public", "link_ends_at": self.now + timedelta(days=7)}
            self.plan.add("projects.Invitation", **person, **terms, **shared)

    def letters(self) -> None:
        """Mails that were sent."""
        for number in range(self.width.mails):
            sent = self.now - timedelta(minutes=number)
            to = {"to": f"guest-{number % FEW}@bench.example", "state": "sent", "due_at": sent, "sent_at": sent}
            self.plan.add("notifications.Mail", kind="projects.invited", key=f"measured-{number}", **to)


def happened(here: Group, width: Width) -> Iterator[dict[str, Any]]:
    """Events of the project."""
    for number in range(width.events):
        yield {
            "type": "milestones.changed",
            "actor_id": here.people[number % width.members],
            "project_id": here.project,
            "target_type": "milestone",
            "target_id": here.project,
        }


def seed(width: Width) -> Script:
    """Write everything; what a client needs to know comes back."""
    from django.apps import apps
    from django.utils import timezone

    from bench import seeding

    events = apps.get_model("audit.Event")  # which no other app imports
    planner = Widener(width, timezone.now())
    write(planner)
    with seeding.bulk(events):
        seeding.copy(events, happened(planner.here, width))
    seeding.tidy()
    return script(planner)


def script(planner: Widener) -> Script:
    """Every page that shows a list, by the name in the table, and who reads it."""
    from django.urls import reverse

    here, dialogues = planner.here, planner.dialogues
    coordinator, partner = (signed_in(here.people[number]) for number in (0, -1))
    places: dict[str, list[Any]] = {
        "project": [here.project],
        "milestone": [here.project, planner.milestones[0]],
        "revealed": [here.project, dialogues.revealed],
        "open": [here.project, dialogues.open],
        "planned": [here.project, dialogues.planned],
        "writing": [here.project, dialogues.open, 1],
    }
    made = Script(reader=coordinator)
    for reader, pages in ((coordinator, OF_COORDINATOR), (partner, OF_PARTNER)):
        made.add(reader, {name: reverse(view, args=places[place]) for name, (view, place) in pages.items()})
    made.add(coordinator, {"home of the coordinator": reverse("home")})
    made.add(partner, {"home of a partner": reverse("home"), "my data": reverse("mine:my_data")})
    made.add(signed_in(planner.administrator), {"mail log": reverse("mail_log")})
    return made


# By their name in the table: the view, and which of the places above it is about.
OF_COORDINATOR = {
    "project page of the coordinator": ("overview:project_detail", "project"),
    "history": ("overview:history", "project"),
    "people": ("projects:member_list", "project"),
    "invitations": ("projects:invitation_list", "project"),
    "consent of everybody": ("participants:consent_list", "project"),
    "milestones": ("milestones:milestone_list", "project"),
    "add a milestone": ("milestones:milestone_add", "project"),
    "milestone": ("milestones:milestone_detail", "milestone"),
    "phases": ("milestones:phase_list", "project"),
    "tensions": ("tensions:tension_list", "project"),
    "add a tension": ("tensions:tension_add", "project"),
    "contributions": ("contributions:contribution_list", "project"),
    "add a contribution": ("contributions:contribution_add", "project"),
    "signatures of the aim": ("understanding:aim_detail", "project"),
    "expectations": ("understanding:expectation_list", "project"),
    "pulse": ("understanding:pulse_list", "project"),
    "dialogues": ("dialogues:dialogue_list", "project"),
    "dialogue of the past": ("dialogues:dialogue_detail", "revealed"),
    "open dialogue": ("dialogues:dialogue_detail", "open"),
    "seats": ("dialogues:seat_manage", "planned"),
    "attendance": ("dialogues:attendance", "revealed"),
    "silences": ("dialogues:silences", "project"),
    "outcomes": ("dialogues:outcome_list", "revealed"),
}
OF_PARTNER = {
    "project page of a partner": ("overview:project_detail", "project"),
    "words": ("dialogues:dialogue_words", "revealed"),
    "dialogue of the past, partner": ("dialogues:dialogue_detail", "revealed"),
    "writing page": ("dialogues:reflection_write", "writing"),
    "search": ("dialogues:words_search", "project"),
}


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(asdict(seed(Width(**json.loads(sys.argv[1]))))))

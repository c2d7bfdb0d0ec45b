"""`manage.py demo`: load the demo project, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from clahrc.demo.story import consent as story_consent
from clahrc.demo.story import dialogues as story
from clahrc.demo.telling import contributions as said
from clahrc.demo.telling import expectations as aims
from clahrc.demo.telling import glossary as words
from clahrc.demo.telling import milestone_links as plan
from clahrc.demo.telling import phases as life
from clahrc.demo.telling import programme, pulse, tensions
from clahrc.demo.telling.consent import make_form
from clahrc.demo.telling.dialogues import make_dialogues
from clahrc.demo.telling.milestones import make_milestones
from clahrc.demo.telling.people import (
    People,
    add_everybody,
    add_on_paper,
    add_to_both,
    address,
    invite_people,
    make_people,
    make_project,
)
from notifications.enums import MailState
from notifications.models import Mail
from projects.models import Project

LOCK = 20_261_123  # any number that nobody else takes


def load() -> bool:
    """Load everything in one transaction. False where it is there already."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if User.objects.filter(email=address(story.ADMINISTRATOR.key)).exists():
            return False
        people = make_people()
        make_first(people)
        other = make_project(story.OTHER_TITLE, story.OTHER_SUMMARY, "", story.OUTSIDER, people["priya"])
        add_to_both(other, people)
        programme.tell(people)
        settle_mail()
    return True


def make_first(people: People) -> None:
    """The project of the story."""
    project = make_project(story.TITLE, story.LAY_SUMMARY, story.AIM, story.PEOPLE[0], people["priya"])
    add_everybody(project, people["amara"])
    add_on_paper(project, people)
    make_form(project, people, story_consent.FIRST)
    make_milestones(project, people)
    words.tell(project, people)
    plan.tell(project, people)
    life.tell(project, people)
    aims.tell(project, people)
    make_dialogues(project, people)
    pulse.tell(project, people)
    tensions.tell(project, people)
    said.tell(project, people)
    invite_people(project, people)


def settle_mail() -> None:
    """What was mailed in the story went out on its day: nothing of it is sent when the demo is loaded."""
    Mail.objects.filter(state=MailState.DUE).update(state=MailState.SENT, sent_at=F("due_at"), attempts=1, data={})


class Command(BaseCommand):
    """Loads the demo; a second time it changes nothing."""

    help = "Load the demo project: one collaboration over a year, with everybody who takes part."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only where nobody has an account yet")
        parser.add_argument("--accounts", action="store_true", help="only print the accounts of the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.print_accounts()
        elif options["if_empty"] and User.objects.exists():
            self.stdout.write("There are accounts already; nothing loaded.")
        else:
            self.stdout.write("The demo is loaded." if load() else "The demo is there already; nothing changed.")

    def print_accounts(self) -> None:
        """One line for each person, and nothing where the demo is not loaded."""
        if not Project.objects.filter(title=story.TITLE).exists():
            return
        for person in [*story.PEOPLE, story.ADMINISTRATOR]:
            who = f"{person.full_name}, {person.role}"
            who += "" if person.role == "administrator" else f", {person.standpoint}"
            who += " (has left and taken their words back)" if person.left else ""
            self.stdout.write(f"{address(person.key):<22} {who}")
        self.stdout.write(f"Password of all: {story.PASSWORD}")

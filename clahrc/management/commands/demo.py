"""`manage.py demo`: load the demo project, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from accounts.models import User
from clahrc.demo import story
from clahrc.demo.dialogues import make_dialogues
from clahrc.demo.milestones import make_milestones
from clahrc.demo.people import add_everybody, address, make_people, make_project
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
        by, lead = people["priya"], story.PEOPLE[0]
        project = make_project(story.TITLE, story.LAY_SUMMARY, story.AIM, lead, by)
        add_everybody(project, people["amara"])
        make_milestones(project, people)
        make_dialogues(project, people)
        make_project(story.OTHER_TITLE, story.OTHER_SUMMARY, "", story.OUTSIDER, by)
    return True


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
            self.stdout.write(f"{address(person.key):<22} {who}")
        self.stdout.write(f"Password of all: {story.PASSWORD}")

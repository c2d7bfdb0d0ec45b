"""`manage.py demo`: load the demo project, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import User
from clahrc.demo.story.people import ADMINISTRATOR, PASSWORD, PEOPLE
from clahrc.demo.story.projects import BREATHING_TOGETHER
from clahrc.demo.telling.demo import load_demo
from clahrc.demo.telling.people import address_of
from projects.models import Project


class DemoCommand(BaseCommand):
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
            self.stdout.write("The demo is loaded." if load_demo() else "The demo is there already; nothing changed.")

    def print_accounts(self) -> None:
        """One line for each person, and nothing where the demo is not loaded."""
        if not Project.objects.filter(title=BREATHING_TOGETHER.title).exists():
            return
        for person in [*PEOPLE, ADMINISTRATOR]:
            line = f"{person.full_name}, {person.role}"
            line += "" if person.role == "administrator" else f", {person.standpoint}"
            line += " (has left and taken their words back)" if person.left else ""
            self.stdout.write(f"{address_of(person.key):<22} {line}")
        self.stdout.write(f"Password of all: {PASSWORD}")


Command = DemoCommand  # the name that Django looks for

"""What a client needs to know of a crowd: addresses of pages, sessions of those who read them, seats to write in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.crowd import Group, Shelf

PASSWORD = "!nobody-signs-in-with-this"  # noqa: S105


@dataclass(frozen=True)
class Place:
    """A seat that nobody has written in yet, and the session of whoever holds it."""

    session: str
    project: str
    dialogue: str


@dataclass
class Script:
    """What a client needs to know: addresses of pages by name, whose session reads each, and empty seats.

    `by` names the session of a page that the reader does not read.
    """

    reader: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    by: dict[str, str] = field(default_factory=dict)

    def add(self, session: str, pages: Mapping[str, str]) -> None:
        """Pages that somebody else than the reader reads."""
        self.pages |= pages
        self.by |= dict.fromkeys(pages, session)


def script(shelf: Shelf, arena: list[tuple[uuid.UUID, Group]]) -> Script:
    """Sign in everybody whom a client plays, and name the pages that it asks for."""
    from django.urls import reverse

    from accounts.models import User
    from bench.seeding import sessions

    groups = {group.project: group for _, group in arena}.values()
    people = [shelf.group.people[-1], *chain.from_iterable(group.people for group in groups)]
    keys = dict(zip(people, sessions([User(pk=key, password=PASSWORD) for key in people]), strict=True))
    project = shelf.group.project
    pages = {
        "home": reverse("home"),
        "words": reverse("dialogues:dialogue_words", args=[project, shelf.revealed]),
        "project": reverse("overview:project_detail", args=[project]),
        "milestones": reverse("milestones:milestone_list", args=[project]),
        "milestone": reverse("milestones:milestone_detail", args=[project, shelf.milestone]),
        "dialogue": reverse("dialogues:dialogue_detail", args=[project, shelf.revealed]),
        "sign-in": reverse("account_login"),
    }
    # The dialogues go round: those who send at the same time are not all in the same one.
    places = [
        Place(keys[group.people[member]], str(group.project), str(dialogue))
        for member in range(len(shelf.group.people))
        for dialogue, group in arena
    ]
    return Script(keys[shelf.group.people[-1]], pages, places)


def watch(script: Script, watcher: uuid.UUID, first: Group) -> None:
    """Sign the watcher in, and name the pages that they ask for."""
    from django.urls import reverse

    script.add(
        signed_in(watcher),
        {
            "programme": reverse("overview:programme"),
            "large project": reverse("overview:project_detail", args=[first.project]),
            "many milestones": reverse("milestones:milestone_list", args=[first.project]),
        },
    )


def open_archive(script: Script, archive: Group, administrator: uuid.UUID) -> None:
    """Sign in a partner and the coordinator of the archive, who have nothing to do, and the administrator."""
    from django.urls import reverse

    def pages(**named: str) -> dict[str, str]:
        return {name.replace("_", " "): reverse(view, args=[archive.project]) for name, view in named.items()}

    partner = signed_in(archive.people[-1])
    script.add(partner, {"quiet home": reverse("home")})
    script.add(partner, pages(search="dialogues:words_search", people="projects:member_list"))
    coordinator = signed_in(archive.people[0])
    script.add(coordinator, pages(archive_milestones="milestones:milestone_list", csv="milestones:milestone_csv"))
    script.add(signed_in(administrator), pages(export="reports:export_create"))


def signed_in(person: uuid.UUID) -> str:
    """The key of a session of theirs."""
    from accounts.models import User
    from bench.seeding import sessions

    return sessions([User(pk=person, password=PASSWORD)])[0]

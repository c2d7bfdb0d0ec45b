"""The shared aim in its two versions, signed."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story.aims import SECOND_AIM, SECOND_AIM_WRITTEN, SIGNATURES
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.models import Project
from understanding.actions.aims import sign_aim, write_aim
from understanding.models import Aim


def tell_aims(project: Project, people: People) -> None:
    """The first version, written with the project, is signed; then the second is written and signed."""
    sign_version(project, people, 1)
    with on_day(SECOND_AIM_WRITTEN):
        write_aim(project, text=SECOND_AIM, token=uuid4(), by=people["amara"])
    sign_version(project, people, 2)


def sign_version(project: Project, people: People, number: int) -> None:
    """Whoever signed the version with this number does, each on their day."""
    aim = Aim.objects.select_related("project").get(project=project, number=number)
    for version, key, day in SIGNATURES:
        if version == number:
            with on_day(day):
                sign_aim(aim, by=people[key])

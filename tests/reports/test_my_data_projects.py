"""My data: what I wrote in projects themselves, and nothing of anybody else."""

from __future__ import annotations

import pytest

from accounts.models import User
from dialogues.models import Reflection
from projects.models import Project
from reports.enums import ExportKind
from reports.kinds.about_me import everything
from tests.dialogues.planning import opened, revealed
from tests.dialogues.writing import writer
from tests.participants.leaving import SECRET, much_in_project
from tests.reports import rows

SECTIONS = {
    "contributions": 2,
    "answers_to_what_came_of_them": 1,
    "expectations": 2,
    "pulse_answers": 1,
    "aim_signatures": 1,
    "tensions_i_raised": 1,
    "steps_on_tensions": 0,
    "meanings_i_wrote": 1,
}


@pytest.fixture
def life(project: Project, amara: User, chen: User, dee: User) -> Project:
    dialogue = opened(project, amara, amara, dee)
    desk = writer(dialogue, dee)
    desk.save("What I wrote.")
    desk.send()
    revealed(dialogue, amara)
    much_in_project(project, dee, amara, Reflection.objects.get())
    return project


def test_each_kind_of_thing_is_there(life: Project, dee: User) -> None:
    found = everything(dee)
    assert {name: len(found[name]) for name in SECTIONS} == SECTIONS
    texts = str(found)
    for word in ("said", "taken up", "no", "hope", "not sent", "pulse"):
        assert f"{SECRET} {word}" in texts


def test_what_others_wrote_to_me_is_not(life: Project, dee: User) -> None:
    assert f"{SECRET} for Dee" not in str(everything(dee))


def test_nothing_of_it_is_in_somebody_elses(life: Project, amara: User, chen: User) -> None:
    for person in (amara, chen):
        found = everything(person)
        assert {name: len(found[name]) for name in SECTIONS} == dict.fromkeys(SECTIONS, 0)
        assert SECRET not in str(found)


def test_the_file_is_made(life: Project, dee: User) -> None:
    assert rows.file_of(rows.built(None, dee, ExportKind.MY_DATA)).startswith(b"PK")

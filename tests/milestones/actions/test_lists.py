from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.queries import of_project
from core.errors import Refused
from milestones.actions.erasing import erase_from_milestones
from milestones.actions.lists import add_listed, upload_milestones
from milestones.formats.lists import milestones_of_file
from milestones.jobs import forget_lists
from milestones.models import Milestone, MilestoneList
from milestones.queries.lists import list_rows
from projects.enums import ProjectState
from projects.models import Project
from tests import factories
from tests.factories import in_days
from tests.projects.making import membership, milestone

HEAD = "title,due date,pace,kind,step,owner"


def listed(project: Project, by: User, *lines: str) -> MilestoneList:
    raw = "\n".join([HEAD, *lines]).encode()
    return upload_milestones(project, rows=milestones_of_file(raw), token=uuid.uuid4(), by=by)


def standings(found: MilestoneList) -> list[str]:
    return [row.standing for row in list_rows(found)]


def test_nothing_is_added_before_the_button(project: Project, amara: User) -> None:
    listed(project, amara, "A,2027-05-12,slow,data")
    assert not Milestone.objects.exists()


def test_the_button_adds_each_row_with_its_owner_and_its_first_date(project: Project, amara: User, dee: User) -> None:
    found = listed(project, amara, "A,12/05/2027,slow,data,,dee.marsh@example.org", "B,2027-05-13,rapid,output")
    assert add_listed(found, by=amara) == 2
    rows = {row.title: row for row in Milestone.objects.select_related("owner__person")}
    assert rows["A"].owner.person == dee
    assert rows["A"].due_on == rows["A"].baseline_on
    assert rows["B"].owner.person == amara


def test_pressed_twice_it_adds_once_and_says_the_same(project: Project, amara: User) -> None:
    found = listed(project, amara, "A,2027-05-12,slow,data")
    assert [add_listed(found, by=amara) for _press in range(2)] == [1, 1]
    assert of_project(project.pk).get(type="milestones.milestones_imported").data == {"count": 1}


def test_the_list_is_empty_once_it_is_added(project: Project, amara: User) -> None:
    found = listed(project, amara, "A,2027-05-12,slow,data")
    add_listed(found, by=amara)
    found.refresh_from_db()
    assert (found.rows, found.added) == ([], 1)


def test_the_same_title_and_date_is_added_once(project: Project, amara: User) -> None:
    milestone(project, amara, title="There", due_on=in_days(9))
    day = in_days(9).isoformat()
    found = listed(
        project,
        amara,
        f"there,{day},slow,data",
        f"New,{day},slow,data",
        f"NEW,{day},rapid,output",
        f"New,{in_days(10).isoformat()},slow,data",
    )
    assert standings(found) == ["there", "add", "twice", "add"]
    assert add_listed(found, by=amara) == 2


def test_an_owner_is_found_by_the_name_that_is_shown(project: Project, amara: User, dee: User) -> None:
    name = membership(project, dee).named()
    assert list_rows(listed(project, amara, f"A,2027-05-12,slow,data,,{name.upper()}"))[0].owner == membership(
        project, dee
    )


def test_a_name_that_two_people_share_is_told_apart_by_its_number(project: Project, amara: User) -> None:
    for _twin in range(2):
        twin = factories.person("Sam Reed", email=f"{uuid.uuid4().hex}@example.org")
        factories.member(project, twin, "partner", "carer")
    found = list_rows(
        listed(project, amara, "A,2027-05-12,slow,data,,Sam Reed", "B,2027-05-12,slow,data,,Sam Reed (2)")
    )
    assert [row.standing for row in found] == ["wrong", "add"]
    assert "Nobody in this project today" in found[0].wrong


def test_somebody_who_has_left_owns_nothing_new(project: Project, amara: User) -> None:
    gone = factories.person("Gone Away")
    factories.member(project, gone, "partner", "carer", expires_on=in_days(-1))
    assert standings(listed(project, amara, "A,2027-05-12,slow,data,,gone.away@example.org")) == ["wrong"]


def test_a_form_sent_twice_keeps_one_list(project: Project, amara: User) -> None:
    token, rows = uuid.uuid4(), milestones_of_file(f"{HEAD}\nA,2027-05-12,slow,data".encode())
    first, second = (upload_milestones(project, rows=rows, token=token, by=amara) for _press in range(2))
    assert first == second


def test_a_project_closed_meanwhile_takes_nothing(project: Project, amara: User) -> None:
    found = listed(project, amara, "A,2027-05-12,slow,data")
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="closed"):
        add_listed(found, by=amara)


def test_a_list_goes_after_a_day(project: Project, amara: User) -> None:
    old, new = listed(project, amara, "A,2027-05-12,slow,data"), listed(project, amara, "B,2027-05-12,slow,data")
    MilestoneList.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=25))
    forget_lists()
    assert list(MilestoneList.objects.all()) == [new]


def test_an_erased_person_is_on_no_list_that_waits(project: Project, amara: User, dee: User) -> None:
    found = listed(
        project,
        amara,
        "A,2027-05-12,slow,data,,DEE.MARSH@example.org",
        "B,2027-05-12,slow,data,,dee marsh",
        "C,2027-05-12,slow,data,,Dee Marshall",
        "D,2027-05-12,slow,data",
    )
    theirs = MilestoneList.objects.create(project=project, submitted_by=dee)
    erase_from_milestones(dee, by=amara)
    found.refresh_from_db()
    assert [row["title"] for row in found.rows] == ["C", "D"]
    assert not MilestoneList.objects.filter(pk=theirs.pk).exists()

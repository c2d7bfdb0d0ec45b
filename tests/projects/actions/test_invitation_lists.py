from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.editing import TooMany
from core.errors import Refused
from notifications.models import Mail
from projects.actions.invitation_lists import confirm_list
from projects.enums import ProjectState
from projects.jobs import forget_lists
from projects.models import Invitation, InvitationList, Project
from projects.queries.invitation_lists import counts, errors_first, list_rows
from tests.projects.inviting import NINA, invited, listed


def nobodies(number: int, start: int = 0) -> list[str]:
    return [f"Person {row},person{row}@example.org,carer" for row in range(start, start + number)]


def test_each_row_says_what_becomes_of_it(project: Project, amara: User, dee: User) -> None:
    invited(project, amara)
    people = listed(
        project,
        amara,
        f"Dee,{dee.address.upper()},patient",
        f"Nina,{NINA},carer",
        "New,new@example.org,carer",
        "New again, NEW@example.org ,carer",
        "Broken,new@,carer",
    )
    rows = list_rows(people)
    assert [row.standing for row in rows] == ["member", "invited", "invite", "twice", "wrong"]
    assert [row.standing for row in errors_first(rows)] == ["wrong", "twice", "member", "invited", "invite"]
    assert counts(rows)["invite"] == 1


def test_confirming_invites_once_and_forgets_the_list(project: Project, amara: User) -> None:
    people = listed(project, amara, *nobodies(3))
    assert [confirm_list(people, by=amara) for _press in range(2)] == [3, 3]
    people.refresh_from_db()
    assert (Invitation.objects.count(), Mail.objects.count(), people.rows) == (3, 3, [])


def test_confirming_looks_again(project: Project, amara: User) -> None:
    people = listed(project, amara, f"Nina,{NINA},carer", *nobodies(1))
    invited(project, amara)
    assert confirm_list(people, by=amara) == 1


def test_whoever_has_an_account_gets_the_mail_as_themselves(project: Project, amara: User, zoe: User) -> None:
    confirm_list(listed(project, amara, f"Zoe,{zoe.address},academic"), by=amara)
    assert (Mail.objects.get().person, Mail.objects.get().project_id) == (zoe, project.pk)


def test_a_list_waits_while_the_project_is_closed(project: Project, amara: User) -> None:
    people = listed(project, amara, *nobodies(1))
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="This project is closed"):
        confirm_list(people, by=amara)


def test_five_thousand_are_invited_in_seconds_and_no_task_is_published(
    project: Project, amara: User, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    people = listed(project, amara, *nobodies(5000))
    start = time.monotonic()
    with CaptureQueriesContext(connection) as asked, django_capture_on_commit_callbacks() as published:  # type: ignore[operator]
        assert confirm_list(people, by=amara) == 5000
    assert time.monotonic() - start < 20
    assert Mail.objects.count() == 5000
    assert published == []
    assert len(asked) < 60


@pytest.mark.parametrize("number", [1, 3])
def test_confirming_takes_the_same_reads_and_writes_for_any_number(project: Project, amara: User, number: int) -> None:
    people = listed(project, amara, *nobodies(number))
    with CaptureQueriesContext(connection) as asked:
        confirm_list(people, by=amara)
    assert len(asked) == 14


def test_one_long_list_an_hour(project: Project, amara: User) -> None:
    confirm_list(listed(project, amara, *nobodies(501)), by=amara)
    second = listed(project, amara, *nobodies(1, start=600))
    with pytest.raises(TooMany):
        confirm_list(second, by=amara)
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert confirm_list(second, by=amara) == 1


def test_short_lists_follow_each_other(project: Project, amara: User) -> None:
    assert [confirm_list(listed(project, amara, *nobodies(2, start)), by=amara) for start in (0, 10, 20)] == [2, 2, 2]


def test_lists_are_gone_after_a_day(project: Project, amara: User) -> None:
    old, new = listed(project, amara, *nobodies(1)), listed(project, amara, *nobodies(1))
    InvitationList.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=25))
    forget_lists()
    forget_lists()
    assert list(InvitationList.objects.all()) == [new]

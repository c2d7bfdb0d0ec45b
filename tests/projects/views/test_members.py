from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.templatetags.dates import day
from notifications.models import Mail
from projects.models import Membership, Project
from tests import factories
from tests.factories import in_days, signed_in
from tests.projects.making import membership


def somebody(**changes: Any) -> dict[str, Any]:
    start = {
        "full_name": "Nina Kay",
        "name_rule": "full",
        "pseudonym": "",
        "form_token": str(uuid.uuid4()),
        "role": "partner",
        "standpoint": "carer",
        "starts_on": in_days(0).isoformat(),
        "expires_on": "",
    }
    return start | changes


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/people/{path}"


def test_a_coordinator_adds_somebody_who_has_no_address(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(at(project, "add/"), somebody())
    assert (answer.status_code, answer["Location"]) == (303, at(project))
    assert not Mail.objects.exists()
    assert "No e-mail address" in signed_in(amara).get(at(project)).content.decode()


def test_a_form_sent_twice_adds_one_person(project: Project, amara: User) -> None:
    typed = somebody()
    for _ in range(2):
        assert signed_in(amara).post(at(project, "add/"), typed).status_code == 303
    assert Membership.objects.filter(person__full_name="Nina Kay").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_rule": ""}, "Choose one of the ways to be named."),
        ({"name_rule": "pseudonym"}, "Enter the chosen name"),
        ({"role": "coordinator"}, "Choose one of the list."),
        ({"form_token": ""}, "Load this page again."),
        ({"full_name": ""}, "Enter the full name."),
        ({"full_name": "n" * 151}, "at most 150"),
        ({"role": "administrator"}, "Choose one of the list."),
        ({"standpoint": "\x00"}, "Choose one of the list."),
        ({"starts_on": "yesterday"}, "Enter a real date"),
        ({"starts_on": "2027-13-40"}, "Enter a real date"),
        ({"expires_on": "1999-01-01"}, "ends before it starts"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    project: Project, amara: User, dee: User, changes: dict[str, str], sentence: str
) -> None:
    typed = somebody() | changes
    answer = signed_in(amara).post(at(project, "add/"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert typed["full_name"] in page


def test_direction_marks_do_not_get_into_a_name(project: Project, amara: User) -> None:
    signed_in(amara).post(at(project, "add/"), somebody(full_name="Nina \u202eyaK \U0001f33b"))
    assert User.objects.get(full_name__startswith="Nina").full_name == "Nina yaK \U0001f33b"


def test_the_list_shows_the_name_somebody_chose_and_no_address(project: Project, ben: User, dee: User) -> None:
    User.objects.filter(pk=dee.pk).update(name_rule="pseudonym", pseudonym="Robin")
    page = signed_in(ben).get(at(project)).content.decode()
    assert "Robin" in page
    assert "Dee Marsh" not in page
    assert dee.address not in page


def test_a_partner_sees_no_button_to_change_people(project: Project, dee: User) -> None:
    page = signed_in(dee).get(at(project)).content.decode()
    assert "/edit/" not in page
    assert "/people/add/" not in page
    assert "/people/invite/" not in page
    assert "/people/invitations/" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number_of_people(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count - 1):
        factories.in_project(project, f"Partner {number}", "partner", "patient")
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        browser.get(at(project))


def test_a_coordinator_changes_a_role(project: Project, amara: User, dee: User) -> None:
    theirs = membership(project, dee)
    answer = signed_in(amara).post(at(project, f"{theirs.pk}/edit/"), somebody(role="researcher", standpoint="patient"))
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.role) == (303, "researcher")


def test_the_form_starts_with_what_is_stored(project: Project, amara: User, dee: User) -> None:
    page = signed_in(amara).get(at(project, f"{membership(project, dee).pk}/edit/")).content.decode()
    assert f'value="{project.starts_on.isoformat()}"' in page


def test_the_last_coordinator_is_kept_with_a_sentence(project: Project, amara: User) -> None:
    mine = at(project, f"{membership(project, amara).pk}/edit/")
    answer = signed_in(amara).post(mine, somebody(role="partner"))
    assert answer.status_code == 422
    assert "needs a coordinator" in answer.content.decode()


def test_the_last_coordinator_cannot_end_their_own_membership(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(at(project, f"{membership(project, amara).pk}/end/"))
    assert answer.status_code == 422
    assert "no other coordinator" in answer.content.decode()


def test_asking_to_end_a_membership_changes_nothing(project: Project, amara: User, dee: User) -> None:
    theirs = membership(project, dee)
    assert signed_in(amara).get(at(project, f"{theirs.pk}/end/")).status_code == 200
    theirs.refresh_from_db()
    assert theirs.ended_at is None


def test_whoever_is_ended_sees_the_project_no_more(project: Project, amara: User, dee: User) -> None:
    signed_in(amara).post(at(project, f"{membership(project, dee).pk}/end/"))
    assert signed_in(dee).get(f"/projects/{project.pk}/").status_code == 404


def test_what_has_ended_says_since_when_and_offers_no_change(project: Project, amara: User, dee: User) -> None:
    theirs = membership(project, dee)
    signed_in(amara).post(at(project, f"{theirs.pk}/end/"))
    page = signed_in(amara).get(at(project)).content.decode()
    assert f"Left on {day(timezone.now())}" in page
    assert f"{theirs.pk}/edit/" not in page
    assert f"{theirs.pk}/end/" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_has_ended_is_not_changed_and_the_page_says_what_to_do(
    project: Project, amara: User, dee: User, method: str
) -> None:
    theirs = membership(project, dee)
    signed_in(amara).post(at(project, f"{theirs.pk}/end/"))
    answer = getattr(signed_in(amara), method)(at(project, f"{theirs.pk}/edit/"), somebody())
    assert answer.status_code == 409
    assert "Invite this person again" in answer.content.decode()


def test_a_coordinator_who_leaves_lands_on_their_projects(project: Project, amara: User) -> None:
    factories.in_project(project, "Second Lead", "coordinator", "patient")
    answer = signed_in(amara).post(at(project, f"{membership(project, amara).pk}/end/"))
    assert answer["Location"] == "/projects/"


@pytest.mark.parametrize("act", ["edit", "end"])
def test_a_membership_of_the_other_project_is_not_found(
    project: Project, other_project: Project, amara: User, zoe: User, act: str
) -> None:
    foreign = membership(other_project, zoe)
    assert signed_in(amara).post(at(project, f"{foreign.pk}/{act}/"), somebody()).status_code == 404


@pytest.mark.parametrize("act", ["edit", "end"])
def test_a_membership_that_does_not_exist_is_not_found(project: Project, amara: User, act: str) -> None:
    assert signed_in(amara).get(at(project, f"{uuid.uuid4()}/{act}/")).status_code == 404


@pytest.mark.parametrize("who", ["ben", "dee", "oli"])
def test_only_coordinators_and_administrators_add_people(
    project: Project, who: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    assert signed_in(person).post(at(project, "add/"), somebody()).status_code == 403

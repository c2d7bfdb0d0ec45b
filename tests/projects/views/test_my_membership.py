from __future__ import annotations

import pytest

from accounts.models import User
from dialogues.models import Seat
from projects.actions.members import Naming, choose_naming, end_member
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests import factories
from tests.factories import signed_in
from tests.permissions.world import dialogue
from tests.projects.making import membership, milestone


def at(project: Project, path: str = "me/") -> str:
    return f"/projects/{project.pk}/people/{path}"


def named(project: Project, person: User, rule: str, pseudonym: str = "") -> Membership:
    return choose_naming(membership(project, person), naming=Naming(rule, pseudonym), by=person)


def test_a_partner_in_two_projects_has_two_names(
    project: Project, other_project: Project, amara: User, dee: User, zoe: User
) -> None:
    factories.member(other_project, dee, "partner", "patient")
    milestone(project, amara, owner=membership(project, dee), title="Here")
    milestone(other_project, zoe, owner=membership(other_project, dee), title="There")
    talks = dialogue(project, amara, opened=False), dialogue(other_project, zoe, opened=False)
    named(project, dee, "pseudonym", "Robin")
    named(other_project, dee, "standpoint")
    for place, lead, shown, hidden in (
        (project, amara, "Robin", "Patient, name not shown"),
        (other_project, zoe, "Patient, name not shown", "Robin"),
    ):
        talk = talks[0] if place == project else talks[1]
        paths = [at(place, ""), f"/projects/{place.pk}/milestones/", f"/projects/{place.pk}/history/"]
        paths += [f"/projects/{place.pk}/dialogues/{talk.pk}/{end}" for end in ("", "seats/")]
        pages = {path: signed_in(lead).get(path).content.decode() for path in paths}
        assert {path for path, page in pages.items() if shown not in page} == set()
        assert {path for path, page in pages.items() if hidden in page or "Dee Marsh" in page} == set()


def test_the_seats_follow_the_name(project: Project, amara: User, dee: User) -> None:
    dialogue(project, amara, opened=False)
    answer = signed_in(dee).post(at(project), {"name_rule": "pseudonym", "pseudonym": "Robin"})
    assert answer.status_code == 303
    assert Seat.objects.select_related("person").get(person=dee).named() == "Robin"


def test_going_back_to_the_profile_empties_the_rule(project: Project, dee: User) -> None:
    named(project, dee, "pseudonym", "Robin")
    signed_in(dee).post(at(project), {"name_rule": "profile", "pseudonym": "Robin"})
    assert (membership(project, dee).name_rule, membership(project, dee).named()) == ("", "Dee Marsh")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose one of the ways to be named."),
        ({"name_rule": "nickname"}, "Choose one of the ways to be named."),
        ({"name_rule": "pseudonym", "pseudonym": "  "}, "Enter the chosen name"),
        ({"name_rule": "pseudonym", "pseudonym": "x" * 61}, "at most 60"),
    ],
)
def test_a_name_that_is_missing_is_asked_for(project: Project, dee: User, typed: dict[str, str], sentence: str) -> None:
    answer = signed_in(dee).post(at(project), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert membership(project, dee).name_rule == ""


def test_a_name_can_still_be_changed_in_a_closed_project(project: Project, dee: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    assert signed_in(dee).post(at(project), {"name_rule": "standpoint", "pseudonym": ""}).status_code == 303
    assert membership(project, dee).named() == "Patient, name not shown"


def test_whoever_was_added_reads_by_whom_under_that_persons_own_name(project: Project, amara: User, dee: User) -> None:
    Membership.objects.filter(person=dee).update(added_by=amara)
    named(project, amara, "pseudonym", "Kestrel")
    for path in (at(project), at(project, "")):
        page = signed_in(dee).get(path).content.decode()
        assert "You were added by Kestrel on" in page
        assert "Amara" not in page
    assert "You were added" not in signed_in(amara).get(at(project, "")).content.decode()


def test_leaving_ends_the_membership_at_once(project: Project, amara: User, dee: User) -> None:
    browser = signed_in(dee)
    assert browser.get(at(project, "me/leave/")).status_code == 200
    assert membership(project, dee).ended_at is None
    answer = browser.post(at(project, "me/leave/"))
    assert (answer.status_code, answer["Location"]) == (303, "/projects/")
    assert browser.get(f"/projects/{project.pk}/").status_code == 404


def test_the_last_coordinator_is_told_what_to_do_first(project: Project, amara: User, dee: User) -> None:
    page = signed_in(amara).get(at(project, "me/leave/")).content.decode()
    assert "Make somebody else coordinator in the list of people" in page
    assert "<form action" not in page.split("<main")[1]
    answer = signed_in(amara).post(at(project, "me/leave/"))
    assert answer.status_code == 422
    assert answer.text.count("Make somebody else coordinator in the list of people") == 1
    assert membership(project, amara).ended_at is None


def test_of_two_coordinators_one_may_leave(project: Project, amara: User) -> None:
    factories.in_project(project, "Second Lead", "coordinator", "patient")
    assert signed_in(amara).post(at(project, "me/leave/")).status_code == 303


def test_a_partner_may_leave_a_project_that_has_lost_its_coordinator(project: Project, amara: User, dee: User) -> None:
    User.objects.filter(pk=amara.pk).update(is_active=False)
    assert signed_in(dee).post(at(project, "me/leave/")).status_code == 303


def test_two_of_the_same_name_are_told_apart_for_good(project: Project, amara: User, dee: User) -> None:
    """Numbered in the order in which they came, and the number stays when the first has gone."""
    other = factories.in_project(project, "Ana Reed", "partner", "patient")
    for person in (dee, other):
        named(project, person, "standpoint")
    talk = dialogue(project, amara, opened=False)
    browser, seats = signed_in(amara), f"/projects/{project.pk}/dialogues/{talk.pk}/seats/"
    for path in (at(project, ""), seats):
        page = browser.get(path).content.decode()
        assert "Patient, name not shown (1)" in page
        assert "Patient, name not shown (2)" in page
    Seat.objects.filter(person=dee).delete()
    end_member(membership(project, dee), by=amara)
    assert "Patient, name not shown (2)" in browser.get(seats).content.decode()


def test_only_who_looks_after_people_sees_addresses_and_phones(
    project: Project, amara: User, ben: User, dee: User
) -> None:
    User.objects.filter(pk=dee.pk).update(contact_by="phone", phone="020 7946 0018", about="I row.")
    coordinators = signed_in(amara).get(at(project, "")).content.decode()
    others = signed_in(ben).get(at(project, "")).content.decode()
    assert (dee.address in coordinators, "020 7946 0018" in coordinators, "I row." in coordinators) == (True,) * 3
    assert (dee.address in others, "020 7946 0018" in others, "phone call" in others) == (False,) * 3
    assert "I row." in others

"""Standpoints that have not been heard lately: what counts as being heard, and what leaves no trace."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.models import Dialogue, Reflection
from dialogues.queries.silences import count_silent_standpoints, next_meetings, silences
from projects.enums import Role
from projects.models import Membership, Project
from tests import factories
from tests.dialogues.planning import opened, revealed, sent
from tests.dialogues.writing import writer
from tests.factories import in_days, signed_in

NOW = timezone.now


@pytest.fixture(autouse=True)
def _here_for_long(project: Project, amara: User, dee: User) -> None:
    Membership.objects.update(starts_on=in_days(-100))


def silent(project: Project) -> set[str]:
    return {row.value for row in silences(project, NOW()) if row.standing == "silent"}


def counted(project: Project) -> int:
    return count_silent_standpoints([project.pk], NOW()).get(project.pk, 0)


def wrote(project: Project, amara: User, dee: User, *, weeks: int = 0, **fields: Any) -> Dialogue:
    """A revealed dialogue with one reflection of a patient, as if all of it were so many weeks ago."""
    dialogue = opened(project, amara, amara, dee)
    sent(dialogue, dee, "We were not asked.", **fields)
    revealed(dialogue, amara)
    at = NOW() - timedelta(weeks=weeks)
    Reflection.objects.update(sent_at=at)
    Dialogue.objects.update(revealed_at=at)
    return dialogue


def test_a_standpoint_that_nobody_was_heard_from_is_silent(project: Project) -> None:
    assert silent(project) == {"academic", "patient"}


def test_a_standpoint_without_anybody_is_not_silent(project: Project) -> None:
    standings = {row.value: row.standing for row in silences(project, NOW())}
    assert standings["carer"] == "nobody"


def test_a_standpoint_that_was_heard_is_not_silent(project: Project, amara: User, dee: User) -> None:
    wrote(project, amara, dee)
    assert silent(project) == {"academic"}


@pytest.mark.parametrize(("weeks", "found"), [(7, {"academic"}), (9, {"academic", "patient"})])
def test_being_heard_lasts_eight_weeks(project: Project, amara: User, dee: User, weeks: int, found: set[str]) -> None:
    wrote(project, amara, dee, weeks=weeks)
    assert silent(project) == found


def test_words_from_long_ago_count_from_their_reveal(project: Project, amara: User, dee: User) -> None:
    wrote(project, amara, dee)
    Reflection.objects.update(sent_at=NOW() - timedelta(weeks=20))
    assert silent(project) == {"academic"}


def test_words_that_wait_for_the_reveal_leave_no_trace(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, amara, dee)
    before = silences(project, NOW())
    sent(dialogue, dee, "Soon.")
    assert silences(project, NOW()) == before


@pytest.mark.parametrize("audience", ["only_me", "facilitators"])
def test_words_not_for_the_group_leave_no_trace(project: Project, amara: User, dee: User, audience: str) -> None:
    wrote(project, amara, dee, audience=audience)
    assert counted(project) == 2
    assert {row.last for row in silences(project, NOW())} == {None}


def test_words_taken_back_leave_no_trace(project: Project, amara: User, dee: User) -> None:
    wrote(project, amara, dee)
    Reflection.objects.update(withdrawn_at=NOW(), text="")
    assert counted(project) == 2


def test_a_response_is_a_voice_too(project: Project, amara: User, dee: User) -> None:
    dialogue = wrote(project, amara, dee)
    writer(dialogue, amara).respond(Reflection.objects.get(), "We should have asked.")
    assert silent(project) == set()


def test_a_response_to_words_kept_for_few_leaves_no_trace(project: Project, amara: User, dee: User) -> None:
    dialogue = wrote(project, amara, dee)
    writer(dialogue, amara).respond(Reflection.objects.get(), "We should have asked.")
    Reflection.objects.filter(responds_to=None).update(audience="facilitators")
    assert counted(project) == 2


def test_a_standpoint_that_came_lately_is_new_and_not_silent(project: Project) -> None:
    Membership.objects.filter(standpoint="patient").update(starts_on=in_days(-20))
    assert silent(project) == {"academic"}
    assert counted(project) == 1


def test_an_observer_has_no_voice_to_miss(project: Project) -> None:
    Membership.objects.filter(standpoint="patient").update(role=Role.OBSERVER)
    assert silent(project) == {"academic"}


def test_whoever_has_left_does_not_keep_a_standpoint_here(project: Project) -> None:
    Membership.objects.filter(standpoint="patient").update(expires_on=in_days(0))
    assert silent(project) == {"academic"}


def test_words_of_another_project_do_not_count_here(
    project: Project, other_project: Project, amara: User, dee: User
) -> None:
    factories.member(other_project, amara, "coordinator", "academic")
    factories.member(other_project, dee, "partner", "patient")
    wrote(other_project, amara, dee)
    assert silent(project) == {"academic", "patient"}
    assert counted(project) == 2


@pytest.mark.parametrize("seed", range(4))
def test_the_number_is_that_of_the_list_it_leads_to(project: Project, amara: User, dee: User, seed: int) -> None:
    chance = random.Random(seed)
    projects = [project]
    for number in range(3):
        more = factories.project(title=f"Project {number}", state=chance.choice(["active", "active", "closed"]))
        factories.member(more, amara, "coordinator", "academic", starts_on=in_days(chance.choice([-100, -20])))
        factories.member(more, dee, "partner", chance.choice(["patient", "carer"]), starts_on=in_days(-100))
        projects.append(more)
    for each in projects:
        if each.is_open and chance.random() < 0.7:
            wrote(each, amara, dee, audience=chance.choice(["dialogue", "project", "only_me"]))
    Dialogue.objects.update(revealed_at=NOW() - timedelta(weeks=chance.choice([3, 9])))
    expected = {each.pk: len(silent(each)) for each in projects if silent(each)}
    assert count_silent_standpoints([each.pk for each in projects], NOW()) == expected


def page(project: Project, person: User, asked: str = "") -> str:
    answer = signed_in(person).get(f"/projects/{project.pk}/dialogues/silences/{asked}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_names_no_person(project: Project, amara: User, dee: User) -> None:
    wrote(project, amara, dee)
    found = page(project, amara)
    assert "Dee" not in found
    assert "We were not asked." not in found


def test_the_list_of_the_silent_holds_just_them(project: Project, amara: User, dee: User) -> None:
    wrote(project, amara, dee)
    rows = page(project, amara, "?show=silent").partition("<tbody>")[2].partition("</tbody>")[0]
    assert rows.count("<tr>") == 1
    assert "Academic" in rows


@pytest.mark.parametrize("asked", ["?show=x", "?show=%00"])
def test_a_strange_question_shows_all(project: Project, amara: User, asked: str) -> None:
    assert "Carer" in page(project, amara, asked)


def test_when_nobody_is_silent_the_list_says_so(project: Project, amara: User) -> None:
    Membership.objects.update(starts_on=in_days(-3))
    assert "Every standpoint that is here was heard lately" in page(project, amara, "?show=silent")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_reads_for_one_and_three(
    project: Project, amara: User, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        factories.in_project(project, f"Person {number}", "partner", ["carer", "public", "manager"][number])
        wrote(project, amara, dee)
    browser = signed_in(amara)
    with django_assert_num_queries(5):  # session, person, membership, who is here, who was heard
        browser.get(f"/projects/{project.pk}/dialogues/silences/")


def test_the_next_meeting_is_the_first_to_come(project: Project, amara: User, dee: User) -> None:
    for days in (-1, 9, 2):
        made = opened(project, amara, amara, dee, title=f"In {days}")
        Dialogue.objects.filter(pk=made.pk).update(meets_at=NOW() + timedelta(days=days))
    assert next_meetings([project.pk], NOW())[project.pk].title == "Dialogue: In 2"


@pytest.mark.parametrize("state", ["held", "closed"])
def test_a_dialogue_that_is_over_is_not_ahead(project: Project, amara: User, dee: User, state: str) -> None:
    made = opened(project, amara, amara, dee)
    Dialogue.objects.filter(pk=made.pk).update(meets_at=NOW() + timedelta(days=2), state=state)
    assert next_meetings([project.pk], NOW()) == {}


def test_the_list_of_dialogues_shows_those_open_for_writing(project: Project, amara: User, dee: User) -> None:
    opened(project, amara, amara, dee, title="Still writing")
    over = opened(project, amara, amara, dee, title="Time is over")
    Dialogue.objects.filter(pk=over.pk).update(writing_ends_at=NOW() - timedelta(hours=1))
    answer = signed_in(amara).get(f"/projects/{project.pk}/dialogues/?show=writing").content.decode()
    assert "Still writing" in answer
    assert "Time is over" not in answer

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from notifications.registry import Need
from overview.figures import MEASURES
from projects.actions.members import end_member
from projects.models import Membership, Project
from tensions import notices
from tensions.models import Tension
from tensions.queries import count_old
from tests.factories import in_days, signed_in
from tests.projects.making import membership
from tests.tensions.tensions import escalated, lived_with, resolved, step, tension


def quiet(person: User) -> list[Need]:
    return list(notices.tension_gone_quiet.first_needs(person, timezone.now()))


def to_give(person: User) -> list[Need]:
    return list(notices.owners_to_find.first_needs(person, timezone.now()))


def owned(project: Project, owner: User, by: User, days: int) -> Tension:
    return tension(project, by, days=days, owner=membership(project, owner))


def test_an_owner_is_asked_after_thirty_days_without_a_step(project: Project, amara: User, dee: User) -> None:
    made = owned(project, dee, amara, 30)
    assert [need.url for need in quiet(dee)] == [f"{made.get_absolute_url()}step/"]


def test_an_owner_is_not_asked_before(project: Project, amara: User, dee: User) -> None:
    owned(project, dee, amara, 29)
    assert quiet(dee) == []


def test_nobody_else_is_asked(project: Project, amara: User, dee: User) -> None:
    owned(project, dee, amara, 60)
    assert quiet(amara) == []


def test_any_step_answers_whoever_takes_it_and_whenever_it_was(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    made = owned(project, dee, amara, 60)
    assert quiet(dee)
    step(made, chen)
    made.steps.update(taken_on=in_days(-50))
    assert quiet(dee) == []


def test_an_old_step_does_not_answer_for_good(project: Project, amara: User, dee: User) -> None:
    step(owned(project, dee, amara, 60), dee, days=31)
    assert len(quiet(dee)) == 1


def test_what_is_escalated_is_still_asked_about(project: Project, amara: User, dee: User) -> None:
    made = escalated(owned(project, dee, amara, 60), amara)
    made.steps.update(created_at=timezone.now() - timedelta(days=40))
    assert len(quiet(dee)) == 1


def test_what_has_ended_needs_nobody(project: Project, amara: User, dee: User) -> None:
    made = resolved(owned(project, dee, amara, 60), amara)
    made.steps.update(created_at=timezone.now() - timedelta(days=40))
    assert quiet(dee) == []


def test_a_closed_project_needs_nobody(project: Project, amara: User, dee: User) -> None:
    owned(project, dee, amara, 60)
    tension(project, amara)
    Project.objects.update(state="closed")
    assert (quiet(dee), to_give(amara)) == ([], [])


def test_an_owner_who_has_left_is_asked_no_more_and_a_coordinator_is(project: Project, amara: User, dee: User) -> None:
    owned(project, dee, amara, 60)
    assert to_give(amara) == []
    end_member(membership(project, dee), by=amara)
    assert quiet(dee) == []
    assert [need.title for need in to_give(amara)] == ["Find an owner for 1 tension or barrier"]


def test_an_owner_who_only_observes_now_is_no_owner(project: Project, amara: User, dee: User) -> None:
    owned(project, dee, amara, 60)
    Membership.objects.filter(person=dee).update(role="observer")
    assert (quiet(dee), len(to_give(amara))) == ([], 1)


def test_tensions_without_an_owner_are_one_thing_to_do_that_leads_to_all_of_them(
    project: Project, amara: User, dee: User
) -> None:
    tension(project, dee, title="First")
    tension(project, dee, title="Second")
    lived_with(tension(project, dee, title="Over"), amara)
    owned(project, dee, amara, 0)
    (need,) = to_give(amara)
    assert need.title == "Find owners for 2 tensions or barriers"
    table = signed_in(amara).get(need.url).content.decode().partition("<tbody>")[2]
    assert ("First" in table, "Second" in table, "Over" in table, "The clinic" in table) == (True, True, False, False)


def test_only_coordinators_look_for_owners(project: Project, amara: User, dee: User, ben: User) -> None:
    tension(project, dee)
    assert (to_give(dee), to_give(ben)) == ([], [])


def test_it_is_done_when_somebody_owns_it(project: Project, amara: User, dee: User) -> None:
    tension(project, dee)
    Tension.objects.update(owner=membership(project, amara))
    assert to_give(amara) == []


@pytest.mark.parametrize("name", ["tensions_old", "tensions_escalated"])
def test_a_measure_counts_just_what_its_list_shows(
    project: Project, other_project: Project, amara: User, zoe: User, name: str
) -> None:
    measure = next(measure for measure in MEASURES if measure.name == name)
    tension(project, amara, title="Young", days=90)
    tension(project, amara, title="Old", days=91)
    escalated(tension(project, amara, title="Old and away", days=200), amara)
    escalated(tension(project, amara, title="Away"), amara)
    resolved(tension(project, amara, title="Over", days=300), amara)
    tension(other_project, zoe, title="Old elsewhere", days=200)
    expected = {
        "tensions_old": {"Old", "Old and away"},
        "tensions_escalated": {"Away", "Old and away"},
    }
    counted = measure.count([project.pk, other_project.pk], timezone.now())
    table = signed_in(amara).get(measure.url(project.pk)).content.decode().partition("<tbody>")[2]
    shown = {row.title for row in Tension.objects.filter(project=project) if f">{row.title}<" in table}
    assert (counted[project.pk], shown) == (2, expected[name])


def test_a_measure_leaves_out_projects_with_nothing(project: Project, amara: User) -> None:
    tension(project, amara)
    assert dict(count_old([project.pk], timezone.now())) == {}

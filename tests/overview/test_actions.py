"""A copy takes the plan and the words agreed on, and nothing of anybody."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.queries import of_project
from core.errors import Refused
from glossary.enums import KnowledgeBasis
from glossary.models import Definition, Term
from milestones.models import Milestone, MilestoneLink, Phase
from notifications.models import Mail
from overview.queries.copies import contents_of, preview_of
from projects.actions.projects import Approvals, FirstCoordinator, edit_approvals
from projects.enums import Approval, ProjectState, Standpoint
from projects.models import Membership, Project
from tests.factories import in_days
from tests.overview.living import copied, phase
from tests.projects.making import done, membership, milestone
from understanding.actions.aims import write_aim
from understanding.models import Aim, AimSignature

SHIFT = timedelta(days=180)  # the project of the tests began half a year ago


def term(project: Project, by: User, name: str = "Outcome") -> Term:
    row = Term.objects.create(project=project, name=name, submitted_by=by)
    Definition.objects.create(
        term=row, basis=KnowledgeBasis.LIVED, text="What I can do again", plain_text="Able", submitted_by=by
    )
    return row


def test_every_milestone_moves_with_the_first_day_and_stands_at_its_beginning(project: Project, amara: User) -> None:
    done(project, amara, title="Aim signed", due_on=in_days(-20))
    copy = copied(project, amara)
    row = Milestone.objects.get(project=copy)
    assert (row.due_on, row.baseline_on) == (in_days(-20) + SHIFT, in_days(-20) + SHIFT)
    assert (row.state, row.evidence, row.done_on, row.version) == ("planned", "", None, 1)


def test_what_waits_for_what_is_kept_among_the_copies(project: Project, amara: User) -> None:
    first, then = milestone(project, amara, title="First"), milestone(project, amara, title="Then")
    MilestoneLink.objects.create(before=first, after=then)
    copy = copied(project, amara)
    link = MilestoneLink.objects.get(before__project=copy)
    assert (link.before.title, link.after.title, link.after.project) == ("First", "Then", copy)


def test_phases_and_the_latest_aim_come_along(project: Project, amara: User) -> None:
    phase(project, amara, call="Tell us")
    for text in ("Breathe", "Breathe well"):
        write_aim(project, text=text, token=uuid.uuid4(), by=amara)
    AimSignature.objects.create(
        aim=Aim.objects.latest("number"), membership=membership(project, amara), standpoint="academic"
    )
    copy = copied(project, amara)
    stretch, aim = Phase.objects.get(project=copy), Aim.objects.get(project=copy)
    assert (stretch.starts_on, stretch.call) == (in_days(-10) + SHIFT, "Tell us")
    assert (aim.number, aim.text, aim.signatures.count()) == (1, "Breathe well", 0)


def test_the_words_of_the_glossary_come_along_and_what_people_said_they_mean_stays(
    project: Project, amara: User, dee: User
) -> None:
    term(project, dee)
    copy = copied(project, amara)
    assert [row.name for row in copy.terms.all()] == ["Outcome"]
    assert Definition.objects.get().term.project == project


def test_the_copy_is_forming_and_knows_where_it_came_from(project: Project, amara: User) -> None:
    Project.objects.update(full_text="In full", context="In Leeds")
    copy = copied(project, amara)
    assert (copy.state, copy.copied_from, copy.closed_at) == ("forming", project, None)
    assert (copy.full_text, copy.context, copy.ends_on) == ("In full", "In Leeds", project.ends_on + SHIFT)


def test_approvals_and_their_numbers_stay_behind(project: Project, amara: User) -> None:
    numbers = Approvals(Approval.NHS, "234567", "21/LO/0123", "4567", "12345678", "NIHR 1", "2.0", in_days(-5))
    edit_approvals(project, approvals=numbers, by=amara)
    copy = copied(project, amara)
    kept = [getattr(copy, name) for name in Approvals.__dataclass_fields__]
    assert kept == ["undecided", "", "", "", "", "", "", None]


def test_whoever_copies_leads_the_copy_from_their_own_standpoint_and_owns_its_milestones(
    project: Project, amara: User, dee: User
) -> None:
    Membership.objects.filter(person=amara).update(name_rule="pseudonym", pseudonym="Ama", standpoint="carer")
    milestone(project, amara, owner=membership(project, dee))
    copy = copied(project, amara)
    lead = Membership.objects.get(project=copy)
    assert (lead.person, lead.role, lead.standpoint, lead.pseudonym) == (amara, "coordinator", "carer", "Ama")
    assert Milestone.objects.get(project=copy).owner == lead


def test_an_administrator_names_the_first_coordinator_who_is_told(project: Project, priya: User) -> None:
    lead = FirstCoordinator("lead@example.org", "First Lead", Standpoint.PATIENT)
    copy = copied(project, priya, coordinator=lead)
    member = Membership.objects.get(project=copy)
    assert (member.person.email, member.standpoint) == ("lead@example.org", "patient")
    assert Mail.objects.get().project_id == copy.pk


def test_a_form_sent_twice_makes_one_copy(project: Project, amara: User) -> None:
    milestone(project, amara)
    token = uuid.uuid4()
    assert copied(project, amara, token=token) == copied(project, amara, token=token)
    assert (Project.objects.count(), Milestone.objects.count()) == (2, 2)


def test_a_closed_project_can_be_copied(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    assert copied(project, amara).is_open


@pytest.mark.parametrize("starts_on", [date(1990, 1, 1), date(2100, 12, 31)])
def test_no_date_of_a_copy_leaves_the_years_that_can_be_entered(project: Project, amara: User, starts_on: date) -> None:
    milestone(project, amara, due_on=in_days(-400))
    with pytest.raises(Refused, match="before 1990 or after 2100"):
        copied(project, amara, starts_on=starts_on)
    assert Project.objects.count() == 1


def test_the_history_says_that_it_is_a_copy_and_holds_no_words(project: Project, amara: User) -> None:
    copy = copied(project, amara)
    assert [event.type for event in of_project(copy.pk)] == ["projects.member_added", "overview.project_copied"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_copy_takes_the_same_statements_for_any_number_of_rows(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    last = milestone(project, amara)
    for number in range(count):
        row = milestone(project, amara)
        MilestoneLink.objects.create(before=last, after=row)
        phase(project, amara)
        term(project, amara, f"Word {number}")
    with django_assert_num_queries(26):
        copied(project, amara)


def test_the_preview_says_in_numbers_what_the_copy_then_holds(project: Project, amara: User) -> None:
    first, last = milestone(project, amara, due_on=in_days(3)), milestone(project, amara, due_on=in_days(40))
    MilestoneLink.objects.create(before=first, after=last)
    phase(project, amara)
    term(project, amara)
    found = contents_of(project)
    seen = preview_of(project, found, in_days(0))
    copy = copied(project, amara)
    held = contents_of(copy)
    assert (found.milestones, found.links, found.phases, found.terms) == (2, 1, 1, 1)
    assert (held.milestones, held.links, held.phases, held.terms) == (2, 1, 1, 1)
    assert (seen.first_due_on, seen.last_due_on, seen.ends_on) == (held.first_due_on, held.last_due_on, copy.ends_on)

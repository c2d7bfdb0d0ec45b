from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from milestones.notices import milestone_of_mine
from notifications.models import Mail
from notifications.registry import MAIL, Need
from projects.actions.members import add_member, end_member
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import in_days
from tests.projects.making import done, membership, milestone, terms


def added(project: Project, by: User) -> Mail:
    add_member(project, email="new@example.org", full_name="New Person", terms=terms(), by=by)
    return Mail.objects.get(kind="projects.member_added")


def needs(person: User) -> list[Need]:
    return list(milestone_of_mine.first_needs(person, timezone.now()))


def test_the_mail_names_the_project_and_leads_to_it(project: Project, amara: User) -> None:
    letter = MAIL["projects.member_added"].write(added(project, amara))
    assert letter is not None
    assert (letter.subject, letter.link) == ("You have been added to a project", f"/projects/{project.pk}/")


def test_the_mail_names_nobody_else(project: Project, amara: User) -> None:
    letter = MAIL["projects.member_added"].write(added(project, amara))
    assert letter is not None
    assert amara.full_name not in letter.text


def test_the_mail_is_not_needed_when_the_membership_has_ended(project: Project, amara: User) -> None:
    mail = added(project, amara)
    assert mail.person is not None
    end_member(membership(project, mail.person), by=amara)
    assert MAIL["projects.member_added"].write(mail) is None


def test_the_mail_is_not_needed_when_the_project_is_closed(project: Project, amara: User) -> None:
    mail = added(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    assert MAIL["projects.member_added"].write(mail) is None


def test_a_late_milestone_needs_its_owner(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara, due_on=in_days(-1), owner=membership(project, dee))
    assert [(need.title, need.late) for need in needs(dee)] == [("Shared aim signed", True)]


def test_a_milestone_of_somebody_else_does_not_need_me(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara, due_on=in_days(-1), owner=membership(project, dee))
    assert needs(amara) == []


def test_a_milestone_far_ahead_needs_nobody(project: Project, amara: User) -> None:
    milestone(project, amara, due_on=in_days(60))
    assert needs(amara) == []


def test_a_completed_milestone_needs_nobody(project: Project, amara: User) -> None:
    done(project, amara, due_on=in_days(-1))
    assert needs(amara) == []


def test_a_closed_project_needs_nobody(project: Project, amara: User) -> None:
    milestone(project, amara, due_on=in_days(-1))
    Project.objects.update(state=ProjectState.CLOSED)
    assert needs(amara) == []


def test_a_member_who_left_is_needed_no_more(project: Project, amara: User, dee: User) -> None:
    milestone(project, amara, due_on=in_days(-1), owner=membership(project, dee))
    end_member(membership(project, dee), by=amara)
    assert needs(dee) == []


def test_a_milestone_is_due_at_any_time_of_its_day(project: Project, amara: User) -> None:
    milestone(project, amara, due_on=in_days(3))
    assert [need.whole_day for need in needs(amara)] == [True]

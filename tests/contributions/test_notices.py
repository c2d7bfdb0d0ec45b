"""What contributions need from whom, the mail, and the numbers of a coordinator's morning."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from contributions.enums import Decision
from contributions.notices import contribution_to_answer, contribution_to_handle
from notifications.models import Mail
from notifications.registry import MAIL, Letter, Need
from overview.figures import MEASURES, Measure
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Project
from tests.contributions.contributing import closed, decided, from_nobody, late, made, past, place, replied, told
from tests.factories import in_days, signed_in


def to_answer(person: User) -> list[Need]:
    return list(contribution_to_answer.first_needs(person, timezone.now()))


def to_handle(person: User) -> list[Need]:
    return list(contribution_to_handle.first_needs(person, timezone.now()))


def measure(name: str) -> Measure:
    return next(one for one in MEASURES if one.name == name)


def letter() -> Letter | None:
    return MAIL["contributions.contribution_told"].write(Mail.objects.order_by("created_at").last())  # type: ignore[arg-type]


def test_a_contributor_who_was_told_is_asked_until_they_answer(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    need = to_answer(dee)[0]
    assert need.url == f"/projects/{project.pk}/contributions/{row.pk}/reply/"
    assert need.due_at is not None
    assert need.due_at.date() == in_days(30)
    replied(row, dee)
    assert to_answer(dee) == []


def test_nobody_else_is_asked(project: Project, amara: User, chen: User, dee: User) -> None:
    told(made(project, dee), amara)
    assert to_answer(amara) + to_answer(chen) == []


def test_nothing_that_needs_somebody_holds_what_was_said_or_a_name(project: Project, amara: User, dee: User) -> None:
    late(made(project, dee))
    told(made(project, dee), amara)
    said = [f"{need.title} {need.reason}" for need in [*to_answer(dee), *to_handle(amara)]]
    assert len(said) == 2
    assert not any("letter" in one or "Dee" in one for one in said)


def test_coordinators_are_reminded_of_what_nobody_looks_after(
    project: Project, amara: User, ben: User, dee: User
) -> None:
    late(made(project, dee))
    assert [need.late for need in to_handle(amara)] == [True]
    assert to_handle(ben) == []


def test_whoever_looks_after_it_is_reminded_and_nobody_else(
    project: Project, amara: User, ben: User, dee: User
) -> None:
    made(project, amara, dee, owner=place(project, ben))
    assert (len(to_handle(ben)), len(to_handle(amara))) == (1, 0)
    assert "Tell a coordinator" in to_handle(ben)[0].reason
    end_member(place(project, ben), by=amara)
    assert (len(to_handle(ben)), len(to_handle(amara))) == (0, 1)


def test_after_the_decision_the_telling_waits(project: Project, amara: User, dee: User) -> None:
    row = made(project, dee)
    assert to_handle(amara)[0].title.startswith("Decide about")
    decided(row, amara, Decision.NOT_ADOPTED)
    assert to_handle(amara)[0].title.startswith("Tell what came of")
    told(row, amara)
    assert to_handle(amara) == []


def test_a_closed_project_needs_nobody(project: Project, amara: User, dee: User) -> None:
    made(project, dee)
    told(made(project, dee), amara)
    Project.objects.update(state=ProjectState.CLOSED)
    assert to_answer(dee) + to_handle(amara) == []


def test_the_mail_leads_to_the_answer_and_holds_no_words(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara, feedback="We wrote a new letter.")
    found = letter()
    assert found is not None
    assert found.link == f"/projects/{project.pk}/contributions/{row.pk}/reply/"
    assert not any(word in f"{found.subject} {found.text}" for word in ("new letter", "should say", "Dee", "Amara"))
    assert "You can open it again at any time." in found.text


@pytest.mark.parametrize("end", ["answered", "told again", "left", "project closed"])
def test_the_mail_is_not_sent_when_it_is_not_needed(project: Project, amara: User, dee: User, end: str) -> None:
    row = told(made(project, dee), amara)
    first = Mail.objects.get()
    if end == "answered":
        replied(row, dee)
    elif end == "told again":
        replied(row, dee, settled=False, text="No.")
        told(row, amara)
    elif end == "left":
        end_member(place(project, dee), by=amara)
    else:
        Project.objects.update(state=ProjectState.CLOSED)
    assert MAIL["contributions.contribution_told"].write(first) is None


def test_the_morning_counts_what_its_links_list(
    project: Project, other_project: Project, amara: User, dee: User
) -> None:
    late(made(project, dee))
    late(decided(made(project, dee), amara))
    from_nobody(project, amara)
    closed(made(project, dee), amara, dee)
    past(told(made(project, dee), amara))
    for name, number in (("contributions_late", 2), ("contributions_waiting", 2)):
        one = measure(name)
        assert one.count([project.pk, other_project.pk], timezone.now()) == {project.pk: number}
        page = signed_in(amara).get(one.url(project.pk)).content.decode()
        assert page.count("<article") == number


def test_the_morning_counts_many_projects_in_one_read(project: Project, other_project: Project, dee: User) -> None:
    late(made(project, dee))
    with CaptureQueriesContext(connection) as asked:
        measure("contributions_late").count([project.pk, other_project.pk], timezone.now())
    assert len(asked) == 1

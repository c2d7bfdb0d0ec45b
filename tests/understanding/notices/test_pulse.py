"""Who is asked for the pulse, and what the mail says."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.models import Mail
from notifications.registry import MAIL, Letter
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.factories import in_days
from tests.understanding.pulsing import answered, opened
from understanding.actions.pulse import close_round
from understanding.models import PulseRound
from understanding.notices.pulse import pulse_to_answer


def needs(person: User) -> list[str]:
    return [need.url for need in pulse_to_answer.first_needs(person, timezone.now())]


def letter(person: User) -> Letter | None:
    return MAIL["understanding.pulse_opened"].write(Mail.objects.get(person=person))


def test_an_open_round_needs_everybody_who_takes_part(project: Project, amara: User, dee: User, oli: User) -> None:
    row = opened(project, amara)
    url = reverse("understanding:pulse_answer", args=[project.pk, row.pk])
    assert [needs(person) for person in (amara, dee, oli)] == [[url], [url], []]


def test_whoever_has_answered_is_not_needed_any_more(project: Project, amara: User, dee: User) -> None:
    answered(opened(project, amara), dee)
    assert (needs(dee), len(needs(amara))) == ([], 1)


def test_it_is_due_by_the_end_of_its_last_day(project: Project, amara: User) -> None:
    opened(project, amara)
    due = next(iter(pulse_to_answer.first_needs(amara, timezone.now()))).due_at
    assert due is not None
    assert due.date() == in_days(14)


@pytest.mark.parametrize("end", ["closed", "over", "project", "archived", "left", "observer"])
def test_when_nothing_can_be_answered_nobody_is_needed_and_no_mail_goes(
    project: Project, amara: User, dee: User, end: str
) -> None:
    row = opened(project, amara)
    if end == "closed":
        close_round(row, by=amara)
    elif end == "over":
        PulseRound.objects.update(closes_on=in_days(-1))
    elif end in ("project", "archived"):
        Project.objects.update(state=ProjectState.CLOSED if end == "project" else ProjectState.ARCHIVED)
    elif end == "left":
        Membership.objects.filter(person=dee).update(expires_on=in_days(0))
    else:
        Membership.objects.filter(person=dee).update(role="observer")
    assert (needs(dee), letter(dee)) == ([], None)


def test_the_mail_leads_to_the_statements_and_says_what_becomes_of_answers(
    project: Project, amara: User, dee: User
) -> None:
    row = opened(project, amara)
    written = letter(dee)
    assert written is not None
    assert written.link == reverse("understanding:pulse_answer", args=[project.pk, row.pk])
    assert "Nobody sees your answers." in written.text
    assert amara.full_name not in written.text


def test_the_log_of_mails_does_not_tell_who_has_answered(project: Project, amara: User, dee: User, ben: User) -> None:
    """A mail that is sent late goes to both alike."""
    answered(opened(project, amara), dee)
    assert letter(dee) == letter(ben)
    assert letter(dee) is not None


def test_a_round_without_a_mail_row_is_no_error(project: Project, amara: User, dee: User) -> None:
    opened(project, amara)
    mail = Mail.objects.get(person=dee)
    PulseRound.objects.all().delete()
    assert MAIL["understanding.pulse_opened"].write(mail) is None

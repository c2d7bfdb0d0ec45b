"""What needs me, and the mail log."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.models import Milestone
from notifications.actions import enqueue
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import FEW, in_order, needs_of
from notifications.registry import MOST_OF_A_KIND, NEEDS, CalendarDate, MailKind, Need, NeedSource
from projects.enums import Role, Standpoint
from tests import factories


@pytest.fixture
def needs(monkeypatch: pytest.MonkeyPatch) -> list[Need]:
    """What the apps above say; a test fills it."""
    said: list[Need] = []

    def waiting(person: User, now: datetime) -> dict[NeedSource[Any], list[Need]]:
        return {NEEDS[0]: in_order(said, now)} if said else {}

    monkeypatch.setattr("notifications.queries.waiting", waiting)
    return said


def need(title: str, due_at: datetime | None = None, *, late: bool = False) -> Need:
    return Need(title, "You have a seat.", "/projects/", "Breathing Together", due_at, late)


def test_late_comes_first_then_what_is_due_then_the_rest(dee: User, needs: list[Need]) -> None:
    now = timezone.now()
    needs += [need("some day"), need("tomorrow", now + timedelta(days=1)), need("today", now)]
    needs += [need("late", now - timedelta(days=1), late=True)]
    assert [row.title for row in needs_of(dee, now)] == ["late", "today", "tomorrow", "some day"]


def test_the_first_page_shows_what_why_and_by_when(dee: User, needs: list[Need]) -> None:
    needs.append(need("Write your reflections", datetime.fromisoformat("2027-05-12T13:30+00:00"), late=True))
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    for words in ("Write your reflections", "You have a seat.", "Wednesday 12 May 2027, 2:30pm (UK time)", "Late"):
        assert words in page


def test_markup_in_a_title_is_shown_as_it_was_typed(dee: User, needs: list[Need]) -> None:
    needs.append(Need("<b>Write</b>", "Fish & chips", "/projects/?a=1&b=2", "<i>Breathing</i>"))
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    for words in ("&lt;b&gt;Write&lt;/b&gt;", "Fish &amp; chips", "a=1&amp;b=2", "&lt;i&gt;Breathing&lt;/i&gt;"):
        assert words in page
    assert "<b>Write" not in page


def test_times_are_in_the_zone_of_the_reader(dee: User, needs: list[Need]) -> None:
    needs.append(need("Write", datetime.fromisoformat("2027-05-12T13:30+00:00")))
    User.objects.filter(pk=dee.pk).update(time_zone="Europe/Paris")
    assert "3:30pm (Paris time)" in factories.signed_in(dee).get(reverse("home")).content.decode()


def test_the_zone_of_one_reader_does_not_reach_the_next(dee: User, chen: User, needs: list[Need]) -> None:
    needs.append(need("Write", datetime.fromisoformat("2027-05-12T13:30+00:00")))
    User.objects.filter(pk=dee.pk).update(time_zone="Europe/Paris")
    factories.signed_in(dee).get(reverse("home"))
    assert "2:30pm (UK time)" in factories.signed_in(chen).get(reverse("home")).content.decode()


def test_nothing_to_do_says_so_and_leads_to_the_projects(dee: User, needs: list[Need]) -> None:
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    assert "Nothing needs you today." in page
    assert f'href="{reverse("projects:project_list")}"' in page


@pytest.fixture
def mails(kind: MailKind, dee: User) -> list[Mail]:
    """One mail in each state."""
    made = [enqueue(kind, key=state, person=dee) for state in MailState]
    for mail, state in zip(made, MailState, strict=True):
        assert mail is not None
        Mail.objects.filter(pk=mail.pk).update(state=state, reason=f"Reason of {state}.")
    return list(Mail.objects.all())


def test_the_mail_log_shows_what_failed_and_what_is_perhaps_sent(priya: User, mails: list[Mail]) -> None:
    page = factories.signed_in(priya).get(reverse("mail_log")).content.decode()
    assert "Reason of failed." in page
    assert "Reason of unknown." in page


def test_the_mail_log_holds_no_address_and_no_name(priya: User, dee: User, mails: list[Mail]) -> None:
    page = factories.signed_in(priya).get(reverse("mail_log")).content.decode()
    assert dee.address not in page
    assert dee.full_name not in page


def test_the_mail_log_shows_one_state_where_one_is_asked_for(priya: User, mails: list[Mail]) -> None:
    page = factories.signed_in(priya).get(reverse("mail_log") + "?state=failed").content.decode()
    assert "Reason of failed." in page
    assert "Reason of sent." not in page


@pytest.mark.parametrize("query", ["?state=x", "?state=%00", "?page=x", "?page=99999999999999999999"])
def test_a_strange_question_to_the_mail_log_is_answered(priya: User, mails: list[Mail], query: str) -> None:
    assert factories.signed_in(priya).get(reverse("mail_log") + query).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_mail_log_reads_the_same_for_one_and_three(
    priya: User, kind: MailKind, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        enqueue(kind, key=str(number), person=dee)
    client = factories.signed_in(priya)
    with django_assert_num_queries(4):  # session, person, count, rows
        client.get(reverse("mail_log"))


def test_an_administrator_sends_again_what_failed(priya: User, mails: list[Mail]) -> None:
    failed = Mail.objects.get(state=MailState.FAILED)
    answer = factories.signed_in(priya).post(reverse("mail_retry", args=[failed.pk]))
    failed.refresh_from_db()
    assert (answer.status_code, failed.state) == (303, MailState.DUE)


def test_what_is_perhaps_sent_is_not_sent_again_by_hand(priya: User, mails: list[Mail]) -> None:
    unknown = Mail.objects.get(state=MailState.UNKNOWN)
    answer = factories.signed_in(priya).post(reverse("mail_retry", args=[unknown.pk]))
    unknown.refresh_from_db()
    assert (answer.status_code, unknown.state) == (409, MailState.UNKNOWN)


def test_only_an_administrator_sees_the_mail_log(amara: User, mails: list[Mail]) -> None:
    assert factories.signed_in(amara).get(reverse("mail_log")).status_code == 403


def test_a_day_says_no_time_of_day(dee: User, needs: list[Need]) -> None:
    due = datetime.fromisoformat("2027-05-12T22:59+00:00")
    needs.append(Need("Write", "You own it.", "/projects/", "Breathing Together", due, whole_day=True))
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    assert '<time datetime="2027-05-12">Wednesday 12 May 2027</time>' in page
    assert "11:59pm" not in page


@pytest.fixture
def dates(monkeypatch: pytest.MonkeyPatch) -> list[CalendarDate]:
    """What stands in everybody's calendar; a test fills it."""
    said: list[CalendarDate] = []
    monkeypatch.setattr("notifications.queries.DATES", [lambda person, now: said])
    return said


def date(title: str, starts_at: datetime) -> CalendarDate:
    return CalendarDate(title, 0, title, starts_at, 60, "Europe/London")


def test_when_nothing_needs_me_the_page_says_what_comes_next(
    dee: User, needs: list[Need], dates: list[CalendarDate]
) -> None:
    past, coming = timezone.now() - timedelta(days=1), datetime.fromisoformat("2037-05-12T13:30+00:00")
    dates += [date("Gone", past), date("Later", coming + timedelta(days=1)), date("Dialogue", coming)]
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    assert "Next for you: Dialogue, <time" in page
    assert "Tuesday 12 May 2037, 2:30pm (UK time)" in page


def test_when_nothing_is_planned_the_page_says_so(dee: User, needs: list[Need], dates: list[CalendarDate]) -> None:
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    assert "Nothing with a date is planned for you." in page


def own_milestones(person: User, number: int) -> list[Milestone]:
    """So many milestones of this person that are due soon, each a minute's work apart."""
    project = factories.project()
    owner = factories.member(project, person, Role.PARTNER, Standpoint.PATIENT)
    return Milestone.objects.bulk_create(
        Milestone(
            project=project,
            submitted_by=person,
            owner=owner,
            title=f"Milestone <{each:04}>",
            due_on=factories.in_days(each % 3),
            baseline_on=factories.in_days(0),
        )
        for each in range(number)
    )


def test_fifty_things_are_one_list(dee: User) -> None:
    own_milestones(dee, MOST_OF_A_KIND)
    page = factories.signed_in(dee).get(reverse("home")).content.decode()
    assert page.count("You own this milestone.") == MOST_OF_A_KIND
    assert "show all" not in page


def test_very_much_of_a_kind_is_a_number_the_first_few_and_a_way_to_the_rest(dee: User) -> None:
    rows = own_milestones(dee, 120)
    browser = factories.signed_in(dee)
    home = browser.get(reverse("home")).content.decode()
    assert home.count("You own this milestone.") == FEW
    assert "Milestones of yours: show all, 120" in home
    address = reverse("needs_of_a_kind", args=["milestone_of_mine"])
    assert address in home
    pages = [browser.get(f"{address}?page={number}").content.decode() for number in (1, 2, 3)]
    assert all(sum(page.count(f"&lt;{each:04}&gt;") for page in pages) == 1 for each in range(len(rows)))


def test_what_nobody_counted_to_the_end_says_more_than(dee: User) -> None:
    own_milestones(dee, 1_030)
    browser = factories.signed_in(dee)
    home = browser.get(reverse("home")).content.decode()
    assert "show all, more than 1,000" in home
    assert len(home) < 15_000
    address = reverse("needs_of_a_kind", args=["milestone_of_mine"])
    assert "of more than 20" in browser.get(address).content.decode()
    last = browser.get(f"{address}?page=21").content.decode()
    assert last.count("You own this milestone.") == 30
    assert 'rel="next"' not in last
    assert 'rel="next"' in browser.get(f"{address}?page=20").content.decode()


def test_home_asks_as_little_for_much_as_for_one(dee: User) -> None:
    browser = factories.signed_in(dee)
    own_milestones(dee, 1)
    browser.get(reverse("home"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("home"))
    own_milestones(dee, 40)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("home"))
    assert len(one) <= 6
    assert len(many) <= len(one) + 1  # to say how many there are


def test_a_kind_that_nobody_knows_is_not_there(dee: User) -> None:
    assert factories.signed_in(dee).get(reverse("needs_of_a_kind", args=["nothing"])).status_code == 404


def test_a_page_of_a_kind_of_which_nothing_waits_says_so(dee: User) -> None:
    page = factories.signed_in(dee).get(reverse("needs_of_a_kind", args=["milestone_of_mine"]))
    assert "Nothing of this waits for you any more." in page.content.decode()

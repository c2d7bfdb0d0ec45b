"""A coordinator's year: from a copy of an earlier project to its closing, and its opening again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from milestones.models import MilestoneLink
from projects.models import Membership, Project
from tests import factories
from tests.browser import year
from tests.browser.conftest import Open, check_page
from tests.browser.thread import post, press, says, silent_of, to_project
from tests.browser.year import Year, works_and_post
from tests.dialogues import planning
from tests.dialogues.writing import writer
from tests.notifications.conftest import MailServer
from tests.notifications.conftest import mail_server as mail_server  # the fixture
from tests.projects.making import milestone
from tests.understanding.pulsing import answered, crowd
from understanding.actions.aims import write_aim
from understanding.models import PulseAnswer, PulseRound

MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)
DIALOGUE = "How we decide together"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It goes on from a Monday in January, and can be put forward."""
    with time_machine.travel(MONDAY) as traveller:
        yield traveller


@pytest.fixture
def of_a_project(
    clock: time_machine.Traveller, open_as: Open, live_server: LiveServer, mail_server: MailServer, settings: Settings
) -> Year:
    """A coordinator with an earlier project, of which the plan was good."""
    settings.BASE_URL = live_server.url
    before = factories.project(title=year.EARLIER)
    amara = factories.in_project(before, "Amara Okafor", "coordinator", "academic")
    for title, days in (("Interviews done", 60), ("First brief to the clinic", 90), ("Terms written down", 20)):
        milestone(before, amara, title=title, due_on=before.starts_on + timedelta(days=days))
    write_aim(before, text="Going home well.", token=uuid.uuid4(), seen=0, by=amara)
    people = {"amara": amara, "dee": factories.person("Dee Marsh"), "chen": factories.person("Dr Chen")}
    return Year(open_as, clock, mail_server, people)


def it_begins(of: Year) -> None:
    year.copy_an_earlier_project(of)
    for who, standpoint in (("dee", "patient"), ("chen", "clinician")):
        factories.member(of.project, of.people[who], "partner", standpoint)
    year.plan_what_waits_for_what(of.desk())
    assert MilestoneLink.objects.get().before.title == "Interviews done"


def they_understand_each_other(of: Year) -> None:
    lead, dee, chen = of.desk(), of.phone("dee"), of.desk("chen")
    year.write_the_aim(lead)
    for page in (lead, chen, dee):
        year.sign_the_aim(page)
    check_page(dee)
    silent_of(dee, "Not yet signed")
    year.to_understanding(lead, "What we expect")
    lead.get_by_role("link", name="Ask everybody").click()
    press(lead, "Ask everybody")
    post(of.mail)
    assert "dee.marsh@example.org" in [mail["To"] for mail in of.mail.messages]
    for who, page in (("dee", dee), ("chen", chen), ("amara", lead)):
        year.say_what_i_expect(page, year.EXPECTED[who])
    to_project(chen, "Shared understanding")
    year.to_understanding(lead, "What we expect")
    lead.get_by_role("link", name="Round 1").click()
    silent_of(lead, year.EXPECTED["dee"])
    lead.get_by_role("link", name="Reveal", exact=True).click()
    press(lead, "Reveal to everybody who takes part")
    says(lead, *year.EXPECTED.values())
    check_page(lead)


def two_milestones_slip(of: Year) -> None:
    of.later(days=50)
    lead = of.desk()
    says(lead, "milestone late")
    for title, note in year.NOTES.items():
        year.slip(lead, title, 30, note)
    to_project(lead, "Milestones")
    check_page(lead)


def a_barrier_stays(of: Year) -> None:
    year.raise_a_barrier(of.phone("dee"))
    year.escalate_and_live_with_it(of.desk())


def words_become_a_change(of: Year) -> None:
    of.later(days=30)
    lead, dee = of.people["amara"], of.people["dee"]
    made = planning.opened(of.project, lead, lead, dee, title=DIALOGUE)
    desk = writer(made, dee)
    desk.save(year.WORDS)
    desk.permit(audience="dialogue", name_rule="pseudonym", pseudonym="Finch")
    desk.send()
    planning.revealed(made, lead)
    page = of.desk()
    year.take_up(page, DIALOGUE)
    silent_of(page, "Dee Marsh")
    year.decide_change_and_tell(page)
    post(of.mail)
    assert of.mail.messages[-1]["To"] == "dee.marsh@example.org"
    year.close_my_contribution(of.phone("dee"))


def the_pulse_is_taken(of: Year) -> None:
    of.later(days=60)
    year.open_a_pulse(of.desk())
    year.answer_the_pulse(of.phone("dee"), "Papers a week before.")
    row = PulseRound.objects.get()
    others = [of.people["chen"], *crowd(of.project, patient=2, clinician=2)]
    for person in (*others, of.people["amara"]):  # one academic alone
        answered(row, person, note="Nobody else" if person == of.people["amara"] else "", safety=4)
    lead = of.desk()
    year.close_the_pulse(lead)
    says(lead, "Academics", "Papers a week before.")
    silent_of(lead, "Nobody else")
    assert not PulseAnswer.objects.exists()


def it_closes_and_opens_again(of: Year) -> None:
    of.later(days=120)
    lead = of.people["amara"]
    planning.opened(of.project, lead, lead, of.people["dee"], writing_ends_at=timezone.now() + timedelta(hours=40))
    works_and_post(of)  # what was due so far
    planning.opened(of.project, lead, lead, of.people["chen"], writing_ends_at=timezone.now() + timedelta(hours=40))
    page = of.desk()
    year.close_the_project(page)
    assert works_and_post(of) == []
    of.later(hours=1)
    assert works_and_post(of) == []
    year.open_it_again(page)
    assert "Your reflections: there is still time to write" in works_and_post(of)
    assert works_and_post(of) == []


def test_a_year_of_a_project_as_its_coordinator_leads_it(of_a_project: Year) -> None:
    it_begins(of_a_project)
    they_understand_each_other(of_a_project)
    two_milestones_slip(of_a_project)
    a_barrier_stays(of_a_project)
    words_become_a_change(of_a_project)
    the_pulse_is_taken(of_a_project)
    it_closes_and_opens_again(of_a_project)
    assert Membership.objects.filter(project=of_a_project.project).count() == 7
    assert Project.objects.get(title=year.TITLE).is_open

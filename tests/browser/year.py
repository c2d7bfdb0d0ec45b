"""What a coordinator and the partners do in the year of a project, by the labels they read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from playwright.sync_api import Page, expect
from time_machine import Traveller

from accounts.models import User
from clahrc.celery import app
from milestones.models import Milestone
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.browser.thread import post, press, says, to_project
from tests.factories import in_days
from tests.notifications.conftest import MailServer

TITLE, EARLIER = "Breathing Together", "Walking Home"
AIM = "Nobody goes home without a plan they chose."
BARRIER = "A new leaflet needs nine signatures."
WORDS = "The letter frightened me."
SAID = "The letter says when somebody calls."
EXPECTED = {"dee": "That somebody asks me first.", "chen": "An answer before winter.", "amara": "Time to listen."}
NOTES = {"Interviews done": "The clinic moved house.", "First brief to the clinic": "It waits for the interviews."}


@dataclass
class Year:
    """Whoever opens a page does so on the day that the clock shows; the mail server keeps what came."""

    open_as: Open
    clock: Traveller
    mail: MailServer
    people: dict[str, User]

    def desk(self, who: str = "amara") -> Page:
        """A page at somebody's desk, in the project."""
        return self._in_project(self.open_as(self.people[who]))

    def phone(self, who: str) -> Page:
        """A page on somebody's phone, in the project."""
        return self._in_project(self.open_as(self.people[who], size=PHONE))

    def _in_project(self, page: Page) -> Page:
        page.goto("/")
        to_project(page)
        return page

    def later(self, **time: int) -> None:
        """So much time goes by."""
        self.clock.shift(timedelta(**time))

    @property
    def project(self) -> Project:
        """The project of this year."""
        return Project.objects.get(title=TITLE)


def works_and_post(year: Year) -> list[str]:
    """Whatever starts by itself starts, and what waits is sent. Answers with the subjects of the mails that came."""
    before = len(year.mail.messages)
    app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        app.tasks[entry["task"]]()
    post(year.mail)
    return [mail["Subject"] for mail in year.mail.messages[before:]]


# Beginning


def copy_an_earlier_project(year: Year) -> None:
    """The plan moves to the new year, and nobody's words with it."""
    page = year.open_as(year.people["amara"])
    page.goto("/projects/")
    page.get_by_role("link", name=EARLIER).click()
    page.get_by_role("link", name="Start a project from a copy").click()
    check_page(page)
    page.get_by_label("Title of the new project").fill(TITLE)
    page.get_by_label("The new project starts").fill(in_days(0).isoformat())
    press(page, "See what is copied")
    says(page, "3 milestones, not yet started and without evidence.", "Nobody has signed it in the copy.")
    check_page(page)
    press(page, "Make the copy")
    page.get_by_role("link", name="Close the project or change its state").click()
    page.get_by_role("link", name="Make the project active").click()
    press(page, "Make it active")


def plan_what_waits_for_what(page: Page) -> None:
    """The brief waits for the interviews."""
    to_project(page, "Milestones")
    page.get_by_role("row").get_by_role("link", name="First brief to the clinic").click()
    page.get_by_role("link", name="Choose what it waits for").click()
    check_page(page)
    page.get_by_label("Interviews done").check()
    press(page, "Save")
    expect(page.get_by_role("heading", name="Waits for")).to_be_visible()
    says(page, "Interviews done")


# Shared understanding


def to_understanding(page: Page, what: str) -> None:
    """To one page of what is understood together."""
    to_project(page, "Shared understanding")
    page.get_by_role("main").get_by_role("link", name=what, exact=True).click()


def write_the_aim(page: Page) -> None:
    """A new version, which nobody has signed."""
    to_project(page, "Shared understanding")
    check_page(page)
    to_understanding(page, "Our shared aim")
    page.get_by_role("link", name="Write a new version").click()
    page.get_by_role("textbox").fill(AIM)
    press(page, "Save this version")
    says(page, "Not yet signed by patients")


def sign_the_aim(page: Page) -> None:
    """For oneself, by a press of a button."""
    to_understanding(page, "Our shared aim")
    says(page, AIM)
    press(page, "Sign for myself")
    says(page, "You have signed this version")


def say_what_i_expect(page: Page, words: str) -> None:
    """To the first of four questions; the others are left."""
    to_understanding(page, "What we expect")
    page.get_by_role("main").get_by_role("link", name="Round 1").click()
    page.get_by_role("link", name="Say what you expect").click()
    page.get_by_role("textbox").fill(words)
    for number in range(1, 5):
        says(page, f"Question {number} of 4.")
        press(page, "Continue")
    says(page, "Look at your words, and at who will read them.")
    check_page(page)
    press(page, "Send")
    says(page, "Your expectations are sent")


# Milestones that slip


def slip(page: Page, title: str, days: int, note: str) -> None:
    """A date moves, and says why."""
    to_project(page, "Milestones")
    page.get_by_role("row").get_by_role("link", name=title).click()
    page.get_by_role("link", name="Change", exact=True).click()
    row = Milestone.objects.get(project__title=TITLE, title=title)
    page.get_by_label("Due", exact=True).fill((row.due_on + timedelta(days)).isoformat())
    press(page, "Save")
    says(page, "Say why the date changes.")
    page.get_by_label(re.compile("^Why the date changes")).fill(note)
    press(page, "Save")
    says(page, note)


# A barrier


def raise_a_barrier(page: Page) -> None:
    """A partner puts it in the register."""
    to_project(page, "Tensions")
    page.get_by_role("link", name="Raise a tension or barrier").click()
    page.get_by_label("Barrier: from an organisation").check()
    page.get_by_label("Opposition of an institution").check()
    page.get_by_label("In one sentence").fill(BARRIER)
    page.get_by_label("Patient", exact=True).check()
    press(page, "Put it in the register")
    expect(page.get_by_role("heading", name=BARRIER)).to_be_visible()


def escalate_and_live_with_it(page: Page) -> None:
    """The coordinator takes it to whom it concerns; it stays, and the register says why."""
    to_project(page, "Tensions")
    page.get_by_role("row", name=BARRIER).get_by_role("link").click()
    page.get_by_role("link", name="Escalate it").click()
    page.get_by_label("To whom?").fill("The patient information group")
    page.get_by_label("Why?").fill("Only they can change the form.")
    press(page, "Escalate it")
    page.get_by_role("link", name="Resolve it or live with it").click()
    page.get_by_label("Lived with").check()
    page.get_by_label("Why?").fill("The form stays. We print our own sheet.")
    press(page, "Save how it ends")
    expect(page.get_by_role("heading", name="Why we live with it")).to_be_visible()
    check_page(page)
    to_project(page, "Tensions")
    expect(page.get_by_role("figure")).to_be_visible()
    expect(page.get_by_role("row", name=BARRIER)).to_contain_text("Lived with")
    check_page(page)


# A contribution


def take_up(page: Page, dialogue: str) -> None:
    """From somebody's words to a contribution, in a sentence."""
    to_project(page, "Dialogues")
    page.get_by_role("rowheader", name=dialogue).get_by_role("link").click()
    page.get_by_role("link", name="Read what was written").click()
    page.get_by_role("link", name=re.compile("Take up as a contribution")).click()
    says(page, WORDS)
    page.get_by_label("What was said, in a sentence").fill(SAID)
    press(page, "Take it up")
    says(page, "Finch", "Waiting for a decision")


def decide_change_and_tell(page: Page) -> None:
    """What was decided, what changed, and that the contributor is told."""
    page.get_by_role("link", name="Decide", exact=True).click()
    page.get_by_label("Adapted", exact=True).check()
    press(page, "Record the decision")
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label(re.compile("^Why")).fill("The letter says the week, not the day.")
    press(page, "Record the decision")
    page.get_by_role("link", name="Say what changed").click()
    page.get_by_label("What changed because of it").fill("There is a new letter.")
    page.get_by_label("What shows it").fill("The letter of May.")
    press(page, "Record the change")
    page.get_by_role("link", name="Tell what came of it", exact=True).click()
    page.get_by_label("What came of it").fill("The new letter says in which week somebody calls.")
    press(page, "Tell them")
    says(page, "It is told.")


def close_my_contribution(page: Page) -> None:
    """Only the contributor says that it is closed."""
    page.get_by_role("link", name="What needs me", exact=True).first.click()
    page.get_by_role("link", name="Read what came of your contribution").click()
    says(page, "The new letter says in which week somebody calls.")
    page.get_by_label("Yes, for me this is closed").check()
    press(page, "Send my answer")
    says(page, "It is closed. You can open it again.")
    to_project(page, "What changed")
    expect(page.get_by_role("figure")).to_be_visible()
    says(page, SAID, "Closed by whoever contributed it")
    check_page(page)


# The pulse


def open_a_pulse(page: Page) -> None:
    """Two weeks for eight statements."""
    to_understanding(page, "Pulse")
    page.get_by_role("link", name="Open a round").click()
    press(page, "Open the round")
    says(page, "You have not answered yet.")


def answer_the_pulse(page: Page, note: str) -> None:
    """One statement, and a note."""
    to_understanding(page, "Pulse")
    page.get_by_role("link", name="Answer round 1").click()
    asked = page.get_by_role("group", name="It is safe for me to disagree.")
    asked.get_by_label("Disagree", exact=True).check()
    page.get_by_label("Is there anything you want to add?").fill(note)
    press(page, "Save my answers")
    says(page, "You have answered. Thank you.")


def close_the_pulse(page: Page) -> None:
    """What may be shown is left, and nothing else."""
    to_understanding(page, "Pulse")
    page.get_by_role("link", name="Round 1").click()
    page.get_by_role("link", name="Close this round").click()
    press(page, "Close the round")
    says(page, "All numbers on this page come from 6 answers.", "Too few answers to show apart:")
    check_page(page)


# The end, and not the end


def close_the_project(page: Page) -> None:
    """One act, with its consequences in numbers before."""
    to_project(page)
    page.get_by_role("link", name="Close the project or change its state").click()
    page.get_by_role("link", name="Close the project").click()
    says(page, "What this means now")
    check_page(page)
    press(page, "Close the project")
    says(page, "This project has been closed since")
    check_page(page)


def open_it_again(page: Page) -> None:
    """From the banner."""
    page.get_by_role("link", name="Open it again", exact=True).click()
    press(page, "Open it again")
    says(page, "The project is open again.")

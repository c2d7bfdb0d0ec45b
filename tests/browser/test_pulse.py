"""The pulse: asked by a coordinator, answered on a phone and by keyboard, closed, and read by everybody."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from accounts.models import User
from projects.models import Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.understanding.pulsing import answered, crowd, opened
from understanding.actions.pulse import close_round
from understanding.models import PulseAnswer, PulseRound


def test_a_round_from_asking_to_talking_about_it(open_as: Open, project: Project, amara: User, dee: User) -> None:
    desk = open_as(amara)
    desk.goto(f"/projects/{project.pk}/understanding/pulse/")
    check_page(desk)
    desk.get_by_role("link", name="Open a round").click()
    check_page(desk)
    desk.get_by_role("button", name="Open the round").click()
    expect(desk.get_by_text("You have not answered yet.")).to_be_visible()

    phone = open_as(dee, size=PHONE)
    phone.goto("/")
    phone.get_by_role("link", name="Answer the pulse").click()
    check_page(phone)
    asked = phone.get_by_role("group", name="We go at a pace that is right for me.")
    asked.get_by_label("Disagree", exact=True).check()
    phone.get_by_label("Is there anything you want to add?").fill("Papers a week before.")
    phone.get_by_role("button", name="Save my answers").click()
    expect(phone.get_by_text("You have answered. Thank you.")).to_be_visible()
    check_page(phone)
    for person in crowd(project, patient=3, carer=1):
        answered(PulseRound.objects.get(), person, pace=4, language=None)

    desk.reload()
    expect(desk.get_by_text("4 or more")).to_be_visible()
    desk.get_by_role("link", name="Close this round").click()
    check_page(desk)
    desk.get_by_role("button", name="Close the round").click()
    expect(desk.get_by_text("come from 4 answers")).to_be_visible()
    check_page(desk)
    desk.get_by_role("link", name="Plan a dialogue").click()
    expect(desk).to_have_url(re.compile("/dialogues/new/"))
    assert not PulseAnswer.objects.exists()

    phone.goto(f"/projects/{project.pk}/understanding/pulse/")
    phone.get_by_role("link", name="Round 1").click()
    expect(phone.get_by_text("Papers a week before.")).to_be_visible()
    expect(phone.get_by_role("link", name="Plan a dialogue")).to_have_count(0)
    check_page(phone)


def test_answering_by_keyboard_and_without_javascript(open_as: Open, project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    page = open_as(dee, script=False)
    page.goto(f"/projects/{project.pk}/understanding/pulse/{row.pk}/answer/")
    radios = page.get_by_role("radio").count()
    page.get_by_role("radio").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save my answers").press("Enter")
    expect(page.get_by_text("You have answered. Thank you.")).to_be_visible()
    assert radios == 56
    assert PulseAnswer.objects.get().answers == {"voice": 4, "ways": 1}
    close_round(row, by=amara)
    page.reload()
    expect(page.get_by_text("Too few answers to show")).to_be_visible()

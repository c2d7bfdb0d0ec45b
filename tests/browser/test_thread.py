"""The whole thread in three browsers at once: a patient on a phone, a clinician and a coordinator at their desks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from projects.models import Project
from tests import factories
from tests.browser import thread
from tests.browser.conftest import PHONE, Open, check_page
from tests.browser.thread import Thread, says, silent_of
from tests.dialogues import planning
from tests.notifications.conftest import MailServer
from tests.notifications.conftest import mail_server as mail_server  # the fixture
from tests.participants.consenting import answered, form
from tests.projects.inviting import invited, link


@pytest.fixture
def three(
    open_as: Open,
    live_server: LiveServer,
    mail_server: MailServer,
    settings: Settings,
    project: Project,
    amara: User,
    priya: User,
) -> Thread:
    """At the beginning the coordinator is signed in, the clinician has an account, the patient nothing."""
    settings.BASE_URL = live_server.url
    chen = factories.person("Dr Chen")
    chen.set_password(factories.PASSWORD)
    chen.save()
    coordinator, administrator = open_as(amara), open_as(priya)
    for page in (coordinator, administrator):
        page.goto("/")
    return Thread(open_as(None, size=PHONE), open_as(None), coordinator, administrator, mail_server)


def they_are_invited(three: Thread) -> None:
    thread.write_consent_form(three.coordinator)
    thread.invite(three.coordinator, "Nina Kay", thread.PATIENT, "Patient")
    thread.invite(three.coordinator, "Dr Chen", thread.CLINICIAN, "Clinician")
    thread.sees_invitation(three.coordinator, "Nina Kay", "Waiting for an answer")
    check_page(three.coordinator)
    thread.accept_by_link(three.patient, three.mail)
    check_page(three.patient)
    thread.accept_after_signing_in(three.clinician, three.mail)
    thread.sees_invitation(three.coordinator, "Nina Kay", "Accepted")
    thread.sees_invitation(three.coordinator, "Dr Chen", "Accepted")
    thread.to_project(three.patient, "People")
    says(three.patient, "Dr Chen", "Amara Okafor")
    silent_of(three.patient, thread.CLINICIAN)


def they_consent(three: Thread) -> None:
    thread.plan_dialogue(three.coordinator)
    thread.to_dialogue(three.coordinator)
    three.coordinator.get_by_role("link", name="Give and take seats").click()
    says(three.coordinator, "Nina Kay · Patient · cannot have a seat yet: has not agreed to the latest consent form")
    check_page(three.coordinator)
    thread.home(three.patient, "Read the consent form and answer it")
    check_page(three.patient)
    thread.answer_consent(three.patient, "Nina Kay", no_to=2)
    check_page(three.patient)
    thread.home(three.clinician, "Read the consent form and answer it")
    thread.answer_consent(three.clinician, "Dr Chen")
    thread.to_project(three.coordinator, "Consent")
    says(three.coordinator, "1 of 3 is to be asked or has not answered.", "No to: Being recorded.")
    check_page(three.coordinator)
    three.coordinator.get_by_role("link", name="Give your own answers").click()
    thread.answer_consent(three.coordinator, "Amara Okafor")
    thread.to_project(three.coordinator, "Consent")
    three.coordinator.get_by_role("link", name="To be asked", exact=False).click()
    says(three.coordinator, "Nobody here")


def they_keep_their_copy(three: Thread) -> None:
    three.patient.goto(thread.link_in(thread.letter(three.mail, thread.PATIENT, "Your copy of the consent form")))
    pdf = thread.sealed_pdf(three.patient)
    for words in ("Nina Kay", thread.PATIENT, "version 1", "You write to prompts and meet the others twice."):
        says(three.patient, words)
        assert words in pdf
    address = three.patient.url
    for other in three.others():
        answer = other.request.get(address)
        assert answer.status == 404
        assert "Nina" not in answer.text()


def they_are_seated_and_come(three: Thread) -> None:
    thread.to_project(three.patient, "Dialogues")
    says(three.patient, thread.DIALOGUE)
    thread.give_seats(three.coordinator)
    thread.open_for_writing(three.coordinator)
    check_page(three.coordinator)
    thread.come(three.patient, three.mail, thread.PATIENT, "I will come")
    thread.come(three.clinician, three.mail, thread.CLINICIAN, "I do not know yet")
    thread.to_dialogue(three.coordinator)
    says(three.coordinator, "I will come (1)", "I do not know yet (1)")
    thread.to_dialogue(three.clinician)
    silent_of(three.clinician, "Who comes", "I will come")
    thread.to_dialogue(three.patient)
    says(three.patient, "I will come", "We read aloud", "Is there something you wanted to say?")
    check_page(three.patient)


def they_write_blind(three: Thread) -> None:
    thread.begin_to_write(three.patient)
    for page in three.others():
        assert thread.found_by_search(page, "kestrel") == 0
        thread.to_dialogue(page)
        silent_of(page, "kestrel")
    thread.home(three.patient, "Write your reflections")
    expect(three.patient.get_by_role("textbox")).to_have_value(thread.NINA_WROTE)
    thread.choose_permission(three.patient)
    says(three.patient, "Nightingale")
    thread.check_and_send(three.patient, thread.NINA_WROTE)
    check_page(three.patient)
    thread.write_and_send(three.clinician, thread.CHEN_WROTE)
    nobody_else_reads(three, "kestrel", "nightingale")
    thread.to_dialogue(three.coordinator)
    says(three.coordinator, "There are 3 seats. Still to come: 1.")
    assert thread.found_by_search(three.patient, "kestrel") == 1
    check_page(three.patient)
    assert thread.found_by_search(three.patient, "heron") == 0


def nobody_else_reads(three: Thread, *words: str) -> None:
    """Neither on a page that others reach, nor by search, nor in a mail."""
    for page in three.others():
        assert thread.found_by_search(page, words[0]) == 0
        reached = thread.pages_within_reach(page)
        assert len(reached) > 10
        for address, text in reached.items():
            assert not [word for word in words if word in text.lower()], address
    for mail in three.mail.messages:
        assert not [word for word in words if word in thread.words_of(mail).lower()]


def they_read_side_by_side(three: Thread) -> None:
    thread.reveal(three.coordinator)
    for page in (three.patient, three.clinician, three.coordinator):
        thread.to_words(page)
        expect(thread.voice(page, thread.NINA_WROTE)).to_contain_text("Nightingale")
        expect(thread.voice(page, thread.NINA_WROTE)).not_to_contain_text("Nina")
        expect(thread.voice(page, thread.CHEN_WROTE)).to_contain_text("Dr Chen")
        check_page(page)


def they_respond(three: Thread) -> None:
    thread.ask_about(three.clinician, thread.NINA_WROTE, thread.CHEN_ASKED)
    thread.answer_the_question(three.patient)
    three.patient.get_by_role("link", name="What needs me", exact=True).first.click()
    silent_of(three.patient, "Somebody asked")
    for page in three.others():
        thread.to_words(page)
        expect(thread.voice(page, thread.CHEN_ASKED)).to_contain_text("Dr Chen")
        expect(thread.voice(page, thread.NINA_ANSWERED)).to_contain_text("Nightingale")
    check_page(three.coordinator)


def they_feel_a_change_of_permission(three: Thread) -> None:
    thread.export(three.administrator)
    thread.to_words(three.clinician)
    thread.to_words(three.patient)
    thread.narrow(three.patient)
    says(three.patient, "Who reads it: The facilitators of this dialogue.")
    says(three.clinician, thread.NINA_WROTE)
    three.clinician.reload()
    silent_of(three.clinician, "kestrel", "dormouse")
    says(three.clinician, "words that are not open to you any more")
    check_page(three.clinician)
    assert thread.found_by_search(three.clinician, "kestrel") == 0
    assert thread.found_by_search(three.clinician, "dormouse") == 0
    assert thread.found_by_search(three.coordinator, "kestrel") == 1
    thread.press(three.administrator, "Download")
    says(three.administrator, "Words or permissions have changed since. Make it again.")
    thread.export(three.administrator)
    check_page(three.administrator)
    says(three.administrator, "Meant for fewer readers than the whole dialogue")
    file = thread.downloaded(three.administrator)
    assert "kestrel" not in file
    assert "dormouse" not in file


def they_part(three: Thread) -> None:
    project = thread.project_address(three.patient)
    thread.withdraw_words(three.patient)
    check_page(three.patient)
    receipt = three.patient.url
    told = thread.words_of(thread.letter(three.mail, thread.ADMINISTRATOR, "A file you asked for has ended"))
    assert "Nina" not in told
    nobody_else_reads(three, "kestrel", "nightingale", "dormouse")
    assert thread.found_by_search(three.clinician, "heron") == 1
    thread.to_project(three.coordinator, "People")
    expect(three.coordinator.get_by_role("row").filter(has_text="Nina Kay")).to_contain_text("Ended")
    answer = three.patient.goto(project)
    assert answer is not None
    assert answer.status == 404
    three.patient.goto(thread.link_in(thread.letter(three.mail, thread.PATIENT, "Your receipt")))
    assert three.patient.url == receipt
    three.patient.goto(thread.link_in(thread.letter(three.mail, thread.PATIENT, "Your copy of the consent form")))
    says(three.patient, "You gave your consent.")
    assert "Nina Kay" in thread.sealed_pdf(three.patient)


def test_from_the_invitation_to_the_withdrawal_each_sees_what_they_may(three: Thread) -> None:
    they_are_invited(three)
    they_consent(three)
    they_keep_their_copy(three)
    they_are_seated_and_come(three)
    they_write_blind(three)
    they_read_side_by_side(three)
    they_respond(three)
    they_feel_a_change_of_permission(three)
    they_part(three)


def test_a_patient_without_scripts_accepts_consents_writes_and_sends(
    project: Project, amara: User, chen: User, open_as: Open
) -> None:
    version = form(project, amara)
    answered(version, chen)
    page = open_as(None, size=PHONE, script=False)
    page.goto(link(invited(project, amara)))
    thread.press(page, "Accept and take part")
    thread.home(page, "Read the consent form and answer it")
    thread.answer_consent(page, "Nina Kay")
    planning.opened(project, amara, chen, User.objects.get(full_name="Nina Kay"))
    thread.home(page, "Write your reflections")
    page.get_by_role("textbox").fill(thread.NINA_WROTE)
    thread.press(page, "Save and come back later")
    thread.home(page, "Write your reflections")
    thread.choose_permission(page, check=False)
    for _prompt in range(3):
        thread.press(page, "Continue")
    says(page, thread.NINA_WROTE, "Nightingale")
    thread.press(page, "Send")
    says(page, "Your reflections are sent")

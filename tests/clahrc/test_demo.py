"""The demo that a newcomer meets: loaded once, whole, and every page of it opens for whoever is led there."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from accounts.models import User
from clahrc.demo.people import address
from clahrc.management.commands.demo import load
from dialogues.enums import Manner
from dialogues.models import AgreedAction, Dialogue, PromptSetVersion, Reflection, Seat
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import needs_of
from participants.models import Consent, ConsentVersion, Withdrawal
from participants.queries.consent import member_rows
from projects.enums import InvitationState
from projects.models import Invitation, Membership, Project
from projects.policies import has_lapsed

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
AWAY = ("/static/", "/account/", "/calendar/feed/")
PAGES = 400


@pytest.fixture(autouse=True)
def _demo(db: None) -> None:
    """Loaded into an empty database."""
    assert load()


def who(key: str) -> User:
    """Somebody of the cast."""
    return User.objects.get(email=address(key))


def signed_in(key: str) -> Client:
    """A browser of theirs."""
    client = Client()
    client.force_login(who(key))
    return client


def open_everything(key: str) -> dict[str, int]:
    """Follow every link from the first page on; the status of each page, by its address."""
    client, found, waiting = signed_in(key), {}, ["/"]
    while waiting and len(found) < PAGES:
        path = waiting.pop(0)
        if path in found or path.startswith(AWAY):
            continue
        cache.clear()
        answer = client.get(path, follow=True)
        found[path] = answer.status_code
        if answer["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            waiting += [urldefrag(urljoin(path, unescape(link))).url for link in LINK.findall(html)]
    return found


def names(found: dict[str, int]) -> set[str]:
    """The views behind these addresses."""
    return {resolve(path.split("?")[0]).view_name for path in found}


LED_TO = {
    "amara": {
        "dialogues:close_report",
        "dialogues:dialogue_words",
        "dialogues:outcome_list",
        "dialogues:prompt_set_detail",
        "participants:consent_version",
        "participants:consent_copy",
        "projects:invitation_list",
        "projects:milestone_detail",
    },
    "dee": {"dialogues:look_back", "dialogues:reflection_write", "dialogues:rsvp", "participants:consent_copy"},
    "george": {"participants:consent_answer", "dialogues:look_back"},
    "chen": {"dialogues:agreed_action_follow"},
    "fatima": {"dialogues:reflection_history"},
    "ruth": {"projects:membership_own"},
    "walter": {"participants:withdrawal_receipt"},
    "oli": {"projects:milestone_list"},
    "priya": {"mail_log", "projects:member_list"},
    "zoe": {"participants:consent_begin"} - {"participants:consent_begin"},
}


@pytest.mark.parametrize("key", LED_TO)
def test_every_page_somebody_is_led_to_opens(key: str) -> None:
    found = open_everything(key)
    assert {path: status for path, status in found.items() if status != 200} == {}
    assert len(found) < PAGES
    assert names(found) >= LED_TO[key]


def test_every_need_leads_to_a_page_that_opens() -> None:
    people = User.objects.exclude(email=None)
    needs = [(person, need) for person in people for need in needs_of(person, timezone.now())]
    assert needs
    for person, need in needs:
        client = Client()
        client.force_login(person)
        assert client.get(need.url, follow=True).status_code == 200, (person.full_name, need.title)


def test_loading_it_again_changes_nothing() -> None:
    before = (User.objects.count(), Mail.objects.count())
    assert not load()
    assert (User.objects.count(), Mail.objects.count()) == before


def test_no_mail_of_the_story_is_sent_when_it_is_loaded() -> None:
    assert Mail.objects.exists()
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert not Mail.objects.exclude(data={}).exists()
    assert not Mail.objects.filter(sent_at__gt=timezone.now()).exists()


def test_two_versions_of_the_form_one_on_paper_and_one_person_to_be_asked_again() -> None:
    project = Project.objects.get(title="Breathing Together")
    latest = ConsentVersion.objects.get(project=project, number=2)
    rows = member_rows(project, latest)
    waiting = [row.member.person.full_name for row in rows if row.standing != "agreed"]
    assert waiting == ["George Pask"]
    assert set(Consent.objects.filter(mode="paper").values_list("person__full_name", flat=True)) == {"Joan Bell"}


def test_an_invitation_waits_one_is_declined_and_one_has_lapsed() -> None:
    now = timezone.now()
    told = {row.full_name: (row.state, has_lapsed(row, now)) for row in Invitation.objects.all()}
    assert told == {
        "Tom Ellery": (InvitationState.DECLINED, False),
        "Grace Obi": (InvitationState.WAITING, True),
        "Sunita Rao": (InvitationState.WAITING, False),
    }


def test_one_person_has_a_name_in_each_project() -> None:
    rows = Membership.objects.select_related("person", "project").filter(person=who("ruth"))
    assert {row.project.title: row.named() for row in rows} == {
        "Breathing Together": "Ruth Adeyemi",
        "Walking Home": "Rosa",
    }


def test_the_held_dialogue_is_whole() -> None:
    held = Dialogue.objects.get(state="held")
    words = Reflection.objects.filter(seat__dialogue=held)
    assert set(words.exclude(responds_to=None).values_list("manner", flat=True)) == set(Manner.values)
    assert words.filter(withdrawn_at__isnull=False).get().responses.count() == 1
    assert words.filter(version__gt=1, sent_at__gt=held.revealed_at, responds_to=None).exists()
    assert set(held.agenda.values_list("covered", flat=True)) == {True, False}
    assert set(held.seats.values_list("attended", flat=True)) == {True, False}
    assert {bool(done) for done in AgreedAction.objects.values_list("done_on", flat=True)} == {True, False}
    assert Withdrawal.objects.get().person == who("walter")


def test_the_planned_dialogue_is_a_copy_without_whoever_is_asked_again() -> None:
    planned = Dialogue.objects.get(state="planned")
    seated = {seat.person.full_name for seat in Seat.objects.select_related("person").filter(dialogue=planned)}
    assert "Dee Marsh" in seated
    assert not seated & {"George Pask", "Walter Hughes"}
    assert PromptSetVersion.objects.count() == 2

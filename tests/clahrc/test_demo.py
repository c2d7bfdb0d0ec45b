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
from clahrc.demo.telling.demo import load_demo
from clahrc.demo.telling.people import address_of
from dialogues.enums import Manner
from dialogues.models import AgreedAction, Dialogue, PromptSetVersion, Reflection, Seat
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import needs_of
from participants.models import Consent, ConsentVersion, Withdrawal
from participants.queries.consent import member_rows
from projects.enums import InvitationState
from projects.models import Invitation, Membership
from projects.policies.invitations import has_run_out

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"]*)"')
AWAY = ("/static/", "/account/log", "/account/password", "/calendar/feed/")
PAGES = 400
# Closing before the reveal: the page says what has to come first.
REFUSES = {"dialogues:dialogue_close": 409}


@pytest.fixture(autouse=True)
def _demo(db: None) -> None:
    """Loaded into an empty database. It takes a second or two, so there are few tests here, and long ones."""
    assert load_demo()


def who(key: str) -> User:
    """Somebody of the cast."""
    return User.objects.get(email=address_of(key))


def signed_in(key: str) -> Client:
    """A browser of theirs."""
    client = Client()
    client.force_login(who(key))
    return client


def open_everything(key: str) -> dict[str, int]:
    """Follow every link from the first page on; the status of each page, by its address."""
    client, waiting = signed_in(key), ["/"]
    found: dict[str, int] = {}
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


def name_of(path: str) -> str:
    """The view behind an address."""
    return resolve(path.split("?")[0]).view_name


LED_TO = {
    "amara": {
        "dialogues:close_report",
        "dialogues:dialogue_words",
        "dialogues:outcome_list",
        "dialogues:prompt_set_detail",
        "participants:consent_version",
        "participants:consent_copy",
        "projects:invitation_list",
        "milestones:milestone_detail",
    },
    "dee": {"dialogues:look_back", "dialogues:reflection_write", "dialogues:rsvp", "participants:consent_copy"},
    "george": {"participants:consent_answer", "dialogues:look_back"},
    "chen": {"dialogues:agreed_action_follow"},
    "fatima": {"dialogues:reflection_history"},
    "ruth": {"projects:membership_own"},
    "walter": {"participants:withdrawal_receipt"},
    "oli": {"milestones:milestone_list"},
    "priya": {"mail_log", "projects:member_list"},
    "zoe": {"participants:consent_list"},
}


def test_every_page_somebody_is_led_to_opens() -> None:
    for key, expected in LED_TO.items():
        found = open_everything(key)
        wrong = {path: status for path, status in found.items() if status not in {200, REFUSES.get(name_of(path))}}
        assert (key, wrong) == (key, {})
        assert len(found) < PAGES
        assert (key, expected - set(map(name_of, found))) == (key, set())


def test_every_need_leads_to_a_page_that_opens() -> None:
    people = User.objects.exclude(email=None)
    needs = [(person, need) for person in people for need in needs_of(person, timezone.now())]
    assert needs
    for person, need in needs:
        client = Client()
        client.force_login(person)
        assert client.get(need.url, follow=True).status_code == 200, (person.full_name, need.title)


def test_loading_it_again_changes_nothing_and_no_mail_of_the_story_is_left_to_send() -> None:
    before = (User.objects.count(), Mail.objects.count())
    assert not load_demo()
    assert (User.objects.count(), Mail.objects.count()) == before
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}
    assert not Mail.objects.exclude(data={}).exists()
    assert not Mail.objects.filter(sent_at__gt=timezone.now()).exists()


def test_people_are_asked_invited_and_named() -> None:
    """Two versions of the form, one on paper, one person to be asked again; an invitation of each kind; two names."""
    latest = ConsentVersion.objects.get(project__title="Breathing Together", number=2)
    rows = member_rows(latest.project, latest)
    assert [row.member.person.full_name for row in rows if row.standing != "agreed"] == ["George Pask"]
    assert set(Consent.objects.filter(mode="paper").values_list("person__full_name", flat=True)) == {"Joan Bell"}
    told = {row.full_name: (row.state, has_run_out(row, timezone.now())) for row in Invitation.objects.all()}
    assert told == {
        "Tom Ellery": (InvitationState.DECLINED, False),
        "Grace Obi": (InvitationState.UNANSWERED, True),
        "Sunita Rao": (InvitationState.UNANSWERED, False),
    }
    ruth = Membership.objects.select_related("person", "project").filter(person=who("ruth"))
    named = {row.project.title: row.named() for row in ruth}
    assert named == {"Breathing Together": "Ruth Adeyemi", "Walking Home": "Rosa"}


def test_the_held_dialogue_is_whole_and_the_planned_one_is_its_copy() -> None:
    """Without the seats of whoever left, or is to be asked again."""
    held, planned = Dialogue.objects.get(state="held"), Dialogue.objects.get(state="planned")
    words = Reflection.objects.filter(seat__dialogue=held)
    assert set(words.exclude(responds_to=None).values_list("manner", flat=True)) == set(Manner.values)
    assert words.filter(withdrawn_at__isnull=False).get().responses.count() == 1
    assert words.filter(version__gt=1, sent_at__gt=held.revealed_at, responds_to=None).exists()
    assert set(held.agenda.values_list("covered", flat=True)) == {True, False}
    assert set(held.seats.values_list("attended", flat=True)) == {True, False}
    assert {bool(done) for done in AgreedAction.objects.values_list("done_on", flat=True)} == {True, False}
    assert Withdrawal.objects.get().person == who("walter")
    seated = {seat.person.full_name for seat in Seat.objects.select_related("person").filter(dialogue=planned)}
    assert "Dee Marsh" in seated
    assert not seated & {"George Pask", "Walter Hughes"}
    assert PromptSetVersion.objects.count() == 2

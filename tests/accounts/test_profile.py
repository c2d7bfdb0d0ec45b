"""One's own profile."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import NameRule
from accounts.models import User
from accounts.queries import profile_mark
from audit.models import Event
from tests import factories

URL = "accounts:profile"
GOOD = {
    "full_name": "Dee Marsh",
    "name_rule": "full",
    "pseudonym": "",
    "time_zone": "Europe/London",
    "contact_by": "email",
}


def save(person: User, changes: dict[str, str]) -> Any:
    """What the page sends of somebody who changes this and nothing else."""
    return factories.signed_in(person).post(reverse(URL), GOOD | {"seen": profile_mark(person)} | changes)


def test_a_profile_is_saved(dee: User) -> None:
    named = {"full_name": "Dee  Marsh-Lee", "name_rule": "pseudonym", "pseudonym": "River"}
    answer = save(dee, named | {"time_zone": "Asia/Kolkata"})
    assert (answer.status_code, answer["Location"]) == (303, reverse(URL))
    dee.refresh_from_db()
    assert (dee.full_name, dee.named(), dee.time_zone) == ("Dee Marsh-Lee", "River", "Asia/Kolkata")


def test_the_trail_keeps_the_names_of_the_fields_only(dee: User) -> None:
    save(dee, {"full_name": "Dee Lee", "time_zone": "UTC"})
    event = Event.objects.get(type="accounts.profile_changed")
    assert event.data == {"fields": ["full_name", "time_zone"]}
    assert event.actor_id == dee.pk


def test_saving_what_is_already_so_leaves_no_trace(dee: User) -> None:
    save(dee, {})
    assert not Event.objects.filter(type="accounts.profile_changed").exists()


BAD = [
    ({"full_name": ""}, "Enter your full name."),
    ({"full_name": "x" * 151}, "Make your full name 150 characters or shorter."),
    ({"name_rule": ""}, "Choose how you want to be named."),
    ({"name_rule": "nickname"}, "Choose one of the three ways to be named."),
    ({"name_rule": "pseudonym"}, "Enter the name you choose, or choose another way to be named."),
    ({"pseudonym": "x" * 61}, "Make the name you choose 60 characters or shorter."),
    ({"time_zone": "Moon/Tranquility"}, "Choose a time zone from the list."),
    ({"time_zone": ""}, "Choose a time zone from the list."),
]


@pytest.mark.parametrize(("wrong", "sentence"), BAD)
def test_what_is_wrong_is_said_and_nothing_is_saved(dee: User, wrong: dict[str, str], sentence: str) -> None:
    answer = save(dee, {"full_name": "Another Name"} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    dee.refresh_from_db()
    assert dee.full_name == "Dee Marsh"


def test_what_was_typed_is_kept(dee: User) -> None:
    answer = save(dee, {"full_name": "Dee Typed", "time_zone": ""})
    assert 'value="Dee Typed"' in answer.content.decode()


def test_an_empty_form_is_answered_422(dee: User) -> None:
    assert factories.signed_in(dee).post(reverse(URL)).status_code == 422


@pytest.mark.parametrize("name", ["Dee\x00Marsh", "Dee\u202e Marsh", "De\u200be Marsh", "Dee \U0001f30a Marsh"])
def test_a_name_is_cleaned_and_taken(dee: User, name: str) -> None:
    assert save(dee, {"full_name": name}).status_code == 303
    dee.refresh_from_db()
    assert not {"\x00", "\u202e", "\u200b"} & set(dee.full_name)


def test_the_page_says_where_the_name_shows(dee: User) -> None:
    page = factories.signed_in(dee).get(reverse(URL)).content.decode()
    assert "in the list of people, in the history" in page
    assert all(str(rule.label) in page for rule in NameRule)


def test_common_zones_come_first_and_every_zone_is_there(dee: User) -> None:
    page = factories.signed_in(dee).get(reverse(URL)).content.decode()
    assert page.index('value="Europe/Paris"') < page.index('value="Africa/Abidjan"')
    assert 'value="Europe/London" selected' in page


def test_how_to_be_reached_and_what_one_says_of_oneself_are_saved(dee: User) -> None:
    said = {"contact_by": "text", "phone": "+44 20 7946 0018", "about": "I row.\nI read."}
    assert save(dee, said).status_code == 303
    dee.refresh_from_db()
    assert {name: getattr(dee, name) for name in said} == said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"contact_by": "phone"}, "Enter your phone number, or choose to be reached by e-mail."),
        ({"contact_by": "pigeon"}, "Choose one of the three ways to reach you."),
        ({"phone": "call me"}, "Enter a phone number, such as"),
        ({"phone": "0" * 41}, "40 characters or shorter"),
        ({"about": "x" * 1001}, "at most 1000"),
    ],
)
def test_a_number_that_cannot_be_called_is_asked_for_again(dee: User, wrong: dict[str, str], sentence: str) -> None:
    answer = save(dee, wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()

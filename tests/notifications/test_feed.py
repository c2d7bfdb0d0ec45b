"""The private address of a calendar: made, read without signing in, exchanged, deleted."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from notifications.actions import delete_feed, make_feed
from notifications.models import CalendarFeed
from notifications.queries import SIGNER, feed_address
from tests.factories import signed_in


def path(person: User) -> str:
    """The path of a new address."""
    return "/" + feed_address(make_feed(by=person)).split("/", 3)[3]


def test_the_address_is_read_without_signing_in_and_leaves_no_cookie(dee: User) -> None:
    response = Client().get(path(dee))
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response["Cache-Control"] == "private, max-age=300"
    assert not response.cookies
    assert b"METHOD:PUBLISH" in response.content


def test_a_calendar_may_ask_for_the_head_alone(dee: User) -> None:
    assert Client().head(path(dee)).status_code == 200


def test_a_new_address_ends_the_old_one(dee: User) -> None:
    old, new = path(dee), path(dee)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    assert CalendarFeed.objects.count() == 1


def test_a_deleted_address_is_not_found(dee: User) -> None:
    address = path(dee)
    delete_feed(by=dee)
    assert Client().get(address).status_code == 404


def test_the_address_of_somebody_inactive_is_not_found(dee: User) -> None:
    address = path(dee)
    User.objects.filter(pk=dee.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_forged_address_is_not_found(dee: User) -> None:
    address = path(dee)
    other = SIGNER.sign(uuid.uuid4().hex)
    forged = [
        address.replace("~", "~A")[:-5] + ".ics",
        address[:-5] + ("A" if address[-5] != "A" else "B") + ".ics",
        f"/calendar/{other}.ics",
        f"/calendar/{'0' * 10_000}.ics",
        f"/calendar/{CalendarFeed.objects.get().pk}.ics",
    ]
    assert [Client().get(found).status_code for found in forged] == [404] * len(forged)


def test_an_address_cannot_be_written_to(dee: User) -> None:
    assert Client().post(path(dee)).status_code == 405


def test_looking_at_the_page_makes_no_address(dee: User) -> None:
    assert "Make my address" in signed_in(dee).get(reverse("calendar")).content.decode()
    assert not CalendarFeed.objects.exists()


def test_the_page_makes_shows_and_deletes_the_address(dee: User) -> None:
    client = signed_in(dee)
    assert client.post(reverse("calendar_make")).status_code == 303
    address = feed_address(CalendarFeed.objects.get())
    assert address in client.get(reverse("calendar")).content.decode()
    assert client.post(reverse("calendar_delete")).status_code == 303
    assert not CalendarFeed.objects.exists()


def test_the_address_of_somebody_else_is_not_on_my_page(dee: User, chen: User) -> None:
    make_feed(by=chen)
    assert ".ics" not in signed_in(dee).get(reverse("calendar")).content.decode()


def test_the_history_has_no_address(dee: User) -> None:
    make_feed(by=dee)
    delete_feed(by=dee)
    delete_feed(by=dee)
    events = Event.objects.filter(actor_id=dee.pk).order_by("pk")
    assert {(event.type, event.target_id) for event in events} == {
        ("notifications.feed_made", None),
        ("notifications.feed_deleted", None),
    }
    assert events.count() == 2


@pytest.mark.parametrize("name", ["calendar_make", "calendar_delete"])
def test_an_address_is_not_made_or_deleted_by_looking(name: str, dee: User) -> None:
    assert signed_in(dee).get(reverse(name)).status_code == 405

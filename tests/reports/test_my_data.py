"""The pages of my data: ask, fetch, and be erased."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.kept import writer_token
from participants.enums import Scope
from projects.models import Project
from reports import actions, building
from reports.enums import ExportKind
from reports.models import Export
from reports.policies import PER_HOUR
from tests import factories
from tests.participants.leaving import leave, much
from tests.reports import rows

HOME = "mine:my_data"


def fresh(person: User, minutes_ago: int = 0) -> Client:
    """Somebody who proved who they are so many minutes ago."""
    client = factories.signed_in(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - 60 * minutes_ago}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def page(client: Client, name: str, *keys: object, **query: str) -> str:
    answer = client.get(reverse(name, args=keys), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_the_button_to_the_file(project: Project, dee: User) -> None:
    client = factories.signed_in(dee)
    assert reverse(HOME) in page(client, "accounts:profile")
    token = uuid.uuid4()
    answers = [client.post(reverse("mine:my_data_create"), {"form_token": token}) for _press in range(2)]
    export = Export.objects.get()
    assert [(a.status_code, a["Location"]) for a in answers] == [(303, export.get_absolute_url())] * 2
    assert "in the queue" in page(client, "mine:my_data_detail", export.pk)
    building.build(export.pk, 1)
    found = re.search(r'name="token" value="([^"]+)"', page(client, "mine:my_data_detail", export.pk))
    assert found is not None
    file = client.post(reverse("mine:my_data_download", args=[export.pk]), {"token": found[1]})
    assert b"".join(file).startswith(b"PK")
    assert (file["Content-Type"], file["Cache-Control"]) == ("application/zip", "no-store")
    assert file["Content-Disposition"].startswith('attachment; filename="clahrc-my-data-')


def test_a_file_needs_the_leave_of_its_page(project: Project, dee: User) -> None:
    export = rows.built(None, dee, ExportKind.MY_DATA)
    answer = factories.signed_in(dee).post(reverse("mine:my_data_download", args=[export.pk]), {"token": "x"})
    assert (answer.status_code, "open for too long" in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("name", ["my_data_detail", "my_data_retry", "my_data_download"])
def test_the_file_of_another_person_is_not_there(project: Project, dee: User, priya: User, name: str) -> None:
    export = rows.built(None, dee, ExportKind.MY_DATA)
    client = factories.signed_in(priya)
    send = client.get if name == "my_data_detail" else client.post
    assert send(reverse(f"mine:{name}", args=[export.pk])).status_code == 404


def test_my_file_is_not_asked_for_in_a_project(project: Project, priya: User) -> None:
    client = factories.signed_in(priya)
    url = reverse("reports:export_create", args=[project.pk])
    assert client.post(url, {"kind": "my_data", "form_token": uuid.uuid4()}).status_code == 403
    assert 'value="my_data"' not in page(client, "reports:export_list", project.pk)


def test_the_export_of_a_project_is_not_among_mine(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    assert factories.signed_in(priya).get(reverse("mine:my_data_detail", args=[export.pk])).status_code == 404


def test_too_many_in_an_hour_are_a_429(project: Project, dee: User) -> None:
    for _number in range(PER_HOUR):
        actions.request_export(None, kind=ExportKind.MY_DATA, token=uuid.uuid4(), by=dee)
    answer = factories.signed_in(dee).post(reverse("mine:my_data_create"), {"form_token": uuid.uuid4()})
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


@pytest.mark.parametrize("things", [1, 3])
def test_the_page_takes_the_same_queries_however_long(
    project: Project, dee: User, things: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(things):
        actions.request_export(None, kind=ExportKind.MY_DATA, token=uuid.uuid4(), by=dee)
        other = factories.project(title=f"Other {number}")
        factories.member(other, dee, "partner", "patient")
        leave(other, dee, Scope.CONTACT)
    client = factories.signed_in(dee)
    with django_assert_num_queries(5):
        page(client, HOME)


@pytest.mark.parametrize("minutes", [16, 600])
def test_erasing_asks_for_a_fresh_proof(project: Project, dee: User, minutes: int) -> None:
    client = fresh(dee, minutes)
    assert "Sign in once more" in page(client, "mine:my_data_erase")
    assert client.post(reverse("mine:my_data_erase_check"), {"words": "remove"}).status_code == 303
    dee.refresh_from_db()
    assert dee.erased_at is None


def test_the_proof_of_somebody_else_in_this_browser_is_none(project: Project, dee: User, chen: User) -> None:
    client = fresh(chen)
    client.force_login(dee)
    assert "Sign in once more" in page(client, "mine:my_data_erase")


def test_signing_in_once_more_leads_back(project: Project, dee: User) -> None:
    dee.set_password(factories.PASSWORD)
    dee.save()
    client = factories.signed_in(dee)
    answer = client.post(reverse("mine:my_data_erase_again"))
    assert (answer.status_code, "_auth_user_id" in client.session) == (303, False)
    signed = client.post(answer["Location"], {"login": dee.address, "password": factories.PASSWORD})
    assert signed["Location"] == reverse("mine:my_data_erase")
    assert "What should happen to what you wrote?" in page(client, "mine:my_data_erase")


def test_from_the_choice_to_goodbye(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    client, elsewhere = fresh(dee), factories.signed_in(dee)
    assert "checked" not in page(client, "mine:my_data_erase")
    answer = client.post(reverse("mine:my_data_erase"), {"words": "remove"})
    assert answer["Location"] == f"{reverse('mine:my_data_erase_check')}?words=remove"
    told = page(client, "mine:my_data_erase_check", words="remove")
    assert "Removed for good: 2 reflections and 1 response, with every earlier version." in told
    done = client.post(reverse("mine:my_data_erase_check"), {"words": "remove"})
    assert (done.status_code, done["Location"]) == (303, reverse("mine:goodbye"))
    assert "You are erased." in page(client, "mine:goodbye")
    for browser in (client, elsewhere):
        assert browser.get(reverse(HOME)).status_code == 302


@pytest.mark.parametrize("words", ["", "all", "%00"])
def test_without_a_choice_nothing_is_erased(project: Project, dee: User, words: str) -> None:
    client = fresh(dee)
    answer = client.post(reverse("mine:my_data_erase"), {"words": words})
    assert (answer.status_code, "Choose what should happen" in answer.content.decode()) == (422, True)
    assert client.post(reverse("mine:my_data_erase_check"), {"words": words}).status_code == 303
    assert User.objects.filter(pk=dee.pk, erased_at=None).exists()


def test_the_last_coordinator_reads_which_project_needs_another(project: Project, amara: User) -> None:
    client = fresh(amara)
    told = page(client, "mine:my_data_erase")
    assert ("“Breathing Together” has no other coordinator" in told, 'name="words"' in told) == (True, False)
    assert client.post(reverse("mine:my_data_erase_check"), {"words": "keep"}).status_code == 409
    assert User.objects.filter(pk=amara.pk, erased_at=None).exists()


def test_a_page_to_erase_that_was_made_for_somebody_else_erases_nobody(project: Project, dee: User, chen: User) -> None:
    sent = {"words": "remove", "writer_token": writer_token(chen.pk)}
    answer = fresh(dee).post(reverse("mine:my_data_erase_check"), sent)
    assert "Somebody else opened this page before you signed in." in answer.content.decode()
    assert User.objects.filter(pk=dee.pk, erased_at=None).exists()

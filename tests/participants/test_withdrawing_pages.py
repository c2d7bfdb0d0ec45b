"""The pages of withdrawing, as a person goes through them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.enums import Scope
from participants.models import Withdrawal
from projects.models import Membership, Project
from tests import factories
from tests.participants.leaving import leave, much
from tests.reports import rows


def url(name: str, project: Project) -> str:
    return reverse(f"participants:{name}", args=[project.pk])


def check(client: Client, project: Project, scope: str) -> str:
    answer = client.get(url("withdraw_check", project), {"scope": scope})
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    """What the form of the page sends."""
    form = page[page.index("/withdrawals/confirm/") :]
    return dict(re.findall(r'name="(project|scope|seen|form_token)" value="([^"]+)"', form))


def press(client: Client, fields: dict[str, str]) -> Any:
    return client.post(reverse("participants:withdraw_confirm"), fields)


def test_nothing_is_chosen_and_no_reason_is_asked(project: Project, dee: User) -> None:
    page = factories.signed_in(dee).get(url("withdraw", project)).content.decode()
    assert ("checked" in page, "do not have to say why" in page, "<textarea" in page) == (False, True, False)


def test_from_the_choice_to_the_receipt(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    client = factories.signed_in(dee)
    answer = client.post(url("withdraw", project), {"scope": "words"})
    assert (answer.status_code, answer["Location"]) == (303, f"{url('withdraw_check', project)}?scope=words")
    page = check(client, project, "words")
    assert "2 reflections and 1 response" in page
    assert not Withdrawal.objects.exists()
    done = press(client, hidden(page))
    row = Withdrawal.objects.get()
    assert (done.status_code, done["Location"]) == (303, row.get_absolute_url())
    receipt = client.get(done["Location"]).content.decode()
    assert (row.receipt in receipt, "2 reflections and 1 response" in receipt) == (True, True)
    assert client.get(project.get_absolute_url()).status_code == 404
    assert row.receipt in client.get(reverse("mine:my_data")).content.decode()


def test_a_second_press_shows_the_same_receipt(project: Project, dee: User) -> None:
    client = factories.signed_in(dee)
    fields = hidden(check(client, project, "taking_part"))
    first, second = press(client, fields), press(client, fields)
    assert (first["Location"], second.status_code, second["Location"]) == (first["Location"], 303, first["Location"])
    assert Withdrawal.objects.count() == 1


def test_what_has_changed_meanwhile_is_shown_again_before_anything_is_done(
    project: Project, dee: User, chen: User
) -> None:
    client = factories.signed_in(dee)
    fields = hidden(check(client, project, "words"))
    much(project, dee, chen)
    answer = press(client, fields)
    page = answer.content.decode()
    assert (answer.status_code, "Something has changed" in page, "2 reflections and 1 response" in page) == (
        422,
        True,
        True,
    )
    assert not Withdrawal.objects.exists()
    assert press(client, hidden(page)).status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{}, {"project": "x"}, {"scope": "all"}, {"scope": "\x00"}, {"seen": ""}, {"form_token": "9" * 400}],
    ids=str,
)
def test_a_form_that_is_not_whole_does_nothing(project: Project, dee: User, wrong: dict[str, str]) -> None:
    client = factories.signed_in(dee)
    fields = hidden(check(client, project, "words")) | wrong if wrong else {}
    assert press(client, fields).status_code == 422
    assert not Withdrawal.objects.exists()


def test_a_project_that_is_not_mine_is_not_found(project: Project, other_project: Project, dee: User) -> None:
    client = factories.signed_in(dee)
    fields = hidden(check(client, project, "words"))
    for other in (str(other_project.pk), str(uuid.uuid4())):
        assert press(client, fields | {"project": other}).status_code == 404
    assert not Withdrawal.objects.exists()


def test_the_receipt_of_somebody_else_is_not_there(project: Project, dee: User, chen: User, amara: User) -> None:
    row = leave(project, dee)
    for other in (chen, amara):
        assert factories.signed_in(other).get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("scope", ["", "everything", "%00"])
def test_an_unknown_scope_is_asked_again(project: Project, dee: User, scope: str) -> None:
    client = factories.signed_in(dee)
    assert client.get(f"{url('withdraw_check', project)}?scope={scope}").status_code == 303
    answer = client.post(url("withdraw", project), {"scope": scope})
    assert (answer.status_code, "Choose how far" in answer.content.decode()) == (422, True)


def test_the_last_coordinator_reads_what_to_do(project: Project, amara: User) -> None:
    answer = factories.signed_in(amara).post(url("withdraw", project), {"scope": "words"})
    assert (answer.status_code, "Make somebody else coordinator" in answer.content.decode()) == (422, True)


def test_after_contact_ended_it_is_not_offered_again_and_can_start_anew(project: Project, dee: User) -> None:
    leave(project, dee, Scope.CONTACT)
    client = factories.signed_in(dee)
    assert 'value="contact"' not in client.get(url("withdraw", project)).content.decode()
    assert "Start being contacted again" in client.get(project.get_absolute_url()).content.decode()
    assert client.post(url("contact_resume", project)).status_code == 303
    assert Membership.objects.get(person=dee).no_contact_since is None


def test_the_project_leads_to_it_but_not_an_administrator(project: Project, dee: User, priya: User) -> None:
    link = url("withdraw", project)
    pages = [factories.signed_in(one).get(project.get_absolute_url()).content.decode() for one in (dee, priya)]
    assert [link in page for page in pages] == [True, False]


@pytest.mark.parametrize("dialogues", [1, 3])
def test_the_preview_takes_the_same_queries_however_much_there_is(
    project: Project, dee: User, dialogues: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for _number in range(dialogues):
        rows.reflection(rows.dialogue(project), dee)
    client = factories.signed_in(dee)
    with django_assert_num_queries(30):
        check(client, project, "words")

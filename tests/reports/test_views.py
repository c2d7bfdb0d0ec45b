"""The pages of exports, through the door."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from projects.models import Membership, Project
from reports import actions, building
from reports.enums import ExportKind, ExportState
from reports.models import Export
from reports.policies import PER_HOUR
from tests import factories
from tests.reports import rows

POSTS = ("export_retry", "export_cancel", "export_download")


def url(name: str, project: Project, *keys: object) -> str:
    """An address of this app."""
    return reverse(f"reports:{name}", args=[project.pk, *keys])


def ask(client: Client, project: Project, kind: str, token: object = "") -> Any:
    """Send the form."""
    return client.post(url("export_create", project), {"kind": kind, "form_token": token or uuid.uuid4()})


def page(client: Client, export: Export) -> str:
    """The page of one export."""
    return client.get(export.get_absolute_url()).content.decode()


def download(client: Client, project: Project, export: Export) -> Any:
    """Press the button that the page shows."""
    found = re.search(r'name="token" value="([^"]+)"', page(client, export))
    return client.post(url("export_download", project, export.pk), {"token": found[1] if found else ""})


def test_an_administrator_asks_for_reflections_and_gets_them(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee, "Tea first.")
    client = factories.signed_in(priya)
    answer = ask(client, project, "reflections")
    export = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, export.get_absolute_url())
    building.build(export.pk, 1)
    assert "Tea first." in b"".join(download(client, project, export)).decode("utf-8-sig")


def test_a_download_is_an_attachment_that_no_browser_opens(project: Project, priya: User) -> None:
    answer = download(factories.signed_in(priya), project, rows.built(project, priya))
    assert answer["Content-Disposition"].startswith('attachment; filename="clahrc-reflections-')
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    answer.close()


def test_sent_twice_the_form_makes_one_export(project: Project, priya: User) -> None:
    client, token = factories.signed_in(priya), uuid.uuid4()
    assert [ask(client, project, "reflections", token).status_code for _time in range(2)] == [303, 303]
    assert Export.objects.count() == 1


def test_a_coordinator_may_ask_for_the_report(project: Project, amara: User) -> None:
    assert ask(factories.signed_in(amara), project, "project_report").status_code == 303


def test_a_coordinator_may_not_ask_for_words(project: Project, amara: User) -> None:
    assert ask(factories.signed_in(amara), project, "reflections").status_code == 403
    assert not Export.objects.exists()


def test_a_coordinator_is_not_offered_words(project: Project, amara: User) -> None:
    told = factories.signed_in(amara).get(url("export_list", project)).content.decode()
    assert ('value="project_report"' in told, 'value="reflections"' in told) == (True, False)


@pytest.mark.parametrize("kind", ["", "everything", "\x00"])
def test_a_kind_that_is_not_there_is_asked_again(project: Project, priya: User, kind: str) -> None:
    answer = ask(factories.signed_in(priya), project, kind)
    assert (answer.status_code, "Choose what the file holds." in answer.content.decode()) == (422, True)


def test_a_form_without_its_token_says_to_load_the_page_again(project: Project, priya: User) -> None:
    answer = ask(factories.signed_in(priya), project, "reflections", "nonsense")
    assert (answer.status_code, "Load this page again." in answer.content.decode()) == (422, True)


def test_too_many_in_an_hour_are_a_429_that_says_when(project: Project, priya: User) -> None:
    for _number in range(PER_HOUR):
        rows.asked(project, priya)
    answer = ask(factories.signed_in(priya), project, "reflections")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "You have asked for 20 files in the last hour." in answer.content.decode()


@pytest.mark.parametrize("name", ["export_detail", *POSTS])
def test_the_export_of_another_person_is_not_there(project: Project, priya: User, amara: User, name: str) -> None:
    export = rows.built(project, priya, ExportKind.PROJECT_REPORT)
    client = factories.signed_in(amara)
    send = client.post if name in POSTS else client.get
    assert send(url(name, project, export.pk)).status_code == 404


@pytest.mark.parametrize("name", ["export_detail", *POSTS])
def test_an_export_of_another_project_is_not_there(
    project: Project, other_project: Project, priya: User, name: str
) -> None:
    export = rows.built(other_project, priya)
    client = factories.signed_in(priya)
    send = client.post if name in POSTS else client.get
    assert send(url(name, project, export.pk)).status_code == 404


@pytest.mark.parametrize("name", ["export_create", *POSTS])
def test_a_get_changes_nothing(project: Project, priya: User, name: str) -> None:
    export = rows.asked(project, priya)
    keys = [] if name == "export_create" else [export.pk]
    assert factories.signed_in(priya).get(url(name, project, *keys)).status_code == 405


def test_a_coordinator_who_leaves_gets_nothing_more(project: Project, amara: User) -> None:
    export = rows.built(project, amara, ExportKind.PROJECT_REPORT)
    Membership.objects.filter(person=amara).update(role="partner")
    answer = factories.signed_in(amara).post(url("export_download", project, export.pk), {"token": "x"})
    assert answer.status_code == 403


def test_an_administrator_who_is_one_no_more_gets_no_words(project: Project, priya: User) -> None:
    """They are coordinator still, so the door opens, but not for this kind."""
    export = rows.built(project, priya)
    client = factories.signed_in(priya)
    token = actions.download_token(export, by=priya)
    User.objects.filter(pk=priya.pk).update(is_administrator=False)
    factories.member(project, priya, "coordinator", "manager")
    answers = [
        client.post(url("export_download", project, export.pk), {"token": token}),
        client.post(url("export_retry", project, export.pk)),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Your role does not let you have this file any more." in page(client, export)


def test_a_refusal_at_the_door_is_a_sentence(project: Project, priya: User) -> None:
    export = rows.built(project, priya)
    answer = factories.signed_in(priya).post(url("export_download", project, export.pk), {"token": "x"})
    assert (answer.status_code, "This page was open for too long." in answer.content.decode()) == (409, True)


def test_a_waiting_export_can_be_stopped_and_made_again(project: Project, priya: User) -> None:
    export, client = rows.asked(project, priya), factories.signed_in(priya)
    assert client.post(url("export_cancel", project, export.pk)).status_code == 303
    assert "Make it again" in page(client, export)
    assert client.post(url("export_retry", project, export.pk)).status_code == 303
    export.refresh_from_db()
    assert (export.state, export.attempt) == (ExportState.WAITING, 2)


def test_the_page_says_why_a_file_could_not_be_made(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    Export.objects.update(state=ExportState.FAILED, reason="The worker stopped while making this file.")
    told = page(factories.signed_in(priya), export)
    assert ("The worker stopped while making this file." in told, "Make it again" in told) == (True, True)


def test_the_page_shows_progress_and_a_plain_link_to_look_again(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    Export.objects.update(state=ExportState.BUILDING, done=300, total=900)
    told = page(factories.signed_in(priya), export)
    assert 'max="900" value="300"' in told
    assert f'href="{export.get_absolute_url()}" hx-get="{export.get_absolute_url()}"' in told
    assert "<noscript>" in told


def test_htmx_gets_only_the_part_that_changes(project: Project, priya: User) -> None:
    export = rows.asked(project, priya)
    told = factories.signed_in(priya).get(export.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert ("Look again" in told, "<html" in told) == (True, False)


def test_a_ready_page_shows_the_manifest(project: Project, dee: User, chen: User, priya: User) -> None:
    told = rows.dialogue(project)
    rows.reflection(told, dee)
    rows.reflection(told, chen, may_analyse=False)
    export = rows.built(project, priya)
    found = page(factories.signed_in(priya), export)
    assert '<th scope="row">Reflections</th><td>In</td><td>1</td>' in found
    assert '<th scope="row">The author does not permit analysis</th><td>Left out</td><td>1</td>' in found
    assert export.sha256 in found


def test_an_empty_list_says_so(project: Project, priya: User) -> None:
    assert "None yet" in factories.signed_in(priya).get(url("export_list", project)).content.decode()


@pytest.mark.parametrize("exports", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    project: Project, amara: User, exports: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for _number in range(exports):
        rows.asked(project, amara, ExportKind.PROJECT_REPORT)
    client = factories.signed_in(amara)
    with django_assert_num_queries(5):
        client.get(url("export_list", project))


def test_the_page_takes_few_queries(
    project: Project, amara: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    export = rows.built(project, amara, ExportKind.PROJECT_REPORT)
    client = factories.signed_in(amara)
    with django_assert_num_queries(4):
        client.get(export.get_absolute_url())

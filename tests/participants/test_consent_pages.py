"""The coordinator's pages: the queue, writing a draft without scripts, publishing, recording."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from participants.models import Consent, ConsentVersion
from participants.queries.consent import text_of
from projects.models import Membership, Project
from tests import factories
from tests.factories import signed_in
from tests.participants.consenting import answered, begun, clauses, form, posted, url


@pytest.fixture
def client(amara: User) -> Client:
    return signed_in(amara)


def page(client: Client, name: str, project: Project, *more: object, query: str = "") -> str:
    answer = client.get(url(name, project, *more) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def fields(version: ConsentVersion, **changes: str) -> dict[str, str]:
    """What the page of a draft sends."""
    words = text_of(version)
    sent = {"title": words.title, "information": words.information, "plain_information": words.plain_information}
    sent |= {"seen": words.mark, "rows": str(len(words.clauses))}
    for number, clause in enumerate(words.clauses, start=1):
        sent |= {
            f"kind_{number}": clause.kind,
            f"text_{number}": clause.text,
            f"plain_text_{number}": clause.plain_text,
        }
        sent |= {f"needed_{number}": "on"} if clause.needed else {}
    return sent | changes


def kinds_on(html: str) -> list[str]:
    return re.findall(r'<option value="(\w+)" selected>', html)


def test_a_coordinator_writes_a_form_and_publishes_it(client: Client, project: Project, dee: User) -> None:
    assert "This project has no consent form yet." in page(client, "consent_list", project)
    begin = client.post(url("consent_begin", project), {"form_token": uuid.uuid4()})
    version = ConsentVersion.objects.get()
    assert begin["Location"] == url("consent_edit", project, version.pk)
    saved = client.post(
        url("consent_edit", project, version.pk), fields(version, title="Our form", information="Ours.")
    )
    assert (saved.status_code, saved["Location"]) == (303, url("consent_version", project, version.pk))
    asking = page(client, "consent_publish", project, version.pk)
    assert ("2 people take part" in asking, "Our form" in page(client, "consent_version", project, version.pk)) == (
        True,
        True,
    )
    version.refresh_from_db()
    done = client.post(url("consent_publish", project, version.pk), {"seen": text_of(version).mark})
    assert (done.status_code, done["Location"]) == (303, url("consent_list", project))
    assert "2 of 2 are to be asked" in page(client, "consent_list", project)


def test_the_page_to_publish_says_how_many_are_asked_again(
    client: Client, project: Project, amara: User, dee: User, chen: User
) -> None:
    answered(form(project, amara), dee)
    second = begun(project, amara)
    told = page(client, "consent_publish", project, second.pk)
    assert ("3 people take part" in told, "1 of them answered the form before" in told) == (True, True)


def test_the_queue_says_where_everybody_stands(
    client: Client, project: Project, amara: User, ben: User, chen: User, dee: User
) -> None:
    first = form(project, amara)
    answered(first, ben)
    second = form(project, amara)
    answered(second, chen, "recorded")
    answered(second, dee, "take_part")
    told = page(client, "consent_list", project)
    for words in (
        "Agreed to version 1. To be asked again.",
        "Agreed to version 2 on",
        "Said no to version 2 on",
        "Has not answered yet.",
        "No to: Being recorded.",
        "2 of 4 are to be asked",
    ):
        assert words in told
    assert {
        show: len(
            re.findall(
                '<th scope="row"',
                page(client, "consent_list", project, query=f"?show={show}").split('"people"')[-1],
            )
        )
        for show in ("all", "waiting", "agreed", "refused", "nonsense")
    } == {"all": 4, "waiting": 2, "agreed": 1, "refused": 1, "nonsense": 4}


@pytest.mark.parametrize("people", [1, 3])
def test_the_queue_asks_as_often_however_many_people(
    client: Client, project: Project, amara: User, people: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    version = form(project, amara)
    for number in range(people):
        answered(version, factories.in_project(project, f"Person {number}", "partner", "patient"), "quoted")
    with django_assert_num_queries(8):
        page(client, "consent_list", project)


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        ("add", ["take_part", "recorded", "quoted"]),
        ("up-2", ["recorded", "take_part", "quoted"]),
        ("up-1", ["take_part", "recorded", "quoted"]),
        ("down-1", ["recorded", "take_part", "quoted"]),
        ("down-3", ["take_part", "recorded", "quoted"]),
        ("remove-2", ["take_part", "quoted"]),
        ("remove-99", ["take_part", "recorded", "quoted"]),
        ("remove-\u0665", ["take_part", "recorded", "quoted"]),
        ("nonsense", ["take_part", "recorded", "quoted"]),
    ],
)
def test_clauses_are_moved_about_without_a_script_and_nothing_typed_is_lost(
    client: Client, project: Project, amara: User, act: str, kinds: list[str]
) -> None:
    version = begun(project, amara)
    version.clauses.filter(position__gt=3).delete()
    before = text_of(version)
    sent = fields(version, title="Typed", text_1="Typed in the first clause", act=act)
    answer = client.post(url("consent_edit", project, version.pk), sent)
    html = answer.content.decode()
    assert (answer.status_code, kinds_on(html)) == (200, kinds)
    assert ('value="Typed"' in html, "Typed in the first clause" in html) == (True, True)
    assert f'name="rows" value="{4 if act == "add" else len(kinds)}"' in html
    version.refresh_from_db()
    assert text_of(version) == before


def test_a_form_has_at_most_fifteen_clauses(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    answer = client.post(url("consent_edit", project, version.pk), fields(version, rows="15", act="add"))
    assert (answer.content.decode().count("<legend>Clause"), answer.status_code) == (15, 200)


@pytest.mark.parametrize("rows", ["", "-1", "9" * 40, "1e3", "\x00", "\u0663"])
def test_a_number_of_clauses_that_makes_no_sense_breaks_nothing(
    client: Client, project: Project, amara: User, rows: str
) -> None:
    version = begun(project, amara)
    for act in ("", "add"):
        sent = fields(version, rows=rows, act=act)
        assert client.post(url("consent_edit", project, version.pk), sent).status_code in {200, 303, 422}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Give the form a title."),
        ({"title": "t" * 201}, "at most 200"),
        ({"information": ""}, "Write what people should know"),
        ({"text_2": ""}, "Write the clause, or remove it."),
        ({"text_2": "t" * 501}, "at most 500"),
        ({"kind_2": ""}, "Choose what the clause is about."),
        ({"kind_2": "nonsense"}, "Choose one of the list."),
    ],
)
def test_what_is_wrong_with_a_draft_is_said_and_what_was_typed_kept(
    client: Client, project: Project, amara: User, changes: dict[str, str], sentence: str
) -> None:
    version = begun(project, amara)
    sent = fields(version, plain_information="Typed just now") | changes
    answer = client.post(url("consent_edit", project, version.pk), sent)
    html = answer.content.decode()
    assert (answer.status_code, sentence in html, "Typed just now" in html) == (422, True, True)


def test_an_empty_clause_is_left_away(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    sent = fields(version, rows="8", kind_8="", text_8=" ", plain_text_8="")
    assert client.post(url("consent_edit", project, version.pk), sent).status_code == 303
    assert len(clauses(version)) == 7


def test_two_coordinators_see_both_texts(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    mine, yours = fields(version, title="Mine"), fields(version, title="Yours")
    assert client.post(url("consent_edit", project, version.pk), mine).status_code == 303
    answer = client.post(url("consent_edit", project, version.pk), yours)
    html = answer.content.decode()
    assert (answer.status_code, "<p>Mine</p>" in html, 'value="Yours"' in html) == (409, True, True)
    seen = re.search(r'name="seen" value="(\w+)"', html)
    assert seen is not None
    assert client.post(url("consent_edit", project, version.pk), yours | {"seen": seen[1]}).status_code == 303
    version.refresh_from_db()
    assert version.title == "Yours"


def test_both_texts_show_what_differs_clause_by_clause(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    before = fields(version)
    theirs, mine = "You may record the meeting.", "You may record the group."
    client.post(url("consent_edit", project, version.pk), before | {"text_2": theirs})
    page = client.post(url("consent_edit", project, version.pk), before | {"text_2": mine}).text
    said = " ".join(page.split())
    assert ("<dt>Clause 2</dt>" in said, "<dt>Clause 1</dt>" in said) == (True, False)
    assert ("</span>meeting.<span" in said, "</span>group.<span" in said) == (True, True)


def test_a_clause_that_somebody_added_meanwhile_is_shown(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    mine = fields(version, title="Mine")
    theirs = fields(version, rows="8", kind_8="results", text_8="Tell me the results.", plain_text_8="")
    client.post(url("consent_edit", project, version.pk), theirs)
    page = client.post(url("consent_edit", project, version.pk), mine)
    assert (page.status_code, "Tell me the results." in page.text) == (409, True)


def test_a_draft_with_more_clauses_than_are_stored_is_given_back(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    typed = fields(version, rows="8", kind_8="results", text_8="Tell me the results.", autosave="1")
    assert client.post(url("consent_edit", project, version.pk), typed).status_code == 200
    page = client.get(url("consent_edit", project, version.pk)).text
    assert ("Tell me the results." in page, page.count("<legend>Clause")) == (True, 8)


def test_a_draft_changed_meanwhile_is_not_published(client: Client, project: Project, amara: User) -> None:
    version = begun(project, amara)
    seen = text_of(version).mark
    client.post(url("consent_edit", project, version.pk), fields(version, title="Changed"))
    answer = client.post(url("consent_publish", project, version.pk), {"seen": seen})
    assert (answer.status_code, "Read it again first" in answer.content.decode()) == (409, True)
    version.refresh_from_db()
    assert version.published_at is None


def test_a_published_version_has_no_page_to_change_it(client: Client, project: Project, amara: User) -> None:
    version = form(project, amara)
    for name in ("consent_edit", "consent_publish"):
        assert client.get(url(name, project, version.pk)).status_code == 409
        assert client.post(url(name, project, version.pk), fields(version, title="Another")).status_code == 409
    version.refresh_from_db()
    assert version.title != "Another"


def nina(project: Project) -> Membership:
    """Somebody without an e-mail address."""
    person = factories.in_project(project, "Nina Kay", "partner", "carer")
    User.objects.filter(pk=person.pk).update(email=None)
    return Membership.objects.get(person=person)


def test_a_coordinator_writes_down_what_somebody_said(client: Client, project: Project, amara: User) -> None:
    member, version = nina(project), form(project, amara)
    where = url("consent_record", project, member.pk)
    assert where in page(client, "consent_list", project)
    html = page(client, "consent_record", project, member.pk)
    assert (" checked" in html, "Nina Kay" in html) == (False, True)
    sent: dict[str, Any] = posted(version, "quoted") | {"mode": "paper", "form_token": uuid.uuid4()}
    missing = client.post(where, sent)
    assert (missing.status_code, "Write their full name." in missing.content.decode()) == (422, True)
    for _ in range(2):
        assert client.post(where, sent | {"full_name": "Nina Kay"}).status_code == 303
    consent = Consent.objects.get()
    assert (consent.person, consent.mode, consent.agrees) == (member.person, "paper", True)
    assert "Agreed to version 1 on" in page(client, "consent_list", project)


def test_answers_to_an_old_form_are_not_written_down(client: Client, project: Project, amara: User) -> None:
    member, old = nina(project), form(project, amara)
    form(project, amara)
    sent = posted(old) | {"mode": "spoken", "form_token": str(uuid.uuid4()), "full_name": "Nina Kay"}
    assert client.post(url("consent_record", project, member.pk), sent).status_code == 422
    assert not Consent.objects.exists()


def test_whoever_has_an_address_has_no_page_to_record(client: Client, project: Project, amara: User, dee: User) -> None:
    form(project, amara)
    member = Membership.objects.get(person=dee)
    assert client.get(url("consent_record", project, member.pk)).status_code == 409


def test_the_menu_leads_a_coordinator_to_consent_and_nobody_else(client: Client, project: Project, ben: User) -> None:
    link = f'href="{url("consent_list", project)}"'
    assert link in client.get(f"/projects/{project.pk}/").content.decode()
    assert link not in signed_in(ben).get(f"/projects/{project.pk}/").content.decode()

"""You said, we did: the list, one contribution, the forms, and the file."""

from __future__ import annotations

import csv
import io
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import Event
from contributions import actions
from contributions.enums import ContributionState, Decision
from contributions.models import Contribution
from projects.enums import ProjectState
from projects.models import Project
from tests.contributions.contributing import (
    SAID,
    changed,
    closed,
    decided,
    from_nobody,
    late,
    made,
    now,
    place,
    replied,
    told,
)
from tests.factories import in_days, signed_in


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/contributions/{path}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def table(client: Client, address: str) -> list[list[str]]:
    answer: Any = client.post(address)
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


def post(person: User, address: str, **fields: Any) -> HttpResponse:
    return signed_in(person).post(address, {"form_token": str(uuid.uuid4())} | fields)  # type: ignore[return-value]


def test_without_any_the_page_says_what_one_is(project: Project, dee: User) -> None:
    assert "No contributions yet" in text(signed_in(dee), at(project))


@pytest.mark.parametrize("who", ["amara", "ben", "dee", "oli", "priya"])
def test_everybody_sees_what_was_said_by_hand_and_what_changed(
    project: Project, amara: User, ben: User, dee: User, oli: User, priya: User, who: str
) -> None:
    changed(made(project, dee), amara)
    reader = {"amara": amara, "ben": ben, "dee": dee, "oli": oli, "priya": priya}[who]
    page = text(signed_in(reader), at(project))
    assert [word in page for word in (SAID, "Dee Marsh", "The letter is new.", "Letter of May")] == [True] * 4


def test_words_are_shown_as_text_and_links_only_as_links(project: Project, amara: User, dee: User) -> None:
    row = decided(made(project, dee, said="<script>x</script>"), amara)
    actions.note_change(row, change="<b>", evidence="https://example.org/a", version=2, by=amara)
    page = text(signed_in(dee), at(project))
    assert "<script>x" not in page
    assert 'href="https://example.org/a"' in page


FILTERS = {
    "": 5,
    "show=waiting": 1,
    "show=late": 1,
    "show=changed": 1,
    "show=told": 1,
    "show=closed": 1,
    "show=nonsense": 5,
    "decision=adopted": 3,
    "decision=not_adopted": 1,
    "decision=adopted&show=closed": 1,
    "decision=%00": 5,
    "standpoint=patient": 4,
    "standpoint=clinician": 1,
    "standpoint=patient&show=closed&decision=adopted&mine=1": 1,
    "mine=1": 4,
    "mine=2": 5,
    "page=99": 5,
}


@pytest.fixture
def some(project: Project, amara: User, chen: User, dee: User) -> None:
    """One in each place."""
    made(project, chen)
    late(decided(made(project, dee), amara, Decision.NOT_ADOPTED))
    changed(made(project, dee), amara)
    told(made(project, dee), amara)
    closed(made(project, dee), amara, dee)


@pytest.mark.parametrize("query", FILTERS)
def test_filters_combine_and_page_and_file_agree(project: Project, dee: User, some: None, query: str) -> None:
    client = signed_in(dee)
    assert text(client, f"{at(project)}?{query}").count("<article") == FILTERS[query]
    assert len(table(client, f"{at(project, 'csv/')}?{query}")) == FILTERS[query] + 1


def test_a_filter_that_finds_nothing_leads_back_to_all(project: Project, dee: User, some: None) -> None:
    assert "None matches what you chose." in text(signed_in(dee), f"{at(project)}?standpoint=manager")


def test_the_facts_lead_to_their_lists(project: Project, dee: User, some: None) -> None:
    page = text(signed_in(dee), at(project))
    for show in ("waiting", "late", "changed", "closed"):
        assert f"{at(project)}?show={show}" in page


def test_the_picture_and_its_table_say_the_same(project: Project, dee: User, some: None) -> None:
    page = "".join(line.strip() for line in text(signed_in(dee), at(project)).splitlines())
    assert "Said: 1. Decided: 1. Changed: 1. Told: 1. Closed: 1." in page
    for label, came in (("Said", 5), ("Decided", 4), ("Changed", 1), ("Told", 2), ("Closed", 1)):
        assert f'<th scope="row">{label}</th><td class="number">1</td><td class="number">{came}</td>' in page


@pytest.mark.parametrize(
    ("days", "words"), [(-12, "12 days left"), (4, "4 days late"), (0, "last day"), (1, "1 day late")]
)
def test_the_clock_is_said_in_days(project: Project, dee: User, days: int, words: str) -> None:
    late(made(project, dee), days)
    assert words in text(signed_in(dee), at(project))


def test_once_told_the_clock_is_silent(project: Project, amara: User, dee: User) -> None:
    late(told(made(project, dee), amara))
    assert "days late" not in text(signed_in(dee), at(project))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_whatever_its_length(
    project: Project, amara: User, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        changed(made(project, dee), amara)
    client = signed_in(dee)
    with django_assert_num_queries(7):  # session, person, door, count, rows, facts, origins
        client.get(at(project))
    with django_assert_num_queries(6):  # session, person, door, event, rows, origins
        table(client, at(project, "csv/"))


def test_the_file_is_noted(project: Project, dee: User, some: None) -> None:
    table(signed_in(dee), at(project, "csv/"))
    assert Event.objects.filter(type="projects.list_fetched").count() == 1


def test_fifty_to_a_page(project: Project, amara: User) -> None:
    for _number in range(51):
        from_nobody(project, amara)
    assert text(signed_in(amara), f"{at(project)}?page=2").count("<article") == 1


def test_a_partner_makes_one_in_one_step(project: Project, dee: User) -> None:
    page = text(signed_in(dee), at(project, "add/"))
    assert "Dee Marsh" in page
    answer = post(dee, at(project, "add/"), said="Call me.")
    row = Contribution.objects.get()
    assert (answer.status_code, answer["Location"], row.said) == (303, row.get_absolute_url(), "Call me.")


def test_a_partner_cannot_slip_somebody_else_in(project: Project, dee: User, chen: User) -> None:
    post(dee, at(project, "add/"), said="Call me.", contributor=str(place(project, chen).pk))
    assert Contribution.objects.get().contributor == place(project, dee)


def test_a_coordinator_writes_it_down_for_somebody(project: Project, amara: User, dee: User) -> None:
    fields = {"said": SAID, "contributor": str(place(project, dee).pk), "answer_by": in_days(9).isoformat()}
    assert post(amara, at(project, "add/"), standpoint="manager", **fields).status_code == 303
    row = Contribution.objects.get()
    assert (row.contributor, row.standpoint, row.answer_by) == (place(project, dee), "patient", in_days(9))


def test_or_for_nobody_in_particular(project: Project, amara: User) -> None:
    fields = {"said": SAID, "contributor": "nobody", "standpoint": "carer", "answer_by": in_days(9).isoformat()}
    assert post(amara, at(project, "add/"), **fields).status_code == 303
    assert (Contribution.objects.get().contributor, Contribution.objects.get().standpoint) == (None, "carer")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"said": " \u200b\x00 "}, "Write in a sentence"),
        ({"said": "x" * 100_000}, "at most 4000"),
        ({"contributor": ""}, "Choose who said it"),
        ({"contributor": str(uuid.uuid4())}, "Choose somebody of the list."),
        ({"standpoint": "king"}, "Choose one of the list."),
        ({"owner": "\x00"}, "Choose somebody of the list."),
        ({"answer_by": "soon"}, "Enter a real date"),
        ({"answer_by": "2020-01-01"}, "Choose today or a day after it."),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    project: Project, amara: User, changes: dict[str, str], sentence: str
) -> None:
    fields = {"said": SAID, "contributor": "nobody", "answer_by": in_days(9).isoformat()} | changes
    answer = post(amara, at(project, "add/"), **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Contribution.objects.exists()


def test_from_said_to_closed_on_the_pages(project: Project, amara: User, dee: User) -> None:
    row = made(project, dee)
    steps: list[tuple[str, dict[str, Any]]] = [
        ("decide/", {"decision": "adapted", "reason": "Half of it.", "version": 1}),
        ("change/", {"change": "New letter.", "evidence": "May.", "version": 2}),
        ("tell/", {"feedback": "Thank you.", "quiet_until": in_days(14).isoformat(), "version": 3}),
    ]
    for path, fields in steps:
        assert post(amara, at(project, f"{row.pk}/{path}"), **fields).status_code == 303, path
    assert "Thank you." in text(signed_in(dee), at(project, f"{row.pk}/reply/"))
    assert post(dee, at(project, f"{row.pk}/reply/"), settled="yes").status_code == 303
    assert now(row).state == ContributionState.CLOSED
    assert post(dee, at(project, f"{row.pk}/reply/"), text="Not any more.").status_code == 303
    assert now(row).state == ContributionState.DECIDED


def test_a_no_without_a_why_is_asked_for_it(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    answer = post(dee, at(project, f"{row.pk}/reply/"), settled="no", text=" ")
    assert (answer.status_code, "Say why it is not closed for you." in answer.content.decode()) == (422, True)


def test_a_reason_is_asked_for_beside_what_was_chosen(project: Project, amara: User, dee: User) -> None:
    row = made(project, dee)
    answer = post(amara, at(project, f"{row.pk}/decide/"), decision="not_adopted", version=1)
    assert (answer.status_code, "gets a reason" in answer.content.decode()) == (422, True)


def test_the_page_says_that_nothing_is_pressed(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    page = text(signed_in(dee), at(project, f"{row.pk}/reply/"))
    assert "we take it as closed. You can open it again at any time." in page


@pytest.mark.parametrize("days", [13, -3, 9999])
def test_a_silence_that_is_too_short_or_too_long_is_refused(
    project: Project, amara: User, dee: User, days: int
) -> None:
    row = decided(made(project, dee), amara)
    fields = {"feedback": "Thank you.", "quiet_until": in_days(days).isoformat(), "version": 2}
    answer = post(amara, at(project, f"{row.pk}/tell/"), **fields)
    assert (answer.status_code, "at least 14 days" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("decide/", {"decision": "adopted", "reason": "Mine"}),
        ("edit/", {"said": "Mine", "answer_by": in_days(3).isoformat()}),
    ],
)
def test_two_who_write_see_both_texts_and_nothing_is_overwritten(
    project: Project, amara: User, dee: User, path: str, fields: dict[str, Any]
) -> None:
    row = decided(made(project, dee), amara, Decision.NOT_ADOPTED, "Theirs")
    answer = post(amara, at(project, f"{row.pk}/{path}"), version=1, **fields)
    page = answer.content.decode()
    assert (answer.status_code, now(row).reason, now(row).said) == (409, "Theirs", SAID)
    assert ["Theirs" in page, "Mine" in page, 'name="version" value="2"' in page] == [True] * 3
    assert post(amara, at(project, f"{row.pk}/{path}"), version=2, **fields).status_code == 303


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999", "\x00"])
def test_a_version_that_makes_no_sense_overwrites_nothing(
    project: Project, amara: User, dee: User, version: str
) -> None:
    row = made(project, dee)
    answer = post(amara, at(project, f"{row.pk}/decide/"), decision="adopted", version=version)
    assert (answer.status_code, now(row).decision) == (409, "")


def test_a_get_changes_nothing(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    before = Contribution.objects.values().get()
    for who, path in ((dee, "reply/"), (amara, "edit/"), (dee, "")):
        signed_in(who).get(at(project, f"{row.pk}/{path}"))
    assert Contribution.objects.values().get() == before


@pytest.mark.parametrize("path", ["decide/", "change/", "tell/"])
def test_a_step_that_the_state_does_not_allow_is_refused(project: Project, amara: User, dee: User, path: str) -> None:
    row = told(made(project, dee), amara)
    assert signed_in(amara).get(at(project, f"{row.pk}/{path}")).status_code == 409


def test_nothing_to_answer_yet_is_said(project: Project, dee: User) -> None:
    assert signed_in(dee).get(at(project, f"{made(project, dee).pk}/reply/")).status_code == 409


def test_a_closed_project_hides_its_buttons_and_refuses(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    Project.objects.update(state=ProjectState.CLOSED)
    pages = text(signed_in(amara), at(project)) + text(signed_in(amara), row.get_absolute_url())
    assert not any(word in pages for word in ("/add/", "/edit/", "/decide/", "/tell/"))
    assert "/reply/" not in text(signed_in(dee), row.get_absolute_url())
    assert signed_in(dee).get(at(project, "add/")).status_code == 409
    assert post(dee, at(project, f"{row.pk}/reply/"), settled="yes").status_code == 409


def test_what_was_told_is_read_by_its_two_sides_only(
    project: Project, amara: User, chen: User, dee: User, oli: User
) -> None:
    row = told(made(project, dee), amara, feedback="Between us.")
    replied(row, dee, settled=False, text="Between us too.")
    found = ["Between us" in text(signed_in(one), row.get_absolute_url()) for one in (amara, dee, chen, oli)]
    assert found == [True, True, False, False]


def test_with_nobody_to_tell_everybody_reads_it(project: Project, amara: User, oli: User) -> None:
    row = told(from_nobody(project, amara), amara, feedback="For all of you.")
    assert "For all of you." in text(signed_in(oli), row.get_absolute_url())
    assert "nobody to tell in person" in text(
        signed_in(amara), at(project, f"{decided(from_nobody(project, amara), amara).pk}/tell/")
    )

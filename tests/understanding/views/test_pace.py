from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import Event
from milestones.enums import MilestoneKind
from milestones.models import Milestone
from projects.enums import ProjectState
from projects.models import PaceAgreement, Project
from tests.factories import signed_in
from tests.glossary.glossaries import agreed, contribution, term
from tests.projects.making import done


def at(project: Project, path: str = "pace/") -> str:
    return f"/projects/{project.pk}/understanding/{path}"


def typed(**changes: Any) -> dict[str, Any]:
    start = {"rapid_days": "14", "slow_months": "12", "note": "", "form_token": str(uuid.uuid4())}
    return start | changes


def output(project: Project, by: User, **dates: Any) -> Milestone:
    made = done(project, by, title="First paper", kind=MilestoneKind.OUTPUT)
    Milestone.objects.filter(pk=made.pk).update(**dates)
    return made


def test_a_coordinator_records_a_pace(project: Project, amara: User) -> None:
    answer = signed_in(amara).post(at(project, "pace/agree/"), typed(note="After the winter \u2603"))
    row = PaceAgreement.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at(project))
    assert (row.number, row.rapid_days, row.slow_months, row.note) == (1, 14, 12, "After the winter \u2603")


def test_the_form_begins_with_what_holds_now(project: Project, amara: User) -> None:
    agreed(project, amara, 21, 18)
    page = signed_in(amara).get(at(project, "pace/agree/")).content.decode()
    assert 'value="21"' in page
    assert 'value="18"' in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rapid_days": ""}, "Write a number."),
        ({"rapid_days": "soon"}, "Write a whole number."),
        ({"rapid_days": "0"}, "at least 1"),
        ({"rapid_days": "366"}, "at most 365"),
        ({"slow_months": "121"}, "at most 120"),
        ({"slow_months": "-1"}, "at least 1"),
        ({"slow_months": "9" * 5_000}, "whole number"),
        ({"slow_months": "\x00"}, "Write a whole number."),
        ({"note": "x" * 5_001}, "at most 5000"),
        ({"form_token": ""}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    project: Project, amara: User, changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(amara).post(at(project, "pace/agree/"), typed(note="Kept words") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept words" in page or "note" in changes
    assert not PaceAgreement.objects.exists()


def test_every_version_stands_with_its_day_and_who_recorded_it(project: Project, amara: User, oli: User) -> None:
    agreed(project, amara, 28, note="A first <b>try</b>.")
    agreed(project, amara, 14)
    page = signed_in(oli).get(at(project)).content.decode()
    for words in ("Version 1: 28 days", "Version 2: 14 days", "A first &lt;b&gt;try&lt;/b&gt;.", "Amara Okafor"):
        assert words in page
    assert "pace/agree/" not in page


def test_nothing_agreed_and_nothing_done_says_so(project: Project, dee: User) -> None:
    page = signed_in(dee).get(at(project)).content.decode()
    assert "No pace agreed yet" in page
    assert "Nothing to count yet." in page
    assert "<svg viewBox" not in page.split("</header>")[-1]


def test_the_facts_are_said_in_words(project: Project, amara: User) -> None:
    agreed(project, amara)
    contribution(project, amara, raised=-30, told=-20)
    contribution(project, amara, raised=-30, told=0)
    contribution(project, amara, raised=-30)
    page = signed_in(amara).get(at(project)).content.decode()
    assert "told what came of 2 contributions. In the middle: 20 days. The longest: 30 days." in page
    assert "1 of 2 as we agreed." in page
    assert "1 contribution is still open, past what we agreed." in page


def test_the_words_of_a_contribution_are_not_shown(project: Project, amara: User, oli: User) -> None:
    agreed(project, amara)
    contribution(project, amara, raised=-30)
    assert "We wait too long." not in signed_in(oli).get(at(project)).content.decode()


def test_the_picture_and_the_table_say_the_same(project: Project, amara: User) -> None:
    agreed(project, amara, slow=3)
    contribution(project, amara, raised=-30, told=-20)
    contribution(project, amara, raised=-30)
    output(project, amara)
    page = signed_in(amara).get(at(project)).content.decode()
    picture, table = page.partition('<ul class="legend">')[0], page.partition("<tbody>")[2]
    dots = picture[picture.index('class="picture"') :]
    assert [dots.count(f'class="{look}"') for look in ("done", "late", "planned")] == [1, 1, 1]
    assert [table.count(words) for words in (">As we agreed<", ">Longer than we agreed<", ">Still open, past")] == [
        1
    ] * 3
    assert "First paper" in table
    assert "style=" not in page


def test_the_note_has_its_words_explained(project: Project, amara: User) -> None:
    term(project, amara, "winter")
    agreed(project, amara, note="After the winter.")
    assert 'class="glossed"' in signed_in(amara).get(at(project)).content.decode()


def test_a_closed_project_shows_its_pace_without_a_button(project: Project, amara: User) -> None:
    agreed(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    browser = signed_in(amara)
    assert "pace/agree/" not in browser.get(at(project)).content.decode()
    assert browser.get(at(project, "pace/agree/")).status_code == 409


def test_the_file_has_the_rows_of_the_table_and_leaves_a_trace(project: Project, amara: User, oli: User) -> None:
    agreed(project, amara)
    contribution(project, amara, raised=-30, told=-20)
    output(project, amara, done_on=project.starts_on + timedelta(days=40))
    answer = signed_in(oli).post(at(project, "pace/csv/"))
    assert isinstance(answer, StreamingHttpResponse)
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row[0], row[1], row[4], row[5]) for row in rows[1:]] == [
        ("Feedback to a contributor", "", "10 days", "As we agreed"),
        ("Slow output", "First paper", "Month 2", "As we agreed"),
    ]
    assert Event.objects.get(type="projects.list_fetched").data == {"name": "pace"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_reads_for_any_number_of_versions_and_actuals(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        agreed(project, amara, 14 + number, note="As before.")
        contribution(project, amara, raised=-30, told=0)
        output(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(9):
        browser.get(at(project))


def test_the_page_of_shared_understanding_states_facts(project: Project, amara: User, oli: User) -> None:
    empty = signed_in(oli).get(at(project, "")).content.decode()
    assert ("Not agreed yet" in empty, "No words yet" in empty) == (True, True)
    agreed(project, amara, 1, 12)
    term(project, amara)
    page = signed_in(oli).get(at(project, "")).content.decode()
    assert "Rapid feedback within 1 day. Slow outputs within 12 months." in page
    assert "1 word<" in page


def test_the_menu_leads_to_shared_understanding_and_knows_what_is_below(project: Project, oli: User) -> None:
    page = signed_in(oli).get(at(project)).content.decode()
    assert f'<a href="{at(project, "")}" aria-current="page">Shared understanding</a>' in page


def test_the_page_of_shared_understanding_takes_few_reads(
    project: Project, oli: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(oli)
    with django_assert_num_queries(6):
        browser.get(at(project, ""))

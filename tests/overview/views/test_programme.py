"""The morning of one project and the programme of many."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.queries import of_project
from dialogues.models import Dialogue
from overview.figures import MEASURES
from overview.queries import programme
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests import factories
from tests.factories import in_days, signed_in
from tests.projects.making import milestone

PLACE = "/projects/programme/"


def late(project: Project, by: User, number: int) -> None:
    for _ in range(number):
        milestone(project, by, due_on=in_days(-1))


def led(title: str, lead: User, **fields: object) -> Project:
    made = factories.project(title=title, submitted_by=lead, **fields)
    factories.member(made, lead, "coordinator", "academic", starts_on=in_days(0))
    return made


def just_begun() -> None:
    """Nobody has been here for long enough to be missed."""
    Membership.objects.update(starts_on=in_days(0))


def titles(page: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def shown(person: User, asked: str = "") -> str:
    answer = signed_in(person).get(PLACE + asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_coordinator_of_one_project_sees_one_row(project: Project, other_project: Project, amara: User) -> None:
    assert titles(shown(amara)) == ["Breathing Together"]


def test_an_administrator_sees_every_project(project: Project, other_project: Project, priya: User) -> None:
    assert titles(shown(priya)) == ["Breathing Together", "Walking Home"]


@pytest.mark.parametrize("who", ["ben", "chen", "oli", "dee"])
def test_whoever_coordinates_nothing_has_no_programme(
    project: Project, who: str, request: pytest.FixtureRequest
) -> None:
    assert signed_in(request.getfixturevalue(who)).get(PLACE).status_code == 403


def test_an_expired_coordinator_has_none(project: Project, amara: User) -> None:
    Membership.objects.filter(person=amara).update(expires_on=in_days(0))
    assert signed_in(amara).get(PLACE).status_code == 403


def test_a_coordinator_who_has_not_started_has_none(project: Project, amara: User) -> None:
    Membership.objects.filter(person=amara).update(starts_on=in_days(1))
    assert signed_in(amara).get(PLACE).status_code == 403


def test_each_number_leads_to_its_list(project: Project, amara: User) -> None:
    late(project, amara, 2)
    assert f'<a href="/projects/{project.pk}/milestones/?show=late">2</a>' in shown(amara)


def test_none_is_no_link(project: Project, amara: User) -> None:
    assert "?show=late" not in shown(amara).partition("<tbody>")[2]


def test_numbers_of_other_projects_are_not_in_the_totals(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    late(project, amara, 1)
    late(other_project, zoe, 3)
    page = shown(amara)
    assert "<b>1</b> <span>milestone late</span>" in page
    assert "<b>4</b>" not in page


def test_an_administrator_gets_no_link_to_a_list_without_a_door_for_them(
    project: Project, amara: User, priya: User
) -> None:
    Membership.objects.update(starts_on=in_days(-100))
    consents = f"/projects/{project.pk}/consent/"
    silences = f"/projects/{project.pk}/dialogues/silences/?show=silent"
    page = shown(priya)
    assert consents not in page
    assert silences in page


def test_every_link_of_the_table_opens(project: Project, amara: User, priya: User, dee: User) -> None:
    late(project, amara, 1)
    Membership.objects.update(starts_on=in_days(-100))
    for person in (amara, priya):
        client = signed_in(person)
        links = re.findall(r'href="([^"?#][^"]*)"', shown(person).partition("<tbody>")[2].partition("</table>")[0])
        assert links
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_title_of_a_dialogue_stays_from_an_administrator(project: Project, amara: User, priya: User) -> None:
    Dialogue.objects.create(
        project=project,
        title="What went wrong",
        writing_ends_at=timezone.now() + timedelta(days=2),
        meets_at=timezone.now() + timedelta(days=3),
        submitted_by=amara,
    )
    assert "What went wrong" in shown(amara)
    assert "What went wrong" not in shown(priya)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Alder", "beech", "Cedar"]),
        ("?show=open", ["Alder", "beech", "Cedar"]),
        ("?show=late", ["Alder", "Cedar"]),
        ("?show=closed", ["Dogwood"]),
        ("?show=all", ["Alder", "beech", "Cedar", "Dogwood"]),
        ("?sort=-title", ["Cedar", "beech", "Alder"]),
        ("?sort=milestones_late", ["beech", "Cedar", "Alder"]),
        ("?sort=-milestones_late", ["Alder", "Cedar", "beech"]),
        ("?sort=-milestones_late&show=late", ["Alder", "Cedar"]),
        ("?sort=-state&show=all", ["Dogwood", "Alder", "Cedar", "beech"]),
        ("?sort=next_meeting", ["Cedar", "beech", "Alder"]),
        ("?sort=-next_meeting", ["beech", "Cedar", "Alder"]),
    ],
)
def test_the_rows_are_those_asked_for_in_the_order_asked_for(zoe: User, asked: str, expected: list[str]) -> None:
    alder, beech = led("Alder", zoe), led("beech", zoe, state=ProjectState.FORMING)
    cedar, dogwood = led("Cedar", zoe), led("Dogwood", zoe)
    late(alder, zoe, 2)
    late(cedar, zoe, 1)
    late(dogwood, zoe, 5)
    Project.objects.filter(pk=dogwood.pk).update(state=ProjectState.CLOSED)
    for number, project in enumerate([cedar, beech, dogwood], 1):
        day = timezone.now() + timedelta(days=number)
        Dialogue.objects.create(project=project, title="D", writing_ends_at=day, meets_at=day, submitted_by=zoe)
    assert titles(shown(zoe, asked)) == expected


@pytest.mark.parametrize(
    "asked", ["?show=x&sort=x", "?sort=--title", "?sort=%00", "?page=99999", f"?sort={'9' * 5000}"]
)
def test_a_strange_question_shows_the_open_ones_by_title(project: Project, amara: User, asked: str) -> None:
    assert titles(shown(amara, asked)) == ["Breathing Together"]


def test_a_heading_keeps_the_filter_and_says_how_the_rows_stand(project: Project, amara: User) -> None:
    page = shown(amara, "?show=all&sort=-milestones_late&page=1")
    assert '<th scope="col" class="number" aria-sort="descending"><a href="?show=all&amp;sort=milestones_late">' in page
    assert 'href="?show=all&amp;sort=-title"' not in page


def test_sorting_goes_over_all_pages(zoe: User) -> None:
    for number in range(51):
        led(f"Project {number:02}", zoe)
    late(Project.objects.get(title="Project 50"), zoe, 1)
    assert titles(shown(zoe, "?sort=-milestones_late"))[0] == "Project 50"
    assert len(titles(shown(zoe, "?page=2"))) == 1


@pytest.mark.parametrize("show", list(programme.SHOWS))
def test_markup_in_a_title_is_shown_as_it_was_typed(zoe: User, show: str) -> None:
    led("<b>Bold</b> & \u202ebad", zoe)
    page = shown(zoe, f"?show={show}")
    assert "<b>Bold" not in page


def test_nothing_late_is_said(project: Project, amara: User) -> None:
    just_begun()
    assert "Nothing is late." in shown(amara)


def test_a_filter_that_matches_nothing_says_so(project: Project, amara: User) -> None:
    page = shown(amara, "?show=closed")
    assert "None matches this filter." in page


def test_an_administrator_without_projects_is_led_to_the_first(priya: User) -> None:
    assert "Make the first one" in shown(priya)


READS = 4 + len(MEASURES)  # session, person, projects, what is ahead, and one for each measure


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_programme_takes_the_same_reads_for_any_number_of_projects(
    zoe: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        late(led(f"Project {number}", zoe), zoe, 1)
    browser = signed_in(zoe)
    with django_assert_num_queries(READS):
        browser.get(PLACE)


def test_the_file_holds_the_same_rows_as_the_page(zoe: User) -> None:
    late(led("=Alder", zoe), zoe, 2)
    led("Beech", zoe)
    answer = signed_in(zoe).post("/projects/programme/csv/?sort=-milestones_late&show=open")
    assert answer["Content-Disposition"].startswith('attachment; filename="projects-')
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    place = rows[0].index("Milestones late")
    assert [(row[0], row[place]) for row in rows[1:]] == [("'=Alder", "2"), ("Beech", "0")]


def test_fetching_the_file_leaves_a_trace_of_no_project(
    project: Project, amara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, object]] = []
    monkeypatch.setattr("projects.actions.files.record", lambda event, **data: seen.append(data))
    signed_in(amara).post("/projects/programme/csv/")
    assert seen == [{"by": amara, "project": None, "name": "projects"}]
    assert not of_project(project.pk).exists()


def test_a_file_is_not_fetched_by_a_link(project: Project, amara: User) -> None:
    assert signed_in(amara).get("/projects/programme/csv/").status_code == 405


def overview(project: Project, person: User) -> str:
    return str(signed_in(person).get(f"/projects/{project.pk}/").content.decode())


def test_the_overview_begins_with_what_is_late(project: Project, amara: User) -> None:
    just_begun()
    late(project, amara, 2)
    page = overview(project, amara)
    assert "Start here: 2 milestones late" in page
    assert "Nothing is late." not in page


def test_the_overview_says_that_nothing_is_late(project: Project, amara: User) -> None:
    just_begun()
    assert "Nothing is late." in overview(project, amara)


def test_one_primary_button_stands_on_the_overview(project: Project, amara: User) -> None:
    late(project, amara, 1)
    assert len(re.findall(r'class="button"', overview(project, amara).partition("<main")[2])) == 1


@pytest.mark.parametrize("who", ["ben", "dee", "oli"])
def test_only_coordinators_get_the_numbers(
    project: Project, amara: User, who: str, request: pytest.FixtureRequest
) -> None:
    late(project, amara, 2)
    assert "Start here" not in overview(project, request.getfixturevalue(who))


def test_a_closed_project_has_no_morning(project: Project, amara: User) -> None:
    late(project, amara, 2)
    Project.objects.update(state=ProjectState.CLOSED)
    assert "Start here" not in overview(project, amara)


def test_a_coordinator_of_one_project_is_led_to_it_from_the_first_page(project: Project, amara: User) -> None:
    page = signed_in(amara).get("/").content.decode()
    assert "The project you coordinate" in page


def test_a_coordinator_of_two_is_led_to_the_programme(project: Project, amara: User) -> None:
    led("Second", amara)
    assert f'href="{PLACE}"' in signed_in(amara).get("/").content.decode()


def test_a_partner_is_led_to_no_programme(project: Project, dee: User) -> None:
    assert PLACE not in signed_in(dee).get("/").content.decode()

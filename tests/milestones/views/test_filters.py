from __future__ import annotations

import uuid

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.queries import of_project
from milestones.actions.links import set_links
from milestones.actions.milestones import complete_milestone
from milestones.models import Milestone, Phase
from projects.models import Project
from tests.factories import in_days, signed_in
from tests.projects.making import done, membership, milestone


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/milestones/{path}"


def wait(after: Milestone, *before: Milestone, by: User) -> None:
    set_links(after, before=before, version=after.version, by=by)


def phase(project: Project, title: str, first: int, last: int) -> Phase:
    return Phase.objects.create(
        project=project, title=title, starts_on=in_days(first), ends_on=in_days(last), submitted_by=project.submitted_by
    )


@pytest.fixture
def four(project: Project, amara: User, dee: User) -> dict[str, Milestone]:
    """One late, one that waits for it, one of somebody else, one completed."""
    late = milestone(project, amara, title="Late one", due_on=in_days(-3), pace="rapid", kind="data")
    waiting = milestone(project, amara, title="Waiting one", due_on=in_days(40), kind="output")
    other = milestone(project, amara, title="Other one", due_on=in_days(90), owner=membership(project, dee))
    finished = done(project, amara, title="Done one", due_on=in_days(-30))
    wait(waiting, late, by=amara)
    wait(other, finished, by=amara)
    return {row.title: row for row in (late, waiting, other, finished)}


def seen(page: str) -> set[str]:
    return {name for name in ("Late one", "Waiting one", "Other one", "Done one") if f">{name}<" in page}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Late one", "Waiting one", "Other one", "Done one"}),
        ("show=late", {"Late one"}),
        ("show=waiting", {"Waiting one"}),
        ("show=mine", {"Late one", "Waiting one", "Done one"}),
        ("whose=mine&show=waiting&kind=output", {"Waiting one"}),
        ("pace=rapid", {"Late one"}),
        ("kind=output", {"Waiting one"}),
        ("kind=output&pace=rapid", set()),
    ],
)
def test_filters_combine(
    project: Project, amara: User, four: dict[str, Milestone], query: str, names: set[str]
) -> None:
    assert seen(signed_in(amara).get(at(project, f"?{query}")).content.decode()) == names


def test_a_phase_shows_what_is_due_in_it(project: Project, amara: User, four: dict[str, Milestone]) -> None:
    now = phase(project, "Listening", -10, 45)
    phase(project, "Telling", 46, 100)
    page = signed_in(amara).get(at(project), {"phase": str(now.pk)}).content.decode()
    assert seen(page) == {"Late one", "Waiting one"}
    assert "You are here: Listening" in page


def test_a_phase_of_another_project_asks_for_nothing(
    project: Project, other_project: Project, amara: User, four: dict[str, Milestone]
) -> None:
    foreign = phase(other_project, "Theirs", -10, 10)
    page = signed_in(amara).get(at(project), {"phase": str(foreign.pk)}).content.decode()
    assert len(seen(page)) == 4
    assert "Theirs" not in page


@pytest.mark.parametrize("name", ["show", "whose", "pace", "kind", "phase", "page"])
@pytest.mark.parametrize("value", ["", "\x00", "x' OR 1=1", "\U0001f600" * 500, str(uuid.UUID(int=9))])
def test_what_no_filter_knows_asks_for_nothing(
    project: Project, amara: User, four: dict[str, Milestone], name: str, value: str
) -> None:
    answer = signed_in(amara).get(at(project), {name: value})
    assert (answer.status_code, len(seen(answer.content.decode()))) == (200, 4)


def test_a_late_one_shows_on_what_waits_for_it(project: Project, amara: User, four: dict[str, Milestone]) -> None:
    said = "Waits for “Late one”, which is late"
    browser = signed_in(amara)
    pages = [at(project), four["Waiting one"].get_absolute_url(), f"/projects/{project.pk}/"]
    assert [browser.get(page).content.decode().count(said) for page in pages] == [1, 1, 1]


def test_what_was_completed_holds_nothing_up(project: Project, amara: User, four: dict[str, Milestone]) -> None:
    complete_milestone(four["Late one"], evidence="Done.", done_on=in_days(0), by=amara)
    assert "Waits for" not in signed_in(amara).get(at(project)).content.decode()


def test_what_is_due_after_its_successor_is_said(project: Project, amara: User, four: dict[str, Milestone]) -> None:
    wait(milestone(project, amara, title="Sooner", due_on=in_days(50)), four["Other one"], by=amara)
    assert "Waits for “Other one”, which is due later" in signed_in(amara).get(at(project)).content.decode()


def test_what_is_late_further_back_shows_on_the_page_of_one(
    project: Project, amara: User, four: dict[str, Milestone]
) -> None:
    last = milestone(project, amara, title="Last one", due_on=in_days(60))
    wait(last, four["Waiting one"], by=amara)
    page = signed_in(amara).get(last.get_absolute_url()).content.decode()
    assert "Further back, “Late one” is late." in page


def test_many_late_ones_are_counted_in_a_row(project: Project, amara: User) -> None:
    late = [milestone(project, amara, title=f"Late {number}", due_on=in_days(-5)) for number in range(5)]
    wait(milestone(project, amara, title="After them"), *late, by=amara)
    page = signed_in(amara).get(at(project)).content.decode()
    assert page.count("which is late") == 2
    assert "and 3 more" in page


def test_the_file_holds_what_the_filter_shows_on_all_pages(project: Project, amara: User) -> None:
    for number in range(55):
        milestone(project, amara, title=f"Rapid {number}", pace="rapid")
    milestone(project, amara, title="Slow")
    answer = signed_in(amara).post(at(project, "csv/?pace=rapid&page=2"))
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 56
    assert lines[0].startswith('"Title","Due date","Pace","Kind","Step","Owner"')
    assert of_project(project.pk).get(type="projects.list_fetched").data == {"name": "milestones"}


def test_the_file_says_what_waits_and_holds_no_formula(
    project: Project, amara: User, four: dict[str, Milestone]
) -> None:
    milestone(project, amara, title="=1+1")
    raw = signed_in(amara).post(at(project, "csv/")).getvalue().decode()
    assert "Waits for “Late one”, which is late" in raw
    assert '"\'=1+1"' in raw


def test_the_button_of_the_file_keeps_the_filter(project: Project, amara: User, four: dict[str, Milestone]) -> None:
    page = signed_in(amara).get(at(project), {"show": "late", "page": "1"}).content.decode()
    assert f'action="{at(project, "csv/")}?show=late"' in page


def test_an_observer_sees_no_box_to_tick(project: Project, amara: User, oli: User) -> None:
    milestone(project, amara)
    page = signed_in(oli).get(at(project)).content.decode()
    assert 'name="chosen"' not in page
    assert "Save as a CSV file" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_one_takes_the_same_reads_for_any_number_of_neighbours(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = milestone(project, amara)
    wait(here, *[milestone(project, amara, due_on=in_days(-3)) for _ in range(count)], by=amara)
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        browser.get(here.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_takes_the_same_reads_for_any_number_of_milestones(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [milestone(project, amara) for _ in range(count)]
    wait(milestone(project, amara), *rows, by=amara)
    browser = signed_in(amara)
    with django_assert_num_queries(8):
        browser.post(at(project, "csv/")).getvalue()


def test_a_step_shows_with_its_question(project: Project, amara: User) -> None:
    terms = milestone(project, amara, step="terms")
    browser = signed_in(amara)
    assert "Terms of working together agreed" in browser.get(at(project)).content.decode()
    page = browser.get(at(project, f"{terms.pk}/complete/")).content.decode()
    assert "Where are the terms written down, and who agreed?" in page


def test_the_picture_of_some_days_is_of_these_days(project: Project, amara: User) -> None:
    for number in (10, 20):
        milestone(project, amara, due_on=in_days(number))
    phase(project, "Listening", -100, 15)
    phase(project, "Telling", 16, 400)
    days = {"from": in_days(5).isoformat(), "to": in_days(15).isoformat()}
    page = signed_in(amara).get(at(project), days).content.decode()
    picture = page[page.index('id="timeline-title">Timeline of') : page.index('<ul class="legend">')]
    assert 'class="phase"' in picture
    assert "<title>Telling</title>" not in picture
    assert 'class="today"' not in picture


@pytest.mark.parametrize("days", [("2100-01-01", "1990-01-01"), ("0001-01-01", ""), ("", "9999-12-31")])
def test_days_beyond_every_project_are_no_error(project: Project, amara: User, days: tuple[str, str]) -> None:
    milestone(project, amara)
    answer = signed_in(amara).get(at(project), dict(zip(("from", "to"), days, strict=True)))
    assert answer.status_code == 200

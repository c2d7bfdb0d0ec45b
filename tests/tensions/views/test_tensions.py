from __future__ import annotations

import csv
import io
import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.queries import of_project
from projects.models import Project
from tensions.models import Tension
from tests.factories import signed_in
from tests.projects.making import membership
from tests.tensions.tensions import escalated, lived_with, resolved, step, tension

HOSTILE = ["\x00", "live' OR 1=1", "\U0001f600"]


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/tensions/{path}"


def raised(**changes: Any) -> dict[str, Any]:
    start = {
        "nature": "tension",
        "challenge": "pace",
        "title": "The clinic cannot wait.",
        "text": "",
        "borne_by": ["patient", "clinician"],
        "owner": "",
        "form_token": str(uuid.uuid4()),
        "version": "1",
    }
    return start | changes


def squeezed(page: str) -> str:
    """A page without the white space around its lines."""
    return "".join(line.strip() for line in page.splitlines())


def listed(person: User, project: Project, **asked: str) -> set[str]:
    """The titles in the table."""
    page = signed_in(person).get(at(project), asked).content.decode()
    titles = Tension.objects.values_list("title", flat=True)
    table = page.partition("<tbody>")[2]
    return {title for title in titles if f">{title}<" in table}


@pytest.mark.parametrize("who", ["amara", "ben", "dee"])
def test_anybody_who_takes_part_raises_one(project: Project, who: str, request: pytest.FixtureRequest) -> None:
    person: User = request.getfixturevalue(who)
    answer = signed_in(person).post(at(project, "add/"), raised())
    made = Tension.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert (made.borne_by, made.owner) == (["patient", "clinician"], None)


def test_a_form_sent_twice_raises_one(project: Project, dee: User) -> None:
    data = raised()
    for _ in range(2):
        assert signed_in(dee).post(at(project, "add/"), data).status_code == 303
    assert Tension.objects.count() == 1


def test_nobody_has_to_bear_it(project: Project, dee: User) -> None:
    signed_in(dee).post(at(project, "add/"), raised(borne_by=[]))
    assert Tension.objects.get().borne_by == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nature": ""}, "Choose what it is."),
        ({"nature": "\x00"}, "Choose one of the list."),
        ({"challenge": ""}, "Choose the challenge"),
        ({"challenge": "money"}, "Choose one of the list."),
        ({"title": " \u200b "}, "Say in one sentence"),
        ({"title": "x" * 1_000_000}, "at most 200"),
        ({"text": "x" * 5001}, "at most 5000"),
        ({"borne_by": ["patient", "\x00"]}, "Choose from the list."),
        ({"owner": "\x00"}, "Choose somebody of the list."),
        ({"owner": str(uuid.uuid4())}, "Choose somebody of the list."),
        ({"form_token": ""}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    project: Project, amara: User, changes: dict[str, Any], sentence: str
) -> None:
    answer = signed_in(amara).post(at(project, "add/"), raised(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Tension.objects.exists()


def test_what_was_typed_stays_beside_a_missing_choice(project: Project, dee: User) -> None:
    page = signed_in(dee).post(at(project, "add/"), raised(text="Kept \U0001f9ed words", challenge="")).content.decode()
    assert "Kept \U0001f9ed words" in page


def test_words_that_look_like_markup_are_shown_as_written(project: Project, dee: User) -> None:
    signed_in(dee).post(at(project, "add/"), raised(title="<script>alert(1)</script>"))
    for path in ("", f"{Tension.objects.get().pk}/"):
        page = signed_in(dee).get(at(project, path)).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page


def test_each_challenge_is_explained_in_the_form(project: Project, dee: User) -> None:
    page = signed_in(dee).get(at(project, "add/")).content.decode()
    assert "Working in a new way feels unsafe" in page
    assert "We do not have enough time" in page


def test_a_partner_is_offered_only_themselves_as_the_owner(
    project: Project, dee: User, chen: User, amara: User
) -> None:
    page = signed_in(dee).get(at(project, "add/")).content.decode()
    assert str(membership(project, dee).pk) in page
    assert str(membership(project, chen).pk) not in page


def test_a_coordinator_chooses_among_those_who_take_part(project: Project, amara: User, chen: User, oli: User) -> None:
    page = signed_in(amara).get(at(project, "add/")).content.decode()
    assert str(membership(project, chen).pk) in page
    assert str(membership(project, oli).pk) not in page


def test_a_change_of_what_changed_meanwhile_shows_both_texts(project: Project, amara: User) -> None:
    made = tension(project, amara)
    browser = signed_in(amara)
    browser.post(at(project, f"{made.pk}/edit/"), raised(title="Theirs"))
    both = browser.post(at(project, f"{made.pk}/edit/"), raised(title="Mine"))
    page = both.content.decode()
    made.refresh_from_db()
    assert (both.status_code, made.title) == (409, "Theirs")
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert 'name="version" value="2"' in page


def test_after_seeing_both_texts_the_button_saves(project: Project, amara: User) -> None:
    made = tension(project, amara)
    for title, version in (("Theirs", "1"), ("Mine", "1"), ("Mine", "2")):
        signed_in(amara).post(at(project, f"{made.pk}/edit/"), raised(title=title, version=version))
    made.refresh_from_db()
    assert made.title == "Mine"


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999", "\x00"])
def test_a_version_that_makes_no_sense_overwrites_nothing(project: Project, amara: User, version: str) -> None:
    made = tension(project, amara, title="Theirs")
    answer = signed_in(amara).post(at(project, f"{made.pk}/edit/"), raised(title="Mine", version=version))
    made.refresh_from_db()
    assert (answer.status_code, made.title, 'value="Mine"' in answer.text) == (409, "Theirs", True)


def test_whoever_raised_it_has_the_button_to_change_it_and_others_have_not(
    project: Project, dee: User, chen: User
) -> None:
    made = tension(project, dee)
    assert "/edit/" in signed_in(dee).get(made.get_absolute_url()).content.decode()
    assert "/edit/" not in signed_in(chen).get(made.get_absolute_url()).content.decode()


def test_whoever_raised_it_keeps_the_owner_that_a_coordinator_chose(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    made = tension(project, dee)
    owner = membership(project, chen)
    signed_in(amara).post(at(project, f"{made.pk}/edit/"), raised(owner=str(owner.pk)))
    answer = signed_in(dee).post(at(project, f"{made.pk}/edit/"), raised(title="Other", version="2", owner=""))
    made.refresh_from_db()
    assert (answer.status_code, made.title, made.owner) == (303, "Other", owner)


def test_a_change_that_comes_after_the_end_keeps_what_was_typed(project: Project, amara: User) -> None:
    made = resolved(tension(project, amara), amara)
    answer = signed_in(amara).post(at(project, f"{made.pk}/edit/"), raised(text="My long words", version="2"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is resolved now." in page
    assert "My long words" in page


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"state": "open"}, {"Old", "Mine", "Young"}),
        ({"state": "live"}, {"Old", "Mine", "Young", "Away"}),
        ({"state": "escalated"}, {"Away"}),
        ({"state": "lived_with"}, {"Over"}),
        ({"nature": "barrier"}, {"Away"}),
        ({"challenge": "time"}, {"Young"}),
        ({"borne_by": "carer"}, {"Old", "Over"}),
        ({"owner": "mine"}, {"Mine"}),
        ({"owner": "nobody"}, {"Old", "Young", "Away", "Over"}),
        ({"age": "old"}, {"Old"}),
        ({"state": "live", "challenge": "pace", "owner": "nobody"}, {"Old"}),
        ({"state": "resolved", "nature": "barrier"}, set()),
    ],
)
def test_filters_show_what_they_say_alone_and_together(
    project: Project, amara: User, asked: dict[str, str], seen: set[str]
) -> None:
    tension(project, amara, title="Old", days=91, borne_by=["carer", "patient"])
    tension(project, amara, title="Mine", days=90, owner=membership(project, amara))
    tension(project, amara, title="Young", challenge="time")
    escalated(tension(project, amara, title="Away", nature="barrier", challenge="institution"), amara)
    lived_with(tension(project, amara, title="Over", borne_by=["carer"]), amara)
    assert listed(amara, project, **asked) == seen


@pytest.mark.parametrize("name", ["state", "nature", "challenge", "borne_by", "owner", "age", "page"])
@pytest.mark.parametrize("value", HOSTILE)
def test_a_filter_that_does_not_exist_shows_all(project: Project, amara: User, name: str, value: str) -> None:
    tension(project, amara, title="Here")
    assert listed(amara, project, **{name: value}) == {"Here"}


def test_what_is_not_over_comes_first_and_the_oldest_of_it_on_top(project: Project, amara: User) -> None:
    resolved(tension(project, amara, title="Over", days=300), amara)
    tension(project, amara, title="Young", days=1)
    tension(project, amara, title="Old", days=40)
    table = signed_in(amara).get(at(project)).content.decode().partition("<tbody>")[2]
    assert sorted(["Over", "Young", "Old"], key=lambda title: table.index(f">{title}<")) == ["Old", "Young", "Over"]


def test_counts_lead_to_the_list_of_what_they_counted(project: Project, amara: User) -> None:
    tension(project, amara, title="Counted", challenge="risk")
    resolved(tension(project, amara, title="Over", challenge="risk"), amara)
    page = squeezed(signed_in(amara).get(at(project)).text)
    fact = f'href="{at(project)}?state=live&amp;challenge=risk"><b>1</b>'
    assert fact in page
    assert listed(amara, project, state="live", challenge="risk") == {"Counted"}


def test_an_empty_register_says_what_it_is_for(project: Project, dee: User) -> None:
    assert "No tension or barrier yet" in signed_in(dee).get(at(project)).content.decode()


def test_a_filter_without_a_match_leads_back_to_all(project: Project, dee: User) -> None:
    tension(project, dee)
    page = signed_in(dee).get(at(project), {"state": "resolved"}).content.decode()
    assert "See all of them" in page
    assert "No tension or barrier yet" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        step(tension(project, amara, owner=membership(project, amara)), amara)
    browser = signed_in(amara)
    with django_assert_num_queries(6):
        browser.get(at(project))


@pytest.mark.parametrize("count", [1, 3])
def test_one_of_them_takes_the_same_reads_for_any_number_of_steps(
    project: Project, amara: User, dee: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = tension(project, amara)
    for _ in range(count):
        step(made, dee)
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        browser.get(made.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_takes_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        step(tension(project, amara, owner=membership(project, amara)), amara)
    browser = signed_in(amara)
    with django_assert_num_queries(5):
        b"".join(browser.post(at(project, "csv/")).streaming_content)  # type: ignore[attr-defined]


def test_the_list_is_cut_into_pages_of_fifty(project: Project, amara: User) -> None:
    for number in range(51):
        tension(project, amara, title=f"Number {number:02}", days=60 - number)
    assert len(listed(amara, project)) == 50
    assert listed(amara, project, page="2") == {"Number 50"}


def rows_of(person: User, project: Project, asked: str = "") -> list[list[str]]:
    answer = signed_in(person).post(at(project, f"csv/{asked}"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_the_file_has_the_same_rows_as_the_filtered_list(project: Project, amara: User) -> None:
    tension(project, amara, title="Here", days=5)
    resolved(tension(project, amara, title="Over"), amara)
    head, *rows = rows_of(amara, project, "?state=live")
    assert head[:2] == ["Tension or barrier", "What it is"]
    assert [row[0] for row in rows] == ["Here"]
    assert rows[0][head.index("Age in days")] == "5"


def test_the_file_names_the_owner_as_they_chose_and_runs_no_formula(project: Project, amara: User, dee: User) -> None:
    dee.name_rule = "standpoint"
    dee.save()
    tension(project, amara, title="=1+1", owner=membership(project, dee))
    head, row = rows_of(amara, project)
    assert row[0] == "'=1+1"
    assert row[head.index("Owner")] == "Patient, name not shown"


def test_fetching_the_file_leaves_a_trace(project: Project, amara: User) -> None:
    rows_of(amara, project)
    event = of_project(project.pk)[0]
    assert (event.type, event.data) == ("projects.list_fetched", {"name": "tensions"})


def test_the_page_never_shows_the_name_of_somebody_who_hides_it(project: Project, amara: User, dee: User) -> None:
    dee.name_rule = "standpoint"
    dee.save()
    made = tension(project, dee, owner=membership(project, dee))
    step(made, dee)
    for path in ("", f"{made.pk}/", f"{made.pk}/edit/"):
        assert dee.full_name not in signed_in(amara).get(at(project, path)).content.decode()


def test_the_picture_and_the_table_both_name_it(project: Project, amara: User) -> None:
    made = tension(project, amara, title="Here", days=12)
    picture, _end, table = squeezed(signed_in(amara).get(at(project)).text).partition('<ul class="legend">')
    assert f'<a href="{made.get_absolute_url()}"><title>Here, 12 days</title>' in picture
    assert 'href="#mark-patient"' in picture
    assert f'<a href="{made.get_absolute_url()}">Here</a>' in table
    assert "style=" not in picture


@pytest.mark.parametrize("act", ["", "edit/", "step/", "escalate/", "return/", "close/", "reopen/"])
def test_one_of_the_other_project_is_not_found(
    project: Project, other_project: Project, amara: User, zoe: User, act: str
) -> None:
    foreign = tension(other_project, zoe)
    assert signed_in(amara).get(at(project, f"{foreign.pk}/{act}")).status_code == 404


def test_a_closed_project_shows_no_buttons(project: Project, amara: User) -> None:
    made = tension(project, amara)
    Project.objects.update(state="closed")
    for path in ("", f"{made.pk}/"):
        page = signed_in(amara).get(at(project, path)).content.decode()
        assert not [act for act in ("/add/", "/edit/", "/step/", "/close/", "/escalate/") if act in page]


def test_a_closed_project_gives_no_form(project: Project, amara: User) -> None:
    made = tension(project, amara)
    Project.objects.update(state="closed")
    for path in ("add/", f"{made.pk}/edit/", f"{made.pk}/step/", f"{made.pk}/close/"):
        answer = signed_in(amara).get(at(project, path))
        assert (answer.status_code, "This project is closed" in answer.content.decode()) == (409, True)


def test_a_form_sent_to_a_closed_project_keeps_what_was_typed(project: Project, dee: User) -> None:
    Project.objects.update(state="closed")
    answer = signed_in(dee).post(at(project, "add/"), raised(text="My long words"))
    page = answer.content.decode()
    assert (answer.status_code, "This project is closed" in page, "My long words" in page) == (422, True, True)

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from milestones.actions.links import set_links
from milestones.actions.milestones import start_milestone
from milestones.models import DateChange, Milestone, MilestoneLink, MilestoneList
from projects.enums import ProjectState
from projects.models import Project
from tests import factories
from tests.factories import in_days, signed_in
from tests.projects.making import done, membership, milestone


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/milestones/{path}"


def seen(*rows: Milestone) -> str:
    return ",".join(f"{row.pk}:{row.version}" for row in rows)


MOVE = {"days": "14", "note": "The clinic is closed.", "owner": "", "pace": ""}


# What waits for what.


def test_boxes_choose_what_a_milestone_waits_for(project: Project, amara: User) -> None:
    one, two = milestone(project, amara, title="A"), milestone(project, amara, title="B")
    answer = signed_in(amara).post(at(project, f"{two.pk}/waits/"), {"chosen": [str(one.pk)], "version": "1"})
    assert (answer.status_code, answer["Location"]) == (303, two.get_absolute_url())
    assert MilestoneLink.objects.get().before == one
    assert f'value="{one.pk}" id="before-1" checked' in signed_in(amara).get(
        at(project, f"{two.pk}/waits/")
    ).content.decode().replace("\n", "")


def test_what_waits_already_is_not_offered_and_refused_with_the_circle(project: Project, amara: User) -> None:
    one, two = milestone(project, amara, title="A"), milestone(project, amara, title="B")
    set_links(two, before=[one], version=1, by=amara)
    browser = signed_in(amara)
    page = browser.get(at(project, f"{one.pk}/waits/")).content.decode()
    assert f'value="{two.pk}"' not in page
    assert "These cannot be chosen" in page
    answer = browser.post(at(project, f"{one.pk}/waits/"), {"chosen": [str(two.pk)], "version": "1"})
    assert answer.status_code == 422
    assert "“A” waits for “B”, “B” waits for “A”" in answer.content.decode()


def test_two_people_who_choose_see_both_choices(project: Project, amara: User) -> None:
    one, two, three = (milestone(project, amara, title=title) for title in "ABC")
    browser = signed_in(amara)
    address = at(project, f"{three.pk}/waits/")
    browser.post(address, {"chosen": [str(one.pk)], "version": "1"})
    answer = browser.post(address, {"chosen": [str(two.pk)], "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This is stored now:" in page
    assert 'name="version" value="2"' in page
    assert MilestoneLink.objects.get().before == one
    assert browser.post(address, {"chosen": [str(two.pk)], "version": "2"}).status_code == 303
    assert MilestoneLink.objects.get().before == two


@pytest.mark.parametrize("chosen", ["\x00", "x", str(uuid.UUID(int=9)), "1" * 100_000])
def test_what_is_no_milestone_here_cannot_be_chosen(project: Project, amara: User, chosen: str) -> None:
    one = milestone(project, amara)
    answer = signed_in(amara).post(at(project, f"{one.pk}/waits/"), {"chosen": [chosen], "version": "1"})
    assert answer.status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_boxes_take_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = milestone(project, amara)
    for _ in range(count):
        milestone(project, amara)
    browser = signed_in(amara)
    with django_assert_num_queries(6):
        browser.get(at(project, f"{one.pk}/waits/"))


# Many at once.


def test_the_effect_is_shown_before_anything_changes(project: Project, amara: User) -> None:
    rows = [milestone(project, amara, title=title, due_on=in_days(10)) for title in "AB"]
    finished = done(project, amara, title="Finished")
    answer = signed_in(amara).post(at(project, "change/"), MOVE | {"chosen": seen(*rows, finished), "next": "look"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert in_days(24).isoformat() in page
    assert "1 milestone is completed and stays as it is" in page
    assert "Change 2 milestones" in page
    assert not DateChange.objects.exists()


def test_the_button_changes_them_and_twice_is_once(project: Project, amara: User) -> None:
    rows = [milestone(project, amara, due_on=in_days(10)) for _ in range(2)]
    data = MOVE | {"chosen": seen(*rows), "next": "do"}
    browser = signed_in(amara)
    assert [browser.post(at(project, "change/"), data).status_code for _press in range(2)] == [303, 303]
    assert set(Milestone.objects.values_list("due_on", flat=True)) == {in_days(24)}
    assert DateChange.objects.count() == 2


def test_what_somebody_else_changed_is_shown_again_and_nothing_is_done(project: Project, amara: User) -> None:
    made = milestone(project, amara, due_on=in_days(10))
    start_milestone(made, by=amara)
    browser = signed_in(amara)
    answer = browser.post(at(project, "change/"), MOVE | {"chosen": seen(made), "next": "do"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed one of these" in page
    assert f'value="{made.pk}:2"' in page
    assert not DateChange.objects.exists()
    again = browser.post(at(project, "change/"), MOVE | {"chosen": f"{made.pk}:2", "next": "do"})
    assert (again.status_code, DateChange.objects.count()) == (303, 1)


def test_going_back_keeps_what_was_typed(project: Project, amara: User) -> None:
    made = milestone(project, amara)
    page = signed_in(amara).post(at(project, "change/"), MOVE | {"chosen": seen(made), "next": "back"}).content.decode()
    assert 'value="14"' in page
    assert "The clinic is closed." in page


def test_all_that_a_filter_shows_can_be_changed(project: Project, amara: User) -> None:
    late, soon = milestone(project, amara, due_on=in_days(-2)), milestone(project, amara, due_on=in_days(2))
    page = signed_in(amara).get(at(project, "change/"), {"all": "yes", "show": "late"}).content.decode()
    assert str(late.pk) in page
    assert str(soon.pk) not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"note": ""}, "Say why the dates change."),
        ({"days": "", "note": ""}, "Nothing would change."),
        ({"days": "many"}, "Write a whole number"),
        ({"days": "99999999999999999999"}, "at most 3650"),
        ({"owner": "\x00"}, "Choose somebody of the list."),
        ({"owner": str(uuid.UUID(int=9))}, "Choose somebody of the list."),
        ({"pace": "fast"}, "Choose one of the list."),
        ({"note": "x" * 3000}, "at most 2000"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    project: Project, amara: User, changes: dict[str, Any], sentence: str
) -> None:
    data = MOVE | {"chosen": seen(milestone(project, amara)), "next": "do"} | changes
    answer = signed_in(amara).post(at(project, "change/"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not DateChange.objects.exists()


@pytest.mark.parametrize("chosen", ["", "\x00", "x:y", f"{uuid.UUID(int=9)}:1", ",,,:,", "1" * 100_000])
def test_nothing_that_can_be_changed_is_said(project: Project, amara: User, chosen: str) -> None:
    milestone(project, amara)
    browser = signed_in(amara)
    assert "You chose no milestone" in browser.get(at(project, "change/"), {"chosen": chosen[:2000]}).content.decode()
    assert browser.post(at(project, "change/"), MOVE | {"chosen": chosen, "next": "do"}).status_code == 422


def test_a_milestone_of_another_project_is_not_chosen(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    foreign = milestone(other_project, zoe, title="Theirs")
    browser = signed_in(amara)
    assert "Theirs" not in browser.get(at(project, "change/"), {"chosen": str(foreign.pk)}).content.decode()
    assert browser.post(at(project, "change/"), MOVE | {"chosen": seen(foreign), "next": "do"}).status_code == 422
    assert not DateChange.objects.exists()


# The steps of a relationship.


def test_steps_with_a_day_are_added_and_the_others_left_out(project: Project, amara: User, dee: User) -> None:
    data = {"owner": str(membership(project, dee).pk), "terms": in_days(20).isoformat(), "authorship": ""}
    assert signed_in(amara).post(at(project, "relationship/"), data).status_code == 303
    row = Milestone.objects.get()
    assert (row.title, row.step, row.kind, row.pace) == (
        "Terms of working together agreed",
        "terms",
        "relational",
        "slow",
    )


def test_steps_that_are_there_are_shown_and_not_asked_for(project: Project, amara: User) -> None:
    made = milestone(project, amara, step="terms")
    page = signed_in(amara).get(at(project, "relationship/")).content.decode()
    assert made.get_absolute_url() in page
    assert 'name="terms"' not in page
    assert 'name="decision"' in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [({}, "Enter a date for one step or more."), ({"terms": "30/02/2027"}, "Enter a real date")],
)
def test_steps_without_a_day_are_asked_again(
    project: Project, amara: User, data: dict[str, str], sentence: str
) -> None:
    owner = {"owner": str(membership(project, amara).pk)}
    answer = signed_in(amara).post(at(project, "relationship/"), owner | data)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_step_of_another_kind_is_refused_beside_its_field(project: Project, amara: User) -> None:
    data = {
        "title": "A",
        "owner": str(membership(project, amara).pk),
        "due_on": in_days(3).isoformat(),
        "pace": "slow",
        "kind": "data",
        "step": "terms",
        "form_token": str(uuid.uuid4()),
    }
    answer = signed_in(amara).post(at(project, "add/"), data)
    assert answer.status_code == 422
    assert "or the kind “Relationship” above" in answer.content.decode()


# From a file.


def upload(project: Project, by: User, text: str) -> Any:
    data = {"file": SimpleUploadedFile("plan.csv", text.encode("utf-8-sig")), "form_token": str(uuid.uuid4())}
    return signed_in(by).post(at(project, "import/"), data)


PLAN = "Title;Due date;Pace;Kind\r\nGood one;12/05/2027;rapid;output\r\n<b>Bad</b>;soon;rapid;output\r\n"


def test_a_file_is_looked_at_before_anything_is_added(project: Project, amara: User) -> None:
    answer = upload(project, amara, PLAN)
    found = MilestoneList.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at(project, f"import/{found.pk}/"))
    page = signed_in(amara).get(answer["Location"]).content.decode()
    assert "Add 1 milestone<" in page
    assert page.index("&lt;b&gt;Bad") < page.index("Good one")
    assert "“soon” is not a date." in page
    assert not Milestone.objects.exists()


def test_adding_twice_adds_once_and_says_so(project: Project, amara: User) -> None:
    address = upload(project, amara, PLAN)["Location"]
    browser = signed_in(amara)
    assert [browser.post(address).status_code for _press in range(2)] == [303, 303]
    assert Milestone.objects.count() == 1
    assert "1 milestone was added" in browser.get(address).content.decode()


def test_a_list_is_whose_file_it_was(project: Project, amara: User) -> None:
    address = upload(project, amara, PLAN)["Location"]
    second = factories.in_project(project, "Second Lead", "coordinator", "patient")
    assert signed_in(second).get(address).status_code == 404


def test_what_the_list_saves_as_a_file_can_be_read_again(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    milestone(project, amara, title="Ours", step="terms")
    raw = signed_in(amara).post(at(project, "csv/")).getvalue()
    text = raw.decode("utf-8-sig").replace("Amara Okafor", "")
    signed_in(zoe).post(upload(other_project, zoe, text)["Location"])
    assert Milestone.objects.filter(project=other_project).values_list("title", "step").get() == ("Ours", "terms")


def test_the_empty_file_can_be_filled_in_and_uploaded(project: Project, amara: User) -> None:
    answer = signed_in(amara).get(at(project, "import/template/"))
    assert answer["Content-Disposition"] == 'attachment; filename="milestones.csv"'
    filled = answer.content.decode("utf-8-sig") + "A,12/05/2027,rapid,output,,\r\n"
    assert upload(project, amara, filled).status_code == 303


@pytest.mark.parametrize("count", [1, 3, 120])
def test_the_list_takes_the_same_reads_for_any_number_of_rows(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"Row {number};12/05/2027;rapid;output\r\n" for number in range(count))
    address = upload(project, amara, "Title;Due date;Pace;Kind\r\n" + rows)["Location"]
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        page = browser.get(address).content.decode()
    assert page.count(">Row ") == min(count, 50)


@pytest.mark.parametrize("path", ["change/", "relationship/", "import/", "waits"])
def test_a_closed_project_refuses_every_form_in_a_sentence(project: Project, amara: User, path: str) -> None:
    made = milestone(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    answer = signed_in(amara).get(at(project, f"{made.pk}/waits/" if path == "waits" else path))
    assert answer.status_code == 409
    assert "This project is closed." in answer.content.decode()

from __future__ import annotations

import uuid
from typing import Any

import pytest

from accounts.models import User
from projects.models import Project
from tensions.models import Tension, TensionStep
from tests.factories import in_days, signed_in
from tests.projects.making import membership
from tests.tensions.tensions import escalated, lived_with, resolved, step, tension


def said(**changes: Any) -> dict[str, Any]:
    start = {
        "text": "We asked the ward.",
        "taken_on": in_days(-1).isoformat(),
        "to": "The research office",
        "why": "The form is theirs.",
        "form_token": str(uuid.uuid4()),
    }
    return start | changes


def send(person: User, made: Tension, act: str, **changes: Any) -> Any:
    return signed_in(person).post(f"{made.get_absolute_url()}{act}/", said(**changes))


def page_of(person: User, made: Tension) -> str:
    return str(signed_in(person).get(made.get_absolute_url()).content.decode())


@pytest.mark.parametrize("who", ["amara", "ben", "chen"])
def test_anybody_who_takes_part_adds_a_step(
    project: Project, dee: User, who: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    made = tension(project, dee)
    assert send(person, made, "step").status_code == 303
    assert "We asked the ward." in page_of(dee, made)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " \n "}, "Say what was done."),
        ({"text": "x" * 5001}, "at most 5000"),
        ({"taken_on": in_days(1).isoformat()}, "Enter today or a day before."),
        ({"taken_on": "30/02/2026"}, "Enter a real date"),
        ({"taken_on": "\x00"}, "Enter a real date"),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_a_bad_step_is_answered_with_a_sentence(
    project: Project, dee: User, changes: dict[str, str], sentence: str
) -> None:
    answer = send(dee, tension(project, dee), "step", **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not TensionStep.objects.exists()


@pytest.mark.parametrize(
    ("act", "changes", "sentence"),
    [
        ("escalate", {"to": ""}, "to which role or body"),
        ("escalate", {"to": "x" * 201}, "at most 200"),
        ("escalate", {"why": " "}, "Say why."),
        ("close", {"to": "resolved", "why": ""}, "Say why."),
        ("close", {"to": ""}, "Choose one of the two."),
        ("close", {"to": "open"}, "Choose one of the list."),
        ("close", {"to": "escalated\x00"}, "Choose one of the list."),
    ],
)
def test_a_change_of_state_asks_for_what_it_needs(
    project: Project, amara: User, act: str, changes: dict[str, str], sentence: str
) -> None:
    made = tension(project, amara)
    answer = send(amara, made, act, **changes)
    made.refresh_from_db()
    assert (answer.status_code, made.state) == (422, "open")
    assert sentence in answer.content.decode()


def test_the_form_to_escalate_asks_for_no_person(project: Project, amara: User) -> None:
    made = tension(project, amara)
    page = signed_in(amara).get(f"{made.get_absolute_url()}escalate/").content.decode()
    assert "Do not name a person." in page


@pytest.mark.parametrize("end", ["resolved", "lived_with"])
def test_neither_end_is_chosen_beforehand(project: Project, amara: User, end: str) -> None:
    made = tension(project, amara)
    page = signed_in(amara).get(f"{made.get_absolute_url()}close/").content.decode()
    assert f'value="{end}"' in page
    assert "checked" not in page


def test_the_whole_path_stands_on_the_page_in_order(project: Project, amara: User) -> None:
    made = tension(project, amara)
    send(amara, made, "step")
    send(amara, made, "escalate")
    send(amara, made, "return", why="They left it to us.")
    send(amara, made, "close", to="lived_with", why="The form stays.")
    send(amara, made, "reopen", why="The form has changed.")
    page = page_of(amara, made).partition("Steps, in order")[2]
    words = ["We asked the ward.", "The research office", "They left it to us.", "The form stays.", "has changed."]
    assert sorted(words, key=page.index) == words
    assert TensionStep.objects.filter(tension=made).count() == 5


def test_an_end_shows_why_and_how_long_it_took(project: Project, amara: User) -> None:
    page = page_of(amara, lived_with(tension(project, amara, days=12), amara))
    assert "Why we live with it" in page
    assert "It took 12 days." in page


def test_a_step_says_who_took_it_under_the_name_they_chose(project: Project, amara: User, dee: User) -> None:
    mine = membership(project, dee)
    mine.name_rule, mine.pseudonym = "pseudonym", "Robin"
    mine.save()
    made = tension(project, amara)
    step(made, dee)
    page = page_of(amara, made)
    assert "Robin" in page
    assert dee.full_name not in page


@pytest.mark.parametrize("act", ["escalate", "return", "close", "reopen"])
@pytest.mark.parametrize("who", ["ben", "chen", "dee"])
def test_only_a_coordinator_changes_the_state(
    project: Project, who: str, act: str, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    made = tension(project, person)
    assert send(person, made, act).status_code == 403
    assert f"/{act}/" not in page_of(person, made)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("step", "A coordinator can open it again."),
        ("escalate", "It cannot become escalated from there."),
        ("return", "Only what was escalated can come back."),
        ("close", "A coordinator can open it again."),
    ],
)
def test_a_page_that_the_state_does_not_allow_says_so(project: Project, amara: User, act: str, sentence: str) -> None:
    made = resolved(tension(project, amara), amara)
    answer = signed_in(amara).get(f"{made.get_absolute_url()}{act}/")
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)


def test_a_change_that_comes_too_late_keeps_what_was_typed(project: Project, amara: User) -> None:
    made = escalated(tension(project, amara), amara)
    answer = send(amara, made, "escalate", why="My long words")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is escalated now." in page
    assert "My long words" in page


def test_opening_what_is_open_is_refused(project: Project, amara: User) -> None:
    answer = send(amara, tension(project, amara), "reopen")
    assert (answer.status_code, "Only what has ended" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("act", ["step", "escalate", "return", "close", "reopen"])
def test_looking_changes_nothing(project: Project, amara: User, act: str) -> None:
    made = tension(project, amara)
    signed_in(amara).get(f"{made.get_absolute_url()}{act}/")
    assert not TensionStep.objects.exists()

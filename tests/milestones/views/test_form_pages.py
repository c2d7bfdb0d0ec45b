"""What every form page of milestones and phases does alike: it keeps what was begun, and shows how two texts differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from milestones.models import Milestone, Phase
from projects.models import Membership, Project
from tests.factories import in_days, signed_in
from tests.overview.living import phase
from tests.projects.making import membership, milestone

AUTOSAVE = {"autosave": "1", "draft_version": "0"}
DIFFERS = "What you typed changes it so:"
DAY = "2027-05-12"


@pytest.fixture
def made(project: Project, amara: User) -> Milestone:
    return milestone(project, amara, due_on=in_days(10))


@pytest.fixture
def stretch(project: Project, amara: User) -> Phase:
    return phase(project, amara)


@pytest.fixture
def addresses(project: Project, made: Milestone, stretch: Phase) -> dict[str, str]:
    """Each page with a text box."""
    milestones, phases = f"/projects/{project.pk}/milestones/", f"/projects/{project.pk}/phases/"
    return {
        "change": f"{milestones}{made.pk}/edit/",
        "complete": f"{milestones}{made.pk}/complete/",
        "several": f"{milestones}change/",
        "phase": f"{phases}add/",
        "change of a phase": f"{phases}{stretch.pk}/edit/",
    }


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("change", {"note": "Half a note", "due_on": DAY, "pace": "rapid", "kind": "data", "step": ""}),
        ("complete", {"evidence": "Half of it", "done_on": DAY}),
        ("several", {"days": "14", "note": "Half a note", "pace": "rapid"}),
        ("phase", {"title": "Half", "starts_on": DAY, "ends_on": "", "call": "Tell"}),
        ("change of a phase", {"title": "", "starts_on": DAY, "ends_on": DAY, "call": "Tell"}),
    ],
)
def test_what_was_begun_is_given_back(
    addresses: dict[str, str], made: Milestone, amara: User, form: str, typed: dict[str, str]
) -> None:
    browser, address = signed_in(amara), addresses[form]
    chosen = {"chosen": f"{made.pk}:1"} if form == "several" else {}
    assert browser.post(address, typed | chosen | AUTOSAVE).status_code == 200
    answer = browser.get(address)
    assert "is here again" in answer.content.decode()
    assert {name: answer.context["form"][name].value() for name in typed} == typed


def test_autosaving_changes_nothing(addresses: dict[str, str], made: Milestone, amara: User) -> None:
    signed_in(amara).post(addresses["complete"], {"evidence": "All", "done_on": in_days(0).isoformat()} | AUTOSAVE)
    made.refresh_from_db()
    assert made.state == "planned"


def test_what_was_chosen_for_several_comes_back_with_what_was_typed(
    addresses: dict[str, str], made: Milestone, amara: User
) -> None:
    browser = signed_in(amara)
    browser.post(addresses["several"], {"chosen": f"{made.pk}:1", "note": "Half"} | AUTOSAVE)
    assert f'value="{made.pk}:1"' in browser.get(addresses["several"]).content.decode()


def test_others_that_are_chosen_now_replace_those_that_were_chosen_before(
    addresses: dict[str, str], project: Project, made: Milestone, amara: User
) -> None:
    other = milestone(project, amara)
    browser = signed_in(amara)
    browser.post(addresses["several"], {"chosen": f"{made.pk}:1", "note": "Half"} | AUTOSAVE)
    text = browser.get(addresses["several"], {"chosen": str(other.pk)}).content.decode()
    assert f'name="chosen" value="{other.pk}:1"' in text


def test_the_way_to_the_effect_and_back_loses_nothing(addresses: dict[str, str], made: Milestone, amara: User) -> None:
    browser = signed_in(amara)
    data = {"chosen": f"{made.pk}:1", "days": "14", "note": "The clinic is closed.", "owner": "", "pace": "slow"}
    browser.post(addresses["several"], data | {"next": "look"})
    text = browser.get(addresses["several"]).content.decode()
    assert "The clinic is closed." in text
    assert '<option value="slow" selected>' in text


def test_once_it_is_done_nothing_is_given_back(addresses: dict[str, str], made: Milestone, amara: User) -> None:
    browser = signed_in(amara)
    browser.post(addresses["complete"], {"evidence": "Half", "done_on": DAY} | AUTOSAVE)
    browser.post(addresses["complete"], {"evidence": "Whole", "done_on": in_days(0).isoformat()})
    browser.post(f"{made.get_absolute_url()}reopen/")
    assert "is here again" not in browser.get(addresses["complete"]).content.decode()


def plan_of(owner: Membership, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Shared aim signed",
        "owner": str(owner.pk),
        "due_on": in_days(10).isoformat(),
        "pace": "slow",
        "kind": "relational",
        "version": "1",
    } | changes


def overtaken_plan(project: Project, by: User) -> dict[str, Any]:
    return plan_of(membership(project, by), title="Aim agreed")


def overtaken_phase(project: Project, by: User) -> dict[str, Any]:
    return {"title": "Asking", "starts_on": DAY, "ends_on": DAY, "call": "", "seen": "0" * 64}


@pytest.mark.parametrize(
    ("form", "data", "stored"),
    [("change", overtaken_plan, "Aim signed"), ("change of a phase", overtaken_phase, "Hearing")],
)
def test_a_conflict_shows_how_the_two_texts_differ(
    addresses: dict[str, str],
    project: Project,
    amara: User,
    form: str,
    data: Callable[[Project, User], dict[str, Any]],
    stored: str,
) -> None:
    Milestone.objects.update(title="Aim signed", version=2)
    Phase.objects.update(title="Hearing")
    answer = signed_in(amara).post(addresses[form], data(project, amara))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert stored in text
    assert DIFFERS in text


def test_two_choices_of_what_it_waits_for_show_how_they_differ(project: Project, amara: User, made: Milestone) -> None:
    theirs, mine = milestone(project, amara, title="Theirs"), milestone(project, amara, title="Mine")
    browser, address = signed_in(amara), f"{made.get_absolute_url()}waits/"
    browser.post(address, {"chosen": [str(theirs.pk)], "version": "1"})
    text = browser.post(address, {"chosen": [str(mine.pk)], "version": "1"}).content.decode()
    assert "<dt>It waits for</dt>\n<dd>\n<p>Theirs</p>" in text
    assert DIFFERS in text


def test_what_is_stored_of_several_is_shown_where_somebody_was_faster(
    addresses: dict[str, str], made: Milestone, amara: User
) -> None:
    Milestone.objects.update(version=2, pace="rapid")
    data = {"chosen": f"{made.pk}:1", "days": "", "note": "", "owner": "", "pace": "slow", "next": "do"}
    answer = signed_in(amara).post(addresses["several"], data)
    assert answer.status_code == 409
    assert "Pace: Rapid." in answer.content.decode()

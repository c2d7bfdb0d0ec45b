"""No consent, no seat and no sending; and what leaves obeys consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from core.errors import Refused
from dialogues.enums import UseRefusal
from dialogues.models import Seat
from dialogues.policies.uses import UseFacts, use_refusal
from dialogues.queries.uses import judged_reflections
from projects.models import Membership, Project
from reports import actions as report_actions
from tests.dialogues import planning
from tests.dialogues.writing import writer
from tests.factories import signed_in
from tests.participants.consenting import answered, form, url
from tests.reports import rows

NOT_YET = "cannot have a seat yet"


def key(person: User) -> str:
    return str(Membership.objects.get(person=person).pk)


def test_no_consent_no_new_seat(project: Project, amara: User, dee: User, chen: User) -> None:
    version = form(project, amara)
    dialogue = planning.planned(project, amara)
    with pytest.raises(Refused, match="2 people you chose"):
        planning.seat(dialogue, amara, dee, chen)
    answered(version, dee)
    with pytest.raises(Refused, match="1 person you chose"):
        planning.seat(dialogue, amara, dee, chen)
    planning.seat(dialogue, amara, dee)
    assert Seat.objects.get().person == dee


def test_a_seat_given_before_stays(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = planning.planned(project, amara)
    planning.seat(dialogue, amara, dee)
    version = form(project, amara)
    answered(version, chen)
    planning.seat(dialogue, amara, dee, chen)
    assert Seat.objects.count() == 2


def test_the_seats_page_shows_who_cannot_be_chosen_and_why(project: Project, amara: User, dee: User) -> None:
    dialogue = planning.planned(project, amara)
    client = signed_in(amara)
    assert "This project has no consent form yet." in planning.page(client, "seat_manage", dialogue)
    answered(form(project, amara), amara)
    page = planning.page(client, "seat_manage", dialogue)
    assert ("no consent form yet" in page, page.count(NOT_YET), page.count(" disabled")) == (False, 2, 2)
    refused = client.post(planning.url("seat_manage", dialogue), {"seated": [key(dee)]})
    assert (refused.status_code, "1 person you chose" in refused.content.decode()) == (422, True)
    given = client.post(planning.url("seat_manage", dialogue), {"seated": [key(amara)]})
    assert (given.status_code, Seat.objects.get().person) == (303, amara)


@pytest.mark.parametrize("people", [1, 3])
def test_the_seats_page_asks_as_often_however_many_people(
    project: Project, amara: User, people: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    from tests import factories

    version = form(project, amara)
    for number in range(people):
        answered(version, factories.in_project(project, f"Person {number}", "partner", "patient"))
    dialogue = planning.planned(project, amara)
    client = signed_in(amara)
    with django_assert_num_queries(9):
        client.get(planning.url("seat_manage", dialogue))


def test_sending_waits_for_consent_and_the_words_are_kept(project: Project, amara: User, dee: User) -> None:
    dee_writes = writer(planning.opened(project, amara, dee), dee)
    version = form(project, amara)
    dee_writes.save("I would like more time.")
    page = dee_writes.get("reflection_check").content.decode()
    assert ("your words are kept" in page, url("consent_answer", project) in page, ">Send<" in page) == (
        True,
        True,
        False,
    )
    answer = dee_writes.post("reflection_send")
    assert (answer.status_code, "your words are kept" in answer.content.decode()) == (422, True)
    draft = dee_writes.draft()
    assert draft is not None
    assert (draft.text, dee_writes.reflection()) == ("I would like more time.", None)
    answered(version, dee, "take_part")
    with pytest.raises(Refused):
        dee_writes.send()
    answered(version, dee)
    assert ">Send<" in dee_writes.get("reflection_check").content.decode()
    assert dee_writes.post("reflection_send").status_code == 303
    assert dee_writes.reflection() is not None


@pytest.mark.parametrize(
    ("consented", "author_takes_part", "refusal"),
    [(True, True, None), (False, True, UseRefusal.NO_CONSENT), (False, False, UseRefusal.AUTHOR_LEFT)],
)
def test_words_without_consent_are_not_used(
    consented: bool, author_takes_part: bool, refusal: UseRefusal | None
) -> None:
    facts = UseFacts("dialogue", True, True, author_takes_part=author_takes_part, consented=consented)
    assert use_refusal(facts) == refusal


def test_the_database_says_the_same_about_consent(project: Project, amara: User, dee: User) -> None:
    rows.reflection(rows.dialogue(project), dee)

    def refusal() -> str:
        return str(judged_reflections(project).get().refusal)

    assert refusal() == ""
    version = form(project, amara)
    assert refusal() == UseRefusal.NO_CONSENT
    answered(version, dee, "take_part")
    assert refusal() == UseRefusal.NO_CONSENT
    answered(version, dee)
    assert refusal() == ""
    form(project, amara)
    assert refusal() == ""


def test_the_export_leaves_out_and_says_so(project: Project, amara: User, dee: User, chen: User, priya: User) -> None:
    told = rows.dialogue(project)
    rows.reflection(told, dee, "With consent.")
    rows.reflection(told, chen, "Without.")
    answered(form(project, amara), dee)
    export = rows.built(project, priya)
    assert [row[8] for row in rows.table_of(export)[1:]] == ["With consent."]
    assert export.manifest["out"] == [{"reason": "no_consent", "count": 1}]


def test_a_no_to_quotes_takes_the_name_out_of_the_file(project: Project, amara: User, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project), dee, may_quote_named=True, name_rule="full")
    version = form(project, amara)
    answered(version, dee)
    assert rows.table_of(rows.built(project, priya))[1][-1] == "Dee Marsh"
    answered(version, dee, "quoted")
    assert rows.table_of(rows.built(project, priya))[1][-1] == ""


@pytest.mark.parametrize("no", ["quoted", "take_part"])
def test_a_file_made_before_a_change_of_consent_is_not_handed_out(
    project: Project, amara: User, dee: User, priya: User, no: str
) -> None:
    rows.reflection(rows.dialogue(project), dee, may_quote_named=True, name_rule="full")
    version = form(project, amara)
    answered(version, dee)
    export = rows.built(project, priya)
    token = report_actions.download_token(export, by=priya)
    answered(version, dee, no)
    with pytest.raises((Refused, PermissionDenied), match="changed"):
        report_actions.hand_out(export, token=token, may=True, by=priya)


@pytest.mark.parametrize("people", [1, 3])
def test_the_export_asks_as_often_however_many_people(
    project: Project, amara: User, priya: User, people: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    from reports.kinds import reflections as kind
    from tests import factories

    version, told = form(project, amara), rows.dialogue(project)
    for number in range(people):
        person = factories.in_project(project, f"Person {number}", "partner", "patient")
        rows.reflection(told, person)
        answered(version, person)
    with django_assert_num_queries(4):
        assert len(list(kind.collect(project).rows)) == people + 1

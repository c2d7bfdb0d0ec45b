"""Expectations: asked, written blind, sent, taken back, revealed, asked again."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from accounts.models import User
from audit.queries import of_project
from core.editing import Conflict
from core.errors import Refused
from notifications.models import Mail
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.factories import in_days
from tests.projects.making import membership
from tests.understanding.expecting import asked, draft, mirrored, revealed, sent
from understanding import jobs
from understanding.actions.expectations import (
    ask_everybody,
    ask_everybody_again,
    reveal_round,
    save_draft,
    send_drafts,
    set_day_of_asking,
)
from understanding.enums import Topic
from understanding.models import Expectation, ExpectationRound
from understanding.queries.expectations import people_sent


def mine(person: User, topic: Topic = Topic.PURPOSE) -> Expectation:
    return Expectation.objects.get(membership__person=person, topic=topic)


def happened(project: Project, name: str) -> int:
    return of_project(project.pk).filter(type=f"understanding.expectations_{name}").count()


# Asking


def test_a_form_sent_twice_asks_once(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        ask_everybody(project, ask_again_on=None, token=token, by=amara)
    assert (ExpectationRound.objects.count(), happened(project, "asked")) == (1, 1)


def test_there_is_one_round_at_a_time(project: Project, amara: User) -> None:
    asked(project, amara)
    with pytest.raises(Refused, match="asked already"):
        asked(project, amara)


@pytest.mark.parametrize("days", [0, -1])
def test_asking_again_lies_ahead(project: Project, amara: User, days: int) -> None:
    with pytest.raises(Refused, match="after today"):
        asked(project, amara, in_days(days))


def test_everybody_else_who_takes_part_gets_one_mail(project: Project, amara: User, dee: User, oli: User) -> None:
    asked(project, amara)
    assert [mail.person for mail in Mail.objects.all()] == [dee]


# Writing


def test_words_of_spaces_alone_are_no_draft(project: Project, amara: User) -> None:
    assert draft(asked(project, amara), amara, " \u200b\n") is None
    assert not Expectation.objects.exists()


def test_a_tab_that_saw_older_words_overwrites_nothing(project: Project, amara: User) -> None:
    row = asked(project, amara)
    draft(row, amara, "Newer words.")
    with pytest.raises(Conflict) as conflict:
        save_draft(row, topic=Topic.PURPOSE, text="Older words.", version=0, by=amara)
    assert (conflict.value.text, conflict.value.version) == ("Newer words.", 1)
    assert mine(amara).draft == "Newer words."


def test_the_same_words_saved_again_are_no_conflict(project: Project, amara: User) -> None:
    row = asked(project, amara)
    draft(row, amara, "Words.")
    saved = save_draft(row, topic=Topic.PURPOSE, text="Words.", version=0, by=amara)
    assert saved is not None
    assert saved.version == 1


def test_a_draft_is_not_sent(project: Project, amara: User) -> None:
    row = asked(project, amara)
    draft(row, amara, "Words.")
    assert (mine(amara).text, mine(amara).sent_at, people_sent(row)) == ("", None, 0)


# Sending


def test_nothing_written_cannot_be_sent(project: Project, amara: User) -> None:
    with pytest.raises(Refused, match="Nothing is written yet"):
        send_drafts(asked(project, amara), by=amara)


def test_one_topic_is_enough(project: Project, amara: User) -> None:
    row = asked(project, amara)
    draft(row, amara, "Words.")
    assert send_drafts(row, by=amara) == 1


def test_sent_twice_it_sends_once(project: Project, amara: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "Words.")
    assert send_drafts(row, by=amara) == 0
    assert happened(project, "sent") == 1


def test_what_was_sent_stays_until_a_change_is_sent(project: Project, amara: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "First words.")
    draft(row, amara, "Second words.")
    assert mine(amara).text == "First words."
    send_drafts(row, by=amara)
    assert mine(amara).text == "Second words."


def test_what_was_emptied_is_taken_back_when_it_is_sent(project: Project, amara: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "Words.")
    sent(row, amara, "")
    assert (mine(amara).text, mine(amara).sent_at, people_sent(row)) == ("", None, 0)


def test_the_standpoint_is_that_of_the_day_of_sending(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    sent(row, dee, "Words.")
    Membership.objects.filter(person=dee).update(standpoint="carer")
    assert mine(dee).standpoint == "patient"


def test_nobody_is_told_who_sent(project: Project, amara: User, dee: User) -> None:
    sent(asked(project, amara), dee, "Words.")
    event = of_project(project.pk).get(type="understanding.expectations_sent")
    assert "Dee" not in str(event.data)


# Revealing


@pytest.mark.parametrize("people", [0, 1])
def test_fewer_than_two_people_are_not_revealed(project: Project, amara: User, people: int) -> None:
    row = asked(project, amara)
    for _ in range(people):
        sent(row, amara, "Words.")
    with pytest.raises(Refused, match="Two people at least"):
        revealed(row, amara)


def test_two_topics_of_one_person_are_one_person(project: Project, amara: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "Words.", Topic.PURPOSE)
    sent(row, amara, "Words.", Topic.PACE)
    with pytest.raises(Refused, match="Two people at least"):
        revealed(row, amara)


def test_the_reveal_empties_every_draft(project: Project, amara: User, dee: User, chen: User) -> None:
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    draft(row, dee, "Changed and not sent.")
    draft(row, chen, "Never sent.")
    revealed(row, amara)
    assert sorted(Expectation.objects.values_list("draft", "text")) == [("", "Words."), ("", "Words.")]


def test_asked_twice_it_reveals_once(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    before = row.revealed_at
    assert reveal_round(row, ask_again_on=in_days(9), by=amara).revealed_at == before
    assert happened(project, "revealed") == 1


def test_a_revealed_round_takes_no_words(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    writes: list[Callable[[], object]] = [lambda: draft(row, dee, "Late."), lambda: send_drafts(row, by=dee)]
    for write in writes:
        with pytest.raises(Refused, match="This round is revealed"):
            write()


def test_words_of_somebody_who_left_stay(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    end_member(membership(project, dee), by=amara)
    revealed(row, amara)
    assert mine(dee).text == "Words."


# Who


@pytest.mark.parametrize("who", ["oli", "zoe", "priya"])
def test_whoever_does_not_take_part_writes_nothing(
    project: Project, amara: User, who: str, request: pytest.FixtureRequest
) -> None:
    row, person = asked(project, amara), request.getfixturevalue(who)
    writes: list[Callable[[], object]] = [lambda: draft(row, person, "Words."), lambda: send_drafts(row, by=person)]
    for write in writes:
        with pytest.raises(Refused, match="do not take part"):
            write()


@pytest.mark.parametrize("state", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_a_project_that_is_not_open_refuses_every_write(
    project: Project, amara: User, dee: User, state: ProjectState
) -> None:
    done = mirrored(project, amara, amara, dee)
    row = asked(project, amara)
    Project.objects.update(state=state)
    writes: list[Callable[[], object]] = [
        lambda: asked(project, amara),
        lambda: draft(row, amara, "Words."),
        lambda: send_drafts(row, by=amara),
        lambda: revealed(row, amara),
        lambda: set_day_of_asking(row, ask_again_on=in_days(9), by=amara),
        lambda: revealed(done, amara),
    ]
    for write in writes:
        with pytest.raises(Refused, match=f"This project is {state}"):
            write()


# Again


def due(project: Project, lead: User, *people: User) -> ExpectationRound:
    """Revealed, and to be asked again today."""
    row = mirrored(project, lead, *people, again=in_days(1))
    ExpectationRound.objects.filter(pk=row.pk).update(ask_again_on=in_days(0))
    row.refresh_from_db()
    return row


def test_the_next_round_opens_once_however_often_the_clock_strikes(project: Project, amara: User, dee: User) -> None:
    row = due(project, amara, amara, dee)
    assert [jobs.ask_again(), jobs.ask_again()] == [1, 0]
    assert ask_everybody_again(row, by=None) is False
    assert list(ExpectationRound.objects.order_by("number").values_list("number", "state")) == [
        (1, "revealed"),
        (2, "open"),
    ]


def test_a_clock_that_strikes_late_still_opens_it(project: Project, amara: User, dee: User) -> None:
    row = due(project, amara, amara, dee)
    ExpectationRound.objects.filter(pk=row.pk).update(ask_again_on=in_days(-40))
    assert jobs.ask_again() == 1


def test_everybody_who_takes_part_is_told_of_it_once(project: Project, amara: User, dee: User, oli: User) -> None:
    due(project, amara, amara, dee)
    Mail.objects.all().delete()
    for _ in range(2):
        jobs.ask_again()
    assert {mail.person for mail in Mail.objects.all()} == {amara, dee}
    assert Mail.objects.count() == 2


def test_a_day_ahead_opens_nothing(project: Project, amara: User, dee: User) -> None:
    mirrored(project, amara, amara, dee, again=in_days(1))
    assert jobs.ask_again() == 0


def test_a_closed_project_is_not_asked_again(project: Project, amara: User, dee: User) -> None:
    row = due(project, amara, amara, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    assert jobs.ask_again() == 0
    row.refresh_from_db()
    assert ask_everybody_again(row, by=None) is False


def test_it_is_skipped_while_a_round_is_open(project: Project, amara: User, dee: User) -> None:
    due(project, amara, amara, dee)
    asked(project, amara)
    assert jobs.ask_again() == 0


def test_a_later_round_makes_the_day_of_an_earlier_one_void(project: Project, amara: User, dee: User) -> None:
    due(project, amara, amara, dee)
    mirrored(project, amara, amara, dee)
    assert jobs.ask_again() == 0


def test_the_day_can_be_changed_and_taken_away(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee, again=in_days(5))
    set_day_of_asking(row, ask_again_on=None, by=amara)
    row.refresh_from_db()
    assert row.ask_again_on is None
    assert happened(project, "dated") == 1


def test_the_day_of_an_earlier_round_is_not_changed(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    asked(project, amara)
    with pytest.raises(Refused, match="later round"):
        set_day_of_asking(row, ask_again_on=in_days(9), by=amara)


def test_rounds_of_one_project_do_not_touch_another(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    asked(project, amara)
    assert asked(other_project, zoe).number == 1

"""Opening, answering and closing a round of the pulse."""

from __future__ import annotations

import json
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import User
from audit.models import Event
from core.editing import Stale
from core.errors import Refused
from notifications.models import Mail
from projects.enums import ProjectState, Standpoint
from projects.models import Membership, Project
from tests.factories import in_days
from tests.projects.making import membership
from tests.understanding.pulsing import answered, answers, closed, crowd, opened
from understanding.actions.pulse import PulseAnswers, answer_round, close_round, open_round
from understanding.enums import PulseState
from understanding.jobs import close_pulse
from understanding.models import PulseAnswer, PulseRound


def events(project: Project) -> list[str]:
    rows = Event.objects.filter(project_id=project.pk).order_by("at")
    return [event.type.removeprefix("understanding.") for event in rows]


def past(row: PulseRound) -> None:
    """Its last day was yesterday."""
    PulseRound.objects.filter(pk=row.pk).update(closes_on=in_days(-1))


def test_a_form_sent_twice_opens_one_round(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        open_round(project, closes_on=in_days(14), token=token, by=amara)
    assert PulseRound.objects.count() == 1
    assert events(project) == ["pulse_opened"]


def test_there_is_one_open_round_at_a_time(project: Project, amara: User) -> None:
    opened(project, amara)
    with pytest.raises(Refused, match="open already"):
        opened(project, amara)


def test_rounds_are_numbered(project: Project, amara: User) -> None:
    close_round(opened(project, amara), by=amara)
    assert opened(project, amara).number == 2


@pytest.mark.parametrize("days", [-1, 0, 91, 20_000])
def test_a_round_is_open_for_a_day_to_ninety(project: Project, amara: User, days: int) -> None:
    with pytest.raises(Refused, match="90 days"):
        opened(project, amara, days)


def test_everybody_who_takes_part_is_mailed_once_but_not_whoever_opened_it(
    project: Project, amara: User, ben: User, dee: User, oli: User
) -> None:
    opened(project, amara)
    assert set(Mail.objects.values_list("to", flat=True)) == {ben.email, dee.email}


def test_whoever_withdrew_from_contact_is_not_mailed(project: Project, amara: User, ben: User, dee: User) -> None:
    Membership.objects.filter(person=dee).update(no_contact_since="2026-01-01T00:00Z")
    opened(project, amara)
    assert list(Mail.objects.values_list("to", flat=True)) == [ben.email]


def test_an_answer_is_kept_under_the_standpoint_of_its_writer(project: Project, amara: User, dee: User) -> None:
    row = answered(opened(project, amara), dee, note="Slowly", voice=2, pace=None)
    assert (row.standpoint, row.answers, row.note) == ("patient", {"voice": 2, "pace": None}, "Slowly")


def test_answers_can_be_changed_and_are_counted_once(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee, voice=1)
    answered(row, dee, voice=5)
    assert [one.answers for one in PulseAnswer.objects.all()] == [{"voice": 5}]


def test_a_changed_answer_counts_under_the_standpoint_of_today(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee, voice=1)
    Membership.objects.filter(person=dee).update(standpoint=Standpoint.CARER)
    assert answered(row, dee, voice=5).standpoint == "carer"


def test_the_same_answers_sent_twice_are_kept_once(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    for _ in range(2):
        answer_round(row, answers=answers("Hello", voice=3), seen="", by=dee)
    assert PulseAnswer.objects.count() == 1


def test_an_old_window_overwrites_nothing(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee, note="A long note", voice=1)
    with pytest.raises(Stale):
        answer_round(row, answers=answers(voice=2), seen="", by=dee)
    assert PulseAnswer.objects.get().note == "A long note"


def test_no_event_and_no_mail_says_that_somebody_answered(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    before = Mail.objects.count()
    answered(row, dee)
    assert events(project) == ["pulse_opened"]
    assert Mail.objects.count() == before


def test_an_observer_does_not_answer(project: Project, amara: User, oli: User) -> None:
    with pytest.raises(Refused, match="take part"):
        answered(opened(project, amara), oli)


def test_whoever_left_does_not_answer(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    Membership.objects.filter(person=dee).update(expires_on=in_days(0))
    with pytest.raises(Refused, match="take part"):
        answered(row, dee)


def test_somebody_of_another_project_does_not_answer(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="take part"):
        answered(opened(project, amara), zoe)


@pytest.mark.parametrize("end", ["closed", "over"])
def test_a_round_that_is_over_takes_no_answer(project: Project, amara: User, dee: User, end: str) -> None:
    row = opened(project, amara)
    if end == "closed":
        close_round(row, by=amara)
    else:
        past(row)
    with pytest.raises(Refused, match="takes no answers"):
        answered(row, dee)
    assert not PulseAnswer.objects.exists()


def test_a_closed_project_takes_no_answer_and_no_round(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    for act in (lambda: answered(row, dee), lambda: opened(project, amara), lambda: close_round(row, by=amara)):
        with pytest.raises(Refused, match="This project is closed"):
            act()


def test_closing_leaves_no_answer(project: Project, amara: User) -> None:
    row = closed(project, amara, patient=4, carer=2)
    assert not PulseAnswer.objects.exists()
    assert (row.state, row.closed_at is not None) == (PulseState.CLOSED, True)


def test_closing_keeps_what_may_be_shown(project: Project, amara: User) -> None:
    row = closed(project, amara, patient=4, academic=3)
    assert [(group["name"], group["count"], group["cells"]["voice"]) for group in row.spread["groups"]] == [
        ("academic", 3, [0, 0, 0, 3, 0, 0, 0]),
        ("patient", 4, [0, 0, 0, 4, 0, 0, 0]),
    ]


def test_nothing_of_those_who_are_too_few_is_kept(project: Project, amara: User) -> None:
    row = closed(project, amara, patient=4, carer=2)
    assert "arer" not in json.dumps(row.spread)


def test_a_round_of_too_few_keeps_nothing(project: Project, amara: User) -> None:
    assert closed(project, amara, patient=3).spread == {"groups": []}


def test_nothing_in_the_spread_says_who_answered(project: Project, amara: User) -> None:
    row = opened(project, amara)
    people = crowd(project, patient=5)
    for person in people:
        answered(row, person, voice=3)
    keys = [str(key) for key in [*Membership.objects.values_list("pk", flat=True), *(one.pk for one in people)]]
    keys += [str(one.pk) for one in PulseAnswer.objects.all()]
    close_round(row, by=amara)
    row.refresh_from_db()
    assert not [key for key in keys if key in json.dumps(row.spread)]


def test_notes_lie_in_an_order_that_is_drawn_when_the_round_closes(project: Project, amara: User) -> None:
    """Eight notes in the order of answering would come by chance once in 40,320 times."""
    row = closed(project, amara, patient=8)
    notes = row.spread["groups"][0]["notes"]
    written = [f"A note from Patient Number {place}" for place in range(8)]
    assert sorted(notes) == written
    assert notes != written


def test_closing_twice_closes_once(project: Project, amara: User) -> None:
    row = closed(project, amara, patient=4)
    kept = row.spread
    assert close_round(row, by=amara) is False
    row.refresh_from_db()
    assert row.spread == kept
    assert events(project) == ["pulse_opened", "pulse_closed"]


def test_what_happens_to_memberships_later_changes_nothing(project: Project, amara: User) -> None:
    row = closed(project, amara, patient=4)
    kept = row.spread
    Membership.objects.exclude(person=amara).update(standpoint=Standpoint.CARER)
    Membership.objects.exclude(person=amara).delete()
    row.refresh_from_db()
    assert row.spread == kept


def test_the_job_closes_a_round_after_its_last_day_and_only_once(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee)
    assert close_pulse() == 0
    past(row)
    assert [close_pulse(), close_pulse()] == [1, 0]
    assert not PulseAnswer.objects.exists()


def test_the_last_day_itself_still_counts(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    PulseRound.objects.update(closes_on=in_days(0))
    answered(row, dee)
    assert close_pulse() == 0


@pytest.mark.parametrize("state", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_the_job_keeps_the_promised_day_in_a_project_that_was_closed(
    project: Project, amara: User, dee: User, state: ProjectState
) -> None:
    row = opened(project, amara)
    answered(row, dee)
    Project.objects.update(state=state)
    past(row)
    assert close_pulse() == 1
    assert not PulseAnswer.objects.exists()


def test_a_round_of_another_project_is_left_alone(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    ours, theirs = opened(project, amara), opened(other_project, zoe)
    answered(theirs, zoe)
    close_round(ours, by=amara)
    assert PulseAnswer.objects.count() == 1


def test_an_answer_of_nothing_but_a_note_counts(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answer_round(row, answers=PulseAnswers({}, "Only words"), seen="", by=dee)
    assert PulseAnswer.objects.get().answers == {}


def test_a_member_has_one_answer_in_a_round(project: Project, amara: User, dee: User) -> None:
    row = opened(project, amara)
    answered(row, dee)
    assert PulseAnswer.objects.filter(round=row, membership=membership(project, dee)).count() == 1
    assert row.closes_on - in_days(0) == timedelta(days=14)


@pytest.mark.django_db(transaction=True)
def test_an_answer_at_the_moment_of_closing_is_in_or_refused(project: Project, amara: User) -> None:
    """Never kept and uncounted, nor counted and kept."""
    row = opened(project, amara)
    people = crowd(project, patient=5)
    for person in people[:4]:
        answered(row, person)
    start = threading.Barrier(2)
    done: list[str] = []

    def run(act: str) -> None:
        start.wait()
        try:
            answered(row, people[4]) if act == "answer" else close_round(row, by=amara)
            done.append(act)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in ("answer", "close")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert "close" in done
    assert row.spread["groups"][0]["count"] == (5 if "answer" in done else 4)
    assert not PulseAnswer.objects.exists()

"""A dialogue's outcomes come back by themselves: who is asked, when, what they write, and how it ends."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.errors import Refused
from dialogues import jobs
from dialogues.actions import dialogues as planning_actions
from dialogues.actions import look_backs as actions
from dialogues.models import Dialogue, KeptDisagreement, LookBackNote
from dialogues.notices.outcomes import look_back_to_finish, look_back_to_write, write_look_back
from dialogues.policies.outcomes import looks_back_since, mark_of_note, since
from dialogues.queries.look_backs import to_look_back
from notifications.models import Mail
from notifications.registry import Letter
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, page, url
from tests.dialogues.recording import agreement, kept, look_back_on, open_words
from tests.factories import in_days, signed_in

TODAY = date(2026, 11, 24)
DAYS = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))


def looking(project: Project, amara: User, *people: User, facilitator: User | None = None) -> Dialogue:
    """A dialogue whose day to look back was yesterday."""
    return look_back_on(open_words(project, amara, *people, facilitator=facilitator), in_days(-1))


def note(dialogue: Dialogue, person: User, text: str, seen: str = "") -> HttpResponse:
    form = {"form_token": str(uuid.uuid4()), "text": text, "seen": mark_of_note(seen)}
    return signed_in(person).post(url("look_back", dialogue), form)  # type: ignore[return-value]


def asked(person: User) -> list[str]:
    return [need.url for need in look_back_to_write.first_needs(person, timezone.now())]


@given(st.none() | DAYS, st.lists(st.tuples(DAYS, st.sampled_from(["", "apart", "closer", "settled"])), max_size=4))
def test_the_earliest_day_that_has_come_counts(own: date | None, differences: list[tuple[date, str]]) -> None:
    day = since(own, differences, TODAY)
    waiting = [one for one, standing in differences if not standing] + ([own] if own else [])
    assert (day is None) == all(one > TODAY for one in waiting)
    if day is not None:
        assert day <= TODAY
        assert day in waiting
        assert all(day <= one for one in waiting)


@pytest.mark.parametrize("own", [None, -9, -1, 0, 1])
@pytest.mark.parametrize("differences", [[], [(-5, "")], [(-5, "apart")], [(3, ""), (-2, "settled")], [(0, "")]])
def test_the_list_says_the_same_as_the_rule(
    own: int | None, differences: list[tuple[int, str]], project: Project, amara: User, dee: User
) -> None:
    dialogue = open_words(project, amara, dee)
    for days, standing in differences:
        row = kept(dialogue, amara, in_days(days))
        KeptDisagreement.objects.filter(pk=row.pk).update(standing=standing)
    look_back_on(dialogue, None if own is None else in_days(own))
    today = timezone.localdate()
    listed = [seat.since for seat in to_look_back(today)]  # type: ignore[attr-defined]
    assert listed == [day for day in [looks_back_since(dialogue, today)] if day]


def test_every_seat_is_asked_from_that_day_on(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = open_words(project, amara, dee, chen)
    look_back_on(dialogue, in_days(1))
    assert asked(dee) == []
    look_back_on(dialogue, in_days(0))
    assert asked(dee) == asked(chen) == [url("look_back", dialogue)]
    assert asked(amara) == []  # without a seat


def test_a_closed_dialogue_comes_back_too(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    planning_actions.close_dialogue(dialogue, by=amara)
    assert asked(dee) == [url("look_back", dialogue)]
    assert note(dialogue, dee, "Nothing yet.").status_code == 303


def test_a_dialogue_that_is_blind_still_does_not_come_back(project: Project, amara: User, dee: User) -> None:
    look_back_on(opened(project, amara, dee), in_days(-1))
    assert asked(dee) == []


def test_a_seat_that_has_written_is_not_asked_again(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = looking(project, amara, dee, chen)
    assert note(dialogue, dee, "The clinic calls now.").status_code == 303
    assert asked(dee) == []
    assert asked(chen) == [url("look_back", dialogue)]


def test_what_was_written_is_read_under_outcomes(project: Project, amara: User, ben: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    note(dialogue, dee, "The clinic calls now.")
    assert "Dee Marsh" in page(signed_in(ben), "outcome_list", dialogue)
    dialogue.seats.update(name_rule="standpoint")
    text = page(signed_in(ben), "outcome_list", dialogue)
    assert "The clinic calls now." in text
    assert "Patient, name not shown" in text
    assert "Dee Marsh" not in text


def test_the_history_does_not_say_who_looked_back(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    note(dialogue, dee, "The clinic calls now.")
    assert of_target(dialogue.pk).filter(type="dialogues.looked_back").get().data == {}
    assert "Dee Marsh looked" not in signed_in(amara).get(f"/projects/{project.pk}/history/").content.decode()


def test_a_note_sent_again_replaces_the_first(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    for text, seen in (("First", ""), ("First", ""), ("Second", "First")):
        assert note(dialogue, dee, text, seen).status_code == 303
    assert LookBackNote.objects.get().text == "Second"


def test_two_windows_lose_nothing(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    note(dialogue, dee, "From my phone")
    response = note(dialogue, dee, "From my desk")
    assert response.status_code == 409
    for words in ("From my phone", "From my desk", mark_of_note("From my phone")):
        assert words in response.content.decode()
    assert LookBackNote.objects.get().text == "From my phone"


def test_a_note_needs_words(project: Project, amara: User, dee: User) -> None:
    response = note(looking(project, amara, dee), dee, " ")
    assert response.status_code == 422
    assert "Write what has become of it." in response.content.decode()


def test_whoever_has_no_seat_does_not_write(project: Project, amara: User, ben: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    for person in (amara, ben):
        assert note(dialogue, person, "Mine").status_code == 403


def test_the_page_shows_what_there_is_to_look_back_at(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    agreement(dialogue, amara)
    kept(dialogue, amara)
    text = page(signed_in(dee), "look_back", dialogue)
    for words in ("We meet monthly.", "When we know each other.", "What has become of it?"):
        assert words in text
    assert "Finish this look-back" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_looking_back_costs_the_same_for_one_and_three_outcomes(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dialogue = looking(project, amara, dee)
    for _ in range(count):
        agreement(dialogue, amara)
        kept(dialogue, amara)
    client = signed_in(dee)
    with django_assert_num_queries(12):
        page(client, "look_back", dialogue)


def test_while_it_does_not_look_back_the_page_says_so(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    for name, person in (("look_back", dee), ("look_back_finish", amara)):
        assert signed_in(person).get(url(name, dialogue)).status_code == 409


def finish(dialogue: Dialogue, by: User, **fields: Any) -> HttpResponse:
    return signed_in(by).post(url("look_back_finish", dialogue), fields)  # type: ignore[return-value]


def test_a_facilitator_finishes_and_it_comes_back_again(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = looking(project, amara, dee, chen, facilitator=chen)
    row = kept(dialogue, amara, in_days(-1))
    again = in_days(60)
    response = finish(dialogue, chen, standing_1="apart", look_back="on", on=again.isoformat())
    assert response.status_code == 303
    row.refresh_from_db()
    dialogue.refresh_from_db()
    assert (row.standing, row.look_back_on, dialogue.look_back_on) == ("apart", again, again)
    assert asked(dee) == []
    assert "We still differ." in page(signed_in(dee), "outcome_list", dialogue)
    look_back_on(dialogue, in_days(0))  # the day has come
    assert asked(dee) == [url("look_back", dialogue)]


def test_a_settled_difference_keeps_its_day(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    row = kept(dialogue, amara, in_days(-1))
    finish(dialogue, amara, standing_1="settled", look_back="on", on=in_days(60).isoformat())
    row.refresh_from_db()
    assert (row.standing, row.look_back_on) == ("settled", in_days(-1))


def test_to_end_it_is_an_answer(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    kept(dialogue, amara, in_days(-4))
    kept(dialogue, amara, in_days(40))
    assert finish(dialogue, amara, standing_1="closer", look_back="never", on="nonsense").status_code == 303
    dialogue.refresh_from_db()
    assert dialogue.look_back_on is None
    assert asked(dee) == []
    assert looks_back_since(dialogue, in_days(41)) == in_days(40)  # the other difference has a day of its own


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"look_back": "never"}, "Say where this difference stands."),
        ({"look_back": "never", "standing_1": "won"}, "Say where this difference stands."),
        ({"standing_1": "apart"}, "Say whether you will look back."),
        ({"standing_1": "apart", "look_back": "on"}, "Choose the day on which you look back."),
        ({"standing_1": "apart", "look_back": "on", "on": "2020-01-01"}, "Choose a day after today."),
        ({"standing_1": "apart", "look_back": "on", "on": "x"}, "Enter a real date"),
    ],
)
def test_finishing_needs_an_answer_to_everything(
    fields: dict[str, str], sentence: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = looking(project, amara, dee)
    kept(dialogue, amara, in_days(-1))
    response = finish(dialogue, amara, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_it_is_finished_once(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    actions.finish_look_back(dialogue, standings={}, again_on=in_days(9), by=amara)
    with pytest.raises(Refused):
        actions.finish_look_back(dialogue, standings={}, again_on=None, by=amara)


def test_a_plain_seat_neither_sets_the_day_nor_finishes(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    for name in ("look_back_date", "look_back_finish"):
        assert signed_in(dee).get(url(name, dialogue)).status_code == 403


def test_the_day_is_set_in_a_closed_dialogue_too(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    planning_actions.close_dialogue(dialogue, by=amara)
    dialogue.refresh_from_db()
    before = dialogue.version
    form = {"look_back": "on", "on": in_days(90).isoformat()}
    assert signed_in(amara).post(url("look_back_date", dialogue), form).status_code == 303
    dialogue.refresh_from_db()
    assert (dialogue.look_back_on, dialogue.version) == (in_days(90), before + 1)
    assert signed_in(amara).post(url("look_back_date", dialogue), {"look_back": "never"}).status_code == 303
    dialogue.refresh_from_db()
    assert dialogue.look_back_on is None


def close(dialogue: Dialogue, by: User, **fields: str) -> HttpResponse:
    return signed_in(by).post(url("dialogue_close", dialogue), fields)  # type: ignore[return-value]


def test_closing_asks_for_a_day_to_look_back(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    response = close(dialogue, amara)
    assert response.status_code == 422
    assert "No is an answer too." in response.content.decode()
    assert close(dialogue, amara, look_back="on", on=in_days(90).isoformat()).status_code == 303
    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.look_back_on) == ("closed", in_days(90))


def test_no_look_back_is_an_answer_when_closing(project: Project, amara: User, dee: User) -> None:
    dialogue = open_words(project, amara, dee)
    assert close(dialogue, amara, look_back="never").status_code == 303
    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.look_back_on) == ("closed", None)


def test_closing_does_not_ask_for_a_day_that_is_set(project: Project, amara: User, dee: User) -> None:
    dialogue = look_back_on(open_words(project, amara, dee), in_days(90))
    assert close(dialogue, amara).status_code == 303
    dialogue.refresh_from_db()
    assert dialogue.look_back_on == in_days(90)


def test_each_seat_gets_one_mail(project: Project, amara: User, dee: User, chen: User) -> None:
    looking(project, amara, dee, chen)
    jobs.look_back()
    jobs.look_back()
    assert sorted(mail.to for mail in Mail.objects.all()) == sorted([dee.address, chen.address])


def test_the_next_look_back_has_a_mail_of_its_own(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    jobs.look_back()
    look_back_on(dialogue, in_days(0))
    jobs.look_back()
    assert Mail.objects.count() == 2


def test_the_mail_holds_a_link_and_no_words_or_names(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    agreement(dialogue, amara)
    jobs.look_back()
    letter = write_look_back(Mail.objects.get())
    assert isinstance(letter, Letter)
    assert letter.link == url("look_back", dialogue)
    for private in ("How we decide", "Breathing Together", "Amara", "Dee", "monthly"):
        assert private not in letter.subject + letter.text


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_mail_is_written_wherever_its_reader_lives(zone: str, project: Project, amara: User, dee: User) -> None:
    dialogue = look_back_on(open_words(project, amara, dee), in_days(0))
    User.objects.filter(pk=dee.pk).update(time_zone=zone)
    jobs.look_back()
    with timezone.override(zone):  # as delivery does; between these two it is never the same day
        assert write_look_back(Mail.objects.get()) is not None
    assert note(dialogue, dee, "From far away").status_code == 303


@pytest.mark.parametrize("change", ["written", "ended", "closed project", "left", "observer", "inactive", "moved"])
def test_the_mail_is_not_written_when_it_is_not_needed_any_more(
    change: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = looking(project, amara, dee)
    jobs.look_back()
    membership = Membership.objects.filter(person=dee)
    changes: dict[str, Callable[[], object]] = {
        "written": lambda: note(dialogue, dee, "Nothing yet."),
        "ended": lambda: actions.finish_look_back(dialogue, standings={}, again_on=None, by=amara),
        "moved": lambda: actions.set_look_back(dialogue, on=in_days(5), by=amara),
        "closed project": lambda: Project.objects.update(state=ProjectState.CLOSED),
        "left": lambda: membership.update(expires_on=timezone.localdate()),
        "observer": lambda: membership.update(role="observer"),
        "inactive": lambda: User.objects.filter(pk=dee.pk).update(is_active=False),
    }
    changes[change]()
    assert write_look_back(Mail.objects.get()) is None
    assert asked(dee) == []


def test_nothing_comes_back_in_a_closed_project(project: Project, amara: User, dee: User) -> None:
    dialogue = looking(project, amara, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    jobs.look_back()
    assert not Mail.objects.exists()
    for name in ("look_back", "look_back_date", "look_back_finish"):
        assert signed_in(amara if name != "look_back" else dee).get(url(name, dialogue)).status_code == 409


def to_finish(person: User) -> list[str]:
    return [need.url for need in look_back_to_finish.first_needs(person, timezone.now())]


def test_whoever_leads_is_told_when_everybody_has_written(
    project: Project, amara: User, ben: User, dee: User, chen: User
) -> None:
    dialogue = looking(project, amara, dee, ben, facilitator=ben)
    note(dialogue, dee, "It went well.")
    assert to_finish(amara) == []
    note(dialogue, ben, "It did.")
    assert to_finish(amara) == to_finish(ben) == [url("look_back_finish", dialogue)]
    assert to_finish(dee) == to_finish(chen) == []
    finish(dialogue, amara, look_back="never")
    assert to_finish(amara) == to_finish(ben) == []


def test_a_look_back_nobody_wrote_in_is_not_said_to_be_complete(project: Project, amara: User, dee: User) -> None:
    looking(project, amara, dee)
    Membership.objects.filter(person=dee).update(expires_on=in_days(-1))
    assert to_finish(amara) == []

"""From words of a dialogue to a contribution: who may take them up, who reads it, and under what name."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from contributions.models import Contribution
from contributions.queries import contributions as queries
from contributions.queries.contributions import ContributionFilter, contributions, contributions_for_reader
from core.errors import Refused
from dialogues.actions.contributions import take_up_outcome
from dialogues.actions.outcomes import remove_outcome
from dialogues.models import Dialogue, Reflection
from overview.queries.history import events_of, history_rows
from participants.enums import Scope
from projects.models import Project
from tests.contributions.contributing import SAID, closed, now, replied, taken, told, words
from tests.dialogues import recording
from tests.dialogues.planning import opened, page, revealed, url
from tests.dialogues.writing import writer
from tests.factories import in_days, signed_in
from tests.participants.leaving import leave

NOT_OPEN, TAKEN_BACK = str(queries.NOT_OPEN), str(queries.TAKEN_BACK)
FINCH = {"audience": "dialogue", "name_rule": "pseudonym", "pseudonym": "Finch"}


@pytest.fixture
def dialogue(project: Project, amara: User, chen: User, dee: User) -> Dialogue:
    """Revealed; Dee wrote as Finch for everybody with a seat."""
    made = opened(project, amara, amara, chen, dee)
    desk = writer(made, dee)
    desk.save("The letter frightened me.")
    desk.permit(**FINCH)
    desk.send()
    return revealed(made, amara)


@pytest.fixture
def words_of_dee(dialogue: Dialogue, dee: User) -> Reflection:
    return Reflection.objects.get(seat__person=dee)


def as_seen(reader: User, row: Contribution) -> tuple[str, str, str]:
    """What this reader is shown: the sentence, the name, the standpoint."""
    one = contributions_for_reader(reader, [now(row)])[0]
    return str(one.said), one.by, one.standpoint


def narrow(dialogue: Dialogue, dee: User, audience: str = "only_me") -> None:
    writer(dialogue, dee).permit(**FINCH | {"audience": audience})


def test_a_coordinator_takes_up_words_under_the_name_of_their_seat(words_of_dee: Reflection, amara: User) -> None:
    assert as_seen(amara, taken(words_of_dee, amara)) == (SAID, "Finch", "patient")


def test_the_contributor_is_known_to_the_application(words_of_dee: Reflection, amara: User, dee: User) -> None:
    row = taken(words_of_dee, amara)
    assert row.contributor is not None
    assert (row.contributor.person, row.taken) == (dee, True)


def test_one_reflection_gives_several(words_of_dee: Reflection, amara: User) -> None:
    assert taken(words_of_dee, amara) != taken(words_of_dee, amara, "Somebody should call.")


@pytest.mark.parametrize("audience", ["facilitators", "only_me"])
def test_words_that_are_not_for_the_group_are_not_taken_up(
    dialogue: Dialogue, words_of_dee: Reflection, amara: User, dee: User, audience: str
) -> None:
    narrow(dialogue, dee, audience)
    dialogue.seats.filter(person=amara).update(facilitates=True)
    with pytest.raises(Refused):
        taken(words_of_dee, amara)
    answer = signed_in(amara).get(url("contribution_from_reflection", dialogue, words_of_dee.pk))
    assert answer.status_code == (409 if audience == "facilitators" else 404)


def test_before_the_reveal_nothing_can_be_taken_up(project: Project, amara: User, dee: User) -> None:
    blind = opened(project, amara, amara, dee)
    desk = writer(blind, dee)
    desk.save("Blind words.")
    desk.send()
    row = Reflection.objects.get()
    with pytest.raises(Refused, match="not open to you"):
        taken(row, amara)
    assert signed_in(amara).get(url("contribution_from_reflection", blind, row.pk)).status_code == 404


def test_who_has_no_seat_reads_a_neutral_sentence(
    words_of_dee: Reflection, amara: User, ben: User, oli: User, priya: User
) -> None:
    row = taken(words_of_dee, amara)
    for reader in (ben, oli, priya):
        assert as_seen(reader, row) == (NOT_OPEN, "", "")


def test_a_narrower_permission_counts_at_once_and_for_the_coordinator_too(
    dialogue: Dialogue, words_of_dee: Reflection, amara: User, chen: User, dee: User
) -> None:
    row = taken(words_of_dee, amara)
    narrow(dialogue, dee)
    assert [as_seen(reader, row) for reader in (amara, chen)] == [(NOT_OPEN, "", "")] * 2
    assert as_seen(dee, row) == (SAID, "Finch", "patient")
    narrow(dialogue, dee, "project")
    assert as_seen(amara, row)[0] == SAID


def test_another_name_counts_at_once(dialogue: Dialogue, words_of_dee: Reflection, amara: User, dee: User) -> None:
    row = taken(words_of_dee, amara)
    writer(dialogue, dee).permit(audience="dialogue", name_rule="standpoint")
    assert as_seen(amara, row)[1] == "Patient, name not shown"


def test_the_filter_of_standpoints_tells_nothing_about_words_that_are_not_open(
    project: Project, words_of_dee: Reflection, amara: User, ben: User
) -> None:
    taken(words_of_dee, amara)
    wanted = ContributionFilter(standpoint="patient")
    counts = [contributions(project, reader, wanted, in_days(0)).count() for reader in (amara, ben)]
    assert counts == [1, 0]


def test_no_page_of_a_coordinator_says_who_wrote_it(
    project: Project, dialogue: Dialogue, words_of_dee: Reflection, amara: User, dee: User
) -> None:
    row = closed(taken(words_of_dee, amara), amara, dee)
    replied(row, dee, settled=False, text="It came back.")
    browser, key = signed_in(amara), [project.pk, row.pk]
    names = ["contribution_detail", "contribution_edit", "contribution_decide", "contribution_change"]
    said = [browser.get(reverse(f"contributions:{name}", args=key)) for name in [*names, "contribution_tell"]]
    said += [browser.get(reverse("contributions:contribution_list", args=[project.pk]))]
    said += [browser.get(url("contribution_from_reflection", dialogue, words_of_dee.pk))]
    csv_url = reverse("contributions:contribution_csv", args=[project.pk])
    texts = [answer.content.decode() for answer in said] + [b"".join(browser.post(csv_url)).decode()]
    mine = str(row.contributor_id)
    choices = [text.replace(f'<option value="{mine}">Dee Marsh (Patient)</option>', "") for text in texts]
    assert [answer.status_code for answer in said] == [200] * 7
    assert ["Dee Marsh" in text or mine in text for text in choices] == [False] * 8


def test_the_history_does_not_say_who_answered_or_closed(
    project: Project, words_of_dee: Reflection, amara: User, dee: User
) -> None:
    closed(taken(words_of_dee, amara), amara, dee)
    rows = history_rows(project, events_of(project), amara)
    theirs = [
        row
        for row in rows
        if row.happened.type in {"contributions.contribution_answered", "contributions.contribution_closed"}
    ]
    assert len(theirs) == 2
    assert all(row.happened.actor_id is None and "Dee" not in row.sentence for row in theirs)
    assert not Event.objects.filter(type__startswith="contributions.contribution", target_type="membership").exists()


def test_what_was_told_is_between_the_contributor_and_coordinators(
    words_of_dee: Reflection, amara: User, chen: User, dee: User
) -> None:
    row = told(taken(words_of_dee, amara), amara, feedback="We changed the letter for you.")
    shown = [
        contributions_for_reader(amara, [now(row)], manages=True)[0].feedback,
        contributions_for_reader(dee, [now(row)])[0].feedback,
        contributions_for_reader(chen, [now(row)])[0].feedback,
    ]
    assert shown == ["We changed the letter for you."] * 2 + [""]


def test_the_csv_holds_what_the_page_shows(project: Project, words_of_dee: Reflection, amara: User, ben: User) -> None:
    taken(words_of_dee, amara, said="=1+1")
    address = reverse("contributions:contribution_csv", args=[project.pk])
    rows = [
        list(csv.reader(io.StringIO(b"".join(signed_in(one).post(address)).decode("utf-8-sig"))))[1][1:4]
        for one in (amara, ben)
    ]
    assert rows == [["'=1+1", "Finch", "Patient"], [NOT_OPEN, "", ""]]


def test_words_taken_back_leave_a_contribution_without_words(
    project: Project, words_of_dee: Reflection, amara: User, dee: User
) -> None:
    row = told(taken(words_of_dee, amara), amara)
    leave(project, dee, Scope.WORDS)
    assert as_seen(amara, row) == (TAKEN_BACK, "", "")


def test_an_outcome_is_read_by_whoever_sees_the_outcomes(
    dialogue: Dialogue, amara: User, ben: User, oli: User, priya: User
) -> None:
    agreement = recording.agreement(dialogue, amara)
    row = take_up_outcome(agreement, details=words(SAID), token=uuid.uuid4(), by=amara)
    assert [as_seen(reader, row)[0] for reader in (amara, ben, oli, priya)] == [SAID, SAID, NOT_OPEN, NOT_OPEN]
    assert row.contributor is None


def test_an_outcome_that_was_taken_up_stays(dialogue: Dialogue, amara: User) -> None:
    agreement = recording.agreement(dialogue, amara)
    take_up_outcome(agreement, details=words(SAID), token=uuid.uuid4(), by=amara)
    with pytest.raises(Refused, match="so it stays"):
        remove_outcome(agreement, by=amara)


def test_without_its_origin_nobody_reads_it(dialogue: Dialogue, amara: User) -> None:
    row = take_up_outcome(recording.agreement(dialogue, amara), details=words(SAID), token=uuid.uuid4(), by=amara)
    row.origin.delete()
    assert as_seen(amara, row)[0] == NOT_OPEN


@pytest.mark.parametrize("kind", ["agreement", "disagreement", "action"])
def test_each_kind_of_outcome_is_taken_up_on_its_page(dialogue: Dialogue, amara: User, kind: str) -> None:
    makers: dict[str, Callable[[], Any]] = {
        "agreement": lambda: recording.agreement(dialogue, amara),
        "disagreement": lambda: recording.kept(dialogue, amara),
        "action": lambda: recording.action(dialogue, amara, amara),
    }
    outcome = makers[kind]()
    browser = signed_in(amara)
    address = url(f"contribution_from_{kind}", dialogue, outcome.pk)
    assert address in page(browser, "outcome_list", dialogue)
    form = {"said": SAID, "owner": "", "answer_by": in_days(9).isoformat(), "form_token": str(uuid.uuid4())}
    for _ in range(2):
        assert browser.post(address, form).status_code == 303
    assert getattr(Contribution.objects.get().origin, kind) == outcome


def test_the_words_page_offers_it_to_coordinators_where_the_group_may_use_them(
    dialogue: Dialogue, words_of_dee: Reflection, amara: User, chen: User, dee: User
) -> None:
    address = url("contribution_from_reflection", dialogue, words_of_dee.pk)
    assert address in page(signed_in(amara), "dialogue_words", dialogue)
    assert address not in page(signed_in(chen), "dialogue_words", dialogue)
    narrow(dialogue, dee, "facilitators")
    dialogue.seats.filter(person=amara).update(facilitates=True)
    assert address not in page(signed_in(amara), "dialogue_words", dialogue)


def test_the_form_shows_the_words_and_starts_empty(dialogue: Dialogue, words_of_dee: Reflection, amara: User) -> None:
    text = page(signed_in(amara), "contribution_from_reflection", dialogue, words_of_dee.pk)
    assert "The letter frightened me." in text
    assert 'name="said"' in text
    answer = signed_in(amara).post(url("contribution_from_reflection", dialogue, words_of_dee.pk), {})
    assert answer.status_code == 422


def test_a_permission_narrowed_while_the_form_was_open_is_obeyed(
    dialogue: Dialogue, words_of_dee: Reflection, amara: User, dee: User
) -> None:
    narrow(dialogue, dee)
    form = {"said": SAID, "answer_by": in_days(9).isoformat(), "form_token": str(uuid.uuid4())}
    answer = signed_in(amara).post(url("contribution_from_reflection", dialogue, words_of_dee.pk), form)
    assert answer.status_code == 404
    assert not Contribution.objects.exists()

"""A search finds what the searcher may read now, and tells nothing of the rest."""

from __future__ import annotations

import logging
from itertools import product

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from dialogues.actions.reflections import save_draft
from dialogues.models import Dialogue, Reflection
from dialogues.policies.words import ReflectionFacts
from dialogues.queries.reflections import Slot
from participants.enums import Audience
from projects.models import Membership, Project
from tests.dialogues.planning import opened, planned, revealed, seat, sent
from tests.dialogues.searching import ask, hits, page, words_found
from tests.dialogues.test_words import CASES, PEOPLE, person_for, reader
from tests.factories import in_days, in_project

SECRET = "marmalade"
TAKING_PART = [marks for marks in PEOPLE if marks[1] == "T"]
CAN_ENTER_NOT = [marks for marks in PEOPLE if marks[1] == "."]


@pytest.mark.django_db
@pytest.mark.parametrize(("audience", "is_revealed"), list(product(Audience.values, (False, True))))
@pytest.mark.parametrize("marks", TAKING_PART, ids=[PEOPLE[marks] for marks in TAKING_PART])
def test_a_search_finds_what_the_rule_lets_the_searcher_read(
    marks: str, audience: str, is_revealed: bool, project: Project, amara: User
) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, amara)
    someone = person_for(marks, project, dialogue, amara)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="open", revealed_at=timezone.now() if is_revealed else None)
    sent(dialogue, someone if marks[0] == "A" else amara, f"The {SECRET} is here", audience=audience)
    may = CASES[ReflectionFacts(audience, is_revealed), reader(marks)]
    for words in (SECRET, SECRET[:4], f'"{SECRET} is here"', "-herring", ""):
        text = page(someone, project, words, kind="free")
        assert ("is here" in text.replace(f"{SECRET} is here&quot;", "")) is may
        assert ("1 found" in text) is may


@pytest.mark.parametrize("marks", CAN_ENTER_NOT, ids=[PEOPLE[marks] for marks in CAN_ENTER_NOT])
def test_whoever_does_not_take_part_cannot_search(marks: str, project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, amara)
    someone = person_for(marks, project, dialogue, amara)
    response = ask(someone, project, SECRET)
    assert response.status_code == (404 if marks[2] == "S" else 403)


def test_words_of_another_project_are_not_found_by_somebody_in_both(
    project: Project, amara: User, dee: User, other_project: Project, zoe: User
) -> None:
    Membership.objects.create(
        project=other_project, person=dee, role="partner", standpoint="patient", starts_on=project.starts_on
    )
    theirs = opened(other_project, zoe, dee, zoe)
    sent(theirs, zoe, f"{SECRET} there", audience="project")
    revealed(theirs, zoe)
    opened(project, amara, dee)
    assert words_found(dee, other_project, SECRET) == [f"[{SECRET}] there"]
    assert words_found(dee, project, SECRET) == []
    assert ask(dee, project, SECRET, dialogue=theirs.pk).status_code == 422
    assert ask(amara, other_project, SECRET).status_code == 404


def test_words_that_cannot_be_read_give_the_page_of_words_that_are_nowhere(
    project: Project, amara: User, dee: User, ben: User
) -> None:
    dialogue = opened(project, amara, dee, ben)
    sent(dialogue, dee, "zanzibar", audience="only_me")
    before = page(ben, project, "zanzibar")
    assert before.replace("zanzibar", "WORD") == page(ben, project, "timbuktu").replace("timbuktu", "WORD")
    revealed(dialogue, amara)
    assert page(ben, project, "zanzi").replace("zanzi", "WORD") == page(ben, project, "timbu").replace("timbu", "WORD")
    assert page(ben, project, "zanzibar") == before


def test_counts_are_of_what_may_be_read(project: Project, amara: User, dee: User, ben: User) -> None:
    dialogue = opened(project, amara, dee, ben)
    sent(dialogue, dee, SECRET, 1, audience="only_me")
    sent(dialogue, dee, SECRET, 2, audience="dialogue")
    revealed(dialogue, amara)
    assert "2 found" in page(dee, project, SECRET)
    assert "1 found" in page(ben, project, SECRET)


def test_own_words_before_the_reveal_are_found_and_said_to_be_unread(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, SECRET, 2)
    (hit,) = hits(dee, project, SECRET)
    assert "Only you can read this yet" in hit
    assert f"/dialogues/{dialogue.pk}/write/2/" in hit
    revealed(dialogue, amara)
    (hit,) = hits(dee, project, SECRET)
    assert "Only you can read this yet" not in hit
    assert "Yours. Who reads it: Everybody with a seat" in hit


def test_a_hit_leads_to_its_place_among_the_words(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, amara, dee)
    row = sent(dialogue, dee, SECRET)
    revealed(dialogue, amara)
    (hit,) = hits(amara, project, SECRET)
    assert f"/dialogues/{dialogue.pk}/words/?at={row.pk}#words-{row.pk}" in hit


def test_drafts_are_never_found(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    row = dialogue.seats.get(person=dee)
    save_draft(Slot(row, dialogue.prompts.get(position=1)), text=SECRET, version=0, by=dee)
    assert words_found(dee, project, SECRET) == []


def test_words_taken_back_are_never_found_nor_listed(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    row = sent(dialogue, dee, SECRET, audience="project")
    revealed(dialogue, amara)
    Reflection.objects.filter(pk=row.pk).update(text="", withdrawn_at=timezone.now())
    assert words_found(amara, project, SECRET) == []
    assert words_found(amara, project, kind="free") == []


def test_a_response_is_found_only_with_what_it_responds_to(project: Project, amara: User, ben: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, ben)
    first = sent(dialogue, dee, "I was afraid to say it", audience="dialogue")
    sent(dialogue, ben, f"So was I, {SECRET}", audience="project", responds_to=first, manner="builds")
    revealed(dialogue, amara)
    assert words_found(amara, project, SECRET) == []
    (hit,) = hits(dee, project, SECRET, kind="response")
    assert "Response: Builds on it" in hit
    assert words_found(dee, project, "afraid", kind="response") == []
    Reflection.objects.filter(pk=first.pk).update(audience="only_me")
    assert words_found(ben, project, "afraid") == []


def test_a_permission_taken_away_is_obeyed_by_the_next_search(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    row = sent(dialogue, dee, SECRET, audience="project")
    revealed(dialogue, amara)
    assert words_found(amara, project, SECRET) == [f"[{SECRET}]"]
    Reflection.objects.filter(pk=row.pk).update(audience="only_me")
    assert words_found(amara, project, SECRET) == []


def test_a_hit_shows_the_name_its_author_chose(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, SECRET, audience="project", name_rule="pseudonym", pseudonym="Robin")
    revealed(dialogue, amara)
    (hit,) = hits(amara, project, SECRET)
    assert "Robin" in hit
    assert "Dee Marsh" not in hit


def test_what_is_searched_for_is_in_no_log_and_no_event(
    project: Project, amara: User, dee: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    opened(project, amara, dee)
    events = Event.objects.count()
    assert ask(dee, project, SECRET).status_code == 200
    assert ask(dee, project, SECRET, kind="nonsense").status_code == 422
    assert Event.objects.count() == events
    assert SECRET not in caplog.text


def test_somebody_whose_membership_ends_finds_nothing_any_more(project: Project, amara: User) -> None:
    leaver = in_project(project, "Lee Part", "partner", "carer")
    dialogue = opened(project, amara, leaver)
    sent(dialogue, leaver, SECRET)
    assert words_found(leaver, project, SECRET) == [f"[{SECRET}]"]
    Membership.objects.filter(person=leaver).update(expires_on=in_days(0))
    assert ask(leaver, project, SECRET).status_code == 404

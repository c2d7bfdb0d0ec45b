"""A kept disagreement goes into the register of tensions."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.errors import Refused
from dialogues.actions.outcomes import remove_outcome
from dialogues.actions.tensions import raise_from_disagreement
from dialogues.models import Dialogue, KeptDisagreement, TensionOrigin
from dialogues.queries.tensions import origins
from projects.models import Project
from tensions.models import Tension
from tests.dialogues.planning import page, url
from tests.dialogues.recording import kept, open_words
from tests.factories import in_project, signed_in
from tests.tensions.tensions import tension, told

ADD, THERE = "Add to the tensions", "In the register of tensions"


@pytest.fixture
def dialogue(project: Project, amara: User, dee: User, chen: User) -> Dialogue:
    return open_words(project, amara, amara, dee, chen)


@pytest.fixture
def difference(dialogue: Dialogue, amara: User) -> KeptDisagreement:
    return kept(dialogue, amara)


def sent(**changes: Any) -> dict[str, Any]:
    start = {
        "challenge": "pace",
        "title": "How soon is soon?",
        "text": "",
        "borne_by": ["patient", "clinician"],
        "owner": "",
        "form_token": str(uuid.uuid4()),
    }
    return start | changes


def add(person: User, difference: KeptDisagreement, **changes: Any) -> Any:
    return signed_in(person).post(url("disagreement_raise", difference.dialogue, difference.pk), sent(**changes))


def test_the_form_begins_with_the_title_and_those_who_hold_positions(dee: User, difference: KeptDisagreement) -> None:
    form = page(signed_in(dee), "disagreement_raise", difference.dialogue, difference.pk)
    assert 'value="How soon is soon?"' in form
    chosen = {
        one
        for one in ("patient", "clinician", "carer", "academic")
        if any(f'value="{one}"' in piece and "checked" in piece for piece in form.split("<input"))
    }
    assert chosen == {"patient", "clinician"}


def test_a_challenge_the_dialogue_asked_about_is_chosen_beforehand(dee: User, difference: KeptDisagreement) -> None:
    form = page(signed_in(dee), "disagreement_raise", difference.dialogue, difference.pk)
    assert any('value="pace"' in piece and "checked" in piece for piece in form.split("<input"))


def test_anybody_who_reads_the_outcomes_adds_it(dee: User, difference: KeptDisagreement) -> None:
    answer = add(dee, difference)
    made = Tension.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, made.get_absolute_url())
    assert (made.nature, made.challenge, made.title) == ("tension", "pace", "How soon is soon?")
    assert TensionOrigin.objects.get().disagreement == difference


def test_pressed_twice_or_by_two_people_it_leads_to_the_same_tension(
    dee: User, chen: User, difference: KeptDisagreement
) -> None:
    places = {add(person, difference)["Location"] for person in (dee, dee, chen)}
    assert len(places) == Tension.objects.count() == 1


def test_looking_at_the_form_of_one_that_is_there_leads_to_it(dee: User, difference: KeptDisagreement) -> None:
    add(dee, difference)
    answer = signed_in(dee).get(url("disagreement_raise", difference.dialogue, difference.pk))
    assert (answer.status_code, answer["Location"]) == (303, Tension.objects.get().get_absolute_url())


def test_two_who_press_at_once_make_one(dee: User, chen: User, difference: KeptDisagreement) -> None:
    first = raise_from_disagreement(difference, difficulty=told(title="Mine"), token=uuid.uuid4(), by=dee)
    second = raise_from_disagreement(difference, difficulty=told(title="Theirs"), token=uuid.uuid4(), by=chen)
    assert (first.pk, second.title) == (second.pk, "Mine")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"challenge": ""}, "Choose the challenge"),
        ({"title": ""}, "Say in one sentence"),
        ({"borne_by": ["\x00"]}, "Choose from the list."),
        ({"form_token": ""}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    dee: User, difference: KeptDisagreement, changes: dict[str, Any], sentence: str
) -> None:
    answer = add(dee, difference, **changes)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not Tension.objects.exists()


def test_the_outcomes_offer_it_and_then_lead_to_it(dee: User, difference: KeptDisagreement) -> None:
    before = page(signed_in(dee), "outcome_list", difference.dialogue)
    add(dee, difference)
    after = page(signed_in(dee), "outcome_list", difference.dialogue)
    assert (ADD in before, THERE in before, ADD in after, THERE in after) == (True, False, False, True)
    assert Tension.objects.get().get_absolute_url() in after


def test_the_tension_leads_back_to_the_outcomes(dee: User, difference: KeptDisagreement) -> None:
    add(dee, difference)
    shown = signed_in(dee).get(Tension.objects.get().get_absolute_url()).content.decode()
    assert f'href="{url("outcome_list", difference.dialogue)}#kept-{difference.pk}"' in shown
    assert "A kept disagreement of the dialogue “How we decide”" in shown


def test_whoever_sees_no_dialogues_is_only_told_that_it_was_one(
    project: Project, dee: User, oli: User, difference: KeptDisagreement
) -> None:
    add(dee, difference)
    made = Tension.objects.get()
    origin = origins(oli, [made.pk])[made.pk]
    assert (origin.readable, origin.url, origin.words) == (False, "", "")
    assert "How we decide" not in origin.label


def test_a_tension_raised_by_hand_comes_from_nowhere(project: Project, dee: User) -> None:
    shown = signed_in(dee).get(tension(project, dee).get_absolute_url()).content.decode()
    assert "Where it comes from" not in shown


def test_removing_the_disagreement_leaves_the_tension(amara: User, dee: User, difference: KeptDisagreement) -> None:
    add(dee, difference)
    remove_outcome(difference, by=amara)
    shown = signed_in(dee).get(Tension.objects.get().get_absolute_url())
    assert (shown.status_code, TensionOrigin.objects.exists()) == (200, False)
    assert "Where it comes from" not in shown.content.decode()


def test_a_disagreement_that_was_removed_meanwhile_is_not_added(
    amara: User, dee: User, difference: KeptDisagreement
) -> None:
    stored = KeptDisagreement.objects.select_related("dialogue__project").get(pk=difference.pk)
    remove_outcome(difference, by=amara)
    with pytest.raises(Refused, match="Somebody removed this disagreement"):
        raise_from_disagreement(stored, difficulty=told(), token=uuid.uuid4(), by=dee)


def test_nothing_is_added_before_the_reveal(amara: User, dee: User, difference: KeptDisagreement) -> None:
    Dialogue.objects.update(revealed_at=None)
    answer = add(dee, difference)
    assert (answer.status_code, "not open yet" in answer.content.decode()) == (422, True)
    assert ADD not in page(signed_in(dee), "outcome_list", difference.dialogue)


def test_a_closed_project_takes_none_and_offers_none(dee: User, difference: KeptDisagreement) -> None:
    Project.objects.update(state="closed")
    answer = add(dee, difference, text="My long words")
    assert (answer.status_code, "My long words" in answer.content.decode()) == (422, True)
    assert signed_in(dee).get(url("disagreement_raise", difference.dialogue, difference.pk)).status_code == 409
    assert ADD not in page(signed_in(dee), "outcome_list", difference.dialogue)


def test_a_closed_dialogue_still_gives_its_disagreements(dee: User, difference: KeptDisagreement) -> None:
    Dialogue.objects.update(state="closed")
    assert add(dee, difference).status_code == 303


def test_an_observer_is_turned_away(project: Project, oli: User, difference: KeptDisagreement) -> None:
    assert add(oli, difference).status_code == 403


def test_a_disagreement_of_another_dialogue_is_not_found(
    project: Project, amara: User, dee: User, difference: KeptDisagreement
) -> None:
    other = open_words(project, amara, amara, dee)
    assert signed_in(dee).get(url("disagreement_raise", other, difference.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_origins_of_any_number_take_one_read(
    project: Project,
    dialogue: Dialogue,
    amara: User,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader = in_project(project, "Kim Reed", "partner", "carer")
    made = [
        raise_from_disagreement(kept(dialogue, amara), difficulty=told(), token=uuid.uuid4(), by=amara).pk
        for _ in range(count)
    ]
    with django_assert_num_queries(1):
        assert len(origins(reader, made)) == count

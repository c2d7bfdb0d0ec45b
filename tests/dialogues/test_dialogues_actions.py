"""Planning, seats and steps: what is written, what is refused."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from audit.queries import of_project
from core.errors import Refused
from dialogues.actions import dialogues as actions
from dialogues.actions.prompts import PromptChoice, Question
from dialogues.enums import DIALOGUE_STEPS, DialogueState, Theme
from dialogues.models import Dialogue, Draft
from dialogues.policies import dialogues as policies
from dialogues.registry import TEN_THEMES
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, planned, revealed, seat, sent


def test_the_built_in_set_has_one_prompt_for_each_theme() -> None:
    assert [prompt.theme for prompt in TEN_THEMES.prompts] == Theme.values


def test_every_built_in_prompt_has_a_plain_twin_and_fits_its_column() -> None:
    for prompt in TEN_THEMES.prompts:
        assert 0 < len(str(prompt.text)) <= 300
        assert 0 < len(str(prompt.plain_text)) <= 300
        assert str(prompt.plain_text) != str(prompt.text)


def test_plain_twins_have_short_sentences() -> None:
    sentences = [
        sentence for prompt in TEN_THEMES.prompts for sentence in str(prompt.plain_text).replace("?", "?|").split("|")
    ]
    assert max(len(sentence.split()) for sentence in sentences) <= 20


def test_every_state_has_its_steps() -> None:
    assert set(DIALOGUE_STEPS) == set(DialogueState)


def test_planning_copies_the_prompts_and_notes_the_set(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    assert [(row.position, row.theme) for row in dialogue.prompts.all()] == [(1, "pace"), (2, "goal"), (3, "")]
    assert dialogue.prompt_set == "Ten themes, version 1"


def test_planning_with_only_own_prompts_notes_no_set(project: Project, amara: User) -> None:
    fields = {"title": "Ours", "writing_ends_at": timezone.now()}
    dialogue = actions.plan_dialogue(
        project, token=uuid.uuid4(), fields=fields, themes=[], own_prompts=["Ours?"], by=amara
    )
    assert dialogue.prompt_set == ""


def test_the_same_form_sent_twice_plans_one_dialogue(project: Project, amara: User) -> None:
    token = uuid.uuid4()
    fields = {"title": "Once", "writing_ends_at": timezone.now()}
    for _ in range(2):
        actions.plan_dialogue(project, token=token, fields=fields, themes=["goal"], own_prompts=[], by=amara)
    assert Dialogue.objects.get().prompts.count() == 1


def test_planning_in_a_closed_project_is_refused(project: Project, amara: User) -> None:
    Project.objects.update(state=ProjectState.CLOSED)
    project.refresh_from_db()
    with pytest.raises(Refused):
        planned(project, amara)


def test_editing_records_the_names_of_what_changed(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    actions.edit_dialogue(dialogue, fields={"title": "New", "place": ""}, prompts=PromptChoice(["risk"], []), by=amara)
    event = of_target(dialogue.pk).filter(type="dialogues.dialogue_changed").get()
    assert event.data == {"fields": ["prompts", "title"]}


def test_editing_nothing_records_nothing(project: Project, amara: User) -> None:
    dialogue = planned(project, amara)
    same = PromptChoice(["pace", "goal"], [Question("What would you like to ask?")])
    actions.edit_dialogue(dialogue, fields={"title": "How we decide"}, prompts=same, by=amara)
    assert not of_target(dialogue.pk).filter(type="dialogues.dialogue_changed").exists()


def test_prompts_stay_once_people_write(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    actions.edit_dialogue(dialogue, fields={"title": "New"}, prompts=PromptChoice(["risk"], []), by=amara)
    assert dialogue.prompts.count() == 3


def test_a_seat_keeps_the_standpoint_of_the_day_it_was_given(project: Project, amara: User, dee: User) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, dee)
    Membership.objects.filter(person=dee).update(standpoint="carer")
    seat(dialogue, amara, dee)
    assert dialogue.seats.get().standpoint == "patient"


def test_an_observer_cannot_have_a_seat(project: Project, amara: User, oli: User) -> None:
    dialogue = planned(project, amara)
    actions.set_seats(dialogue, chosen={Membership.objects.get(person=oli).pk: False}, by=amara)
    assert not dialogue.seats.exists()


def test_a_member_of_another_project_cannot_have_a_seat(
    project: Project, amara: User, zoe: User, other_project: Project
) -> None:
    dialogue = planned(project, amara)
    actions.set_seats(dialogue, chosen={Membership.objects.get(person=zoe).pk: False}, by=amara)
    assert not dialogue.seats.exists()


def test_a_seat_can_be_taken_away_and_a_facilitator_changed(
    project: Project, amara: User, dee: User, chen: User
) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, dee, chen, facilitator=dee)
    seat(dialogue, amara, chen, facilitator=chen)
    assert [(row.person, row.facilitates) for row in dialogue.seats.all()] == [(chen, True)]


def test_a_seat_that_has_sent_stays(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, dee, "Mine")
    with pytest.raises(Refused, match="in use"):
        seat(dialogue, amara, chen)
    assert dialogue.seats.count() == 2


def test_a_seat_with_a_draft_stays(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    Draft.objects.create(
        seat=dialogue.seats.get(person=dee), prompt=dialogue.prompts.all()[0], text="Begun", saved_at=timezone.now()
    )
    with pytest.raises(Refused, match="in use"):
        seat(dialogue, amara, chen)


def test_the_seat_of_somebody_who_left_stays(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    seat(dialogue, amara, chen)
    assert dialogue.seats.filter(person=dee).exists()


def test_no_seat_is_given_after_the_reveal(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    with pytest.raises(Refused, match="Seats stay"):
        seat(dialogue, amara, dee, chen)


@pytest.mark.parametrize("missing", ["prompts", "seats"])
def test_a_dialogue_without_prompts_or_seats_cannot_open(
    project: Project, amara: User, dee: User, missing: str
) -> None:
    dialogue = planned(project, amara)
    seat(dialogue, amara, dee)
    getattr(dialogue, missing).all().delete()
    with pytest.raises(Refused):
        actions.open_dialogue(dialogue, by=amara)


def test_a_dialogue_whose_time_is_over_cannot_open(project: Project, amara: User, dee: User) -> None:
    dialogue = planned(project, amara, writing_ends_at=timezone.now() - timedelta(minutes=1))
    seat(dialogue, amara, dee)
    with pytest.raises(Refused, match="already have ended"):
        actions.open_dialogue(dialogue, by=amara)


@pytest.mark.parametrize("now", list(DialogueState))
@pytest.mark.parametrize("then", list(DialogueState))
def test_only_the_steps_of_the_table_are_taken(now: DialogueState, then: DialogueState) -> None:
    dialogue = Dialogue(state=now, project=Project(state=ProjectState.ACTIVE))
    if then in DIALOGUE_STEPS[now]:
        policies.check_step(dialogue, then)
    else:
        with pytest.raises(Refused):
            policies.check_step(dialogue, then)


@pytest.mark.parametrize("now", list(DialogueState))
def test_no_step_is_taken_in_a_closed_project(now: DialogueState) -> None:
    dialogue = Dialogue(state=now, project=Project(state=ProjectState.CLOSED))
    for then in DialogueState:
        with pytest.raises(Refused, match="closed"):
            policies.check_step(dialogue, then)


def test_a_whole_life_leaves_its_events(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    actions.hold_dialogue(dialogue, by=amara)
    actions.close_dialogue(dialogue, by=amara)
    kinds = [event.type.removeprefix("dialogues.") for event in of_project(project.pk).order_by("at")]
    assert kinds == [
        "dialogue_planned",
        "seats_changed",
        "dialogue_opened",
        "dialogue_revealed",
        "dialogue_held",
        "dialogue_closed",
    ]


def test_a_partner_without_a_facilitating_seat_cannot_reveal(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    with pytest.raises(PermissionDenied):
        actions.reveal(dialogue, by=dee)
    dialogue.refresh_from_db()
    assert not dialogue.is_revealed


def test_a_facilitating_partner_can_reveal(project: Project, amara: User, dee: User) -> None:
    assert revealed(opened(project, amara, dee, facilitator=dee), dee).is_revealed


def test_the_facilitator_of_one_dialogue_cannot_reveal_another(project: Project, amara: User, dee: User) -> None:
    opened(project, amara, dee, facilitator=dee)
    other = opened(project, amara, dee)
    with pytest.raises(PermissionDenied):
        actions.reveal(other, by=dee)


def test_a_planned_dialogue_cannot_be_revealed(project: Project, amara: User) -> None:
    with pytest.raises(Refused):
        actions.reveal(planned(project, amara), by=amara)


def test_the_reveal_happens_once(project: Project, amara: User, dee: User) -> None:
    dialogue = revealed(opened(project, amara, dee), amara)
    first = dialogue.revealed_at
    with pytest.raises(Refused, match="open already"):
        actions.reveal(dialogue, by=amara)
    dialogue.refresh_from_db()
    assert dialogue.revealed_at == first


def test_a_dialogue_with_blind_words_cannot_close(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    with pytest.raises(Refused, match="nobody would ever read"):
        actions.close_dialogue(dialogue, by=amara)


def test_a_closed_dialogue_cannot_be_changed(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    actions.close_dialogue(dialogue, by=amara)
    with pytest.raises(Refused, match="closed"):
        actions.edit_dialogue(dialogue, fields={"title": "New"}, by=amara)

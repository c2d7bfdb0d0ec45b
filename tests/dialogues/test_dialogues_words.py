"""The reveal: who reads which words, under what name; and that no other page shows any."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from dialogues.models import Dialogue, Draft
from projects.models import Membership, Project
from tests.dialogues.planning import opened, page, revealed, sent, url
from tests.factories import signed_in

SECRET = "marmalade-under-the-floorboards"
SHOWN = ["dialogue_detail", "dialogue_words", "dialogue_edit", "seat_manage", "dialogue_reveal", "disagreement_add"]


def everywhere(reader: User, dialogue: Dialogue) -> str:
    """All that this person is shown of a dialogue, whatever the status."""
    client = signed_in(reader)
    paths = [url(name, dialogue) for name in SHOWN]
    paths.append(reverse("dialogues:dialogue_list", args=[dialogue.project_id]))
    return "".join(client.get(path).content.decode() for path in paths)


@pytest.mark.parametrize("audience", ["only_me", "facilitators", "dialogue", "project"])
def test_before_the_reveal_nobody_is_shown_words(
    audience: str, project: Project, amara: User, ben: User, dee: User, priya: User
) -> None:
    dialogue = opened(project, amara, dee, ben, facilitator=ben)
    sent(dialogue, dee, SECRET, audience=audience)
    for reader in (amara, ben, dee, priya):
        assert SECRET not in everywhere(reader, dialogue)


def test_before_the_reveal_the_page_says_when_words_open(project: Project, amara: User, dee: User) -> None:
    text = page(signed_in(dee), "dialogue_words", opened(project, amara, dee))
    assert "When a facilitator opens them" in text


def test_after_the_reveal_words_for_the_author_alone_are_on_no_page_of_others(
    project: Project, amara: User, ben: User, chen: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, chen, ben, facilitator=ben)
    sent(dialogue, dee, SECRET, audience="only_me")
    revealed(dialogue, amara)
    for reader in (amara, ben, chen):
        assert SECRET not in everywhere(reader, dialogue)


def test_after_the_reveal_authors_read_their_own_words(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, SECRET, audience="only_me")
    assert SECRET in page(signed_in(dee), "dialogue_words", revealed(dialogue, amara))


def test_words_for_facilitators_are_read_by_them_and_not_by_others(
    project: Project, amara: User, ben: User, chen: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, chen, ben, facilitator=ben)
    sent(dialogue, dee, SECRET, audience="facilitators")
    revealed(dialogue, ben)
    assert SECRET in everywhere(ben, dialogue)
    assert SECRET not in everywhere(chen, dialogue)
    assert SECRET not in everywhere(amara, dialogue)


def test_words_for_the_dialogue_are_read_by_its_seats_alone(
    project: Project, amara: User, chen: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, dee, SECRET, audience="dialogue")
    revealed(dialogue, amara)
    assert SECRET in everywhere(chen, dialogue)
    assert SECRET not in everywhere(amara, dialogue)


def test_words_for_the_project_are_not_read_by_observers_and_administrators(
    project: Project, amara: User, dee: User, oli: User, priya: User
) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, SECRET, audience="project")
    revealed(dialogue, amara)
    assert SECRET in everywhere(amara, dialogue)
    for reader in (oli, priya):
        assert SECRET not in everywhere(reader, dialogue)


def test_somebody_whose_membership_ended_reads_nothing(project: Project, amara: User, chen: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, dee, SECRET, audience="project")
    revealed(dialogue, amara)
    Membership.objects.filter(person=chen).update(expires_on=project.starts_on)
    assert signed_in(chen).get(url("dialogue_words", dialogue)).status_code == 404


def test_a_draft_is_on_no_page_even_after_the_reveal(project: Project, amara: User, chen: User, dee: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    seat, prompt = dialogue.seats.get(person=dee), dialogue.prompts.all()[0]
    Draft.objects.create(seat=seat, prompt=prompt, text=SECRET, saved_at=dialogue.created_at)
    revealed(dialogue, amara)
    for reader in (amara, chen):
        assert SECRET not in everywhere(reader, dialogue)


@pytest.mark.parametrize(
    ("rule", "name"), [("full", "Dee Marsh"), ("pseudonym", "Wren"), ("standpoint", "Patient, name not shown")]
)
def test_words_stand_under_the_name_chosen_for_them(
    rule: str, name: str, project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine", audience="project", name_rule=rule, pseudonym="Wren")
    assert f"<strong>{name}</strong>" in page(signed_in(amara), "dialogue_words", revealed(dialogue, amara))


def test_an_unnamed_reflection_does_not_name_its_author_on_the_page_of_words(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine", audience="project", name_rule="standpoint", pseudonym="Wren")
    text = page(signed_in(amara), "dialogue_words", revealed(dialogue, amara))
    assert "Dee" not in text
    assert "Wren" not in text


def test_words_are_shown_as_text_and_not_as_markup(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    words, name = "<script>alert(1)</script>", "<i>Wren</i>"
    sent(dialogue, dee, words, audience="project", name_rule="pseudonym", pseudonym=name)
    revealed(dialogue, amara)
    for reader in (amara, dee):
        text = page(signed_in(reader), "dialogue_words", dialogue)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "<i>Wren" not in text
        assert "&lt;i&gt;Wren" in text


def test_a_silence_is_the_same_for_no_words_and_for_words_kept_private(
    project: Project, amara: User, chen: User, dee: User
) -> None:
    """Nobody can tell from the page whether a patient wrote nothing or wrote only for themselves."""
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, dee, SECRET, prompt=1, audience="only_me")
    text = page(signed_in(chen), "dialogue_words", revealed(dialogue, amara))
    patients = [part.split("</article>")[0] for part in text.split('<article class="voice patient')[1:]]
    assert len(patients) == 3
    assert len(set(patients)) == 1


def test_a_standpoint_without_a_seat_is_not_called_silent(project: Project, amara: User, dee: User) -> None:
    text = page(signed_in(amara), "dialogue_words", revealed(opened(project, amara, dee), amara))
    assert 'class="voice patient silence"' in text
    assert 'class="voice carer' not in text


def test_each_standpoint_stands_first_for_some_prompt(
    project: Project, amara: User, ben: User, chen: User, dee: User
) -> None:
    text = page(signed_in(amara), "dialogue_words", revealed(opened(project, amara, ben, chen, dee), amara))
    sections = text.split('<div class="voices">')[1:]
    firsts = {section.split('<article class="voice ')[1].split(" ")[0].rstrip('">') for section in sections}
    assert firsts == {"academic", "clinician", "patient"}


def test_no_time_of_writing_is_shown(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine", audience="project")
    assert "<time" not in page(signed_in(amara), "dialogue_words", revealed(dialogue, amara))


def test_words_of_another_dialogue_are_not_mixed_in(project: Project, amara: User, dee: User) -> None:
    other = opened(project, amara, dee)
    sent(other, dee, SECRET, audience="project")
    revealed(other, amara)
    dialogue = revealed(opened(project, amara, dee), amara)
    assert SECRET not in page(signed_in(amara), "dialogue_words", dialogue)


@pytest.mark.parametrize("count", [1, 3])
def test_the_words_cost_the_same_for_one_and_three(
    count: int,
    project: Project,
    amara: User,
    ben: User,
    chen: User,
    dee: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [dee, chen, ben]
    dialogue = opened(project, amara, *people)
    for person in people[:count]:
        sent(dialogue, person, "Mine", audience="project")
    revealed(dialogue, amara)
    client = signed_in(dee)
    with django_assert_num_queries(10):
        page(client, "dialogue_words", dialogue)

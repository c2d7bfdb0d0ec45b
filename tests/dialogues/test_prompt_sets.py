"""Sets of prompts: their versions, and that a dialogue keeps what it copied."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.editing import Stale
from core.errors import Refused
from dialogues.actions import prompt_sets as actions
from dialogues.actions.prompts import Question
from dialogues.models import Dialogue, PromptSet
from dialogues.queries.prompt_sets import last_version, versions
from projects.enums import ProjectState
from projects.models import Project
from tests.dialogues.planning import page, url
from tests.dialogues.test_dialogues_pages import create_url, typed
from tests.factories import signed_in

FIRST = [Question("What helped?", "What was good?"), Question("What was hard?")]


def made(project: Project, by: User, name: str = "Clinic questions", prompts: list[Question] = FIRST) -> PromptSet:
    return actions.make_set(project, token=uuid.uuid4(), name=name, prompts=prompts, by=by)


def changed(prompt_set: PromptSet, by: User, *prompts: Question, name: str = "Clinic questions", seen: int = 1) -> None:
    actions.edit_set(prompt_set, token=uuid.uuid4(), name=name, prompts=prompts, seen=seen, by=by)


def path(name: str, project: Project, *more: Any) -> str:
    return reverse(f"dialogues:{name}", args=[project.pk, *more])


def form(**changes: Any) -> dict[str, Any]:
    """A filled-in set."""
    rows = {"prompt_1": "What helped?", "plain_1": "What was good?", "prompt_2": "What was hard?"}
    return {"form_token": str(uuid.uuid4()), "seen": "0", "name": "Clinic questions"} | rows | changes


def test_a_set_is_made_once_however_often_the_form_is_sent(project: Project, amara: User) -> None:
    client, typed_in = signed_in(amara), form(order_2="1")
    for _ in range(2):
        assert client.post(path("prompt_set_make", project), typed_in).status_code == 303
    version = last_version(PromptSet.objects.get())
    assert [(row.text, row.plain_text) for row in version.prompts.all()] == [
        ("What was hard?", ""),
        ("What helped?", "What was good?"),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Give the set a name."),
        ({"name": "\x00"}, "Give the set a name."),
        ({"name": "x" * 121}, "120"),
        ({"prompt_1": ""}, "Write the prompt that these plain words belong to."),
        ({"prompt_2": "What helped?"}, "stands in the set already"),
        ({"prompt_2": "This | that"}, "Leave out the sign |"),
        ({"prompt_2": "x" * 301}, "300"),
        ({"order_1": "first"}, "Write a whole number."),
        ({"form_token": ""}, "Load this page again."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    changes: dict[str, Any], sentence: str, project: Project, amara: User
) -> None:
    response = signed_in(amara).post(path("prompt_set_make", project), form(prompt_9="Kept?") | changes)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "Kept?" in text
    assert not PromptSet.objects.exists()


def test_a_set_without_prompts_is_no_set(project: Project, amara: User) -> None:
    empty = form(prompt_1="", plain_1="", prompt_2="")
    response = signed_in(amara).post(path("prompt_set_make", project), empty)
    assert response.status_code == 422
    assert "Write at least one prompt." in response.content.decode()


def test_a_name_is_used_once_in_a_project(project: Project, other_project: Project, amara: User, zoe: User) -> None:
    made(project, amara)
    made(other_project, zoe)
    response = signed_in(amara).post(path("prompt_set_make", project), form())
    assert response.status_code == 422
    assert "a set with this name already" in response.content.decode()


def test_a_change_makes_a_version_and_the_old_one_stays_readable(project: Project, amara: User) -> None:
    found = made(project, amara)
    changed(found, amara, Question("What was hard?", "What was bad?"), Question("What next?"), Question("What helped?"))
    newest, oldest = versions(found)
    assert [row.text for row in oldest.prompts] == ["What helped?", "What was hard?"]
    assert newest.changes == [
        "New: “What next?”",
        "Other plain words: “What was hard?”",
        "Other plain words: “What helped?”",
        "The order has changed.",
    ]
    text = signed_in(amara).get(path("prompt_set_detail", project, found.pk)).content.decode()
    for said in ("Version 1", "Version 2", "New: “What next?”"):
        assert said in text


def test_saving_what_stands_there_makes_no_version(project: Project, amara: User) -> None:
    found = made(project, amara)
    changed(found, amara, *FIRST)
    assert found.versions.count() == 1


def test_a_change_sent_twice_makes_one_version(project: Project, amara: User) -> None:
    found, client = made(project, amara), signed_in(amara)
    typed_in = form(seen="1", prompt_3="What next?")
    for _ in range(2):
        assert client.post(path("prompt_set_edit", project, found.pk), typed_in).status_code == 303
    assert found.versions.count() == 2


def test_of_two_who_change_a_set_the_second_sees_both(project: Project, amara: User) -> None:
    found = made(project, amara)
    changed(found, amara, Question("Theirs?"))
    address = path("prompt_set_edit", project, found.pk)
    response = signed_in(amara).post(address, form(seen="1", prompt_3="Mine?"))
    text = response.content.decode()
    assert (response.status_code, found.versions.count()) == (409, 2)
    for said in ("Theirs?", "Mine?", 'name="seen" value="2"'):
        assert said in text
    with pytest.raises(Stale):
        changed(found, amara, *FIRST)


def test_a_closed_project_keeps_its_sets(project: Project, amara: User) -> None:
    found = made(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    project.refresh_from_db()
    with pytest.raises(Refused):
        changed(found, amara, Question("Mine?"))
    assert signed_in(amara).get(path("prompt_set_edit", project, found.pk)).status_code == 409
    assert signed_in(amara).get(path("prompt_set_detail", project, found.pk)).status_code == 200


def planned_with(client: Client, project: Project, prompt_set: PromptSet, **changes: Any) -> Dialogue:
    """Plan a dialogue that takes this set."""
    fields = {"taken": str(last_version(prompt_set).pk)} | changes
    assert client.post(create_url(project), typed(**fields)).status_code == 303
    return Dialogue.objects.latest("created_at")


def texts(dialogue: Dialogue) -> list[str]:
    return list(dialogue.prompts.values_list("text", flat=True))


def test_a_dialogue_copies_a_set_and_notes_its_version(project: Project, amara: User) -> None:
    found = made(project, amara)
    changed(found, amara, Question("What next?", "And now?"))
    dialogue = planned_with(signed_in(amara), project, found, own_prompts="Ours?")
    assert dialogue.prompt_set == "Ten themes, version 1; Clinic questions, version 2"
    assert texts(dialogue)[1:] == ["Ours?", "What next?"]
    assert dialogue.prompts.last().plain_text == "And now?"  # type: ignore[union-attr]


def test_changing_a_set_changes_no_dialogue(project: Project, amara: User) -> None:
    found = made(project, amara)
    dialogue = planned_with(signed_in(amara), project, found, themes=[])
    changed(found, amara, Question("Something else?"))
    dialogue.refresh_from_db()
    assert (texts(dialogue), dialogue.prompt_set) == (["What helped?", "What was hard?"], "Clinic questions, version 1")


def test_the_note_stays_while_a_prompt_of_the_set_is_asked(project: Project, amara: User) -> None:
    dialogue, client = planned_with(signed_in(amara), project, made(project, amara)), signed_in(amara)
    for version, own, noted in ((1, "What helped?", "; Clinic questions, version 1"), (2, "Ours?", "")):
        sent = client.post(url("dialogue_edit", dialogue), typed(version=version, own_prompts=own))
        assert sent.status_code == 303
        dialogue.refresh_from_db()
        assert dialogue.prompt_set == f"Ten themes, version 1{noted}"


def test_a_set_of_another_project_cannot_be_taken(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    made(project, amara)
    foreign = made(other_project, zoe, "Secret questions")
    text = signed_in(amara).get(create_url(project)).content.decode()
    assert "Clinic questions, version 1" in text
    assert "Secret" not in text
    for taken in (str(last_version(foreign).pk), "x", "\x00"):
        response = signed_in(amara).post(create_url(project), typed(taken=taken))
        assert response.status_code == 422
        assert "Choose a set from the list." in response.content.decode()


def test_a_dialogue_takes_at_most_twenty_prompts(project: Project, amara: User) -> None:
    own = "\n".join(f"Ours {number}?" for number in range(19))
    taken = str(last_version(made(project, amara)).pk)
    response = signed_in(amara).post(create_url(project), typed(taken=taken, own_prompts=own))
    assert response.status_code == 422
    assert "more than 20 prompts" in response.content.decode()


def test_an_empty_list_offers_to_make_a_set(project: Project, amara: User) -> None:
    text = signed_in(amara).get(path("prompt_set_list", project)).content.decode()
    assert "There are no sets yet" in text
    assert path("prompt_set_make", project) in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    count: int, project: Project, amara: User, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        made(project, amara, f"Set {number}")
    client = signed_in(amara)
    with django_assert_num_queries(5):
        text = client.get(path("prompt_set_list", project)).content.decode()
    assert text.count("<tr>") == count + 1  # and the head


@pytest.mark.parametrize("count", [1, 3])
def test_a_set_costs_the_same_for_one_and_three_versions(
    count: int, project: Project, amara: User, django_assert_num_queries: Any
) -> None:
    found = made(project, amara)
    for number in range(1, count):
        changed(found, amara, Question(f"Number {number}?"), seen=number)
    client = signed_in(amara)
    with django_assert_num_queries(7):
        client.get(path("prompt_set_detail", project, found.pk))


def test_the_page_of_a_dialogue_says_where_its_prompts_came_from(project: Project, amara: User) -> None:
    dialogue = planned_with(signed_in(amara), project, made(project, amara))
    assert "Clinic questions, version 1" in page(signed_in(amara), "dialogue_detail", dialogue)

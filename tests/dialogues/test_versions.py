"""Changing what was sent: until the close, with every version kept for its author, and honest marks for readers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import Event
from core.editing import Conflict
from core.errors import Refused
from dialogues.actions.reflections import restore_version
from dialogues.models import Dialogue, Reflection, ReflectionVersion
from projects.models import Project
from tests.dialogues.planning import opened, page, revealed
from tests.dialogues.writing import KEPT, NEWER, Writer, writer
from tests.factories import signed_in

OVER = {"state": "held", "writing_ends_at": timezone.now() - timedelta(days=1)}


@pytest.fixture
def dee_writes(project: Project, amara: User, dee: User, chen: User) -> Writer:
    """Dee has sent an answer to the first prompt."""
    desk = writer(opened(project, amara, dee, chen), dee)
    desk.save(KEPT)
    desk.send()
    return desk


def words(desk: Writer) -> Reflection:
    found = desk.reflection()
    assert found is not None
    return found


def texts(desk: Writer) -> list[str]:
    return list(words(desk).versions.order_by("number").values_list("text", flat=True))


def change(desk: Writer, text: str) -> None:
    desk.save(text)
    desk.send()


def restore(desk: Writer, text: str) -> int:
    version = ReflectionVersion.objects.filter(text=text).latest("number")
    return desk.post("reflection_restore", words(desk).pk, version.pk).status_code


def test_what_was_sent_can_be_changed_after_writing_has_ended(dee_writes: Writer) -> None:
    Dialogue.objects.update(**OVER)
    assert "data-autosave=" in dee_writes.get("reflection_write", 1).text
    assert dee_writes.write(NEWER).status_code == 303
    assert dee_writes.post("reflection_send").status_code == 303
    assert texts(dee_writes) == [KEPT, NEWER]


def test_what_was_not_sent_cannot_be_sent_after_writing_has_ended(dee_writes: Writer) -> None:
    dee_writes.save("Never sent", 2)
    dee_writes.save(NEWER, 1)
    Dialogue.objects.update(**OVER)
    assert dee_writes.send() == 1
    assert dee_writes.draft(2) is not None
    with pytest.raises(Refused, match="ended"):
        dee_writes.send()


@pytest.mark.parametrize("closed", ["dialogue", "project"])
def test_nothing_is_changed_once_it_is_closed(closed: str, dee_writes: Writer, amara: User) -> None:
    change(dee_writes, NEWER)
    revealed(dee_writes.dialogue, amara)
    Dialogue.objects.update(state="closed") if closed == "dialogue" else Project.objects.update(state="closed")
    assert dee_writes.write("Too late").status_code == 409
    assert restore(dee_writes, KEPT) == 409
    assert words(dee_writes).text == NEWER
    assert "Restore" not in dee_writes.get("reflection_history", words(dee_writes).pk).text


def test_new_words_keep_their_permission(dee_writes: Writer) -> None:
    dee_writes.permit(audience="project", name_rule="standpoint", may_quote=True)
    change(dee_writes, NEWER)
    row = words(dee_writes)
    assert (row.audience, row.name_rule, row.may_quote) == ("project", "standpoint", True)


# What readers are told


def shown(desk: Writer, reader: User) -> str:
    return page(signed_in(reader), "dialogue_words", desk.dialogue)


def test_words_that_were_blind_carry_no_mark(dee_writes: Writer, amara: User, chen: User) -> None:
    change(dee_writes, NEWER)
    revealed(dee_writes.dialogue, amara)
    assert "after the reveal" not in shown(dee_writes, chen)


def test_words_changed_after_the_reveal_say_so(dee_writes: Writer, amara: User, chen: User) -> None:
    revealed(dee_writes.dialogue, amara)
    change(dee_writes, NEWER)
    assert "Changed after the reveal" in shown(dee_writes, chen)


def test_a_draft_from_before_the_reveal_stays_its_authors_and_says_when_it_came(
    dee_writes: Writer, amara: User, chen: User
) -> None:
    """Reveal while somebody is typing."""
    typing = writer(dee_writes.dialogue, chen)
    typing.save("Still typing")
    revealed(dee_writes.dialogue, amara)
    assert "Still typing" not in shown(dee_writes, dee_writes.person)
    typing.save("Done typing")
    typing.send()
    text = shown(dee_writes, dee_writes.person)
    assert "Done typing" in text
    assert text.count("Sent after the reveal") == 1


def test_a_permission_changed_after_the_reveal_is_no_change_of_words(
    dee_writes: Writer, amara: User, chen: User
) -> None:
    revealed(dee_writes.dialogue, amara)
    dee_writes.permit(audience="project")
    assert "after the reveal" not in shown(dee_writes, chen)


def test_a_response_says_that_it_was_changed(dee_writes: Writer, amara: User, chen: User) -> None:
    revealed(dee_writes.dialogue, amara)
    desk = writer(dee_writes.dialogue, chen)
    response = desk.respond(words(dee_writes), "First")
    assert "Changed after it was sent" not in shown(dee_writes, chen)
    desk.respond(response, "Second")
    assert "Changed after it was sent" in shown(dee_writes, dee_writes.person)


# The history


def test_the_history_shows_every_version_and_what_changed(dee_writes: Writer) -> None:
    change(dee_writes, KEPT.replace("Friday", "Monday <b>"))
    text = dee_writes.get("reflection_history", words(dee_writes).pk).text
    assert text.index("Version 2") < text.index("Version 1")
    assert "<ins>" in text
    assert "[added: </span>Monday &lt;b&gt;." in text
    assert "[taken out: </span>Friday." in text


def test_only_the_author_sees_the_history(dee_writes: Writer, amara: User, chen: User) -> None:
    change(dee_writes, NEWER)
    revealed(dee_writes.dialogue, amara)
    version = ReflectionVersion.objects.get(text=KEPT)
    for person in (amara, chen):
        client = signed_in(person)
        assert client.get(dee_writes.url("reflection_history", words(dee_writes).pk)).status_code == 404
        place = dee_writes.url("reflection_restore", words(dee_writes).pk, version.pk)
        assert client.post(place).status_code == 404
        with pytest.raises(PermissionDenied):
            restore_version(words(dee_writes), version_id=version.pk, by=person)
    assert words(dee_writes).text == NEWER


def test_restoring_makes_a_new_version(dee_writes: Writer) -> None:
    change(dee_writes, NEWER)
    assert restore(dee_writes, KEPT) == 303
    assert texts(dee_writes) == [KEPT, NEWER, KEPT]
    assert words(dee_writes).text == KEPT
    event = Event.objects.get(type="dialogues.version_restored")
    assert event.data == {}


def test_restoring_twice_restores_once(dee_writes: Writer) -> None:
    change(dee_writes, NEWER)
    for _press in range(2):
        assert restore(dee_writes, KEPT) == 303
    assert len(texts(dee_writes)) == 3


def test_restoring_leaves_a_draft_and_a_later_sending_is_the_newest(dee_writes: Writer) -> None:
    change(dee_writes, NEWER)
    for text in ("a", "ab", "abc"):
        dee_writes.save(text)
    restore(dee_writes, KEPT)
    draft = dee_writes.draft()
    assert draft is not None
    assert draft.text == "abc"
    dee_writes.send()
    assert texts(dee_writes)[-2:] == [KEPT, "abc"]


def test_a_page_opened_before_a_restoring_overwrites_nothing(dee_writes: Writer) -> None:
    change(dee_writes, NEWER)
    seen = dee_writes.answer().version
    restore(dee_writes, KEPT)
    with pytest.raises(Conflict):
        dee_writes.save("From the old page", version=seen)


def test_restored_words_say_that_they_were_changed_after_the_reveal(
    dee_writes: Writer, amara: User, chen: User
) -> None:
    change(dee_writes, NEWER)
    revealed(dee_writes.dialogue, amara)
    restore(dee_writes, KEPT)
    assert "Changed after the reveal" in shown(dee_writes, chen)


def test_many_versions_are_paged_and_every_one_is_compared(dee_writes: Writer) -> None:
    for number in range(2, 13):
        change(dee_writes, f"Words {number}")
    place = dee_writes.url("reflection_history", words(dee_writes).pk)
    pages = [dee_writes.client.get(f"{place}?page={number}").text for number in (1, 2, 3)]
    found = [number for number in range(1, 13) if f'id="version-{number}"' in "".join(pages)]
    assert found == list(range(1, 13))
    assert [text.count('class="words diff"') for text in pages] == [5, 5, 2]
    assert "<ins>" in pages[1].split('id="version-3"')[1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_costs_the_same_for_one_and_three(
    count: int, dee_writes: Writer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count):
        change(dee_writes, f"Words {number}")
    place = dee_writes.url("reflection_history", words(dee_writes).pk)
    with django_assert_num_queries(6):
        dee_writes.client.get(place)


def test_words_taken_back_have_no_history(dee_writes: Writer) -> None:
    Reflection.objects.update(text="", withdrawn_at=timezone.now())
    assert dee_writes.get("reflection_history", words(dee_writes).pk).status_code == 404
    assert "You took back what you wrote here." in dee_writes.get("reflection_check").text
    assert dee_writes.write(NEWER).status_code == 409

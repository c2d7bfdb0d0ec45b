from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from audit.models import Event
from core.editing import Stale
from core.errors import Refused
from glossary.actions import add_meaning, add_term, edit_meaning, remove_meaning, remove_term
from glossary.models import Definition, Term
from glossary.queries import term_rows, terms
from projects.enums import ProjectState
from projects.models import Project
from tests.glossary.glossaries import another, details, term


def recorded() -> set[str]:
    return {name for name in Event.objects.values_list("type", flat=True) if "term" in name or "definition" in name}


def test_a_word_comes_with_what_it_means(project: Project, dee: User) -> None:
    made = term(project, dee, basis="lived", plain_text="One of us.")
    row = made.definitions.get()
    assert (made.name, row.basis, row.plain_text) == ("Partner", "lived", "One of us.")
    assert recorded() == {"glossary.term_added", "glossary.definition_added"}


def test_a_form_sent_twice_makes_one_word_with_one_meaning(project: Project, dee: User) -> None:
    token = uuid.uuid4()
    for _ in range(2):
        add_term(project, name="Partner", details=details(), token=token, by=dee)
    assert (Term.objects.count(), Definition.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["partner", "PARTNER", "Partner"])
def test_a_word_that_is_there_gets_another_meaning_beside(project: Project, dee: User, ben: User, name: str) -> None:
    first = term(project, dee)
    found, is_new = add_term(project, name=name, details=details("A colleague."), token=uuid.uuid4(), by=ben)
    assert (found, is_new, first.definitions.count()) == (first, False, 2)


@pytest.mark.parametrize("name", ["\u00c9tude", "STRASSE", "\u0130stanbul", "\u1e9e", "\u01c5", "%", "a_b\\"])
def test_odd_letters_never_break_the_look_for_the_same_word(project: Project, dee: User, name: str) -> None:
    for spelled in (name, name.lower(), name.upper(), name):
        term(project, dee, spelled)
    assert Term.objects.count() <= 3


def test_the_same_word_in_another_project_is_another_word(
    project: Project, other_project: Project, dee: User, zoe: User
) -> None:
    assert term(project, dee) != term(other_project, zoe)


def test_two_people_can_mean_different_things_from_the_same_knowledge(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee, basis="research")
    another(made, ben, basis="research", text="Who signs.")
    assert set(made.definitions.values_list("basis", flat=True)) == {"research"}


def test_meanings_stand_in_an_order_that_nobody_chose_and_that_stays(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee)
    for number in range(5):
        another(made, ben, text=f"Meaning {number}")
    shown = [row.meaning.pk for row in term_rows(project, [made], dee)[0].meanings]
    assert shown == sorted(shown)


def test_one_changes_ones_own_meaning(project: Project, dee: User) -> None:
    made = term(project, dee)
    row = edit_meaning(made.definitions.get(), details=details("One of us."), version=1, by=dee)
    assert (row.text, row.version, row.changed_by) == ("One of us.", 2, dee)


def test_a_coordinator_changes_any_and_it_is_said_who_did(project: Project, amara: User, dee: User) -> None:
    made = term(project, dee)
    edit_meaning(made.definitions.get(), details=details("One of us."), version=1, by=amara)
    told = term_rows(project, [made], dee)[0].meanings[0]
    assert (told.author_name, told.changer_name) == ("Dee Marsh", "Amara Okafor")


def test_the_same_words_again_change_nothing(project: Project, dee: User) -> None:
    made = term(project, dee)
    assert edit_meaning(made.definitions.get(), details=details(), version=1, by=dee).version == 1
    assert "glossary.definition_changed" not in recorded()


def test_nobody_else_changes_or_takes_out_a_meaning(project: Project, dee: User, ben: User) -> None:
    row = term(project, dee).definitions.get()
    with pytest.raises(PermissionDenied):
        edit_meaning(row, details=details("Mine."), version=1, by=ben)
    with pytest.raises(PermissionDenied):
        remove_meaning(row, by=ben)


def test_a_coordinator_of_another_project_is_nobody_here(project: Project, other_project: Project, zoe: User) -> None:
    row = term(project, zoe).definitions.get()
    other = term(project, project.submitted_by, "Aim").definitions.get()
    assert edit_meaning(row, details=details("Mine."), version=1, by=zoe).version == 2
    with pytest.raises(PermissionDenied):
        edit_meaning(other, details=details("Mine."), version=1, by=zoe)


def test_a_meaning_that_changed_since_it_was_read_is_not_overwritten(project: Project, amara: User, dee: User) -> None:
    row = term(project, dee).definitions.get()
    edit_meaning(row, details=details("Theirs."), version=1, by=amara)
    with pytest.raises(Stale):
        edit_meaning(row, details=details("Mine."), version=1, by=dee)
    row.refresh_from_db()
    assert row.text == "Theirs."


def test_a_meaning_that_was_taken_out_meanwhile_is_refused_with_a_sentence(project: Project, dee: User) -> None:
    row = term(project, dee).definitions.get()
    remove_meaning(row, by=dee)
    remove_meaning(row, by=dee)
    with pytest.raises(Refused, match="taken this meaning out"):
        edit_meaning(row, details=details("Mine."), version=1, by=dee)


def test_a_word_that_was_taken_out_meanwhile_takes_no_meaning(project: Project, dee: User) -> None:
    made = term(project, dee)
    remove_term(made, by=dee)
    with pytest.raises(Refused, match="taken this word out"):
        add_meaning(made, details=details(), token=uuid.uuid4(), by=dee)


def test_a_word_stays_without_its_last_meaning(project: Project, dee: User) -> None:
    made = term(project, dee)
    remove_meaning(made.definitions.get(), by=dee)
    assert [row.meanings for row in term_rows(project, terms(project, dee), dee)] == [[]]


def test_whoever_added_a_word_takes_it_out_while_it_is_theirs_alone(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee)
    with pytest.raises(PermissionDenied):
        remove_term(made, by=ben)
    remove_term(made, by=dee)
    assert not Term.objects.exists()


def test_a_word_that_others_have_given_meaning_is_only_the_coordinators_to_take_out(
    project: Project, amara: User, dee: User, ben: User
) -> None:
    made = term(project, dee)
    another(made, ben)
    with pytest.raises(Refused, match="Only a coordinator"):
        remove_term(made, by=dee)
    remove_term(made, by=amara)
    assert not Definition.objects.exists()


def test_a_closed_project_takes_no_words(project: Project, dee: User) -> None:
    made = term(project, dee)
    row = made.definitions.get()
    Project.objects.update(state=ProjectState.CLOSED)
    for write in (
        lambda: term(project, dee, "Aim"),
        lambda: another(made, dee),
        lambda: edit_meaning(row, details=details("x"), version=1, by=dee),
        lambda: remove_meaning(row, by=dee),
        lambda: remove_term(made, by=dee),
    ):
        with pytest.raises(Refused, match="This project is closed"):
            write()


def test_words_stand_in_the_order_of_the_alphabet_whatever_their_case_and_accents(project: Project, dee: User) -> None:
    for name in ("zebra", "\u00c9tude", "apple", "Banana", "#MeToo"):
        term(project, dee, name)
    assert [row.name for row in terms(project, dee)] == ["#MeToo", "apple", "Banana", "\u00c9tude", "zebra"]

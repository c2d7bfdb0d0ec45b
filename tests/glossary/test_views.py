from __future__ import annotations

import csv
import io
import uuid
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from audit.models import Event
from glossary.models import Definition, Term
from projects.enums import ProjectState
from projects.models import Project
from tests.factories import signed_in
from tests.glossary.glossaries import another, term

BAD = "<script>alert(1)</script>"


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/understanding/glossary/{path}"


def written(**changes: Any) -> dict[str, Any]:
    start = {"name": "Partner", "basis": "lived", "text": "One of us.", "plain_text": "", "version": "1"}
    return start | {"form_token": str(uuid.uuid4())} | changes


def file(answer: Any) -> list[list[str]]:
    assert isinstance(answer, StreamingHttpResponse)
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_somebody_who_takes_part_adds_a_word(project: Project, dee: User) -> None:
    answer = signed_in(dee).post(at(project, "add/"), written())
    made = Term.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{at(project)}#term-{made.pk}")


def test_a_word_that_is_there_leads_to_it_with_the_new_meaning_beside(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee, "Shared aim")
    browser = signed_in(ben)
    answer = browser.post(at(project, "add/"), written(name="  shared \t AIM ", text="What we sign."))
    assert answer["Location"].endswith(f"#term-{made.pk}")
    assert "This word was there already." in browser.get(at(project)).content.decode()
    assert (Term.objects.count(), made.definitions.count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " \u200b "}, "Write the word."),
        ({"name": "?!"}, "Write at least one letter or number."),
        ({"name": "x" * 81}, "at most 80"),
        ({"name": "\x00"}, "Write the word."),
        ({"basis": ""}, "Choose how you know it."),
        ({"basis": "\x00"}, "Choose one of the list."),
        ({"text": " \n "}, "Write what it means."),
        ({"text": "x" * 1_000_000}, "at most 2000"),
        ({"form_token": "x"}, "Load this page again."),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_keeps_what_was_typed(
    project: Project, dee: User, changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(dee).post(at(project, "add/"), written(plain_text="Kept \U0001f9ed words") | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept \U0001f9ed words" in page
    assert not Term.objects.exists()


def test_every_meaning_stands_with_its_basis_its_plain_twin_and_its_author(
    project: Project, dee: User, chen: User, oli: User
) -> None:
    made = term(project, dee, text="At three in the morning.")
    another(made, chen, basis="clinical", text="Self-management.", plain_text="What you do yourself.")
    page = signed_in(oli).get(at(project)).content.decode()
    for words in ("Lived experience", "Clinical practice", "In plain words:", "What you do yourself.", "Dr Chen"):
        assert words in page
    assert "No meaning ranks above another." in page


def test_an_author_is_named_by_their_rule(project: Project, dee: User, ben: User) -> None:
    dee.name_rule = "standpoint"
    dee.save()
    term(project, dee)
    assert "Dee Marsh" not in signed_in(ben).get(at(project)).content.decode()
    assert "Dee Marsh" not in str(file(signed_in(ben).post(at(project, "csv/"))))


def test_one_is_offered_to_change_ones_own_meanings_only(project: Project, dee: User, ben: User) -> None:
    mine, theirs = term(project, dee, "Aim").definitions.get(), term(project, ben, "Code").definitions.get()
    page = signed_in(dee).get(at(project)).content.decode()
    assert f"{mine.pk}/edit/" in page
    assert f"{theirs.pk}/" not in page


@pytest.mark.parametrize(("asked", "seen"), [("part", "Partner"), ("SIGN", "Aim"), ("nobody", "Aim")])
def test_a_search_looks_in_words_and_meanings(project: Project, dee: User, asked: str, seen: str) -> None:
    term(project, dee, "Partner", text="One of us.")
    term(project, dee, "Aim", text="What we sign.", plain_text="Nobody is left out.")
    page = signed_in(dee).get(at(project), {"q": asked}).content.decode()
    assert {name for name in ("Partner", "Aim") if f">{name}</h2>" in page} == {seen}
    assert f'value="{asked}"' in page


def test_a_search_without_a_match_leads_back_to_all(project: Project, dee: User) -> None:
    term(project, dee)
    page = signed_in(dee).get(at(project), {"q": "zzz"}).content.decode()
    assert "No word found" in page
    assert "See all words" in page


@pytest.mark.parametrize("asked", ["\x00", "%", "_", "\\", "x" * 100_000, BAD, "\ud800"])
def test_no_search_is_an_error(project: Project, dee: User, asked: str) -> None:
    term(project, dee)
    answer = signed_in(dee).get(at(project), {"q": asked.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert BAD not in answer.content.decode()


def test_an_empty_glossary_says_what_it_is_for(project: Project, oli: User) -> None:
    page = signed_in(oli).get(at(project)).content.decode()
    assert "No words yet" in page
    assert "/add/" not in page


def test_words_and_meanings_are_only_ever_text(project: Project, dee: User) -> None:
    term(project, dee, BAD, text=BAD, plain_text=BAD)
    page = signed_in(dee).get(at(project)).content.decode()
    assert BAD not in page
    assert "&lt;script&gt;" in page


def test_letters_lead_to_the_page_on_which_their_words_stand(project: Project, dee: User) -> None:
    for number in range(51):
        term(project, dee, f"apple {number:02}")
    term(project, dee, "Zebra")
    first = signed_in(dee).get(at(project)).content.decode()
    second = signed_in(dee).get(at(project), {"page": "2"}).content.decode()
    assert 'href="?page=2#letter-2">Z' in first
    assert 'id="letter-2"' in second


def test_a_word_added_far_down_the_alphabet_is_shown(project: Project, dee: User) -> None:
    for number in range(50):
        term(project, dee, f"apple {number:02}")
    answer = signed_in(dee).post(at(project, "add/"), written(name="Zebra"))
    assert "?page=2#term-" in answer["Location"]


def test_two_people_who_change_a_meaning_see_both_texts(project: Project, amara: User, dee: User) -> None:
    row = term(project, dee).definitions.get()
    url = at(project, f"{row.term_id}/{row.pk}/edit/")
    signed_in(amara).post(url, written(text="Theirs."))
    answer = signed_in(dee).post(url, written(text="Mine."))
    page = answer.content.decode()
    row.refresh_from_db()
    assert (answer.status_code, row.text) == (409, "Theirs.")
    assert "Theirs." in page
    assert "Mine." in page
    signed_in(dee).post(url, written(text="Mine.", version="2"))
    row.refresh_from_db()
    assert row.text == "Mine."


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999"])
def test_a_version_that_makes_no_sense_overwrites_nothing(project: Project, dee: User, version: str) -> None:
    row = term(project, dee, text="One of us.").definitions.get()
    answer = signed_in(dee).post(at(project, f"{row.term_id}/{row.pk}/edit/"), written(text="Mine.", version=version))
    row.refresh_from_db()
    assert (answer.status_code, row.text) == (409, "One of us.")


def test_adding_a_meaning_shows_what_others_wrote(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee, text="At three in the morning.")
    browser = signed_in(ben)
    assert "At three in the morning." in browser.get(at(project, f"{made.pk}/add/")).content.decode()
    assert browser.post(at(project, f"{made.pk}/add/"), written(text="Mine.")).status_code == 303
    assert made.definitions.count() == 2


@pytest.mark.parametrize("what", ["term", "meaning"])
def test_taking_out_asks_first_and_then_does(project: Project, dee: User, what: str) -> None:
    row = term(project, dee).definitions.get()
    url = at(project, f"{row.term_id}/remove/" if what == "term" else f"{row.term_id}/{row.pk}/remove/")
    browser = signed_in(dee)
    assert "This cannot be undone." in browser.get(url).content.decode()
    assert Definition.objects.exists()
    assert browser.post(url).status_code == 303
    assert not Definition.objects.exists()
    assert Term.objects.exists() is (what == "meaning")


@pytest.mark.parametrize("path", ["edit", "remove"])
def test_nobody_else_opens_the_form_of_a_meaning(project: Project, dee: User, ben: User, path: str) -> None:
    row = term(project, dee).definitions.get()
    url = at(project, f"{row.term_id}/{row.pk}/{path}/")
    assert [signed_in(ben).get(url).status_code, signed_in(ben).post(url).status_code] == [403, 403]


def test_a_meaning_is_only_found_under_its_own_word(project: Project, dee: User) -> None:
    row, other = term(project, dee).definitions.get(), term(project, dee, "Aim")
    assert signed_in(dee).get(at(project, f"{other.pk}/{row.pk}/edit/")).status_code == 404


def test_a_closed_project_shows_words_without_buttons(project: Project, dee: User) -> None:
    made = term(project, dee)
    Project.objects.update(state=ProjectState.CLOSED)
    browser = signed_in(dee)
    page = browser.get(at(project)).content.decode()
    assert "Partner" in page
    assert "Say what it means to you" not in page
    assert browser.get(at(project, "add/")).status_code == 409
    assert browser.post(at(project, f"{made.pk}/add/"), written()).status_code == 409


def test_the_file_has_a_line_for_each_meaning_and_leaves_a_trace(project: Project, dee: User, ben: User) -> None:
    made = term(project, dee, "=Partner", text="One of us.")
    another(made, ben, basis="research", text="Who signs.")
    rows = file(signed_in(ben).post(at(project, "csv/")))
    assert rows[0] == ["Word", "Known from", "What it means", "In plain words", "By", "Changed by"]
    assert sorted(row[:3] for row in rows[1:]) == [
        ["'=Partner", "Lived experience", "One of us."],
        ["'=Partner", "Research", "Who signs."],
    ]
    assert Event.objects.get(type="projects.list_fetched").data == {"name": "glossary"}


def test_the_file_holds_what_the_page_was_asked_for(project: Project, dee: User) -> None:
    term(project, dee, "Aim", text="What we sign.")
    term(project, dee, "Partner")
    browser = signed_in(dee)
    assert f'action="{at(project, "csv/")}?q=aim"' in browser.get(at(project), {"q": "aim"}).content.decode()
    assert [row[0] for row in file(browser.post(at(project, "csv/?q=aim")))] == ["Word", "Aim"]


def test_words_of_the_other_project_are_not_here(
    project: Project, other_project: Project, dee: User, zoe: User
) -> None:
    term(other_project, zoe, "Foreign")
    assert "Foreign" not in signed_in(dee).get(at(project)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_reads_for_any_number_of_words(
    project: Project, dee: User, ben: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        another(term(project, dee, f"Word {number}"), ben)
    browser = signed_in(dee)
    with django_assert_num_queries(7):
        browser.get(at(project))

"""The pages of the shared aim."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests import factories
from tests.factories import signed_in
from tests.understanding.expecting import AIM, aim
from understanding.actions.aims import sign_aim
from understanding.models import Aim


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/understanding/aim/{path}"


def page(project: Project, person: User, path: str = "") -> str:
    return signed_in(person).get(at(project, path)).text


def written(text: str, version: object = 0) -> dict[str, Any]:
    return {"text": text, "version": str(version), "form_token": str(uuid.uuid4())}


def test_without_an_aim_the_page_says_so(project: Project, amara: User, dee: User) -> None:
    assert "No shared aim yet" in page(project, dee)
    assert "Write the shared aim" in page(project, amara)
    assert "Write the shared aim" not in page(project, dee)


def test_a_partner_reads_what_signing_means_and_signs(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    assert "I stand behind it" in page(project, dee)
    assert "Not yet signed by patients" in page(project, dee)
    answer = signed_in(dee).post(at(project, f"{signed.pk}/sign/"))
    assert (answer.status_code, answer["Location"]) == (303, at(project))
    assert "You have signed this version" in page(project, dee)
    assert "1 of 1 patients has signed" in page(project, amara)


def test_a_signature_is_taken_back_by_its_button(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    sign_aim(signed, by=dee)
    signed_in(dee).post(at(project, f"{signed.pk}/unsign/"))
    assert not signed.signatures.exists()


def test_whoever_read_an_older_version_does_not_sign_the_newer_unread(project: Project, amara: User, dee: User) -> None:
    old = aim(project, amara)
    new = aim(project, amara, "Other words.")
    answer = signed_in(dee).post(at(project, f"{old.pk}/sign/"))
    assert answer.status_code == 409
    assert "There is a newer version of the aim." in answer.text
    assert not new.signatures.exists()


@pytest.mark.parametrize("act", ["sign", "unsign"])
def test_looking_changes_nothing(project: Project, amara: User, act: str) -> None:
    assert signed_in(amara).get(at(project, f"{aim(project, amara).pk}/{act}/")).status_code == 405


def test_an_observer_sees_who_signed_and_has_no_button(project: Project, amara: User, oli: User) -> None:
    sign_aim(aim(project, amara), by=amara)
    seen = page(project, oli)
    assert "Amara Okafor" in seen
    assert "Sign for myself" not in seen
    assert "Write a new version" not in seen


def test_a_new_version_starts_from_the_old_words(project: Project, amara: User) -> None:
    aim(project, amara)
    seen = page(project, amara, "write/")
    assert AIM in seen
    assert 'name="version" value="1"' in seen
    assert "asks everybody to sign anew" in seen
    assert signed_in(amara).post(at(project, "write/"), written("Other words.", 1)).status_code == 303
    assert Aim.objects.latest("number").text == "Other words."


def test_two_coordinators_see_both_texts_and_overwrite_nothing(project: Project, amara: User) -> None:
    aim(project, amara)
    browser = signed_in(amara)
    browser.post(at(project, "write/"), written("Theirs.", 1))
    answer = browser.post(at(project, "write/"), written("Mine.", 1))
    assert answer.status_code == 409
    assert "Theirs." in answer.text
    assert "Mine." in answer.text
    assert 'name="version" value="2"' in answer.text
    assert Aim.objects.count() == 2
    browser.post(at(project, "write/"), written("Mine.", 2))
    assert Aim.objects.latest("number").text == "Mine."


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "\x00"])
def test_a_version_that_makes_no_sense_overwrites_nothing(project: Project, amara: User, version: str) -> None:
    aim(project, amara)
    assert signed_in(amara).post(at(project, "write/"), written("Mine.", version)).status_code == 409
    assert Aim.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Write the shared aim."), (" \n", "Write the shared aim."), ("x" * 5001, "at most 5000 characters")],
)
def test_bad_input_is_answered_with_a_sentence(project: Project, amara: User, text: str, sentence: str) -> None:
    answer = signed_in(amara).post(at(project, "write/"), written(text))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Aim.objects.exists()


def test_what_cannot_be_shown_is_not_stored(project: Project, amara: User) -> None:
    signed_in(amara).post(at(project, "write/"), written("A\x00B <b>\U0001f9ed</b>"))
    assert Aim.objects.get().text == "A B <b>\U0001f9ed</b>"
    assert "&lt;b&gt;" in page(project, amara)


def test_the_history_shows_what_changed_between_neighbours(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara, "We listen to patients."), by=dee)
    aim(project, amara, "We listen to carers.")
    seen = page(project, dee, "history/")
    assert "<ins>" in seen
    assert "<del>" in seen
    assert "Signed by 1 person." in seen
    assert "Signed by 0 people." in seen


@pytest.mark.parametrize("number", ["0", "2", "x", "\x00"])
def test_a_page_of_the_history_that_makes_no_sense_is_no_error(project: Project, amara: User, number: str) -> None:
    for count in range(6):
        aim(project, amara, f"Words {count}.")
    assert signed_in(amara).get(at(project, "history/"), {"page": number}).status_code == 200


def test_the_file_is_the_page_under_the_names_people_chose(project: Project, amara: User, dee: User) -> None:
    Membership.objects.filter(person=dee).update(name_rule="pseudonym", pseudonym="=Robin")
    sign_aim(aim(project, amara), by=dee)
    answer = signed_in(amara).post(at(project, "signatures/csv/"))
    told = answer.getvalue().decode("utf-8-sig")
    assert "'=Robin" in told
    assert "Marsh" not in told
    assert "Not yet signed by academics" in told


def test_without_an_aim_there_is_no_file(project: Project, amara: User) -> None:
    assert signed_in(amara).post(at(project, "signatures/csv/")).status_code == 409


def test_a_closed_project_shows_the_aim_and_no_button(project: Project, amara: User) -> None:
    sign_aim(aim(project, amara), by=amara)
    Project.objects.update(state=ProjectState.CLOSED)
    seen = page(project, amara)
    assert "Amara Okafor" in seen
    assert "Take my signature back" not in seen
    assert "Write a new version" not in seen
    assert signed_in(amara).get(at(project, "write/")).status_code == 409


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "reads"), [("", 8), ("history/", 6)])
def test_the_pages_take_the_same_reads_for_any_number(
    project: Project, amara: User, count: int, path: str, reads: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        signed = aim(project, amara, f"Words {number}.")
        for each in range(count):
            name = f"Ida Moss {'abcdefghi'[number * 3 + each]}"
            sign_aim(signed, by=factories.in_project(project, name, "partner", "patient"))
    browser = signed_in(amara)
    with django_assert_num_queries(reads):
        browser.get(at(project, path))

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.models import Invitation, InvitationList, Project
from tests import factories
from tests.factories import signed_in
from tests.projects.inviting import listed

PEOPLE = "Name;E-mail;Standpoint\r\nNina Kay;nina@example.org;Carer\r\nNo One;nobody@;Carer\r\n"


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/people/invite/list/{path}"


def upload(project: Project, by: User, raw: bytes, token: str = "") -> HttpResponse:
    data = {"file": SimpleUploadedFile("people.csv", raw), "form_token": token or str(uuid.uuid4())}
    return signed_in(by).post(at(project), data)  # type: ignore[return-value]


def test_a_file_is_looked_at_before_anybody_is_invited(project: Project, amara: User) -> None:
    answer = upload(project, amara, PEOPLE.encode("utf-8-sig"))
    people = InvitationList.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at(project, f"{people.pk}/"))
    page = signed_in(amara).get(answer["Location"]).content.decode()
    assert "Invite 1 person<" in page
    assert page.index("nobody@") < page.index("nina@example.org")
    assert "not in the form name@example.org" in page
    assert not Invitation.objects.exists()


def test_confirming_invites_and_the_list_says_it_is_done(project: Project, amara: User) -> None:
    people = listed(project, amara, "Nina,nina@example.org,carer", "Ola,ola@example.org,carer")
    browser = signed_in(amara)
    for _press in range(2):
        answer = browser.post(at(project, f"{people.pk}/"))
        assert (answer.status_code, Invitation.objects.count()) == (303, 2)
    page = browser.get(at(project, f"{people.pk}/")).content.decode()
    assert "2 people were invited" in page
    assert "nina@example.org" not in page


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\x00\x01\x02", "name the columns"),
        (b"name,email,standpoint\n", "nobody in this file"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_list_is_answered_with_a_sentence(
    project: Project, amara: User, raw: bytes, sentence: str
) -> None:
    answer = upload(project, amara, raw)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_form_sent_twice_keeps_one_list(project: Project, amara: User) -> None:
    token = str(uuid.uuid4())
    first, second = (upload(project, amara, PEOPLE.encode(), token) for _press in range(2))
    assert first["Location"] == second["Location"]


def test_a_list_is_whose_file_it_was(project: Project, amara: User) -> None:
    second = factories.in_project(project, "Second Lead", "coordinator", "patient")
    people = listed(project, amara, "Nina,nina@example.org,carer")
    assert signed_in(second).get(at(project, f"{people.pk}/")).status_code == 404


def test_what_is_in_a_file_is_never_markup(project: Project, amara: User) -> None:
    people = listed(project, amara, "<script>alert(1)</script>,<b>@example.org,carer")
    page = signed_in(amara).get(at(project, f"{people.pk}/")).content.decode()
    assert "<script>alert" not in page
    assert "<b>@" not in page


@pytest.mark.parametrize("count", [1, 3, 120])
def test_the_page_takes_the_same_reads_for_any_number_of_rows(
    project: Project, amara: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = listed(project, amara, *[f"Person {row},person{row}@example.org,carer" for row in range(count)])
    browser = signed_in(amara)
    with django_assert_num_queries(7):
        page = browser.get(at(project, f"{people.pk}/")).content.decode()
    assert page.count("@example.org") == min(count, 50)


def test_the_empty_file_can_be_filled_in_and_uploaded(project: Project, amara: User) -> None:
    answer = signed_in(amara).get(at(project, "template/"))
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    filled = answer.content + b"Nina Kay,nina@example.org,partner,carer\r\n"
    assert upload(project, amara, filled).status_code == 303

"""The sealed copy: as a page and as a PDF, for its own person and nobody else."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants.formats import consent as formats
from participants.models import Consent, ConsentVersion
from projects.models import Membership, Project
from tests.factories import signed_in
from tests.participants.consenting import answered, form


def copy(person: User, consent: Consent, name: str = "consent_copy") -> HttpResponse:
    return signed_in(person).get(reverse(f"participants:{name}", args=[consent.pk]))  # type: ignore[return-value]


def text_of(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return re.sub(r"\s+", " ", " ".join(pages))


@pytest.fixture
def consent(project: Project, amara: User, dee: User) -> Consent:
    return answered(form(project, amara), dee, "recorded", full_name="Deirdre Marsh")


def test_the_page_shows_who_which_version_when_and_the_hash(consent: Consent, dee: User) -> None:
    page = copy(dee, consent).content.decode()
    for words in ("Deirdre Marsh", dee.address, "version 1", "(UK time)", consent.sha256, "sound"):
        assert words in page


def test_the_page_shows_what_was_sealed_whatever_became_of_the_rest(consent: Consent, dee: User) -> None:
    ConsentVersion.objects.update(title="Another title", information="Another text.")
    Project.objects.update(title="Another project")
    User.objects.filter(pk=dee.pk).update(full_name="Another Name")
    page = copy(dee, consent).content.decode()
    assert ("Another" in page.split("<main")[1], "Breathing Together" in page) == (False, True)


def test_it_is_still_there_after_leaving_the_project(consent: Consent, dee: User) -> None:
    Membership.objects.filter(person=dee).update(expires_on=timezone.localdate())
    assert {copy(dee, consent, name).status_code for name in ("consent_copy", "consent_pdf")} == {200}


@pytest.mark.parametrize("name", ["consent_copy", "consent_pdf"])
def test_nobody_else_finds_it(consent: Consent, amara: User, ben: User, priya: User, zoe: User, name: str) -> None:
    assert {copy(person, consent, name).status_code for person in (amara, ben, priya, zoe)} == {404}


def test_the_pdf_opens_and_has_identity_version_and_time(consent: Consent, dee: User) -> None:
    text = text_of(copy(dee, consent, "consent_pdf").content)
    for words in ("Deirdre Marsh", dee.address, "version 1", "(UK time)", "UTC", consent.sha256[:16]):
        assert words in text


def test_the_pdf_is_tagged_titled_and_names_nobody_outside_its_words(consent: Consent, dee: User) -> None:
    response = copy(dee, consent, "consent_pdf")
    document = pypdfium2.PdfDocument(response.content)
    told = document.get_metadata_dict()
    assert document.is_tagged()
    assert b"/Lang" in response.content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in response.content
    assert (told["Title"], told["Author"]) == ("Copy of a consent form, version 1", "")
    assert response["Content-Disposition"] == 'attachment; filename="consent.pdf"'


def test_the_pdf_is_given_out_as_a_file_that_runs_nothing(consent: Consent, dee: User) -> None:
    response = copy(dee, consent, "consent_pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")


def test_the_pdf_is_the_same_bytes_each_time(consent: Consent) -> None:
    assert formats.pdf(consent.sealed, consent.sha256) == formats.pdf(consent.sealed, consent.sha256)


@pytest.mark.parametrize("name", ['#read("consent.typ")', "$x$ *y* _z_ `w`", "<b>\\u{41}</b> ]", "@ref #sys.inputs"])
def test_what_was_typed_is_text_and_never_markup(project: Project, amara: User, dee: User, name: str) -> None:
    consent = answered(form(project, amara), dee, full_name=name)
    plain = text_of(formats.pdf(consent.sealed, consent.sha256))
    assert name in plain.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize("name", ["陳小明", "Dee 😀", "مريم", "Олена", "x" * 150])
def test_a_letter_that_the_font_lacks_stops_nothing(project: Project, amara: User, dee: User, name: str) -> None:
    consent = answered(form(project, amara), dee, full_name=name)
    document = pypdfium2.PdfDocument(formats.pdf(consent.sealed, consent.sha256))
    assert document.is_tagged()


def test_a_long_form_becomes_several_pages(project: Project, amara: User, dee: User) -> None:
    consent = answered(form(project, amara, "A long sentence about the project. " * 1400), dee)
    assert len(pypdfium2.PdfDocument(formats.pdf(consent.sealed, consent.sha256))) > 5

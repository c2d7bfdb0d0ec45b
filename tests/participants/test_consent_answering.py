"""The pages of whoever is asked: reading, answering, not being sure, checking, signing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from participants.models import Consent, ConsentVersion
from projects.models import Membership, Project
from tests import factories
from tests.factories import signed_in
from tests.participants.consenting import clauses, form, posted, url


@pytest.fixture
def version(project: Project, amara: User) -> ConsentVersion:
    return form(project, amara)


@pytest.fixture
def client(version: ConsentVersion, dee: User) -> Client:
    return signed_in(dee)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def shown(client: Client, project: Project, name: str = "consent_answer") -> str:
    answer = client.get(url(name, project))
    assert answer.status_code == 200
    return str(answer.content.decode())


def checked(client: Client, version: ConsentVersion, *no: str) -> str:
    """The page that lists the answers."""
    answer = client.post(url("consent_answer", version.project), posted(version, *no) | {"next": "check"})
    assert (answer.status_code, answer["Location"]) == (303, url("consent_check", version.project))
    return shown(client, version.project, "consent_check")


def signature(page: str, **changes: str) -> dict[str, str]:
    fields = {name: hidden(page, name) for name in ("form_token", "read")}
    return fields | {"full_name": "Dee Marsh"} | changes


def test_nothing_is_ticked_beforehand(client: Client, project: Project, version: ConsentVersion) -> None:
    page = shown(client, project)
    assert (" checked" in page, page.count('type="radio"')) == (False, 14)
    assert version.plain_information.split("\n")[0] in page
    assert "In plain words: I know what this is about." in page


def test_somebody_reads_answers_checks_and_signs(client: Client, project: Project, version: ConsentVersion) -> None:
    page = checked(client, version, "recorded")
    assert ("Give my consent" in page, page.count(">Change<")) == (True, 7)
    answer = client.post(url("consent_check", project), signature(page))
    consent = Consent.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/consents/{consent.pk}/")
    assert (consent.agrees, consent.answers.filter(agreed=False).get().clause.kind) == (True, "recorded")
    assert "Your consent is recorded." in client.get(answer["Location"]).content.decode()
    again = shown(client, project)
    assert ("You agreed to this form." in again, " checked" in again) == (True, False)


def test_the_button_says_honestly_that_a_no_means_not_taking_part(
    client: Client, project: Project, version: ConsentVersion
) -> None:
    page = checked(client, version, "take_part")
    assert ("Give my consent" in page, "Record my answers; I do not take part" in page) == (False, True)
    assert client.post(url("consent_check", project), signature(page)).status_code == 303
    assert Consent.objects.get().agrees is False


@pytest.mark.parametrize("said", ["", "maybe", "\x00", "yes" * 100])
def test_an_answer_that_is_missing_is_asked_for_and_the_rest_is_kept(
    client: Client, project: Project, version: ConsentVersion, said: str
) -> None:
    first = f"answer_{clauses(version)[0].pk.hex}"
    answer = client.post(url("consent_answer", project), posted(version) | {first: said})
    page = answer.content.decode()
    assert (answer.status_code, page.count(" checked"), "Answer yes or no: I have read" in page) == (422, 6, True)
    assert client.get(url("consent_check", project)).status_code == 303
    assert shown(client, project).count(" checked") == 6


def test_whoever_is_not_sure_learns_whom_to_ask_and_loses_nothing(
    client: Client, project: Project, version: ConsentVersion, amara: User
) -> None:
    said = dict(list(posted(version).items())[:3])
    answer = client.post(url("consent_answer", project), said | {"next": "unsure"})
    assert (answer.status_code, answer["Location"]) == (303, url("consent_unsure", project))
    page = shown(client, project, "consent_unsure")
    assert ("Amara Okafor" in page, amara.address in page) == (True, True)
    assert shown(client, project).count(" checked") == 3
    assert not Consent.objects.exists()


def test_a_coordinator_who_hides_their_name_gives_no_address_away(
    client: Client, project: Project, amara: User
) -> None:
    Membership.objects.filter(person=amara).update(name_rule="pseudonym", pseudonym="Heron")
    page = shown(client, project, "consent_unsure")
    assert ("Heron" in page, amara.address in page, "Amara" in page) == (True, False, False)


def test_a_name_is_needed_and_the_answers_stay(client: Client, project: Project, version: ConsentVersion) -> None:
    page = checked(client, version)
    answer = client.post(url("consent_check", project), signature(page, full_name=" \u200b "))
    again = answer.content.decode()
    assert (answer.status_code, "Type your full name." in again, again.count(">Change<")) == (422, True, 7)
    assert client.post(url("consent_check", project), signature(again)).status_code == 303


@pytest.mark.parametrize("read", ["nonsense", "", "a:b:c"])
def test_what_was_not_signed_here_is_shown_again_first(
    client: Client, project: Project, version: ConsentVersion, read: str
) -> None:
    page = checked(client, version)
    answer = client.post(url("consent_check", project), signature(page, read=read))
    again = answer.content.decode()
    assert (answer.status_code, "Look at your answers once more" in again) == (422, True)
    assert client.post(url("consent_check", project), signature(again)).status_code == 303


def test_what_the_page_showed_is_what_is_sealed(client: Client, project: Project, version: ConsentVersion) -> None:
    page = checked(client, version, "recorded")
    checked(client, version, "quoted")  # in another tab
    client.post(url("consent_check", project), signature(page))
    assert Consent.objects.get().answers.get(agreed=False).clause.kind == "recorded"


def test_the_answers_of_one_person_cannot_be_sealed_by_another(
    client: Client, project: Project, version: ConsentVersion, chen: User
) -> None:
    page = checked(client, version)
    answer = signed_in(chen).post(url("consent_check", project), signature(page))
    assert (answer.status_code, Consent.objects.count()) == (303, 0)
    assert answer["Location"] == url("consent_answer", project)


def test_the_same_form_sent_twice_seals_once(client: Client, project: Project, version: ConsentVersion) -> None:
    page = checked(client, version)
    first, second = [client.post(url("consent_check", project), signature(page)) for _ in range(2)]
    assert (first["Location"], Consent.objects.count()) == (second["Location"], 1)


@pytest.mark.parametrize("step", ["answer", "check"])
def test_an_old_form_leads_to_the_new_one_with_a_sentence(
    client: Client, project: Project, version: ConsentVersion, amara: User, step: str
) -> None:
    page = checked(client, version)
    form(project, amara)
    fields = posted(version) if step == "answer" else signature(page)
    answer = client.post(url(f"consent_{step}", project), fields)
    assert (answer.status_code, answer["Location"]) == (303, url("consent_answer", project))
    again = shown(client, project)
    assert ("There is a newer consent form now." in again, "version 2" in again) == (True, True)
    assert not Consent.objects.exists()


def test_the_words_of_a_form_are_text(client: Client, project: Project, version: ConsentVersion) -> None:
    ConsentVersion.objects.update(title="<b>Bold</b>", information="<script>1</script>")
    version.clauses.update(text="<i>Yes?</i>", plain_text="<u>Plain</u>")
    page = shown(client, project) + checked(client, version)
    assert [tag for tag in ("<b>B", "<script>1", "<i>Y", "<u>P") if tag in page] == []


def test_a_project_without_a_form_says_so(project: Project, dee: User) -> None:
    assert "There is nothing for you to answer now." in shown(signed_in(dee), project)


def test_a_form_whose_session_is_gone_is_sealed_all_the_same(
    client: Client, project: Project, version: ConsentVersion, dee: User
) -> None:
    page = checked(client, version)
    assert signed_in(dee).post(url("consent_check", project), signature(page)).status_code == 303
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(("role", "status"), [("observer", 403), ("partner", 200), ("researcher", 200)])
def test_whoever_takes_part_is_asked(project: Project, version: ConsentVersion, role: str, status: int) -> None:
    person = factories.in_project(project, "Nina Kay", role, "carer")
    for name in ("consent_answer", "consent_unsure"):
        assert signed_in(person).get(url(name, project)).status_code == status


@pytest.mark.parametrize("more", [0, 6])
def test_the_form_asks_as_often_however_many_clauses(
    client: Client, project: Project, version: ConsentVersion, more: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    version.clauses.filter(position__gt=1 + more).delete()
    with django_assert_num_queries(8):
        client.get(url("consent_answer", project))


def test_the_project_page_and_the_list_of_needs_lead_to_the_form(client: Client, project: Project) -> None:
    for page in (f"/projects/{project.pk}/", "/"):
        assert url("consent_answer", project) in client.get(page).content.decode()

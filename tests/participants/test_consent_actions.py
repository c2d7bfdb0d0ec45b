"""Versions, publishing, sealing, and whose consent counts."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from core.editing import Stale
from core.errors import Refused
from notifications.delivery import written
from notifications.models import Mail
from notifications.queries import needs_of
from notifications.registry import MAIL
from participants.actions import consent as actions
from participants.enums import ConsentMode, Scope
from participants.measures import digest
from participants.models import Clause, Consent, ConsentAnswer, ConsentVersion, Withdrawal
from participants.policies import consent as policies
from participants.queries.consent import text_of
from projects.models import Membership, Project
from tests import factories
from tests.participants.consenting import answered, begun, form, yes


def withdraw(person: User, project: Project, scope: str = Scope.TAKING_PART) -> Withdrawal:
    return Withdrawal.objects.create(
        person=person, project=project, scope=scope, submitted_by=person, receipt=uuid.uuid4().hex[:16]
    )


def agree(project: Project) -> set[uuid.UUID]:
    return set(policies.consented(project))


def titles(person: User) -> list[str]:
    return [need.title for need in needs_of(person, timezone.now())]


def test_the_first_form_starts_from_clauses_of_which_one_is_needed(project: Project, amara: User) -> None:
    version = begun(project, amara)
    rows = list(version.clauses.values_list("kind", "needed"))
    assert (version.number, version.published_at, rows[0], len(rows)) == (1, None, ("take_part", True), 7)
    assert not Clause.objects.filter(version=version, plain_text="").exists()


def test_there_is_one_draft_and_it_is_a_copy_of_the_latest(project: Project, amara: User) -> None:
    first = form(project, amara)
    second = begun(project, amara)
    assert begun(project, amara) == second
    assert (second.number, text_of(second)) == (2, text_of(first))


def test_a_published_version_never_changes(project: Project, amara: User) -> None:
    version = form(project, amara)
    text = replace(text_of(version), title="Another")
    with pytest.raises(Refused, match="published"):
        actions.edit_version(version, text=text, seen=text_of(version).mark, by=amara)
    assert ConsentVersion.objects.get().title != "Another"


def test_of_two_coordinators_the_second_is_told_and_nothing_is_lost(project: Project, amara: User) -> None:
    version = begun(project, amara)
    seen = text_of(version)
    actions.edit_version(version, text=replace(seen, title="Mine"), seen=seen.mark, by=amara)
    with pytest.raises(Stale):
        actions.edit_version(version, text=replace(seen, title="Yours"), seen=seen.mark, by=amara)
    assert ConsentVersion.objects.get().title == "Mine"


def test_what_was_published_is_what_was_read(project: Project, amara: User) -> None:
    version = begun(project, amara)
    with pytest.raises(Stale):
        actions.publish_version(version, seen="0" * 64, by=amara)


def test_a_form_without_a_needed_clause_cannot_be_published(project: Project, amara: User) -> None:
    version = begun(project, amara)
    ConsentVersion.objects.update(information="About.")
    version.refresh_from_db()
    Clause.objects.update(needed=False)
    with pytest.raises(Refused, match="needed"):
        actions.publish_version(version, seen=text_of(version).mark, by=amara)


def test_everybody_who_takes_part_gets_one_mail(
    project: Project, amara: User, dee: User, oli: User, chen: User
) -> None:
    Membership.objects.filter(person=chen).update(expires_on=timezone.localdate())
    version = form(project, amara)
    actions.publish_version(version, seen="", by=amara)
    due = Mail.objects.filter(kind="participants.consent_due")
    assert sorted(due.values_list("to", flat=True)) == sorted([amara.address, dee.address])
    assert Event.objects.filter(type="participants.consent_published").count() == 1


def test_the_mail_is_not_written_to_whoever_has_answered(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    mail = Mail.objects.get(kind="participants.consent_due", person=dee)
    message = written(mail, MAIL[mail.kind])
    assert message is not None
    assert (project.title in message.subject, f"/projects/{project.pk}/consent/answer/" in str(message.body)) == (
        False,
        True,
    )
    answered(version, dee)
    assert written(mail, MAIL[mail.kind]) is None


def test_a_mail_about_an_old_version_is_not_written(project: Project, amara: User, dee: User) -> None:
    form(project, amara)
    mail = Mail.objects.get(kind="participants.consent_due", person=dee)
    form(project, amara)
    assert written(mail, MAIL[mail.kind]) is None


def test_the_re_consent_queue_opens_and_empties(project: Project, amara: User, dee: User) -> None:
    answered(form(project, amara), dee)
    assert (agree(project), "Read the consent form and answer it" in titles(dee)) == ({dee.pk}, False)
    second = form(project, amara)
    assert (agree(project), "Read the consent form and answer it" in titles(dee)) == (set(), True)
    mail = Mail.objects.get(kind="participants.consent_due", person=dee, data__version=str(second.pk))
    message = written(mail, MAIL[mail.kind])
    assert message is not None
    assert "The form has changed" in str(message.body)
    answered(second, dee)
    assert (agree(project), "Read the consent form and answer it" in titles(dee)) == ({dee.pk}, False)


def test_a_coordinator_is_told_that_nobody_is_asked(project: Project, amara: User) -> None:
    assert "Write the consent form" not in titles(amara)
    factories.in_project(project, "Nina Kay", "partner", "carer")
    assert "Write the consent form" in titles(amara)
    form(project, amara)
    assert "Write the consent form" not in titles(amara)


def test_what_is_sealed_is_all_that_was_read_and_its_hash(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    consent = answered(version, dee, "recorded", full_name="Deirdre Ünal-Marsh")
    sealed = json.loads(consent.sealed)
    assert consent.sealed == json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert consent.sha256 == digest(consent.sealed)
    assert sealed["person"] == {"full_name": "Deirdre Ünal-Marsh", "address": dee.address}
    assert (sealed["project"]["title"], sealed["form"]["number"]) == (project.title, 1)
    assert sealed["form"]["information"] == version.information
    assert {clause["kind"] for clause in sealed["clauses"] if not clause["agreed"]} == {"recorded"}
    assert sealed["given_at"].endswith("+00:00")
    assert "(UK time)" in sealed["given_in_words"]


def test_without_a_yes_to_what_is_needed_nobody_agrees(project: Project, amara: User, dee: User) -> None:
    consent = answered(form(project, amara), dee, "take_part")
    assert (consent.agrees, agree(project), policies.has_consented(dee, project)) == (False, set(), False)


def test_a_no_to_what_is_not_needed_still_agrees(project: Project, amara: User, dee: User) -> None:
    assert answered(form(project, amara), dee, "recorded", "quoted").agrees


@pytest.mark.parametrize("change", ["missing", "foreign"])
def test_each_clause_has_an_answer(project: Project, amara: User, dee: User, change: str) -> None:
    version = form(project, amara)
    answers = yes(version)
    if change == "missing":
        answers.popitem()
    else:
        answers[uuid.uuid4()] = True
    signature = actions.Signature(dee, "Dee Marsh")
    with pytest.raises(Refused, match="yes or no"):
        actions.give_consent(version, answers=answers, signature=signature, token=uuid.uuid4(), by=dee)
    assert not Consent.objects.exists()


def test_two_submissions_make_one_row_even_after_a_newer_version(project: Project, amara: User, dee: User) -> None:
    version, token = form(project, amara), uuid.uuid4()
    first = answered(version, dee, token=token)
    form(project, amara)
    assert answered(version, dee, token=token) == first
    assert (Consent.objects.count(), ConsentAnswer.objects.count()) == (1, 7)
    assert Mail.objects.filter(kind="participants.consent_copy").count() == 1


@pytest.mark.parametrize("published", [True, False])
def test_only_the_latest_published_version_can_be_sealed(
    project: Project, amara: User, dee: User, published: bool
) -> None:
    old = form(project, amara)
    version = old if published else begun(project, amara)
    if published:
        form(project, amara)
    with pytest.raises(policies.NewerForm):
        answered(version, dee)
    assert not Consent.objects.exists()


@pytest.mark.parametrize(("table", "field"), [(Consent, "agrees"), (Consent, "sealed"), (ConsentAnswer, "agreed")])
def test_the_database_refuses_to_change_what_was_sealed(
    project: Project, amara: User, dee: User, table: type[Consent | ConsentAnswer], field: str
) -> None:
    answered(form(project, amara), dee)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        table.objects.update(**{field: False})


def test_the_copy_is_mailed_with_a_link_and_no_words(project: Project, amara: User, dee: User) -> None:
    consent = answered(form(project, amara), dee)
    mail = Mail.objects.get(kind="participants.consent_copy")
    message = written(mail, MAIL[mail.kind])
    assert message is not None
    assert (mail.to, MAIL[mail.kind].essential) == (dee.address, True)
    assert f"/consents/{consent.pk}/" in str(message.body)
    assert project.title not in message.subject + str(message.body)


def test_the_event_says_neither_who_nor_what(project: Project, amara: User, dee: User) -> None:
    answered(form(project, amara), dee)
    event = Event.objects.get(type="participants.consent_given")
    assert event.data == {"number": 1, "mode": "online"}


@pytest.mark.parametrize(("scope", "agrees"), [("contact", True), ("taking_part", False), ("words", False)])
def test_a_withdrawal_ends_an_earlier_consent(
    project: Project, amara: User, dee: User, scope: str, agrees: bool
) -> None:
    version = form(project, amara)
    answered(version, dee)
    withdraw(dee, project, scope)
    assert (dee.pk in agree(project), "Read the consent form and answer it" in titles(dee)) == (agrees, not agrees)
    assert (dee.pk in policies.agreed_once(project)) == agrees
    answered(version, dee)
    assert dee.pk in agree(project)


def test_a_withdrawal_from_another_project_ends_nothing(
    project: Project, other_project: Project, amara: User, dee: User
) -> None:
    answered(form(project, amara), dee)
    withdraw(dee, other_project)
    assert agree(project) == {dee.pk}


def test_the_latest_answer_counts(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    answered(version, dee)
    answered(version, dee, "take_part")
    assert (agree(project), set(policies.agreed_once(project))) == (set(), set())
    answered(version, dee)
    assert (agree(project), set(policies.agreed_once(project))) == ({dee.pk}, {dee.pk})


def test_agreement_to_an_older_version_counts_for_what_was_given_then(project: Project, amara: User, dee: User) -> None:
    answered(form(project, amara), dee)
    form(project, amara)
    assert (agree(project), set(policies.agreed_once(project))) == (set(), {dee.pk})


def test_a_project_without_a_published_form_asks_nobody(project: Project, amara: User, dee: User) -> None:
    begun(project, amara)
    policies.check_consent(dee, project)
    policies.check_all_consent([dee.pk], project)
    form(project, amara)
    with pytest.raises(policies.NoConsent):
        policies.check_consent(dee, project)


def test_an_observer_is_not_asked(project: Project, amara: User, oli: User) -> None:
    with pytest.raises(Refused, match="take part"):
        answered(form(project, amara), oli)
    assert titles(oli) == []


def test_a_closed_project_takes_no_answers_and_asks_nobody(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    Project.objects.update(state="closed")
    with pytest.raises(Refused, match="closed"):
        answered(version, dee)
    assert titles(dee) == []


def test_answers_by_voice_are_written_down_by_a_coordinator(project: Project, amara: User) -> None:
    person = factories.person("Nina Kay", email="nina@example.org")
    factories.member(project, person, "partner", "carer")
    User.objects.filter(pk=person.pk).update(email=None)
    person.refresh_from_db()
    version = form(project, amara)
    signature = actions.Signature(person, "Nina Kay", ConsentMode.SPOKEN, "Amara Okafor")
    consent = actions.record_consent(version, answers=yes(version), signature=signature, token=uuid.uuid4(), by=amara)
    assert (consent.person, consent.submitted_by, consent.mode) == (person, amara, "spoken")
    assert (agree(project), json.loads(consent.sealed)["recorded_by"]) == ({person.pk}, "Amara Okafor")
    assert not Mail.objects.filter(person=person).exists()


def test_whoever_has_an_address_answers_for_themselves(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    signature = actions.Signature(dee, "Dee Marsh", ConsentMode.PAPER)
    with pytest.raises(Refused, match="themselves"):
        actions.record_consent(version, answers=yes(version), signature=signature, token=uuid.uuid4(), by=amara)


def test_an_answer_from_before_counts_by_its_time(project: Project, amara: User, dee: User) -> None:
    from tests.participants.consenting import sealed

    version = form(project, amara)
    answered(version, dee)
    sealed(version, dee, given_at=timezone.now() - timedelta(days=1), agrees=False)
    assert agree(project) == {dee.pk}


def test_a_form_with_gaps_is_not_published(project: Project, amara: User) -> None:
    version = begun(project, amara)
    with pytest.raises(Refused, match="write it here"):
        actions.publish_version(version, seen=text_of(version).mark, by=amara)

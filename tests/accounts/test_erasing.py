"""Being erased: no table still says who it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actions.drafts import keep_draft
from accounts.actions.people import erase
from accounts.models import User
from accounts.signals import person_erased
from contributions.models import Contribution
from contributions.queries.contributions import contributions_for_reader
from core.errors import Refused
from core.privacy import Kind, classes
from dialogues.models import Draft, Reflection, Seat
from dialogues.queries.words import answered_prompts
from milestones.models import MilestoneList
from notifications.models import CalendarFeed, Mail
from overview.queries.history import events_of, history_rows
from participants.enums import Scope
from participants.models import Consent, ConsentVersion, Withdrawal
from projects.models import Invitation, InvitationList, Membership, Project
from reports import building, queries
from reports.enums import ExportKind
from reports.models import Export
from tests import factories
from tests.architecture.source import APPS
from tests.participants.leaving import SECRET, leave, much, much_in_project
from tests.reports import rows
from understanding.models import Expectation, PulseAnswer

PHONE, PSEUDONYM = "07700 900123", "Heron of the marsh"
MARKS = ("dee marsh", "dee.marsh@example.org", PHONE, PSEUDONYM.lower())
# What a group or a project records of itself. Being erased takes no page out of it.
TOGETHER = {
    ("Project", "lay_summary"),
    ("Project", "full_text"),
    ("Project", "context"),
    ("Aim", "text"),
    ("PaceAgreement", "note"),
    ("Phase", "title"),
    ("Phase", "call"),
    ("Term", "name"),
    ("Definition", "text"),
    ("Definition", "plain_text"),
    ("Tension", "title"),
    ("Tension", "text"),
    ("Tension", "escalated_to"),
    ("Tension", "closing"),
    ("TensionStep", "text"),
    ("Contribution", "reason"),
    ("Contribution", "change"),
    ("Contribution", "evidence"),
    # Notes of a round of the pulse that is closed: nobody, the application included, knows whose they are.
    ("PulseRound", "spread"),
    ("Milestone", "title"),
    ("Milestone", "evidence"),
    ("DateChange", "note"),
    ("Dialogue", "title"),
    ("Dialogue", "purpose"),
    ("Dialogue", "place"),
    ("Dialogue", "join_link"),
    ("Dialogue", "ground_rules"),
    ("Dialogue", "prompt_set"),
    ("Prompt", "text"),
    ("Prompt", "plain_text"),
    ("AgendaItem", "title"),
    ("Agreement", "text"),
    ("KeptDisagreement", "title"),
    ("Position", "text"),
    ("AgreedAction", "text"),
    ("AgreedAction", "became"),
    ("PromptSet", "name"),
    ("SetPrompt", "text"),
    ("SetPrompt", "plain_text"),
    ("Transcript", "title"),
    ("Transcript", "credit"),
}
# Made by the database from the words, so that it cannot hold what they do not.
DERIVED = {("Reflection", "search")}


@pytest.fixture
def life(project: Project, dee: User, chen: User, amara: User, priya: User) -> dict[str, Any]:
    """Dee in every table that can say who she is."""
    User.objects.filter(pk=dee.pk).update(
        phone=PHONE, pseudonym=PSEUDONYM, name_rule="pseudonym", about=f"{SECRET} about Dee Marsh"
    )
    dee.refresh_from_db()
    made = much(project, dee, chen, pseudonym=PSEUDONYM, name_rule="pseudonym", may_quote_named=True)
    Membership.objects.filter(person=dee).update(pseudonym=PSEUDONYM, name_rule="pseudonym")
    for model in (Seat, Draft):
        mine = {"person": dee} if model is Seat else {"seat__person": dee}
        model.objects.filter(**mine).update(pseudonym=PSEUDONYM, name_rule="pseudonym")
    type(made["speaker"]).objects.filter(pk=made["speaker"].pk).update(pseudonym="Dee Marsh")
    made["speaker"].identity.note = f"{SECRET} Dee Marsh"
    made["speaker"].identity.save()
    made |= much_in_project(project, dee, amara, made["one"])
    listed(project, amara)
    invited(project, dee, amara)
    consented(project, dee, amara)
    Mail.objects.create(
        kind="x", key="x", to=dee.address, person=dee, data={"text": "Dee Marsh"}, due_at=timezone.now()
    )
    Mail.objects.create(kind="x", key="y", to=dee.address.title(), due_at=timezone.now())
    CalendarFeed.objects.create(person=dee)
    EmailAddress.objects.create(user=dee, email=dee.address)
    factories.signed_in(dee)
    keep_draft("/profile/", fields={"about": [f"{SECRET} begun by Dee Marsh"]}, seen=None, by=dee)
    return made | {"mine": rows.built(None, dee, ExportKind.MY_DATA), "file": rows.built(project, priya)}


def invited(project: Project, dee: User, amara: User) -> None:
    terms = {"role": "partner", "standpoint": "patient", "link_ends_at": timezone.now()}
    Invitation.objects.create(
        project=project, submitted_by=amara, email=dee.address, full_name="Dee Marsh", person=dee, **terms
    )
    other = {"line": 3, "email": "somebody@example.org", "full_name": "Some Body"}
    row = {"line": 2, "email": dee.address.upper(), "full_name": "Dee Marsh"}
    InvitationList.objects.create(project=project, submitted_by=amara, rows=[row, other])


def listed(project: Project, amara: User) -> None:
    """Milestones from a file, one of which names Dee as its owner."""
    lines = [{"line": 2, "title": "First brief", "owner": "Dee Marsh"}, {"line": 3, "title": "Report", "owner": "Ben"}]
    MilestoneList.objects.create(project=project, submitted_by=amara, rows=lines)


def consented(project: Project, dee: User, amara: User) -> None:
    version = ConsentVersion.objects.create(
        project=project, number=1, title="Consent", information="…", submitted_by=amara, published_at=timezone.now()
    )
    clause = version.clauses.create(position=1, kind="take_part", text="I take part.")
    consent = Consent.objects.create(
        person=dee,
        version=version,
        submitted_by=dee,
        given_at=timezone.now(),
        agrees=True,
        sealed='{"who": "Dee Marsh"}',
    )
    consent.answers.create(clause=clause, agreed=True)


def texts(*kinds: Kind) -> Iterator[tuple[type[models.Model], str]]:
    """Every field of ours that holds text or JSON of these kinds."""
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        for name, kind in classes(model).items():
            field = model._meta.get_field(name)
            written = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if kind in kinds and written:
                yield model, name


def holding(*kinds: Kind, marks: tuple[str, ...] = MARKS) -> set[tuple[str, str]]:
    """The fields that hold one of these marks in some row."""
    found = set()
    for model, name in texts(*kinds):
        for value in model._default_manager.values_list(name, flat=True):
            told = (json.dumps(value) if isinstance(value, dict | list) else str(value)).lower()
            if any(mark in told for mark in marks):
                found.add((model.__name__, name))
    return found


def named(pairs: Iterator[tuple[type[models.Model], str]]) -> set[tuple[str, str]]:
    return {(model.__name__, name) for model, name in pairs}


def test_every_field_that_can_say_who_is_filled_before(life: dict[str, Any]) -> None:
    """A new field has to be filled here, and then the next test asks whether erasing empties it."""
    assert holding(Kind.IDENTITY, Kind.PSEUDONYM) == named(texts(Kind.IDENTITY, Kind.PSEUDONYM))


def test_every_field_of_words_is_filled_before_or_recorded_together(life: dict[str, Any]) -> None:
    expected = named(texts(Kind.FREE_TEXT)) - TOGETHER - DERIVED
    assert holding(Kind.FREE_TEXT, marks=(SECRET,)) == expected
    assert named(texts(Kind.FREE_TEXT)) >= TOGETHER


@pytest.mark.parametrize("keep_words", [True, False])
def test_no_field_says_who_it_was(dee: User, life: dict[str, Any], keep_words: bool) -> None:
    erase(dee, keep_words=keep_words, by=dee)
    assert holding(Kind.IDENTITY, Kind.PSEUDONYM) == set()
    assert not EmailAddress.objects.exists()
    assert not any(str(dee.pk) in str(row.get_decoded()) for row in Session.objects.all())


def test_no_word_of_theirs_is_left(dee: User, life: dict[str, Any]) -> None:
    erase(dee, keep_words=False, by=dee)
    assert holding(Kind.FREE_TEXT, marks=(SECRET,)) == set()
    assert Reflection.objects.filter(text="Chen answers.").exists()


def test_words_that_are_kept_stand_without_a_name(
    project: Project, dee: User, chen: User, life: dict[str, Any]
) -> None:
    erase(dee, keep_words=True, by=dee)
    found = Reflection.objects.filter(seat__person=dee, text__startswith=SECRET)
    assert {(row.name_rule, row.pseudonym, row.may_quote_named) for row in found} == {("standpoint", "", False)}
    dialogue = life["one"].seat.dialogue
    shown = answered_prompts(dialogue, chen, dialogue.prompts.all(), responds=False)
    names = {voice.by for column in shown[0].columns for voice in column.voices if not voice.mine}
    assert names == {"Patient, name not shown"}
    assert (life["turn"].text, Draft.objects.filter(seat__person=dee).exists()) == (f"{SECRET} said", False)


def test_whoever_is_erased_has_no_name_anywhere(project: Project, dee: User, life: dict[str, Any]) -> None:
    erase(dee, keep_words=True, by=dee)
    dee.refresh_from_db()
    assert (dee.named(), dee.named("Patient")) == ("Name not shown", "Patient, name not shown")
    assert str(dee) == "Name not shown"
    assert Membership.objects.select_related("person").get(person=dee).named() == "Patient, name not shown"
    assert Seat.objects.select_related("person").filter(person=dee)[0].named() == "Patient, name not shown"
    assert (dee.email, dee.is_active, dee.has_usable_password()) == (None, False, False)
    assert dee.erased_at is not None


def test_memberships_end_and_the_history_does_not_say_whose(project: Project, dee: User, amara: User) -> None:
    erase(dee, keep_words=True, by=dee)
    assert not Membership.objects.current().filter(person=dee).exists()
    row = history_rows(project, events_of(project), amara)[0]
    assert (row.sentence, row.happened.actor_id) == ("Somebody who took part had their name removed for good.", None)


def test_others_on_an_uploaded_list_stay(dee: User, life: dict[str, Any]) -> None:
    erase(dee, keep_words=True, by=dee)
    assert [row["full_name"] for row in InvitationList.objects.get().rows] == ["Some Body"]
    assert [row["owner"] for row in MilestoneList.objects.get().rows] == ["Ben"]


def test_what_was_said_in_the_project_is_kept_without_a_name(dee: User, amara: User, life: dict[str, Any]) -> None:
    erase(dee, keep_words=True, by=dee)
    rows = Contribution.objects.select_related("contributor__person", "owner__person")
    shown = contributions_for_reader(amara, rows.order_by("created_at"), manages=True)
    assert [row.said for row in shown] == [f"{SECRET} said", f"{SECRET} taken up"]
    assert {row.by for row in shown} == {"Patient, name not shown"}
    assert {row.feedback for row in shown} == {""}
    assert (Expectation.objects.get().text, PulseAnswer.objects.count()) == (f"{SECRET} hope", 1)


@pytest.mark.parametrize("keep_words", [True, False])
def test_files_of_theirs_and_with_their_words_are_gone(
    dee: User,
    priya: User,
    life: dict[str, Any],
    keep_words: bool,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    places = [building.path_of_file(life[name].stored_as) for name in ("mine", "file")]
    assert [place.exists() for place in places] == [True, True]
    with django_capture_on_commit_callbacks(execute=True):
        erase(dee, keep_words=keep_words, by=dee)
    assert [place.exists() for place in places] == [False, False]
    assert not Export.objects.filter(submitted_by=dee).exists()
    assert Mail.objects.get(kind="reports.file_withdrawn").person == priya


def test_the_preview_tells_the_numbers(project: Project, dee: User, life: dict[str, Any]) -> None:
    assert queries.erasure_of_account(dee) == {"mails": 2, "consents": 1, "files": 1, "feeds": 1}
    told = queries.erasure_in_projects(dee, keep_words=False)
    assert [row.project for row in told] == [project]
    sentences = [effect.sentence for effect in told[0].effects]
    assert "Removed for good: 2 reflections and 1 response, with every earlier version." in sentences
    erase(dee, keep_words=False, by=dee)
    assert sum(queries.erasure_of_account(dee).values()) == 0
    assert Reflection.objects.filter(seat__person=dee, withdrawn_at__isnull=False).count() == 3


def test_words_in_a_project_that_was_left_before_go_too(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    leave(project, dee, Scope.TAKING_PART)
    told = queries.erasure_in_projects(dee, keep_words=False)
    assert any(effect.sentence.startswith("Removed for good: 2 reflections") for effect in told[0].effects)
    erase(dee, keep_words=False, by=dee)
    assert not Reflection.objects.filter(seat__person=dee).exclude(text="").exists()
    assert Withdrawal.objects.filter(person=dee).exists()


def test_the_last_coordinator_is_not_erased_before_handing_over(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="Breathing Together"):
        erase(amara, keep_words=True, by=amara)
    amara.refresh_from_db()
    assert (amara.full_name, amara.erased_at) == ("Amara Okafor", None)
    assert Membership.objects.current().filter(person=amara).exists()
    Membership.objects.filter(person=dee).update(role="coordinator")
    erase(amara, keep_words=True, by=amara)


def test_a_membership_that_ended_long_ago_keeps_its_day(project: Project, dee: User) -> None:
    day = timezone.localdate() - timedelta(days=30)
    Membership.objects.filter(person=dee).update(expires_on=day)
    erase(dee, keep_words=True, by=dee)
    assert Membership.objects.get(person=dee).expires_on == day


def test_a_receiver_that_fails_leaves_everything(dee: User, life: dict[str, Any]) -> None:
    before = holding(Kind.IDENTITY, Kind.PSEUDONYM)

    def fails(sender: object, **others: object) -> None:
        raise RuntimeError

    person_erased.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            erase(dee, keep_words=False, by=dee)
    finally:
        person_erased.disconnect(fails)
    assert holding(Kind.IDENTITY, Kind.PSEUDONYM) == before
    assert CalendarFeed.objects.exists()


def test_asked_twice_it_happens_once(dee: User) -> None:
    erase(dee, keep_words=True, by=dee)
    first = User.objects.get(pk=dee.pk).erased_at
    erase(dee, keep_words=True, by=dee)
    assert User.objects.get(pk=dee.pk).erased_at == first


def test_the_same_address_can_be_invited_anew(project: Project, dee: User) -> None:
    erase(dee, keep_words=True, by=dee)
    assert factories.person("Dee Marsh").pk != dee.pk

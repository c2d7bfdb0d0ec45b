"""Withdrawing: what somebody wrote in the project itself, outside its dialogues."""

from __future__ import annotations

import pytest

from accounts.models import User
from contributions.models import Contribution, ContributionReply
from contributions.queries.contributions import TAKEN_BACK, contributions_for_reader
from glossary.models import Definition
from participants.enums import Scope
from projects.models import Project
from tensions.models import Tension
from tests.contributions.contributing import made, now, place
from tests.contributions.contributing import told as tell
from tests.dialogues.planning import opened, revealed
from tests.dialogues.writing import writer
from tests.factories import signed_in
from tests.participants.leaving import SECRET, leave, much_in_project, told
from understanding.models import AimSignature, Expectation, PulseAnswer


@pytest.fixture
def life(project: Project, amara: User, chen: User, dee: User) -> Project:
    """Dee wrote in the project, and a coordinator took up her reflection."""
    dialogue = opened(project, amara, amara, dee)
    desk = writer(dialogue, dee)
    desk.save(f"{SECRET} reflection")
    desk.send()
    revealed(dialogue, amara)
    reflection = desk.reflection()
    assert reflection is not None
    much_in_project(project, dee, amara, reflection)
    made(project, chen, said="Chen said this.")
    return project


def test_the_preview_counts_what_goes_and_what_stays(life: Project, dee: User) -> None:
    sentences = told(life, dee, Scope.WORDS)
    for sentence in (
        "Deleted: 1 draft of what you expect.",
        "Removed for good: 1 answer about what you expect.",
        "Removed for good: your answers to the pulse that is open now.",
        "Removed for good: the words of 2 contributions. What was decided and what changed stays.",
        "Deleted: 1 answer you gave when you were told what came of it.",
        "2 contributions of yours are not closed. You cannot be told what comes of them any more, and you cannot close "
        "them.",
        "1 signature under the shared aim stays: it says that you agreed on that day.",
        "1 meaning of a word that you wrote stays: the project keeps it together.",
        "1 tension or barrier that you raised stays: the project keeps it together.",
    ):
        assert sentence in sentences


def test_words_that_are_taken_back_are_gone_from_the_project(life: Project, amara: User, dee: User) -> None:
    leave(life, dee, Scope.WORDS)
    assert sorted(Contribution.objects.values_list("said", flat=True)) == ["", "", "Chen said this."]
    assert not ContributionReply.objects.exists()
    assert not Expectation.objects.exists()
    assert not PulseAnswer.objects.exists()
    assert (AimSignature.objects.count(), Definition.objects.count(), Tension.objects.count()) == (1, 1, 1)


def test_the_page_says_that_the_words_were_taken_back(life: Project, amara: User, dee: User) -> None:
    leave(life, dee, Scope.WORDS)
    page = signed_in(amara).get(f"/projects/{life.pk}/contributions/").content.decode()
    assert page.count(str(TAKEN_BACK)) == 2
    assert SECRET not in page


def test_who_keeps_their_words_loses_only_drafts(life: Project, dee: User) -> None:
    sentences = told(life, dee, Scope.TAKING_PART)
    assert "Kept: 2 things you said about what you expect or in the pulse." in sentences
    assert "Kept: the words of 2 contributions." in sentences
    leave(life, dee, Scope.TAKING_PART)
    assert Contribution.objects.filter(said__startswith=SECRET).count() == 2
    assert [(row.text, row.draft) for row in Expectation.objects.all()] == [(f"{SECRET} hope", "")]
    assert (PulseAnswer.objects.count(), ContributionReply.objects.count()) == (1, 1)


def test_who_only_stops_contact_keeps_everything(life: Project, dee: User) -> None:
    before = [Contribution.objects.filter(said="").count(), Expectation.objects.count(), PulseAnswer.objects.count()]
    leave(life, dee, Scope.CONTACT)
    after = [Contribution.objects.filter(said="").count(), Expectation.objects.count(), PulseAnswer.objects.count()]
    assert after == before


def test_what_is_told_afterwards_reaches_nobody_and_says_nothing_about_whose_it_was(
    life: Project, amara: User, chen: User, dee: User
) -> None:
    row = Contribution.objects.get(taken=True)
    leave(life, dee, Scope.WORDS)
    tell(row, amara, feedback="It goes on.")
    assert contributions_for_reader(chen, [now(row)])[0].feedback == ""
    page = signed_in(amara).get(row.get_absolute_url()).content.decode()
    assert "Dee" not in page


def test_somebody_elses_project_is_left_alone(life: Project, other_project: Project, zoe: User, dee: User) -> None:
    made(other_project, zoe, said="Zoe said this.")
    leave(life, dee, Scope.WORDS)
    assert Contribution.objects.get(project=other_project).said == "Zoe said this."
    assert place(other_project, zoe).ended_at is None

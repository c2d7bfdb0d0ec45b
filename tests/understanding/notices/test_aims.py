"""What of the aim and of expectations needs somebody, and the mail that asks."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from notifications.models import Mail
from notifications.registry import MAIL, Letter, Need
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests import factories
from tests.projects.making import membership
from tests.understanding.expecting import aim, asked, draft, mirrored, revealed, sent
from understanding.actions.aims import sign_aim, unsign_aim
from understanding.models import ExpectationRound
from understanding.notices import aims, expectations
from understanding.queries.expectations import address


def titles(needs: object) -> list[str]:
    assert not isinstance(needs, Need)
    return [need.title for need in needs]  # type: ignore[attr-defined]


def to_sign(person: User) -> list[str]:
    return titles(aims.aim_to_sign.first_needs(person, timezone.now()))


def to_write(person: User) -> list[str]:
    return titles(expectations.expectation_to_write.first_needs(person, timezone.now()))


def to_reveal(person: User) -> list[str]:
    return titles(expectations.expectations_to_reveal.first_needs(person, timezone.now()))


def letter(row: ExpectationRound, person: User) -> Letter | None:
    return MAIL["understanding.expectations_asked"].write(Mail.objects.get(person=person, data__round=str(row.pk)))


# The aim


def test_the_latest_aim_needs_everybody_who_takes_part(project: Project, amara: User, dee: User, oli: User) -> None:
    aim(project, amara)
    assert [to_sign(person) for person in (amara, dee, oli)] == [
        ["Read and sign the shared aim"],
        ["Read and sign the shared aim"],
        [],
    ]


def test_a_signed_aim_needs_nobody_until_the_signature_is_taken_back(project: Project, amara: User) -> None:
    signed = aim(project, amara)
    sign_aim(signed, by=amara)
    assert to_sign(amara) == []
    unsign_aim(signed, by=amara)
    assert len(to_sign(amara)) == 1


def test_a_new_version_needs_those_who_signed_the_one_before(project: Project, amara: User) -> None:
    sign_aim(aim(project, amara), by=amara)
    aim(project, amara, "Other words.")
    assert len(to_sign(amara)) == 1


# Writing


def test_an_open_round_needs_whoever_has_sent_nothing(project: Project, amara: User, dee: User, oli: User) -> None:
    row = asked(project, amara)
    draft(row, dee, "A draft is not sent.")
    sent(row, amara, "Words.")
    assert [to_write(person) for person in (amara, dee, oli)] == [[], ["Say what you expect"], []]


def test_a_revealed_round_needs_nobody(project: Project, amara: User, dee: User, chen: User) -> None:
    mirrored(project, amara, amara, dee)
    assert to_write(chen) == []


def test_whoever_joins_while_it_is_open_is_asked(project: Project, amara: User) -> None:
    asked(project, amara)
    assert to_write(factories.in_project(project, "New Person", "partner", "carer")) == ["Say what you expect"]


def test_a_closed_project_and_a_member_who_left_need_nothing(project: Project, amara: User, dee: User) -> None:
    aim(project, amara)
    asked(project, amara)
    end_member(membership(project, dee), by=amara)
    assert to_sign(dee) + to_write(dee) == []
    Project.objects.update(state=ProjectState.CLOSED)
    assert to_sign(amara) + to_write(amara) == []


# Revealing


def test_once_everybody_has_sent_it_needs_a_coordinator(project: Project, amara: User, dee: User, oli: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "Words.")
    assert to_reveal(amara) == []
    sent(row, dee, "Words.")
    assert [to_reveal(person) for person in (amara, dee, oli)] == [["Reveal the expectations"], [], []]
    revealed(row, amara)
    assert to_reveal(amara) == []


def test_one_person_alone_is_nothing_to_reveal(project: Project, amara: User) -> None:
    sent(asked(project, amara), amara, "Words.")
    assert to_reveal(amara) == []


def test_somebody_who_cannot_sign_in_is_not_waited_for(project: Project, amara: User, dee: User) -> None:
    joan = User.objects.create(email=None, full_name="Joan Bell")
    factories.member(project, joan, "partner", "carer")
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    assert to_reveal(amara) == ["Reveal the expectations"]


def test_somebody_who_left_is_not_waited_for(project: Project, amara: User, dee: User, chen: User) -> None:
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    end_member(membership(project, chen), by=amara)
    assert to_reveal(amara) == ["Reveal the expectations"]


# The mail


def test_the_mail_leads_to_the_first_question(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    found = letter(row, dee)
    assert found is not None
    assert (found.subject, found.link) == ("What do you expect?", address("write", row, 1))
    assert "Amara" not in found.text


def test_the_mail_is_not_needed_once_they_have_sent(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    draft(row, dee, "A draft is not sent.")
    assert letter(row, dee) is not None
    sent(row, dee, "Words.")
    assert letter(row, dee) is None


def test_the_mail_is_not_needed_once_it_is_revealed(project: Project, amara: User, dee: User, chen: User) -> None:
    row = asked(project, amara)
    for person in (amara, dee):
        sent(row, person, "Words.")
    revealed(row, amara)
    assert letter(row, chen) is None


def test_the_mail_is_not_needed_when_they_left_or_observe(project: Project, amara: User, dee: User, chen: User) -> None:
    row = asked(project, amara)
    end_member(membership(project, dee), by=amara)
    Membership.objects.filter(person=chen).update(role="observer")
    assert [letter(row, dee), letter(row, chen)] == [None, None]


def test_the_mail_is_not_needed_when_the_project_is_closed(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    assert letter(row, dee) is None

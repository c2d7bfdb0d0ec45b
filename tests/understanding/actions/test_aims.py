"""The shared aim: versions, signing for oneself, taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.projects.making import membership
from tests.understanding.expecting import AIM, aim
from understanding.actions.aims import sign_aim, unsign_aim, write_aim
from understanding.models import Aim, AimSignature


def test_another_wording_is_another_version(project: Project, amara: User) -> None:
    assert [aim(project, amara).number, aim(project, amara, "Other words.").number] == [1, 2]


def test_the_same_words_make_no_version(project: Project, amara: User) -> None:
    assert aim(project, amara) == aim(project, amara)


def test_a_form_sent_twice_makes_one_version_even_if_somebody_wrote_another_between(
    project: Project, amara: User
) -> None:
    token = uuid.uuid4()
    first = write_aim(project, text=AIM, seen=0, token=token, by=amara)
    aim(project, amara, "Other words.")
    assert write_aim(project, text=AIM, seen=0, token=token, by=amara) == first
    assert Aim.objects.count() == 2


@pytest.mark.parametrize("seen", [0, 2, 99])
def test_a_version_written_from_another_than_the_last_overwrites_nothing(
    project: Project, amara: User, seen: int
) -> None:
    aim(project, amara)
    with pytest.raises(Stale, match="newer version"):
        write_aim(project, text="Mine.", seen=seen, token=uuid.uuid4(), by=amara)
    assert Aim.objects.get().text == AIM


def test_signing_twice_signs_once(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    for _ in range(2):
        sign_aim(signed, by=dee)
    assert AimSignature.objects.get().standpoint == "patient"
    assert of_project(project.pk).filter(type="understanding.aim_signed").count() == 1


def test_a_signature_keeps_the_standpoint_it_was_given_from(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    sign_aim(signed, by=dee)
    Membership.objects.filter(person=dee).update(standpoint="carer")
    assert sign_aim(signed, by=dee).standpoint == "patient"


def test_a_new_version_is_signed_by_nobody(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara), by=dee)
    assert not aim(project, amara, "Other words.").signatures.exists()


@pytest.mark.parametrize("act", [sign_aim, unsign_aim])
def test_an_earlier_version_keeps_its_signatures_as_they_are(
    project: Project, amara: User, dee: User, act: Callable[..., object]
) -> None:
    old = aim(project, amara)
    sign_aim(old, by=dee)
    aim(project, amara, "Other words.")
    with pytest.raises(Refused, match="newer version"):
        act(old, by=dee)
    assert old.signatures.count() == 1


def test_a_signature_can_be_taken_back_and_given_again(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    sign_aim(signed, by=dee)
    for _ in range(2):
        unsign_aim(signed, by=dee)
    assert not signed.signatures.exists()
    assert of_project(project.pk).filter(type="understanding.aim_unsigned").count() == 1
    sign_aim(signed, by=dee)
    assert signed.signatures.count() == 1


@pytest.mark.parametrize("who", ["oli", "zoe", "priya"])
def test_whoever_does_not_take_part_signs_nothing(
    project: Project, amara: User, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused, match="do not take part"):
        sign_aim(aim(project, amara), by=request.getfixturevalue(who))


def test_whoever_has_left_signs_nothing(project: Project, amara: User, dee: User) -> None:
    end_member(membership(project, dee), by=amara)
    with pytest.raises(Refused, match="do not take part"):
        sign_aim(aim(project, amara), by=dee)


@pytest.mark.parametrize("state", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_a_project_that_is_not_open_refuses_every_write(project: Project, amara: User, state: ProjectState) -> None:
    signed = aim(project, amara)
    Project.objects.update(state=state)
    signed.refresh_from_db()
    writes: list[Callable[[], object]] = [
        lambda: aim(project, amara, "Other words."),
        lambda: sign_aim(signed, by=amara),
        lambda: unsign_aim(signed, by=amara),
    ]
    for write in writes:
        with pytest.raises(Refused, match=f"This project is {state}"):
            write()

"""Who has signed the aim, by standpoint."""

from __future__ import annotations

from django.template.loader import render_to_string

from accounts.models import User
from core.csv import encode
from projects.actions.members import end_member
from projects.models import Membership, Project
from tests import factories
from tests.projects.making import membership
from tests.understanding.expecting import aim
from understanding.actions.aims import sign_aim
from understanding.formats.aims import rows_of_file
from understanding.queries.aims import SignatureGroup, Standing, aim_card


def card(project: Project, person: User) -> Standing:
    found = aim_card(project, person)
    assert found is not None
    return found


def group(project: Project, person: User, standpoint: str) -> SignatureGroup:
    return next(group for group in card(project, person).groups if group.standpoint == standpoint)


def test_without_an_aim_there_is_no_card(project: Project, amara: User) -> None:
    assert aim_card(project, amara) is None


def test_groups_say_how_many_of_them_have_signed(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    for name in ("Ida Moss", "Jo Reed"):
        sign_aim(signed, by=factories.in_project(project, name, "partner", "patient"))
    assert group(project, amara, "patient").sentence == "2 of 3 patients have signed"
    assert group(project, amara, "academic").sentence == "Not yet signed by academics"


def test_one_signature_is_one(project: Project, amara: User, ben: User) -> None:
    sign_aim(aim(project, amara), by=ben)
    assert group(project, amara, "academic").sentence == "1 of 2 academics has signed"


def test_standpoints_that_nobody_speaks_from_are_said_apart(project: Project, amara: User, oli: User) -> None:
    """Oli, the only manager, observes."""
    aim(project, amara)
    found = card(project, amara)
    assert [group.standpoint for group in found.groups] == ["academic"]
    assert found.absent == ["clinicians", "patients", "carers", "members of the public", "managers"]


def test_whoever_left_stays_listed_and_does_not_count(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara), by=dee)
    end_member(membership(project, dee), by=amara)
    found = group(project, amara, "patient")
    assert [(row.name, row.now) for row in found.signers] == [("Dee Marsh", "left since")]
    assert (found.signed, found.total, found.sentence) == (0, 0, "No patients take part today")


def test_whoever_observes_since_does_not_count(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara), by=dee)
    Membership.objects.filter(person=dee).update(role="observer")
    assert [row.now for row in group(project, amara, "patient").signers] == ["observes now"]


def test_somebody_counts_under_the_standpoint_they_signed_from(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara), by=dee)
    Membership.objects.filter(person=dee).update(standpoint="carer")
    assert group(project, amara, "patient").sentence == "1 of 1 patients has signed"
    assert "carers" in card(project, amara).absent


def test_signers_stand_under_the_name_they_chose(project: Project, amara: User, dee: User) -> None:
    Membership.objects.filter(person=dee).update(name_rule="standpoint")
    sign_aim(aim(project, amara), by=dee)
    assert "Marsh" not in group(project, amara, "patient").signers[0].name


def test_the_file_has_the_rows_of_the_page_and_says_who_is_silent(project: Project, amara: User, dee: User) -> None:
    sign_aim(aim(project, amara), by=amara)
    rows = list(rows_of_file(card(project, amara)))
    assert [row[:3] for row in rows[1:]] == [["1", "Academic", "Amara Okafor"], ["1", "Patient", ""]]
    assert rows[2][4] == "Not yet signed by patients"
    assert b"".join(encode(rows)).startswith(b"\xef\xbb\xbf")


def test_the_card_of_the_overview_leads_to_signing(project: Project, amara: User, dee: User) -> None:
    signed = aim(project, amara)
    assert "Read and sign the shared aim" in shown(project, dee)
    sign_aim(signed, by=dee)
    assert "See who has signed" in shown(project, dee)
    assert "1 of 1 patients has signed" in shown(project, dee)


def test_the_card_says_that_there_is_no_aim_yet(project: Project, dee: User) -> None:
    assert "There is no shared aim yet." in shown(project, dee)


def shown(project: Project, person: User) -> str:
    context = {"card": aim_card(project, person), "project": project, "may_sign": True}
    return render_to_string("understanding/aim_card.html", context)

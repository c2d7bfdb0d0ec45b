"""A coordinator invites by hand and from a file; whoever is invited accepts on a phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from accounts.models import User
from projects.models import Invitation, Membership, Project
from tests.browser.conftest import PHONE, Open, check_page
from tests.projects.inviting import invited, link


def test_a_coordinator_invites_people_from_a_file(open_as: Open, project: Project, amara: User, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name;E-mail;Standpoint\nNina Kay;nina@example.org;Carer\nNo One;nobody@;Carer\n", "utf-8-sig")
    page = open_as(amara)
    page.goto(f"/projects/{project.pk}/people/")
    check_page(page)
    page.get_by_role("link", name="Invite many people from a file").click()
    check_page(page)
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("row needs correcting")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Invite 1 person").click()
    expect(page.get_by_role("row", name="Nina Kay")).to_be_visible()
    check_page(page)
    assert Invitation.objects.get().email == "nina@example.org"


def test_whoever_is_invited_accepts_on_a_phone_without_scripts(open_as: Open, project: Project, amara: User) -> None:
    invitation = invited(project, amara)
    page = open_as(None, size=PHONE, script=False)
    page.goto(link(invitation))
    expect(page.get_by_role("heading", name="Breathing Together")).to_be_visible()
    page.get_by_role("button", name="Accept and take part").click()
    expect(page.get_by_text("You take part in this project now.")).to_be_visible()
    page.get_by_role("link", name="How I am named here").click()
    page.get_by_label("A name I choose").check()
    page.get_by_label("The name I choose here").fill("Wren")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("In this project you are shown as: Wren.").first).to_be_visible()
    assert Membership.objects.select_related("person").get(person__email="nina@example.org").named() == "Wren"


def test_the_pages_around_an_invitation_hold_nothing_that_axe_finds(
    open_as: Open, project: Project, amara: User, dee: User
) -> None:
    invitation = invited(project, amara)
    people = f"/projects/{project.pk}/people/"
    paths = ("invite/", "invitations/", f"invitations/{invitation.pk}/revoke/", "me/", "me/leave/")
    visits = [(amara, people + path) for path in paths] + [(None, link(invitation)), (dee, link(invitation))]
    for who, path in visits:
        page = open_as(who, size=PHONE)
        page.goto(path)
        check_page(page)

"""Invitations for the tests of this app; made through the actions, since they have rules."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from projects.actions.invitation_lists import upload_list
from projects.actions.invitations import Invitee, invite_person, invite_to_claim
from projects.actions.members import Naming, Terms, add_without_address
from projects.enums import Standpoint
from projects.formats.people import read
from projects.models import Invitation, InvitationList, Membership, Project
from projects.queries.invitations import link_of
from tests.projects.making import terms

NINA = "nina@example.org"


def invited(project: Project, by: User, email: str = NINA, on: Terms | None = None) -> Invitation:
    agreed = on or terms(standpoint=Standpoint.CARER)
    return invite_person(project, invitee=Invitee(email, "Nina Kay"), terms=agreed, token=uuid.uuid4(), by=by)


def without_address(project: Project, by: User, full_name: str = "Ada Post", **naming: Any) -> Membership:
    chosen = Naming(naming.get("name_rule", "full"), naming.get("pseudonym", ""))
    return add_without_address(project, full_name=full_name, terms=terms(), naming=chosen, token=uuid.uuid4(), by=by)


def claiming(place: Membership, by: User, email: str = NINA) -> Invitation:
    return invite_to_claim(place, email=email, token=uuid.uuid4(), by=by)


def listed(project: Project, by: User, *lines: str) -> InvitationList:
    raw = "\n".join(["name,email,standpoint", *lines]).encode()
    return upload_list(project, rows=read(raw), token=uuid.uuid4(), by=by)


def link(invitation: Invitation, act: str = "") -> str:
    return link_of(invitation) + act

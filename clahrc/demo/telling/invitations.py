"""Invitations: sent, and declined where somebody said no."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.invitations import INVITATIONS
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People, address_of
from projects.actions.invitations import Invitee, decline_invitation, invite_person
from projects.actions.members import Terms
from projects.enums import Role, Standpoint
from projects.models import Project


def tell_invitations(project: Project, people: People) -> None:
    """The coordinator invites; whoever declines does so without an account."""
    for story in INVITATIONS:
        with on_day(story.sent):
            terms = Terms(Role.PARTNER, Standpoint(story.standpoint), timezone.localdate())
            invitee = Invitee(address_of(story.key), story.full_name)
            invitation = invite_person(project, invitee=invitee, terms=terms, token=uuid4(), by=people["amara"])
        if story.declined is not None:
            with on_day(story.declined):
                decline_invitation(invitation, by=None)

"""Aims and expectations for the tests of this app, made through their actions."""

from __future__ import annotations

import uuid
from datetime import date

from accounts.models import User
from projects.models import Project
from understanding.actions.aims import write_aim
from understanding.actions.expectations import ask_everybody, reveal_round, save_draft, send_drafts
from understanding.enums import Topic
from understanding.models import Aim, Expectation, ExpectationRound

AIM = "Nobody leaves without a say in the plan."


def aim(project: Project, by: User, text: str = AIM) -> Aim:
    return write_aim(project, text=text, token=uuid.uuid4(), by=by)


def asked(project: Project, by: User, again: date | None = None) -> ExpectationRound:
    return ask_everybody(project, ask_again_on=again, token=uuid.uuid4(), by=by)


def draft(row: ExpectationRound, by: User, text: str, topic: Topic = Topic.PURPOSE) -> Expectation | None:
    """Write on from the newest draft."""
    newest = Expectation.objects.filter(round=row, membership__person=by, topic=topic).first()
    return save_draft(row, topic=topic, text=text, version=newest.version if newest else 0, by=by)


def sent(row: ExpectationRound, by: User, text: str, topic: Topic = Topic.PURPOSE) -> None:
    draft(row, by, text, topic)
    send_drafts(row, by=by)


def revealed(row: ExpectationRound, by: User, again: date | None = None) -> ExpectationRound:
    return reveal_round(row, ask_again_on=again, by=by)


def mirrored(project: Project, lead: User, *people: User, again: date | None = None) -> ExpectationRound:
    """A round in which each of these people said under purpose who they are; revealed."""
    row = asked(project, lead)
    for person in people:
        sent(row, person, f"Words of {person.full_name}.")
    return revealed(row, lead, again)

"""Two projects full of things, and somebody in every role, for asking every URL as everybody."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dialogues.actions import dialogues as dialogue_actions
from dialogues.actions.reflections import save_draft, send_reflections
from dialogues.actions.transcripts import attach_transcript
from dialogues.formats.transcripts import SpokenTurn
from dialogues.models import Dialogue, Reflection
from dialogues.queries.reflections import Slot
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL
from participants.models import Participant
from projects.actions import milestones as milestone_actions
from projects.enums import MilestoneKind, Pace
from projects.models import Membership, Milestone, Project
from reports import actions as export_actions
from reports.enums import ExportKind
from tests import factories

Objects = dict[str, Any]


@dataclass(frozen=True)
class World:
    """Who asks, in which role; and what the keys in the URLs mean here and in the other project."""

    people: dict[str, User | None]
    here: Objects
    there: Objects

    def ask(self, role: str, method: str, name: str, kwargs: Objects) -> int:
        """The status that somebody in this role gets. Whatever it changed is taken back."""
        cache.clear()
        person = self.people[role]
        with transaction.atomic():
            client = Client()
            if person is not None:
                client.force_login(person)
            status = client.generic(method, reverse(name, kwargs=kwargs), **FORM).status_code
            transaction.set_rollback(True)
        return status

    def nothing(self, key: str) -> uuid.UUID | int:
        """A key of its kind that leads to nothing."""
        return 999 if key == "position" else uuid.uuid4()


FORM: dict[str, Any] = {"content_type": "application/x-www-form-urlencoded"}


def cast_and_projects() -> World:
    """Somebody in every role of one project, and a stranger who leads another; both projects are full of things."""
    ours, theirs = factories.project(title="Breathing Together"), factories.project(title="Walking Home")
    zoe = factories.in_project(theirs, "Zoe Quist", "coordinator", "academic")
    amara = factories.in_project(ours, "Amara Okafor", "coordinator", "academic")
    people = {
        "anonymous": None,
        "stranger": zoe,
        "observer": factories.in_project(ours, "Oli Brand", "observer", "manager"),
        "partner": factories.in_project(ours, "Dee Marsh", "partner", "patient"),
        "researcher": factories.in_project(ours, "Ben Lewis", "researcher", "academic"),
        "coordinator": amara,
        "administrator": factories.person("Priya Nair", is_administrator=True),
    }
    return World(people, filled(ours, amara), filled(theirs, zoe))


def filled(project: Project, lead: User) -> Objects:
    """Something of every kind in a project, by the name that the URLs have for its key."""
    member = Membership.objects.get(project=project, person=lead)
    done = milestone(project, member)
    milestone_actions.complete_milestone(done, evidence="Signed.", done_on=timezone.localdate(), by=lead)
    writing = dialogue(project, lead, opened=True)
    more = {key: value for fill in MORE for key, value in fill(project, lead).items()}
    return more | {
        "uidb36": "1",
        "key": "no-such-key",
        "position": 1,
        "mail_id": failed_mail(lead),
        "project_id": project.pk,
        "membership_id": factories.member(project, factories.person(f"Kim {uuid.uuid4().hex}"), "partner", "carer").pk,
        "milestone_id": milestone(project, member).pk,
        "done_milestone": done.pk,
        "planned_dialogue": dialogue(project, lead, opened=False).pk,
        "dialogue_id": writing.pk,
        "revealed_dialogue": revealed(project, lead).pk,
        "transcript_id": transcript(writing, lead),
        "export_id": export_actions.request(project, kind=ExportKind.PROJECT_REPORT, token=uuid.uuid4(), by=lead).pk,
    }


# What each feature adds to a project, by the name that its URLs have for it; called with the project and its lead.
MORE: list[Callable[[Project, User], Objects]] = []


def words(project: Project, lead: User) -> Objects:
    """A revealed dialogue with the lead's words in it, to respond to."""
    talk = dialogue(project, lead, opened=True)
    slot = Slot(talk.seats.get(person=lead), talk.prompts.get())
    save_draft(slot, text="We listen to each other.", version=0, by=lead)
    send_reflections(slot.seat, by=lead)
    dialogue_actions.reveal(talk, by=lead)
    reflection = Reflection.objects.get(seat=slot.seat)
    version = reflection.versions.get()
    return {"answered_dialogue": talk.pk, "reflection_id": reflection.pk, "version_id": version.pk}


MORE.append(words)


def milestone(project: Project, owner: Membership) -> Milestone:
    """A planned milestone."""
    plan = milestone_actions.Plan(
        title="First visit", owner=owner, due_on=factories.in_days(30), pace=Pace.RAPID, kind=MilestoneKind.DATA
    )
    return milestone_actions.add_milestone(project, plan=plan, token=uuid.uuid4(), by=owner.person)


def dialogue(project: Project, lead: User, *, opened: bool) -> Dialogue:
    """A dialogue with one prompt in which everybody who takes part has a seat; the lead facilitates."""
    fields = {"title": "Why we do this", "writing_ends_at": timezone.now() + timedelta(days=7)}
    planned = dialogue_actions.plan_dialogue(
        project, token=uuid.uuid4(), fields=fields, themes=[], own_prompts=["What went well?"], by=lead
    )
    members = Membership.objects.filter(project=project, role__in=["coordinator", "researcher", "partner"])
    seats = {member.pk: member.person_id == lead.pk for member in members}
    dialogue_actions.set_seats(planned, chosen=seats, by=lead)
    if opened:
        dialogue_actions.open_dialogue(planned, by=lead)
    return planned


def revealed(project: Project, lead: User) -> Dialogue:
    """A dialogue whose reflections are open to each other."""
    opened = dialogue(project, lead, opened=True)
    dialogue_actions.reveal(opened, by=lead)
    return opened


def transcript(dialogue: Dialogue, lead: User) -> uuid.UUID:
    """The key of a conversation of one turn, attached to a dialogue."""
    turns = [SpokenTurn(speaker="Ana", starts_at=0, text="Good morning.")]
    fields = {"title": "A conversation", "credit": ""}
    attached = attach_transcript(dialogue, token=uuid.uuid4(), fields=fields, turns=turns, keep_names=False, by=lead)
    assert Participant.objects.filter(project=dialogue.project).exists()
    return attached.pk


def failed_mail(person: User) -> uuid.UUID:
    """The key of a mail that could not be sent and may be tried again."""
    kind = next(kind for kind in MAIL.values() if not kind.secret)
    mail = Mail.objects.create(
        kind=kind.name,
        key=str(uuid.uuid4()),
        to=person.address,
        person=person,
        state=MailState.FAILED,
        due_at=timezone.now(),
    )
    return mail.pk

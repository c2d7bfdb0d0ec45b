"""Two projects full of things, and somebody in every role, for asking every URL as everybody."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from dialogues.actions import dialogues as dialogue_actions
from dialogues.actions import outcomes as outcome_actions
from dialogues.actions.prompt_sets import make_set
from dialogues.actions.prompts import Question
from dialogues.actions.reflections import save_draft, send_reflections
from dialogues.actions.transcripts import attach_transcript
from dialogues.formats.transcripts import SpokenTurn
from dialogues.models import Dialogue, Reflection
from dialogues.queries.reflections import Slot
from milestones.actions import milestones as milestone_actions
from milestones.enums import MilestoneKind, Pace
from milestones.models import Milestone
from notifications.actions import make_feed
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import feed_address
from notifications.registry import MAIL
from participants.actions import consent as consent_actions
from participants.enums import Scope
from participants.models import Participant, Withdrawal
from projects.actions import invitations as invitation_actions
from projects.actions.invitation_lists import upload_list
from projects.actions.invitations import Invitee
from projects.actions.members import Naming, Terms, add_without_address
from projects.enums import Role, Standpoint
from projects.formats.people import read
from projects.models import Membership, Project
from projects.queries.invitations import token_of
from reports import actions as export_actions
from reports.enums import ExportKind
from tests import factories
from tests.participants.consenting import sealed
from tests.permissions.areas import AREAS

Objects = dict[str, Any]


@dataclass(frozen=True)
class World:
    """Who asks, in which role; and what the keys in the URLs mean here and in the other project."""

    people: dict[str, User | None]
    here: Objects
    there: Objects
    browsers: dict[User | None, Client]

    @contextmanager
    def browser(self, person: User | None) -> Iterator[Client]:
        """Where this person is signed in, or nobody. Whatever is done in it is taken back.

        Each signed in once, when the world was made: after each asking the row of the session is there again, and so
        is the cookie.
        """
        found = self.browsers[person]
        cookies = {name: cookie.value for name, cookie in found.cookies.items()}
        cache.clear()
        try:
            with transaction.atomic():
                yield found
                transaction.set_rollback(True)
        finally:
            found.cookies = SimpleCookie(cookies)

    def ask(self, role: str, method: str, name: str, kwargs: Objects) -> int:
        """The status that somebody in this role gets."""
        with self.browser(self.people[role]) as browser:
            return browser.generic(method, reverse(name, kwargs=kwargs), **FORM).status_code

    def nothing(self, key: str) -> uuid.UUID | int:
        """A key of its kind that leads to nothing."""
        return 999 if key == "position" else uuid.uuid4()


FORM: dict[str, Any] = {"content_type": "application/x-www-form-urlencoded"}


def browsers(people: Iterable[User | None]) -> dict[User | None, Client]:
    """A browser for each, signed in."""
    return {person: Client() if person is None else factories.signed_in(person) for person in people}


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
    return World(people, filled(ours, amara), filled(theirs, zoe), browsers(people.values()))


def filled(project: Project, lead: User) -> Objects:
    """Something of every kind in a project, by the name that the URLs have for its key."""
    member = Membership.objects.get(project=project, person=lead)
    done = milestone(project, member)
    milestone_actions.complete_milestone(done, evidence="Signed.", done_on=timezone.localdate(), by=lead)
    writing = dialogue(project, lead, opened=True)
    more = {key: value for fill in MORE for key, value in fill(project, lead).items()}
    more |= {key: value for area in AREAS for key, value in area.fill(project, lead).items()}
    return more | {
        "uidb36": "1",
        "key": "no-such-key",
        "position": 1,
        "kind": "milestone_of_mine",
        "mail_id": failed_mail(lead),
        "project_id": project.pk,
        "membership_id": factories.member(project, factories.person(f"Kim {uuid.uuid4().hex}"), "partner", "carer").pk,
        "milestone_id": milestone(project, member).pk,
        "done_milestone": done.pk,
        "planned_dialogue": dialogue(project, lead, opened=False).pk,
        "dialogue_id": writing.pk,
        "revealed_dialogue": revealed(project, lead).pk,
        "transcript_id": transcript(writing, lead),
        "export_id": export_actions.request_export(
            project, kind=ExportKind.PROJECT_REPORT, token=uuid.uuid4(), by=lead
        ).pk,
    }


# What each feature adds to a project, by the name that its URLs have for it; called with the project and its lead.
MORE: list[Callable[[Project, User], Objects]] = []


def own_papers(project: Project, lead: User) -> Objects:
    """What is the lead's own: a file about themselves, and a receipt."""
    receipt = Withdrawal.objects.create(
        submitted_by=lead, person=lead, project=project, scope=Scope.CONTACT, receipt=uuid.uuid4().hex[:12]
    )
    mine = export_actions.request_export(None, kind=ExportKind.MY_DATA, token=uuid.uuid4(), by=lead)
    return {"withdrawal_id": receipt.pk, "my_export": mine.pk}


MORE.append(own_papers)


def inviting(project: Project, lead: User) -> Objects:
    """An invitation with its link, a list from a file, and somebody without an address."""
    terms = Terms(Role.PARTNER, Standpoint.CARER, timezone.localdate())
    who = Invitee("nobody.yet@example.org", "Nobody Yet")
    invitation = invitation_actions.invite_person(project, invitee=who, terms=terms, token=uuid.uuid4(), by=lead)
    rows = read(b"name,email,standpoint\nNina Kay,nina@example.org,carer\n")
    without = add_without_address(
        project, full_name="Ada Post", terms=terms, naming=Naming("full", ""), token=uuid.uuid4(), by=lead
    )
    return {
        "invitation_id": invitation.pk,
        "token": token_of(invitation),
        "list_id": upload_list(project, rows=rows, token=uuid.uuid4(), by=lead).pk,
        "addressless_membership": without.pk,
    }


MORE.append(inviting)


def meetings(project: Project, lead: User) -> Objects:
    """A dialogue with a date to meet, one that was held, a set of prompts, and a private calendar address."""
    to_meet, held = (dialogue(project, lead, opened=True) for _ in range(2))
    Dialogue.objects.filter(pk=to_meet.pk).update(meets_at=timezone.now() + timedelta(days=9))
    dialogue_actions.hold_dialogue(held, by=lead)
    made = make_set(project, token=uuid.uuid4(), name="Clinic questions", prompts=[Question("What now?")], by=lead)
    address = feed_address(make_feed(by=lead))
    return {
        "meeting_dialogue": to_meet.pk,
        "held_dialogue": held.pk,
        "prompt_set_id": made.pk,
        "feed": address.rpartition("/")[2].removesuffix(".ics"),
    }


MORE.append(meetings)


def words(project: Project, lead: User) -> Objects:
    """A revealed dialogue with the lead's words in it, to respond to."""
    talk = dialogue(project, lead, opened=True)
    slot = Slot(talk.seats.get(person=lead), talk.prompts.get())
    save_draft(slot, text="We listen to each other.", version=0, by=lead)
    send_reflections(slot.seat, by=lead)
    dialogue_actions.reveal(talk, by=lead)
    reflection = Reflection.objects.get(seat=slot.seat)
    version = reflection.versions.get()
    return {"answered_dialogue": talk.pk, "reflection_id": reflection.pk, "sent_version": version.pk}


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


def consent_of(project: Project, lead: User) -> Objects:
    """A draft of a consent form, and a sealed answer of the lead. Published, it would ask everybody of this world."""
    draft = consent_actions.begin_version(project, token=uuid.uuid4(), by=lead)
    return {"version_id": draft.pk, "consent_id": sealed(draft, lead).pk}


MORE.append(consent_of)


def outcomes(project: Project, lead: User) -> Objects:
    """A held dialogue with an outcome of each kind, which looks back today."""
    recorded = revealed(project, lead)
    recorded.refresh_from_db()
    today = timezone.localdate()
    seat = recorded.seats.get(person=lead)
    kept = outcome_actions.keep_disagreement(
        recorded,
        token=uuid.uuid4(),
        fields={"title": "How soon?", "look_back_on": today},
        positions=[("patient", "Later."), ("academic", "Soon.")],
        by=lead,
    )
    agreement = outcome_actions.record_agreement(recorded, token=uuid.uuid4(), text="We meet monthly.", by=lead)
    fields = {"text": "Ask the clinic.", "owner": seat, "due_on": today}
    action = outcome_actions.agree_action(recorded, token=uuid.uuid4(), fields=fields, by=lead)
    dialogue_actions.hold_dialogue(recorded, by=lead)
    return {
        "recorded_dialogue": recorded.pk,
        "disagreement_id": kept.pk,
        "agreement_id": agreement.pk,
        "action_id": action.pk,
    }


MORE.append(outcomes)

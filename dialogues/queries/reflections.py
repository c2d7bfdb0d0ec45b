"""What one person wrote in a dialogue: drafts and what they sent, to prompts and to others. Only for its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import NameRule
from core.compiled import compiled
from dialogues.models import Draft, Prompt, Reflection, ReflectionVersion, Seat
from dialogues.policies.words import has_words, why_no_words
from participants.enums import Audience
from participants.models import PERMISSION_FIELDS, Permitted
from participants.permissions import Permission
from participants.registry import FILES, HeldFile
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Slot:
    """A place where a seat writes one thing.

    An answer to a prompt; a new response (`responds_to`); or a change of a response that was sent (`revises`).
    """

    seat: Seat
    prompt: Prompt
    responds_to: Reflection | None = None
    revises: Reflection | None = None

    @property
    def is_response(self) -> bool:
        """A response, new or sent."""
        return self.responds_to is not None

    def draft(self) -> Draft | None:
        """What is written here and not sent."""
        return draft_at.first(self.seat, self.prompt, self.responds_to, self.revises)

    def sent(self) -> Reflection | None:
        """What was sent here. Nothing for a new response: it never takes the place of an earlier one."""
        if self.is_response:
            return Reflection.objects.filter(seat=self.seat, pk=self.revises.pk).first() if self.revises else None
        return sent_at_prompt.first(self.seat, self.prompt)

    def sent_before(self) -> Reflection | None:
        """The latest response this seat sent to the same words, so that one sent twice is noticed."""
        rows = Reflection.objects.filter(seat=self.seat, responds_to=self.responds_to, withdrawn_at=None)
        return rows.order_by("created_at").last() if self.is_response and not self.revises else None

    def address(self, act: str) -> str:
        """Where to `write`, `autosave` or change the `permission` of what is written here."""
        dialogue = self.seat.dialogue
        if self.responds_to is None:
            key: object = self.prompt.position
            return reverse(f"dialogues:reflection_{act}", args=[dialogue.project_id, dialogue.pk, key])
        key = (self.revises or self.responds_to).pk
        return reverse(f"dialogues:response_{act}", args=[dialogue.project_id, dialogue.pk, key])


@compiled
def draft_at(seat: Seat, prompt: Prompt, responds_to: Reflection | None, revises: Reflection | None) -> QuerySet[Draft]:
    """The draft of one slot."""
    return Draft.objects.filter(draft_in(Slot(seat, prompt, responds_to, revises)), seat=seat).order_by("pk")[:1]


@compiled
def sent_at_prompt(seat: Seat, prompt: Prompt) -> QuerySet[Reflection]:
    """What a seat sent to one prompt."""
    return Reflection.objects.filter(seat=seat, prompt=prompt, responds_to=None).order_by("pk")[:1]


@compiled
def answers_sent(seat: Seat) -> QuerySet[Reflection]:
    """What a seat sent to prompts."""
    return Reflection.objects.filter(seat=seat, responds_to=None)


@compiled
def answers_drafted(seat: Seat) -> QuerySet[Draft]:
    """What a seat has begun to answer to prompts."""
    return Draft.objects.filter(seat=seat, responds_to=None)


@compiled
def prompts_of(dialogue_id: UUID) -> QuerySet[Prompt]:
    """What a dialogue asks, in order."""
    return Prompt.objects.filter(dialogue=dialogue_id).order_by("position")


@compiled
def seats_held(person: User, project: Project, dialogue_id: UUID) -> QuerySet[Seat]:
    """This person's seat in a dialogue of a project."""
    rows = Seat.objects.select_related("dialogue")
    return rows.filter(person=person, dialogue=dialogue_id, dialogue__project=project).order_by("pk")[:1]


def draft_in(slot: Slot) -> Q:
    """The draft of a slot among those of its seat."""
    return Q(prompt=slot.prompt, responds_to=slot.responds_to, revises=slot.revises)


def sent_in(slot: Slot) -> Q:
    """What was sent in a slot, among the reflections of its seat."""
    if slot.is_response:
        return Q(pk=slot.revises.pk if slot.revises else None)
    return Q(prompt=slot.prompt, responds_to=None)


@dataclass(frozen=True)
class Answer:
    """A slot with what its author wrote there. The draft, where there is one, is newer than what was sent.

    `before` is what they wrote elsewhere in the dialogue: new words start under that name.
    """

    slot: Slot
    draft: Draft | None
    reflection: Reflection | None
    before: Permitted | None = None

    @property
    def prompt(self) -> Prompt:
        """What it answers, or what the words it responds to answered."""
        return self.slot.prompt

    @property
    def key(self) -> str:
        """What tells it from the others on a page."""
        row = self.slot.revises or self.slot.responds_to
        return str(row.pk if row else self.prompt.position)

    @property
    def row(self) -> Draft | Reflection | None:
        """What holds the words and the permission now."""
        return self.draft or self.reflection

    @property
    def text(self) -> str:
        """The newest words."""
        return self.row.text if self.row else ""

    @property
    def version(self) -> int:
        """Of the newest words, so that a page knows what it saw; 0 where nothing was written."""
        return self.row.version if self.row else 0

    @property
    def is_written(self) -> bool:
        """Is there anything to read in the newest words?"""
        return has_words(self.text)

    @property
    def is_left(self) -> bool:
        """Has nobody written here, now or before?"""
        return self.reflection is None and not self.is_written

    @property
    def is_emptied(self) -> bool:
        """Sent once, and nothing left in the draft: what was sent stays."""
        return self.reflection is not None and not self.is_written and not self.is_withdrawn

    @property
    def is_unsent(self) -> bool:
        """Words that nobody else can read yet."""
        return bool(self.draft and has_words(self.draft.text))

    @property
    def heading(self) -> str:
        """What stands above a response that was written: how it answers, to which prompt."""
        manner = self.row.get_manner_display() if self.row else ""
        return _("%(manner)s: %(prompt)s") % {"manner": manner, "prompt": self.prompt.text}

    @property
    def sending_tag(self) -> str:
        """The kind of tag that says whether its words are sent."""
        return "waiting" if self.is_unsent else "done"

    @property
    def sending_label(self) -> str:
        """Whether its words are sent, as its tag says it."""
        if not self.is_unsent:
            return _("Sent")
        return _("Changed, not sent yet") if self.reflection else _("Not sent yet")

    @property
    def is_withdrawn(self) -> bool:
        """Its author took the words back."""
        return bool(self.reflection and self.reflection.withdrawn_at)

    @property
    def permission(self) -> Permission:
        """What the author allows for it, or would to begin with."""
        return permission_of(self.row) if self.row else first_permission(self.slot, self.before)

    @property
    def readers(self) -> str:
        """Who reads it, now and after the reveal, in words."""
        permission = self.permission
        if permission.audience == Audience.ONLY_ME:
            return _("Only you")
        if self.slot.seat.dialogue.is_revealed:
            return permission.audience_label
        return _("Only you, until the reveal. Then: %(audience)s") % {"audience": permission.audience_label}

    @property
    def shown_as(self) -> str:
        """The name that its readers see; needs the person of the seat fetched."""
        seat = self.slot.seat
        return self.permission.shown_as(full_name=seat.person.full_name, standpoint=seat.get_standpoint_display())

    @property
    def write_url(self) -> str:
        """Where its words are written."""
        return self.slot.address("write")

    @property
    def autosave_url(self) -> str:
        """Where its words are saved while somebody types."""
        return self.slot.address("autosave")

    @property
    def permission_url(self) -> str:
        """Where its permission is changed."""
        return self.slot.address("permission")

    def why_no_words(self) -> str:
        """Why its words cannot change now; empty while they can."""
        is_sent = self.reflection is not None
        state = {"is_response": self.slot.is_response, "is_sent": is_sent, "is_withdrawn": self.is_withdrawn}
        return why_no_words(self.slot.seat.dialogue, timezone.now(), **state)


def seat_of(person: User, project: Project, dialogue_id: UUID) -> Seat | None:
    """This person's seat in a project whose door let them in to write; None for everybody without one."""
    seat = seats_held.first(person, project, dialogue_id)
    if seat is not None:
        seat.person, seat.dialogue.project = person, project
    return seat


def answers(seat: Seat) -> list[Answer]:
    """All prompts in their order, with what this seat wrote to them; three queries."""
    drafts = {draft.prompt_id: draft for draft in answers_drafted(seat)}
    rows = answers_sent(seat)
    sent = {reflection.prompt_id: reflection for reflection in rows}
    slots = [Slot(seat, prompt) for prompt in prompts_of(seat.dialogue_id)]
    written: list[Draft | Reflection] = [*drafts.values(), *(row for row in rows if row.withdrawn_at is None)]
    return [Answer(slot, drafts.get(slot.prompt.pk), sent.get(slot.prompt.pk), latest(slot, written)) for slot in slots]


def slot_at(seat: Seat, position: int) -> Slot | None:
    """The place of the answer to the prompt at this place, from 1, without what is written there; one query."""
    prompt = next((prompt for prompt in prompts_of(seat.dialogue_id) if prompt.position == position), None)
    return Slot(seat, prompt) if prompt else None


def answer_at(seat: Seat, position: int) -> Answer | None:
    """The answer to the prompt at this place, from 1."""
    return next((answer for answer in answers(seat) if answer.prompt.position == position), None)


def responses(seat: Seat) -> list[Answer]:
    """The responses this seat wrote, drafts first; two queries. Empty drafts, which only hold a permission, are not."""
    sent = Reflection.objects.filter(seat=seat, responds_to__isnull=False, withdrawn_at=None)
    drafts = Draft.objects.filter(seat=seat, responds_to__isnull=False).select_related("prompt", "responds_to")
    changes = {draft.revises_id: draft for draft in drafts}
    new = [draft for draft in drafts if draft.revises_id is None and has_words(draft.text)]
    found = [Answer(Slot(seat, draft.prompt, draft.responds_to), draft, None) for draft in new]
    for row in sent.select_related("prompt", "responds_to").order_by("created_at"):
        found.append(Answer(Slot(seat, row.prompt, row.responds_to, row), changes.get(row.pk), row))
    return found


def everything(seat: Seat) -> list[Answer]:
    """All answers and responses of this seat."""
    return [*answers(seat), *responses(seat)]


def response_at(seat: Seat, reflection_id: UUID) -> Answer | None:
    """A new response to words that this seat may read; or, of a response of their own, that one. Else None."""
    rows = Reflection.objects.visible_to(seat.person).filter(seat__dialogue=seat.dialogue_id, pk=reflection_id)
    row = rows.select_related("prompt", "responds_to__prompt", "seat").first()
    if row is None or (row.responds_to_id is not None and row.seat_id != seat.pk):
        return None
    slot = Slot(seat, row.prompt, row.responds_to, row) if row.responds_to else Slot(seat, row.prompt, row)
    draft = slot.draft()
    return Answer(slot, draft, slot.revises, None if draft or slot.revises else named_before(slot))


def lost_draft(seat: Seat, reflection_id: UUID) -> str:
    """What this seat had begun to answer to words that are not open to them any more."""
    draft = Draft.objects.filter(seat=seat, responds_to=reflection_id, revises=None).first()
    return draft.text if draft else ""


def own_reflection(person: User, project_id: UUID, dialogue_id: UUID, reflection_id: UUID) -> Reflection | None:
    """What this person sent, an answer or a response, with its dialogue; None for everybody else."""
    rows = Reflection.objects.visible_to(person).select_related("seat__dialogue__project", "seat__person", "prompt")
    here = rows.filter(seat__dialogue=dialogue_id, seat__dialogue__project=project_id)
    return here.filter(pk=reflection_id, seat__person=person).first()


def versions_of(reflection: Reflection) -> QuerySet[ReflectionVersion]:
    """Its versions, the newest first."""
    return reflection.versions.order_by("-number")


def files_with(answers: Iterable[Answer]) -> list[HeldFile]:
    """Files that left since these words could go into them, the latest first."""
    found = []
    since = [answer.reflection.files_since for answer in answers if answer.reflection and answer.reflection.files_since]
    project = next((answer.slot.seat.dialogue.project_id for answer in answers), None)
    if since and project:
        found = [held for source in FILES for held in source(project, min(since))]
    return sorted(found, key=lambda held: held.fetched_at, reverse=True)


def is_alone(seat: Seat) -> bool:
    """Is this the only seat of its standpoint? Then a name left out may still be guessed."""
    same = Seat.objects.filter(dialogue=seat.dialogue_id, standpoint=seat.standpoint)
    return not same.exclude(pk=seat.pk).exists()


# From the name that gives away least to the one that says all.
HIDING = (NameRule.STANDPOINT, NameRule.PSEUDONYM, NameRule.FULL)


def first_permission(slot: Slot, before: Permitted | None = None) -> Permission:
    """What words start with: read by this dialogue, no use, named as `before` or as the seat, whichever hides more.

    `before` is what this seat wrote here: somebody who is “Wren” to one prompt must not be found out by the next.
    A response starts with no more readers than the words it responds to.
    """
    place = slot.seat if slot.seat.name_rule else slot.seat.person
    names = [(row.name_rule, row.pseudonym) for row in (before, place) if row is not None]
    rule, pseudonym = min(names, key=lambda name: HIDING.index(NameRule(name[0])))
    answered = slot.responds_to.audience if slot.responds_to else Audience.DIALOGUE
    audience = min(Audience.DIALOGUE.value, answered, key=Audience.values.index)
    return Permission(audience, rule, pseudonym)


def named_before(slot: Slot) -> Permitted | None:
    """What this seat wrote in this dialogue, to the same prompt if it can be, the latest; two queries."""
    sent = Reflection.objects.filter(seat=slot.seat, withdrawn_at=None)
    return latest(slot, [*sent, *Draft.objects.filter(seat=slot.seat)])


def latest(slot: Slot, rows: Iterable[Draft | Reflection]) -> Permitted | None:
    """Of these rows of a seat, one to the same prompt before the others, and then the latest."""
    return max(rows, key=lambda row: (row.prompt_id == slot.prompt.pk, row.created_at), default=None)


def permission_of(row: Permitted) -> Permission:
    """The permission that a row carries."""
    return Permission(**{name: getattr(row, name) for name in PERMISSION_FIELDS})

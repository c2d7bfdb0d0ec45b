"""One person's own answers in a dialogue: drafts and what they sent. Only for their author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from dialogues.models import Draft, Prompt, Reflection, Seat
from dialogues.policies.words import has_words
from participants.enums import Audience
from participants.models import PERMISSION_FIELDS, Permitted
from participants.permissions import Permission
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Answer:
    """A prompt with what its author wrote to it. The draft, where there is one, is newer than what was sent."""

    prompt: Prompt
    draft: Draft | None
    reflection: Reflection | None

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
    def is_emptied(self) -> bool:
        """Sent once, and nothing left in the draft: what was sent stays."""
        return self.reflection is not None and not self.is_written

    @property
    def is_unsent(self) -> bool:
        """Words that nobody else can read yet."""
        return bool(self.draft and has_words(self.draft.text))


def seat_of(person: User, project: Project, dialogue_id: UUID) -> Seat | None:
    """This person's seat in a project whose door let them in to write; None for everybody without one."""
    seats = Seat.objects.select_related("dialogue")
    seat = seats.filter(person=person, dialogue=dialogue_id, dialogue__project=project).first()
    if seat is not None:
        seat.person, seat.dialogue.project = person, project
    return seat


def prompt_at(seat: Seat, position: int) -> Prompt | None:
    """The prompt at this place, from 1, for whoever needs no words to it."""
    return Prompt.objects.filter(dialogue=seat.dialogue_id, position=position).first()


def answers(seat: Seat) -> list[Answer]:
    """All prompts in their order, three queries."""
    drafts = {draft.prompt_id: draft for draft in Draft.objects.filter(seat=seat)}
    sent = {reflection.prompt_id: reflection for reflection in Reflection.objects.filter(seat=seat)}
    prompts = Prompt.objects.filter(dialogue=seat.dialogue_id).order_by("position")
    return [Answer(prompt, drafts.get(prompt.pk), sent.get(prompt.pk)) for prompt in prompts]


def answer_at(seat: Seat, position: int) -> Answer | None:
    """The answer to the prompt at this place, from 1."""
    return next((answer for answer in answers(seat) if answer.prompt.position == position), None)


def is_alone(seat: Seat) -> bool:
    """Is this the only seat of its standpoint? Then a name left out may still be guessed."""
    same = Seat.objects.filter(dialogue=seat.dialogue_id, standpoint=seat.standpoint)
    return not same.exclude(pk=seat.pk).exists()


def first_permission(seat: Seat) -> Permission:
    """What an answer starts with: read by this dialogue, named as the seat or else the profile says, no other use."""
    named = seat if seat.name_rule else seat.person
    return Permission(Audience.DIALOGUE, named.name_rule, named.pseudonym)


def permission_of(row: Permitted) -> Permission:
    """The permission that a row carries."""
    return Permission(**{name: getattr(row, name) for name in PERMISSION_FIELDS})

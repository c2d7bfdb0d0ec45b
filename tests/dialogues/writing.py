"""Somebody who writes in a dialogue, for tests: their answers through the actions, and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from dialogues.actions import reflections as actions
from dialogues.models import Dialogue, Draft, Prompt, Reflection, Seat
from dialogues.queries.reflections import Answer, answer_at, response_at
from participants.permissions import Permission
from tests.dialogues.planning import url
from tests.factories import signed_in

KEPT = "The clinic wanted answers by Friday."
NEWER = "I was still working out whether I was allowed to disagree."


@dataclass(frozen=True)
class Writer:
    """A person with a seat, and a browser in which they are signed in."""

    dialogue: Dialogue
    person: User
    client: Client

    @property
    def seat(self) -> Seat:
        return Seat.objects.get(dialogue=self.dialogue, person=self.person)

    def prompt(self, position: int = 1) -> Prompt:
        return self.dialogue.prompts.get(position=position)

    def answer(self, position: int = 1) -> Answer:
        found = answer_at(self.seat, position)
        assert found is not None
        return found

    def draft(self, position: int = 1) -> Draft | None:
        return Draft.objects.filter(seat=self.seat, prompt__position=position, responds_to=None).first()

    def reflection(self, position: int = 1) -> Reflection | None:
        return Reflection.objects.filter(seat=self.seat, prompt__position=position, responds_to=None).first()

    def save(self, text: str, position: int = 1, version: int | None = None, kind: str | None = None) -> Draft | None:
        """Through the action; without a version, as a page would that was loaded just now."""
        seen = self.answer(position).version if version is None else version
        slot = self.answer(position).slot
        return actions.save_draft(slot, text=text, version=seen, kind=kind, by=self.person)

    def respond(self, to: Reflection, text: str, manner: str = "builds", **fields: Any) -> Reflection:
        """A response, sent; `fields` are its permission where it is not as at the start."""
        slot = self.response(to).slot
        actions.save_draft(slot, text=text, version=self.response(to).version, manner=manner, by=self.person)
        if fields:
            permission = Permission(**{"audience": "dialogue", "name_rule": "full", "pseudonym": ""} | fields)
            actions.give_permission(self.seat, slots=[slot], permission=permission, by=self.person)
        return actions.send_response(slot, by=self.person)

    def response(self, to: Reflection) -> Answer:
        """The place where they respond to these words; or, of a response of their own, where they change it."""
        found = response_at(self.seat, to.pk)
        assert found is not None
        return found

    def send(self) -> int:
        return actions.send_reflections(self.seat, by=self.person)

    def permit(self, *positions: int, **fields: Any) -> None:
        """Give permission for these prompts; what is not said is as at the start."""
        defaults: dict[str, Any] = {"audience": "dialogue", "name_rule": "full", "pseudonym": ""}
        slots = [self.answer(position).slot for position in positions or (1,)]
        permission = Permission(**defaults | fields)
        actions.give_permission(self.seat, slots=slots, permission=permission, by=self.person)

    def url(self, name: str, *more: object) -> str:
        return url(name, self.dialogue, *more)

    def get(self, name: str, *more: object) -> HttpResponse:
        return self.client.get(self.url(name, *more))  # type: ignore[return-value]

    def post(self, name: str, *more: object, **fields: Any) -> HttpResponse:
        return self.client.post(self.url(name, *more), fields)  # type: ignore[return-value]

    def write(self, text: str, position: int = 1, **fields: Any) -> HttpResponse:
        """The page's own form."""
        version = self.answer(position).version
        return self.post("reflection_write", position, **{"text": text, "version": version} | fields)


def writer(dialogue: Dialogue, person: User) -> Writer:
    """This person at their desk."""
    return Writer(dialogue, person, signed_in(person))

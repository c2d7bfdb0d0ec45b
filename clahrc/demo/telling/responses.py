"""Responses to reflections after the reveal, and the reflection that was changed after one."""

from __future__ import annotations

from clahrc.demo.story.responses import CHANGED_REFLECTION, RESPONSES, ResponseStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from clahrc.demo.telling.stored_rows import sent_reflection, stored_seat
from dialogues.actions.reflections import give_permission, save_draft, send_reflections, send_response
from dialogues.models import Dialogue
from dialogues.queries.reflections import Slot, first_permission
from participants.permissions import Permission


def tell_responses(dialogue: Dialogue, people: People) -> None:
    """Everybody's responses; then one author changes a reflection."""
    for story in RESPONSES:
        send_one_response(dialogue, story, people)
    change_reflection(dialogue, people)


def send_one_response(dialogue: Dialogue, story: ResponseStory, people: People) -> None:
    """Written, permitted and sent on one afternoon."""
    person = people[story.by]
    with on_day(story.day, hour=15):
        seat, reflection = stored_seat(dialogue, person), sent_reflection(dialogue, people[story.to], story.theme)
        slot = Slot(seat, reflection.prompt, reflection)
        save_draft(slot, text=story.text, version=0, manner=story.manner, by=person)
        give_permission(seat, slots=[slot], permission=permission_for(slot, story.uses), by=person)
        send_response(slot, by=person)


def permission_for(slot: Slot, uses: tuple[str, ...]) -> Permission:
    """The permission that a response starts with, for these uses."""
    start = first_permission(slot)
    return Permission(start.audience, start.name_rule, start.pseudonym, **{use: True for use in uses})


def change_reflection(dialogue: Dialogue, people: People) -> None:
    """Somebody sends their reflection again in other words."""
    key, theme, day, text = CHANGED_REFLECTION
    with on_day(day, hour=20):
        reflection = sent_reflection(dialogue, people[key], theme)
        slot = Slot(reflection.seat, reflection.prompt)
        save_draft(slot, text=text, version=reflection.version, by=people[key])
        send_reflections(reflection.seat, by=people[key])

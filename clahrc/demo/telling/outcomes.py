"""What the held dialogue recorded of itself, and looking back on it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from clahrc.demo.story.outcomes import (
    AGREED_ACTIONS,
    AGREEMENTS,
    KEPT_DISAGREEMENT,
    LOOK_BACK_NOTES,
    LOOK_BACK_ON,
    AgreedActionStory,
)
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from clahrc.demo.telling.stored_rows import stored_seat
from dialogues.actions.look_backs import set_look_back, write_note
from dialogues.actions.outcomes import agree_action, follow_action, keep_disagreement, record_agreement
from dialogues.models import Dialogue
from dialogues.policies.outcomes import mark_of_end, mark_of_note

RECORDED = -44


def tell_outcomes(dialogue: Dialogue, people: People, today: date) -> None:
    """Agreements, the kept disagreement, the day to look back, and the agreed actions."""
    for place, text in enumerate(AGREEMENTS):
        with on_day(RECORDED, hour=9 + place):
            record_agreement(dialogue, token=uuid4(), text=text, by=people["amara"])
    record_disagreement(dialogue, people, today)
    for place, story in enumerate(AGREED_ACTIONS):
        tell_action(dialogue, story, people, today, hour=12 + place)


def record_disagreement(dialogue: Dialogue, people: People, today: date) -> None:
    """The kept disagreement, and the day to look back on everything."""
    lead, story = people["amara"], KEPT_DISAGREEMENT
    with on_day(RECORDED):
        keep_disagreement(
            dialogue,
            token=uuid4(),
            fields={"title": story.title, "look_back_on": today + timedelta(days=story.look_back)},
            positions=list(story.positions),
            by=lead,
        )
        set_look_back(dialogue, on=today + timedelta(days=LOOK_BACK_ON), by=lead)


def tell_action(dialogue: Dialogue, story: AgreedActionStory, people: People, today: date, hour: int) -> None:
    """An agreed action, and what came of it where it is done."""
    with on_day(RECORDED, hour=hour):
        seat, due_on = stored_seat(dialogue, people[story.owner]), today + timedelta(days=story.due)
        fields = {"text": story.text, "owner": seat, "due_on": due_on}
        action = agree_action(dialogue, token=uuid4(), fields=fields, by=people["amara"])
    if story.done is not None:
        with on_day(story.done):
            done_on, seen = today + timedelta(days=story.done), mark_of_end(action)
            follow_action(action, done_on=done_on, became=story.became, seen=seen, by=people[story.owner])


def tell_look_back(dialogue: Dialogue, people: People) -> None:
    """Some seats look back; one has not yet."""
    for place, (key, text) in enumerate(LOOK_BACK_NOTES):
        with on_day(-1, hour=9 + place):
            seat = stored_seat(dialogue, people[key])
            write_note(seat, token=uuid4(), text=text, seen=mark_of_note(""), by=people[key])

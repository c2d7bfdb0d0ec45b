"""What came of the dialogue of the demo that was held: responses, somebody leaving, outcomes, looking back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from accounts.models import User
from clahrc.demo.story import outcomes as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from dialogues.actions.look_backs import set_look_back, write_note
from dialogues.actions.meetings import note_attendance
from dialogues.actions.outcomes import agree_action, follow_action, keep_disagreement, record_agreement
from dialogues.actions.reflections import give_permission, save_draft, send_reflections, send_response
from dialogues.models import AgreedAction, Dialogue, Reflection, Seat
from dialogues.policies.outcomes import mark_of_end, mark_of_note
from dialogues.queries.reflections import Slot, first_permission
from participants.actions.withdrawing import withdraw
from participants.enums import Scope
from participants.permissions import Permission
from participants.queries.withdrawing import effects
from participants.queries.withdrawing import mark_of as mark_of_effects
from projects.models import Project


def allowed(slot: Slot, uses: tuple[str, ...]) -> Permission:
    """As words start, with these uses."""
    start = first_permission(slot)
    granted = {use: True for use in uses}
    return Permission(start.audience, start.name_rule, start.pseudonym, **granted)


def seat(dialogue: Dialogue, person: User) -> Seat:
    """Somebody's seat, as it is stored now."""
    return Seat.objects.select_related("dialogue__project", "person").get(dialogue=dialogue, person=person)


def respond(dialogue: Dialogue, people: People) -> None:
    """Everybody's responses; then Fatima changes her words."""
    for words in story.ANSWERS:
        person = people[words.by]
        with on_day(words.day, hour=15):
            own, row = seat(dialogue, person), sent(dialogue, people[words.to], words.theme)
            slot = Slot(own, row.prompt, row)
            save_draft(slot, text=words.text, version=0, manner=words.manner, by=person)
            give_permission(own, slots=[slot], permission=allowed(slot, words.uses), by=person)
            send_response(slot, by=person)
    key, theme, day, text = story.CHANGED
    with on_day(day, hour=20):
        row = sent(dialogue, people[key], theme)
        save_draft(Slot(row.seat, row.prompt), text=text, version=row.version, by=people[key])
        send_reflections(row.seat, by=people[key])


def sent(dialogue: Dialogue, person: User, theme: str) -> Reflection:
    """What somebody sent to the prompt of a theme."""
    rows = Reflection.objects.select_related("prompt", "seat__dialogue__project", "seat__person")
    return rows.get(seat__dialogue=dialogue, seat__person=person, prompt__theme=theme, responds_to=None)


def leave(project: Project, people: People) -> None:
    """Walter stops taking part and takes his words with him."""
    key, day = story.LEAVES
    with on_day(day):
        told = effects(people[key], project, Scope.WORDS)
        withdraw(project, scope=Scope.WORDS, seen=mark_of_effects(told), token=uuid4(), by=people[key])


def make_attendance(dialogue: Dialogue, covered: set[str], people: People) -> None:
    """Who came and what the group came to, noted that evening."""
    came = dialogue.seats.filter(person__in=[people[key] for key in story.CAME]).values_list("pk", flat=True)
    items = [item.pk for item in dialogue.agenda.all() if item.title in covered]
    note_attendance(dialogue, came=set(came), covered=items, by=people["amara"])


def record(dialogue: Dialogue, people: People, today: date) -> None:
    """Agreements, the kept disagreement, actions, and the day to look back."""
    lead, kept = people["amara"], story.KEPT_DISAGREEMENT
    for place, text in enumerate(story.AGREEMENTS):
        with on_day(-44, hour=9 + place):
            record_agreement(dialogue, token=uuid4(), text=text, by=lead)
    with on_day(-44):
        keep_disagreement(
            dialogue,
            token=uuid4(),
            fields={"title": kept.title, "look_back_on": today + timedelta(days=kept.look_back)},
            positions=list(kept.positions),
            by=lead,
        )
        set_look_back(dialogue, on=today + timedelta(days=story.LOOK_BACK), by=lead)
    for place, step in enumerate(story.ACTIONS):
        with on_day(-44, hour=12 + place):
            action = take_on(dialogue, step, people, today)
        if step.done is not None:
            with on_day(step.done):
                done_on, seen = today + timedelta(days=step.done), mark_of_end(action)
                follow_action(action, done_on=done_on, became=step.became, seen=seen, by=people[step.owner])


def take_on(dialogue: Dialogue, step: story.Undertaking, people: People, today: date) -> AgreedAction:
    """One agreed action, not done yet."""
    fields = {
        "text": step.text,
        "owner": seat(dialogue, people[step.owner]),
        "due_on": today + timedelta(days=step.due),
    }
    return agree_action(dialogue, token=uuid4(), fields=fields, by=people["amara"])


def look_back(dialogue: Dialogue, people: People) -> None:
    """Some have looked back; Dee has not."""
    for place, (key, text) in enumerate(story.NOTES):
        with on_day(-1, hour=9 + place):
            own = seat(dialogue, people[key])
            write_note(own, token=uuid4(), text=text, seen=mark_of_note(""), by=people[key])

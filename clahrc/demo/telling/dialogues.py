"""Dialogues: planned, written in, revealed, held and recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from clahrc.demo.story.consent import SECOND_FORM
from clahrc.demo.story.dialogues import (
    CAME_TO_THE_MEETING,
    DIALOGUES,
    GROUND_RULES,
    DialogueStory,
    ReflectionStory,
)
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.consent import tell_consent
from clahrc.demo.telling.outcomes import tell_look_back, tell_outcomes
from clahrc.demo.telling.people import People
from clahrc.demo.telling.prompt_sets import tell_prompt_set
from clahrc.demo.telling.responses import tell_responses
from clahrc.demo.telling.stored_rows import stored_dialogue, stored_seat
from clahrc.demo.telling.transcripts import tell_transcript
from clahrc.demo.telling.withdrawals import tell_withdrawal
from dialogues.actions.dialogues import (
    Plan,
    close_dialogue,
    copy_dialogue,
    hold_dialogue,
    make_plan,
    open_dialogue,
    reveal,
    set_seats,
)
from dialogues.actions.meetings import answer_meeting, note_attendance
from dialogues.actions.prompts import PromptChoice
from dialogues.actions.reflections import give_permission, save_draft, send_reflections
from dialogues.enums import Rsvp
from dialogues.models import Dialogue, PromptSetVersion, Seat
from dialogues.queries.reflections import Slot
from participants.permissions import Permission
from projects.models import Membership, Project


def tell_dialogues(project: Project, people: People) -> None:
    """All dialogues in the order of their days, so that each finds the consents and places of its time."""
    lead, today = people["amara"], timezone.localdate()
    first, pace, deciding, planned = DIALOGUES
    closed = tell_held_dialogue(project, first, people, today)
    tell_transcript(closed, lead)
    with on_day(first.ends + 30):
        close_dialogue(stored_dialogue(closed), by=lead)
    met = tell_whole_dialogue(project, pace, people, today)
    prompt_set = tell_prompt_set(project, lead)
    writing = begin_dialogue(project, deciding, people, today, prompt_set)
    tell_consent(project, people, SECOND_FORM)
    keep_drafts(writing, deciding, people)
    with on_day(planned.planned):
        plan = Plan(fields_of(planned, today), PromptChoice(list(planned.prompts), []), agenda_of(pace))
        copy_dialogue(stored_dialogue(met), token=uuid4(), plan=plan, by=lead)


def begin_dialogue(
    project: Project, story: DialogueStory, people: People, today: date, prompt_set: PromptSetVersion | None = None
) -> Dialogue:
    """One dialogue from its plan to its reflections; whoever said so comes to its meeting."""
    lead = people["amara"]
    with on_day(story.planned):
        plan = Plan(fields_of(story, today), PromptChoice(list(story.prompts), [], prompt_set), agenda_of(story))
        dialogue = make_plan(project, token=uuid4(), plan=plan, by=lead)
        seat_everybody(dialogue, story, people)
    with on_day(story.planned + 1):
        open_dialogue(stored_dialogue(dialogue), by=lead)
    send_everybodys_reflections(dialogue, story, people)
    answer_invitation(dialogue, story, people)
    return dialogue


def tell_held_dialogue(project: Project, story: DialogueStory, people: People, today: date) -> Dialogue:
    """The same, revealed the day after writing ended and held when they met."""
    dialogue = begin_dialogue(project, story, people, today)
    with on_day(story.ends + 1):
        reveal(stored_dialogue(dialogue), by=people["amara"])
    with on_day(story.ends + story.meets, hour=17):
        hold_dialogue(stored_dialogue(dialogue), by=people["amara"])
    return dialogue


def tell_whole_dialogue(project: Project, story: DialogueStory, people: People, today: date) -> Dialogue:
    """The dialogue of which the whole thread is told: responded to, met, recorded, looked back on."""
    dialogue = tell_held_dialogue(project, story, people, today)
    tell_responses(dialogue, people)
    tell_withdrawal(project, people)
    with on_day(story.ends + story.meets, hour=19):
        tell_attendance(stored_dialogue(dialogue), story, people)
    tell_outcomes(stored_dialogue(dialogue), people, today)
    tell_look_back(dialogue, people)
    return dialogue


def fields_of(story: DialogueStory, today: date) -> dict[str, object]:
    """When and where: writing ends in the evening, the group meets some days later."""
    ends = datetime.combine(today + timedelta(days=story.ends), time(17, 0), UTC)
    return {
        "title": story.title,
        "purpose": story.purpose,
        "writing_ends_at": ends,
        "meets_at": (ends + timedelta(days=story.meets)).replace(hour=14, minute=30),
        "time_zone": "Europe/London",
        "place": "The community room, St Mary's, and by video",
        "join_link": story.join_link,
        "reveal_at": None,
        "ground_rules": GROUND_RULES,
    }


def agenda_of(story: DialogueStory) -> list[tuple[str, int]]:
    """Titles and minutes of the steps of the meeting."""
    return [(title, minutes) for title, minutes, _covered in story.agenda]


def seat_everybody(dialogue: Dialogue, story: DialogueStory, people: People) -> None:
    """A seat for each person of the story; the coordinator facilitates."""
    lead = people["amara"]
    members = Membership.objects.filter(project=dialogue.project, person__in=[people[key] for key in story.seats])
    set_seats(dialogue, chosen={member.pk: member.person_id == lead.pk for member in members}, by=lead)


def send_everybodys_reflections(dialogue: Dialogue, story: DialogueStory, people: People) -> None:
    """Everybody writes their reflections on a day of their own, and sends them."""
    for days, key in enumerate(dict.fromkeys(reflection.by for reflection in story.reflections)):
        with on_day(min(story.planned + 2 + days, story.ends - 1), hour=9 + days):
            seat = Seat.objects.get(dialogue=dialogue, person=people[key])
            for reflection in story.reflections:
                if reflection.by == key:
                    write_draft(seat, reflection, people[key])
            send_reflections(seat, by=people[key])


def keep_drafts(dialogue: Dialogue, story: DialogueStory, people: People) -> None:
    """Drafts that are not sent yet."""
    for key, theme, text in story.drafts:
        with on_day(-1, hour=20):
            seat = Seat.objects.get(dialogue=dialogue, person=people[key])
            write_draft(seat, ReflectionStory(key, theme, text), people[key])


def write_draft(seat: Seat, story: ReflectionStory, person: User) -> None:
    """One draft with its permission."""
    prompt = next(prompt for prompt in seat.dialogue.prompts.all() if prompt.theme == story.theme)
    save_draft(Slot(seat, prompt), text=story.text, version=0, kind=story.kind, by=person)
    may_show_name = person.name_rule != NameRule.STANDPOINT
    uses = {use: use in story.uses for use in ("may_analyse", "may_quote", "may_archive")}
    uses["may_quote_named"] = may_show_name and "may_quote_named" in story.uses
    permission = Permission(story.audience, person.name_rule, person.pseudonym, **uses)
    give_permission(seat, slots=[Slot(seat, prompt)], permission=permission, by=person)


def answer_invitation(dialogue: Dialogue, story: DialogueStory, people: People) -> None:
    """Seats answer whether they come, in the last days of writing or yesterday."""
    with on_day(min(story.ends - 2, -1), hour=18):
        for key, rsvp in story.rsvps:
            seat = stored_seat(dialogue, people[key])
            answer_meeting(seat, rsvp=Rsvp(rsvp), sequence=seat.dialogue.sequence, by=people[key])


def tell_attendance(dialogue: Dialogue, story: DialogueStory, people: People) -> None:
    """The coordinator notes that evening who came and what the group came to."""
    people_who_came = [people[key] for key in CAME_TO_THE_MEETING]
    came = set(dialogue.seats.filter(person__in=people_who_came).values_list("pk", flat=True))
    titles = {title for title, _minutes, covered in story.agenda if covered}
    items = [item.pk for item in dialogue.agenda.all() if item.title in titles]
    note_attendance(dialogue, came=came, covered=items, by=people["amara"])

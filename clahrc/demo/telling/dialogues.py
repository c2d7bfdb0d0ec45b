"""The dialogues of the demo: planned, written, revealed, held, with what was kept of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from clahrc.demo.story import consent as story_consent
from clahrc.demo.story import dialogues as story
from clahrc.demo.story import outcomes as story_held
from clahrc.demo.telling import outcomes as held
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.consent import make_form
from clahrc.demo.telling.people import People
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
from dialogues.actions.meetings import answer_meeting
from dialogues.actions.prompt_sets import edit_set, make_set
from dialogues.actions.prompts import Asked, Question
from dialogues.actions.reflections import give_permission, save_draft, send_reflections
from dialogues.actions.transcripts import attach_transcript
from dialogues.enums import Rsvp
from dialogues.formats.transcripts import read as read_turns
from dialogues.models import Dialogue, PromptSetVersion, Seat
from dialogues.queries.prompt_sets import last_version
from dialogues.queries.reflections import Slot
from participants.permissions import Permission
from projects.models import Membership, Project

DATA = Path(__file__).parents[1] / "data"


def make_dialogues(project: Project, people: People) -> None:
    """All dialogues in the order of their days, so that each finds the consents and places of its time."""
    lead, today = people["amara"], timezone.localdate()
    first, pace, deciding, planned = story.DIALOGUES
    began = write_and_reveal(project, first, people, today)
    make_transcript(began, lead)
    with on_day(first.ends + 30):
        close_dialogue(fresh(began), by=lead)
    met = meet(project, pace, people, today)
    taken = make_prompt_set(project, lead)
    writing = begin(project, deciding, people, today, taken)
    make_form(project, people, story_consent.SECOND)
    keep_drafts(writing, deciding, people)
    with on_day(planned.planned):
        plan = Plan(fields_of(planned, today), Asked(list(planned.prompts), []), agenda_of(pace))
        copy_dialogue(fresh(met), token=uuid4(), plan=plan, by=lead)


def fresh(dialogue: Dialogue) -> Dialogue:
    """The dialogue as it is stored now."""
    return Dialogue.objects.select_related("project").get(pk=dialogue.pk)


def begin(
    project: Project, talk: story.Talk, people: People, today: date, taken: PromptSetVersion | None = None
) -> Dialogue:
    """One dialogue from planned to written in; whoever said so comes to its meeting."""
    lead = people["amara"]
    with on_day(talk.planned):
        plan = Plan(fields_of(talk, today), Asked(list(talk.prompts), [], taken), agenda_of(talk))
        dialogue = make_plan(project, token=uuid4(), plan=plan, by=lead)
        seat_everybody(dialogue, talk, people)
    with on_day(talk.planned + 1):
        open_dialogue(fresh(dialogue), by=lead)
    write(dialogue, talk, people)
    answer_invitation(dialogue, talk, people)
    return dialogue


def write_and_reveal(project: Project, talk: story.Talk, people: People, today: date) -> Dialogue:
    """The same, revealed the day after writing ended and held when they met."""
    dialogue = begin(project, talk, people, today)
    with on_day(talk.ends + 1):
        reveal(fresh(dialogue), by=people["amara"])
    with on_day(talk.ends + talk.meets, hour=17):
        hold_dialogue(fresh(dialogue), by=people["amara"])
    return dialogue


def meet(project: Project, talk: story.Talk, people: People, today: date) -> Dialogue:
    """The dialogue of which the whole thread is told: answered, met, recorded, looked back on."""
    dialogue = write_and_reveal(project, talk, people, today)
    held.respond(dialogue, people)
    held.leave(project, people)
    with on_day(talk.ends + talk.meets, hour=19):
        held.make_attendance(fresh(dialogue), {title for title, _minutes, came in talk.agenda if came}, people)
    held.record(fresh(dialogue), people, today)
    held.look_back(dialogue, people)
    return dialogue


def fields_of(talk: story.Talk, today: date) -> dict[str, object]:
    """When and where: writing ends in the evening, the group meets some days later."""
    ends = datetime.combine(today + timedelta(days=talk.ends), time(17, 0), UTC)
    return {
        "title": talk.title,
        "purpose": talk.purpose,
        "writing_ends_at": ends,
        "meets_at": (ends + timedelta(days=talk.meets)).replace(hour=14, minute=30),
        "time_zone": "Europe/London",
        "place": "The community room, St Mary's, and by video",
        "join_link": talk.join_link,
        "reveal_at": None,
        "ground_rules": story.GROUND_RULES,
    }


def agenda_of(talk: story.Talk) -> list[tuple[str, int]]:
    """Titles and minutes."""
    return [(title, minutes) for title, minutes, _covered in talk.agenda]


def seat_everybody(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """Seats for the talk's people; the coordinator facilitates."""
    lead = people["amara"]
    members = Membership.objects.filter(project=dialogue.project, person__in=[people[key] for key in talk.seats])
    set_seats(dialogue, chosen={member.pk: member.person_id == lead.pk for member in members}, by=lead)


def write(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """Everybody writes what the story says, on days of their own, and sends it."""
    for days, key in enumerate(dict.fromkeys(words.by for words in talk.words)):
        with on_day(min(talk.planned + 2 + days, talk.ends - 1), hour=9 + days):
            seat = Seat.objects.get(dialogue=dialogue, person=people[key])
            for words in talk.words:
                if words.by == key:
                    answer(seat, words, people[key])
            send_reflections(seat, by=people[key])


def keep_drafts(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """What is begun and not sent yet."""
    for key, theme, text in talk.drafts:
        with on_day(-1, hour=20):
            answer(Seat.objects.get(dialogue=dialogue, person=people[key]), story.Words(key, theme, text), people[key])


def answer(seat: Seat, words: story.Words, person: User) -> None:
    """One draft with its permission."""
    prompt = next(prompt for prompt in seat.dialogue.prompts.all() if prompt.theme == words.theme)
    save_draft(Slot(seat, prompt), text=words.text, version=0, kind=words.kind, by=person)
    may_show_name = person.name_rule != NameRule.STANDPOINT
    uses = {use: use in words.uses for use in ("may_analyse", "may_quote", "may_archive")}
    uses["may_quote_named"] = may_show_name and "may_quote_named" in words.uses
    permission = Permission(words.audience, person.name_rule, person.pseudonym, **uses)
    give_permission(seat, slots=[Slot(seat, prompt)], permission=permission, by=person)


def answer_invitation(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """Who said whether they come, in the last days of writing or yesterday."""
    with on_day(min(talk.ends - 2, -1), hour=18):
        for key, rsvp in talk.comes:
            seat = Seat.objects.select_related("dialogue__project").get(dialogue=dialogue, person=people[key])
            answer_meeting(seat, rsvp=Rsvp(rsvp), sequence=seat.dialogue.sequence, by=people[key])


def make_prompt_set(project: Project, by: User) -> PromptSetVersion:
    """The project's own prompts, and what they became after a group had found a word too hard."""
    (first, before), (second, after) = story_held.PROMPTS
    with on_day(first):
        prompts = [Question(*prompt) for prompt in before]
        made = make_set(project, token=uuid4(), name=story_held.PROMPT_SET, prompts=prompts, by=by)
    with on_day(second):
        prompts = [Question(*prompt) for prompt in after]
        edit_set(made, token=uuid4(), name=made.name, prompts=prompts, seen=1, by=by)
    return last_version(made)


def make_transcript(dialogue: Dialogue, by: User) -> None:
    """A real conversation to practise on, with its source and licence."""
    source = story.TRANSCRIPT
    turns = read_turns((DATA / source["file"]).read_bytes())
    with on_day(-255):
        attach_transcript(
            fresh(dialogue),
            token=uuid4(),
            fields={"title": source["title"], "credit": source["credit"]},
            turns=turns,
            keep_names=True,
            by=by,
        )

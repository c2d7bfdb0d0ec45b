"""The dialogues of the demo: planned, written, revealed, held, with what was kept of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from clahrc.demo import story
from clahrc.demo.clock import on_day
from clahrc.demo.people import People
from dialogues.actions.dialogues import (
    close_dialogue,
    hold_dialogue,
    open_dialogue,
    plan_dialogue,
    reveal,
    set_seats,
)
from dialogues.actions.outcomes import keep_disagreement
from dialogues.actions.reflections import give_permission, save_draft, send_reflections
from dialogues.actions.transcripts import attach_transcript
from dialogues.formats.transcripts import read as read_turns
from dialogues.models import Dialogue, Seat
from dialogues.queries.reflections import Slot
from participants.permissions import Permission
from projects.models import Membership, Project

DATA = Path(__file__).parent / "data"
STATES = ["planned", "open", "held", "closed"]


def make_dialogues(project: Project, people: People) -> None:
    """All dialogues, then the kept disagreement and the transcript. The one to be closed is closed last."""
    today = timezone.localdate()
    made = {talk.title: make_dialogue(project, talk, people, today) for talk in story.DIALOGUES}
    make_disagreement(made[story.KEPT_DISAGREEMENT.dialogue], people["amara"], today)
    make_transcript(made[story.TRANSCRIPT["dialogue"]], people["amara"])
    for talk in story.DIALOGUES:
        if talk.state == "closed":
            with on_day(talk.ends + 30):
                close_dialogue(fresh(made[talk.title]), by=people["amara"])


def fresh(dialogue: Dialogue) -> Dialogue:
    """The dialogue as it is stored now."""
    return Dialogue.objects.select_related("project").get(pk=dialogue.pk)


def make_dialogue(project: Project, talk: story.Talk, people: People, today: date) -> Dialogue:
    """One dialogue from planned to where it stands, short of closed."""
    lead, reached = people["amara"], STATES.index(talk.state)
    with on_day(talk.planned):
        dialogue = plan_dialogue(
            project,
            token=uuid4(),
            fields=fields_of(talk, today),
            themes=list(talk.prompts),
            own_prompts=[],
            by=lead,
        )
        seat_everybody(dialogue, talk, people)
    if reached >= STATES.index("open"):
        with on_day(talk.planned + 1):
            open_dialogue(fresh(dialogue), by=lead)
        write(dialogue, talk, people)
    if reached >= STATES.index("held"):
        with on_day(talk.ends + 1):
            reveal(fresh(dialogue), by=lead)
        with on_day(talk.ends + 7):
            hold_dialogue(fresh(dialogue), by=lead)
    return dialogue


def fields_of(talk: story.Talk, today: date) -> dict[str, object]:
    """When and where: writing ends in the evening, the group meets a week later."""
    ends = datetime.combine(today + timedelta(days=talk.ends), time(17, 0), UTC)
    return {
        "title": talk.title,
        "purpose": talk.purpose,
        "writing_ends_at": ends,
        "meets_at": (ends + timedelta(days=7)).replace(hour=14, minute=30),
        "time_zone": "Europe/London",
        "place": "The community room, St Mary's, and by video",
        "join_link": "",
        "reveal_at": None,
    }


def seat_everybody(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """Seats for the talk's people; the coordinator facilitates."""
    lead = people["amara"]
    members = Membership.objects.filter(project=dialogue.project, person__in=[people[key] for key in talk.seats])
    set_seats(dialogue, chosen={member.pk: member.person_id == lead.pk for member in members}, by=lead)


def write(dialogue: Dialogue, talk: story.Talk, people: People) -> None:
    """Everybody writes what the story says, on days of their own, and sends it; then the drafts not sent yet."""
    for days, key in enumerate(dict.fromkeys(words.by for words in talk.words)):
        with on_day(min(talk.planned + 3 + days, talk.ends - 1), hour=9 + days):
            seat = Seat.objects.get(dialogue=dialogue, person=people[key])
            for words in talk.words:
                if words.by == key:
                    answer(seat, words, people[key])
            send_reflections(seat, by=people[key])
    for key, theme, text in talk.drafts:
        with on_day(-1, hour=20):
            answer(Seat.objects.get(dialogue=dialogue, person=people[key]), story.Words(key, theme, text), people[key])


def answer(seat: Seat, words: story.Words, person: User) -> None:
    """One draft with its permission."""
    prompt = seat.dialogue.prompts.get(theme=words.theme)
    save_draft(Slot(seat, prompt), text=words.text, version=0, kind=words.kind, by=person)
    may_show_name = person.name_rule != NameRule.STANDPOINT
    uses = {use: use in words.uses for use in ("may_analyse", "may_quote", "may_archive")}
    uses["may_quote_named"] = may_show_name and "may_quote_named" in words.uses
    permission = Permission(words.audience, person.name_rule, person.pseudonym, **uses)
    give_permission(seat, slots=[Slot(seat, prompt)], permission=permission, by=person)


def make_disagreement(dialogue: Dialogue, by: User, today: date) -> None:
    """What the group differs on, with each position."""
    kept = story.KEPT_DISAGREEMENT
    with on_day(-40):
        keep_disagreement(
            fresh(dialogue),
            token=uuid4(),
            fields={"title": kept.title, "look_back_on": today + timedelta(days=kept.look_back)},
            positions=list(kept.positions),
            by=by,
        )


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

"""Planning a dialogue, its seats, and its steps from planned to closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.editing import check_fresh
from core.errors import Refused
from core.models import once
from dialogues import events
from dialogues.actions.prompts import PromptChoice, Question, asks_the_same, new_prompts, prompt_sets_in_words
from dialogues.actions.telling import call_off, tell_change, tell_meeting
from dialogues.enums import DialogueState
from dialogues.models import AgendaItem, Dialogue, Prompt, Seat
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import members_taking_part, not_sent
from dialogues.queries.locking import dialogue_to_lock
from dialogues.queries.meetings import length
from participants.policies.consent import check_all_consent
from projects.models import Membership, Project
from projects.policies.projects import check_open as check_project

# What of a dialogue stands in calendars, besides how long it takes.
CALENDAR = frozenset({"meets_at", "time_zone", "place", "join_link"})


def locked(dialogue: Dialogue) -> Dialogue:
    """The dialogue as it is now; nobody else changes it until this transaction ends."""
    held = dialogue_to_lock.first(dialogue.pk)
    if held is None:
        raise Dialogue.DoesNotExist
    return held


@dataclass(frozen=True)
class Plan:
    """What a form says of a dialogue: its fields, what it asks, and its agenda as titles and minutes."""

    fields: dict[str, Any]
    prompts: PromptChoice
    agenda: list[tuple[str, int]]


def _set_prompts(dialogue: Dialogue, choice: PromptChoice) -> None:
    """Put what is asked for in place of what stood there, and note where it came from. Leaves the dialogue unsaved."""
    dialogue.prompt_set = prompt_sets_in_words(dialogue, choice)
    dialogue.prompts.all().delete()
    rows = new_prompts(choice)
    for row in rows:
        row.dialogue = dialogue
    Prompt.objects.bulk_create(rows)


def _set_agenda(dialogue: Dialogue, agenda: list[tuple[str, int]]) -> None:
    """Put these items in place of what stood there; what the group came to stays noted."""
    covered = set(dialogue.agenda.filter(covered=True).values_list("title", flat=True))
    dialogue.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(dialogue=dialogue, position=position, title=title, minutes=minutes, covered=title in covered)
        for position, (title, minutes) in enumerate(agenda, start=1)
    )


def _planned(project: Project, plan: Plan, token: UUID, by: User) -> Dialogue:
    """The rows of a new dialogue."""
    dialogue = Dialogue.objects.create(project=project, submitted_by=by, form_token=token, **plan.fields)
    _set_prompts(dialogue, plan.prompts)
    _set_agenda(dialogue, plan.agenda)
    dialogue.save(update_fields=["prompt_set"])
    return dialogue


def make_plan(project: Project, *, token: UUID, plan: Plan, by: User) -> Dialogue:
    """A new dialogue. The same form sent twice makes one. Raises Refused in a closed project."""
    check_project(project)

    def make() -> Dialogue:
        dialogue = _planned(project, plan, token, by)
        record(events.DIALOGUE_PLANNED, by=by, project=project, target=dialogue)
        return dialogue

    with transaction.atomic():
        return once(Dialogue, by=by, token=token, make=make)[0]


def plan_dialogue(
    project: Project, *, token: UUID, fields: dict[str, Any], themes: list[str], own_prompts: list[str], by: User
) -> Dialogue:
    """A new dialogue without an agenda; otherwise as `make_plan`."""
    choice = PromptChoice(themes, [Question(text) for text in own_prompts])
    return make_plan(project, token=token, plan=Plan(fields, choice, []), by=by)


def copy_dialogue(source: Dialogue, *, token: UUID, plan: Plan, by: User) -> tuple[Dialogue, int]:
    """A new dialogue with seats for whoever sits in `source` and may have a seat today; never words or outcomes.

    The second answer is how many of those who take part could not be given one. Raises Refused in a closed project.
    """
    check_project(source.project)
    left_out: list[int] = []

    def make() -> Dialogue:
        dialogue = _planned(source.project, plan, token, by)
        record(events.DIALOGUE_COPIED, by=by, project=source.project, target=dialogue)
        left_out.append(_seat_again(source, dialogue, by))
        return dialogue

    with transaction.atomic():
        return once(Dialogue, by=by, token=token, make=make)[0], sum(left_out)


def _seat_again(source: Dialogue, dialogue: Dialogue, by: User) -> int:
    """Give the seats of `source` again, by the rules of today. Answers how many people were refused one."""
    leading = dict(source.seats.values_list("person", "facilitates"))
    members = [member for member in members_taking_part(source.project) if member.person_id in leading]
    wanted = {member.pk: leading[member.person_id] for member in members}
    if not wanted or _try_seats(dialogue, wanted, by):
        return 0
    chosen: dict[UUID, bool] = {}
    for key, leads in wanted.items():
        if _try_seats(dialogue, chosen | {key: leads}, by):
            chosen[key] = leads
    return len(wanted) - len(chosen)


def _try_seats(dialogue: Dialogue, chosen: dict[UUID, bool], by: User) -> bool:
    """Give these seats, or none where one of them is refused."""
    try:
        with transaction.atomic():
            set_seats(dialogue, chosen=chosen, by=by)
    except Refused:
        return False
    return True


@transaction.atomic
def edit_dialogue(
    dialogue: Dialogue,
    *,
    fields: dict[str, Any],
    prompts: PromptChoice | None = None,
    agenda: list[tuple[str, int]] | None = None,
    version: int | None = None,
    by: User,
) -> None:
    """Change what changed, of a dialogue as it was at `version`, and tell its seats where it changes their calendars.

    `prompts` are taken only while nobody can have answered. What is None is not looked at.
    Raises Refused once closed, Stale where somebody else changed it since.
    """
    dialogue = locked(dialogue)
    policies.check_edit(dialogue)
    check_fresh(dialogue, version)
    was, minutes = dialogue.meets_at, length(dialogue)
    changed = [name for name, value in fields.items() if getattr(dialogue, name) != value]
    for name in changed:
        setattr(dialogue, name, fields[name])
    changed += _changed_parts(dialogue, prompts, agenda)
    if not changed:
        return
    in_calendars = bool(CALENDAR & set(changed)) or length(dialogue) != minutes
    dialogue.version += 1
    dialogue.sequence += in_calendars
    dialogue.save()
    record(events.DIALOGUE_CHANGED, by=by, project=dialogue.project, target=dialogue, fields=sorted(changed))
    if in_calendars and dialogue.is_open:
        tell_change(dialogue, was=was, by=by)


def _changed_parts(dialogue: Dialogue, choice: PromptChoice | None, agenda: list[tuple[str, int]] | None) -> list[str]:
    """Change prompts and agenda where they differ; the names of what did."""
    changed = []
    if choice is not None and policies.can_change_prompts(dialogue) and not asks_the_same(dialogue, choice):
        _set_prompts(dialogue, choice)
        changed.append("prompts")
    if agenda is not None and agenda != list(dialogue.agenda.values_list("title", "minutes")):
        _set_agenda(dialogue, agenda)
        changed.append("agenda")
    return changed


def _seat(dialogue: Dialogue, member: Membership, *, facilitates: bool) -> Seat:
    """A seat as it is on the day it is given."""
    named = {"name_rule": member.name_rule, "pseudonym": member.pseudonym}
    return Seat(dialogue=dialogue, person=member.person, standpoint=member.standpoint, facilitates=facilitates, **named)


@transaction.atomic
def set_seats(dialogue: Dialogue, *, chosen: dict[UUID, bool], by: User) -> None:
    """Give and take seats. `chosen` is membership to whether it facilitates; whoever is not in it loses the seat.

    The standpoint is copied on the day the seat is given. Seats of people whose membership has ended stay.
    Raises Refused after the reveal, for taking a seat that is in use, and for a new seat without consent.
    """
    dialogue = locked(dialogue)
    policies.check_seat(dialogue)
    members = {member.person_id: member for member in members_taking_part(dialogue.project)}
    seats = {seat.person_id: seat for seat in dialogue.seats.filter(person__in=members)}
    taken = [seat for person, seat in seats.items() if members[person].pk not in chosen]
    policies.check_unseat(taken)
    given = [member for member in members.values() if member.pk in chosen and member.person_id not in seats]
    check_all_consent([member.person_id for member in given], dialogue.project)
    _call_off_seats(dialogue, taken, by)
    Seat.objects.filter(pk__in=[seat.pk for seat in taken]).delete()
    Seat.objects.bulk_create(_seat(dialogue, member, facilitates=chosen[member.pk]) for member in given)
    turned = [
        seat for seat in seats.values() if seat.facilitates != chosen.get(members[seat.person_id].pk, seat.facilitates)
    ]
    for seat in turned:
        seat.facilitates = not seat.facilitates
    Seat.objects.bulk_update(turned, ["facilitates"])
    if given or taken or turned:
        record(
            events.SEATS_CHANGED,
            by=by,
            project=dialogue.project,
            target=dialogue,
            given=len(given),
            taken=len(taken),
            facilitating=sum(chosen.values()),
        )
    tell_meeting(dialogue, only_new=True, by=by)


def _call_off_seats(dialogue: Dialogue, taken: list[Seat], by: User) -> None:
    """Seats about to be taken away: the date leaves their calendars, under a number above the one they were told."""
    if any(seat.told_sequence is not None for seat in taken):
        dialogue.sequence += 1
        dialogue.save(update_fields=["sequence"])
        call_off(dialogue, seats=taken, meets_at=dialogue.meets_at, by=by)


@transaction.atomic
def name_seats(membership: Membership) -> None:
    """Every seat of this person in this project is named as their membership is."""
    seats = Seat.objects.filter(person=membership.person_id, dialogue__project=membership.project_id)
    seats.update(name_rule=membership.name_rule, pseudonym=membership.pseudonym)


@transaction.atomic
def move_seats(*, old: User, new: User) -> None:
    """What was the place of one person becomes that of another. Raises Refused where both sit in one dialogue."""
    seats = Seat.objects.filter(person=old)
    if Seat.objects.filter(person=new, dialogue__in=seats.values("dialogue")).exists():
        raise Refused(_("You have your own seat in one of the dialogues already. Tell a coordinator."))
    seats.update(person=new)


@transaction.atomic
def open_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """Seats may write from now on. Raises Refused where prompts, seats or time are missing."""
    dialogue = locked(dialogue)
    policies.check_open(dialogue, timezone.now())
    dialogue.state, dialogue.version = DialogueState.OPEN, dialogue.version + 1
    dialogue.save(update_fields=["state", "version"])
    record(events.DIALOGUE_OPENED, by=by, project=dialogue.project, target=dialogue)
    tell_meeting(dialogue, only_new=True, by=by)


@transaction.atomic
def hold_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """The group has met. Raises Refused unless it is open."""
    dialogue = locked(dialogue)
    policies.check_hold(dialogue)
    dialogue.state, dialogue.held_at = DialogueState.HELD, timezone.now()
    dialogue.save(update_fields=["state", "held_at"])
    record(events.DIALOGUE_HELD, by=by, project=dialogue.project, target=dialogue)


@transaction.atomic
def close_dialogue(dialogue: Dialogue, *, look_back_on: date | None = None, by: User) -> None:
    """Nothing is added any more. Raises Refused while words that were sent are still blind.

    With `look_back_on` its outcomes come back on that day; without it, a day that was set stays. Where it closes before
    it met, the date leaves the calendars.
    """
    dialogue = locked(dialogue)
    policies.check_close(dialogue)
    dialogue.state, dialogue.closed_at = DialogueState.CLOSED, timezone.now()
    dialogue.look_back_on = look_back_on or dialogue.look_back_on
    called_off = dialogue.held_at is None and dialogue.meets_at is not None and dialogue.meets_at > dialogue.closed_at
    dialogue.sequence += called_off
    dialogue.save(update_fields=["state", "look_back_on", "closed_at", "sequence"])
    record(events.DIALOGUE_CLOSED, by=by, project=dialogue.project, target=dialogue)
    if called_off:
        call_off(dialogue, seats=dialogue.seats.all(), meets_at=dialogue.meets_at, by=by)


@transaction.atomic
def reveal(dialogue: Dialogue, *, by: User) -> None:
    """Open the reflections to each other, once. Raises PermissionDenied for others than facilitators, Refused twice."""
    policies.check_facilitates(dialogue, by)
    policies.check_reveal(locked(dialogue))
    claim_reveal(dialogue, by=by)


@transaction.atomic
def claim_reveal(dialogue: Dialogue, *, by: User | None) -> bool:
    """Reveal if nobody has yet: of two at the same moment one wins, and one event is written."""
    rows = Dialogue.objects.filter(pk=dialogue.pk, revealed_at=None, state__in=policies.REVEALING)
    if not rows.update(revealed_at=timezone.now()):
        return False
    event = events.DIALOGUE_REVEALED if by else events.DIALOGUE_REVEALED_ON_TIME
    record(event, by=by, project=dialogue.project, target=dialogue, not_sent=not_sent(dialogue)[0])
    return True

"""Planning a dialogue, its seats, and its steps from planned to closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.models import once
from dialogues import events
from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Prompt, Seat
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import members_taking_part, not_sent
from dialogues.registry import TEN_THEMES
from projects.models import Membership, Project
from projects.policies import check_open as check_project


def locked(dialogue: Dialogue) -> Dialogue:
    """The dialogue as it is now; nobody else changes it until this transaction ends."""
    return Dialogue.objects.select_for_update(of=("self",)).select_related("project").get(pk=dialogue.pk)


def _set_prompts(dialogue: Dialogue, *, themes: list[str], own: list[str]) -> None:
    """Copy the chosen built-in prompts and add our own; whatever stood there goes."""
    built_in = TEN_THEMES.chosen(themes)
    rows = [Prompt(text=str(item.text), plain_text=str(item.plain_text), theme=item.theme) for item in built_in]
    rows += [Prompt(text=text) for text in own]
    for position, prompt in enumerate(rows, start=1):
        prompt.dialogue, prompt.position = dialogue, position
    dialogue.prompts.all().delete()
    Prompt.objects.bulk_create(rows)
    dialogue.prompt_set = TEN_THEMES.label if built_in else ""


def plan_dialogue(
    project: Project, *, token: UUID, fields: dict[str, Any], themes: list[str], own_prompts: list[str], by: User
) -> Dialogue:
    """A new dialogue with its prompts. The same form sent twice makes one. Raises Refused in a closed project."""
    check_project(project)

    def make() -> Dialogue:
        dialogue = Dialogue.objects.create(project=project, submitted_by=by, form_token=token, **fields)
        _set_prompts(dialogue, themes=themes, own=own_prompts)
        dialogue.save(update_fields=["prompt_set"])
        record(events.DIALOGUE_PLANNED, by=by, project=project, target=dialogue)
        return dialogue

    with transaction.atomic():
        return once(Dialogue, by=by, token=token, make=make)[0]


@transaction.atomic
def edit_dialogue(
    dialogue: Dialogue, *, fields: dict[str, Any], prompts: tuple[list[str], list[str]] | None, by: User
) -> None:
    """Change what changed. `prompts` are (themes, own), and are taken only while nobody can have answered.

    Raises Refused once closed.
    """
    dialogue = locked(dialogue)
    policies.check_edit(dialogue)
    changed = [name for name, value in fields.items() if getattr(dialogue, name) != value]
    for name in changed:
        setattr(dialogue, name, fields[name])
    if prompts is not None and policies.can_change_prompts(dialogue) and prompts != written_prompts(dialogue):
        _set_prompts(dialogue, themes=prompts[0], own=prompts[1])
        changed.append("prompts")
    if changed:
        dialogue.save()
        record(events.DIALOGUE_CHANGED, by=by, project=dialogue.project, target=dialogue, fields=sorted(changed))


def written_prompts(dialogue: Dialogue) -> tuple[list[str], list[str]]:
    """The prompts as a form states them: themes, and own lines."""
    prompts = list(dialogue.prompts.all())
    themes = [prompt.theme for prompt in prompts if prompt.theme]
    return themes, [prompt.text for prompt in prompts if not prompt.theme]


def _seat(dialogue: Dialogue, member: Membership, *, facilitates: bool) -> Seat:
    """A seat as it is on the day it is given."""
    named = {"name_rule": member.name_rule, "pseudonym": member.pseudonym}
    return Seat(dialogue=dialogue, person=member.person, standpoint=member.standpoint, facilitates=facilitates, **named)


@transaction.atomic
def set_seats(dialogue: Dialogue, *, chosen: dict[UUID, bool], by: User) -> None:
    """Give and take seats. `chosen` is membership to whether it facilitates; whoever is not in it loses the seat.

    The standpoint is copied on the day the seat is given. Seats of people whose membership has ended stay.
    Raises Refused after the reveal, and for taking a seat that is in use.
    """
    dialogue = locked(dialogue)
    policies.check_seat(dialogue)
    members = {member.person_id: member for member in members_taking_part(dialogue.project)}
    seats = {seat.person_id: seat for seat in dialogue.seats.filter(person__in=members)}
    taken = [seat for person, seat in seats.items() if members[person].pk not in chosen]
    policies.check_unseat(taken)
    given = [member for member in members.values() if member.pk in chosen and member.person_id not in seats]
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


@transaction.atomic
def name_seats(membership: Membership) -> None:
    """Every seat of this person in this project is named as their membership is."""
    seats = Seat.objects.filter(person=membership.person_id, dialogue__project=membership.project_id)
    seats.update(name_rule=membership.name_rule, pseudonym=membership.pseudonym)


@transaction.atomic
def open_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """Seats may write from now on. Raises Refused where prompts, seats or time are missing."""
    dialogue = locked(dialogue)
    policies.check_open(dialogue, timezone.now())
    dialogue.state = DialogueState.OPEN
    dialogue.save(update_fields=["state"])
    record(events.DIALOGUE_OPENED, by=by, project=dialogue.project, target=dialogue)


@transaction.atomic
def hold_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """The group has met. Raises Refused unless it is open."""
    dialogue = locked(dialogue)
    policies.check_hold(dialogue)
    dialogue.state = DialogueState.HELD
    dialogue.save(update_fields=["state"])
    record(events.DIALOGUE_HELD, by=by, project=dialogue.project, target=dialogue)


@transaction.atomic
def close_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """Nothing is added any more. Raises Refused while words that were sent are still blind."""
    dialogue = locked(dialogue)
    policies.check_close(dialogue)
    dialogue.state = DialogueState.CLOSED
    dialogue.save(update_fields=["state"])
    record(events.DIALOGUE_CLOSED, by=by, project=dialogue.project, target=dialogue)


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

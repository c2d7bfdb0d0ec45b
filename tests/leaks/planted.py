"""Words, names and addresses planted in the world of the permission matrix, which most people may never meet.

Each writer puts a mark into a text that stands nowhere else. What became of it differs: a draft; not revealed yet;
under a pseudonym; permission taken back; a response for facilitators only; written by somebody who withdrew since;
taken up as a contribution under a pseudonym, or before its permission was taken back. Outside dialogues: what somebody
expects, sent and not revealed, or a draft; the note of an open pulse; and a form that was begun and not sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.actions.drafts import keep_draft
from accounts.enums import NameRule
from accounts.models import User
from dialogues.actions import dialogues as planning
from dialogues.actions import reflections as writing
from dialogues.models import Dialogue, Reflection
from dialogues.queries.reflections import Slot
from notifications.registry import NEEDS
from participants.actions.withdrawing import withdraw
from participants.enums import Audience, Scope
from participants.permissions import Permission
from participants.queries import withdrawing
from projects.models import Membership, Project
from tests import factories
from tests.contributions import contributing
from tests.permissions.world import World, browsers, cast_and_projects
from understanding.models import ExpectationRound, PulseRound

EVERY_USE = {"may_analyse": True, "may_quote": True, "may_quote_named": False, "may_archive": True}
OUTSIDE = ("expected", "expectdraft", "pulsenote", "formdraft")
TAKEN_UP = {"takenup": "Siskin", "takennarrow": "Redstart"}
TAKING_PART = frozenset({"partner", "researcher", "coordinator"})


@dataclass(frozen=True)
class Plant:
    """Somebody whose words, name and address are looked for, and the roles that may read the words.

    A search for `asked` would find the words, whose `mark` a page must not show: the page repeats what was asked.
    """

    key: str
    person: User
    readers: frozenset[str] = frozenset()
    in_files: bool = False

    @property
    def asked(self) -> str:
        return f"zq{self.key}ask"

    @property
    def mark(self) -> str:
        return f"zq{self.key}mark"

    @property
    def text(self) -> str:
        return f"The {self.asked} was {self.mark} again."

    @property
    def identity(self) -> tuple[str, str]:
        return self.person.full_name, self.person.address


@dataclass(frozen=True)
class Planted:
    """The world with what is planted in it, and the keys of it by the names that URLs have for them."""

    world: World
    project: Project
    plants: tuple[Plant, ...]
    keys: Mapping[str, Sequence[uuid.UUID | str]] = field(default_factory=dict)


def somebody(project: Project, key: str, rule: NameRule = NameRule.STANDPOINT, pseudonym: str = "") -> User:
    """A partner who shows no name here or anywhere."""
    name, address = f"Zq{key.title()} Secretname", f"{key}.private@zq{key}.example"
    person = factories.person(name, email=address, name_rule=rule, pseudonym=pseudonym)
    factories.member(project, person, "partner", "patient")
    return person


def opened(project: Project, lead: User, people: list[User]) -> Dialogue:
    """A dialogue with one prompt, open for writing; the lead facilitates."""
    fields = {
        "title": "A morning",
        "writing_ends_at": timezone.now() + timedelta(days=2),
        "meets_at": timezone.now() + timedelta(days=3),
    }
    made = planning.plan_dialogue(
        project, token=uuid.uuid4(), fields=fields, themes=[], own_prompts=["What did you see?"], by=lead
    )
    members = Membership.objects.filter(project=project, person__in=[lead, *people])
    planning.set_seats(made, chosen={row.pk: row.person_id == lead.pk for row in members}, by=lead)
    planning.open_dialogue(made, by=lead)
    made.refresh_from_db()
    return made


def slot(dialogue: Dialogue, person: User, responds_to: Reflection | None = None) -> Slot:
    """Where this person writes."""
    seat = dialogue.seats.select_related("dialogue__project", "person").get(person=person)
    return Slot(seat, dialogue.prompts.get(), responds_to=responds_to)


def write(place: Slot, plant: Plant, audience: Audience | None) -> Reflection | None:
    """Their words, with their permission; with no audience they stay a draft."""
    writing.save_draft(place, text=plant.text, version=0, by=plant.person)
    allowed = Permission(audience or Audience.PROJECT, plant.person.name_rule, plant.person.pseudonym, **EVERY_USE)
    writing.give_permission(place.seat, slots=[place], permission=allowed, by=plant.person)
    if audience is None:
        return None
    if place.responds_to is not None:
        return writing.send_response(place, by=plant.person)
    writing.send_reflections(place.seat, by=plant.person)
    return Reflection.objects.get(seat=place.seat, prompt=place.prompt, responds_to=None)


def narrow(place: Slot, plant: Plant) -> None:
    """Everything was permitted; now nobody else may read it."""
    allowed = Permission(Audience.ONLY_ME, plant.person.name_rule, plant.person.pseudonym)
    writing.give_permission(place.seat, slots=[place], permission=allowed, by=plant.person)


def take_up(dialogue: Dialogue, plant: Plant, lead: User) -> uuid.UUID:
    """A contribution from their words, decided, told, and answered with a no; its key."""
    reflection = Reflection.objects.get(seat__dialogue=dialogue, seat__person=plant.person)
    row = contributing.taken(reflection, lead, said=plant.text)
    contributing.told(row, lead)
    contributing.replied(row, plant.person, settled=False, text="It is not done.")
    contributing.told(row, lead)
    return row.pk


def write_outside(project: Project, lead: User, plants: dict[str, Plant]) -> None:
    """What is written in the project itself and open to nobody else yet."""
    places = {key: Membership.objects.get(project=project, person=plants[key].person) for key in OUTSIDE}
    now = timezone.now()
    asked, _is_new = ExpectationRound.objects.get_or_create(
        project=project, state="open", defaults={"number": 71, "submitted_by": lead}
    )
    sent = {"text": plants["expected"].text, "standpoint": "patient", "sent_at": now}
    asked.expectations.create(membership=places["expected"], topic="purpose", **sent)
    begun = {"draft": plants["expectdraft"].text, "saved_at": now}
    asked.expectations.create(membership=places["expectdraft"], topic="purpose", **begun)
    pulse, _is_new = PulseRound.objects.get_or_create(
        project=project, state="open", defaults={"number": 71, "submitted_by": lead, "closes_on": now.date()}
    )
    felt = {"standpoint": "patient", "answers": {"voice": 2}, "note": plants["pulsenote"].text}
    pulse.answers.create(membership=places["pulsenote"], **felt)
    begun_form = {"about": [plants["formdraft"].text]}
    keep_draft(reverse("accounts:profile"), fields=begun_form, seen=0, by=plants["formdraft"].person)


def take_back(project: Project, plant: Plant) -> None:
    """They withdraw, and their words with them."""
    effects = withdrawing.effects(plant.person, project, Scope.WORDS)
    seen = withdrawing.mark_of(effects)
    withdraw(project, scope=Scope.WORDS, seen=seen, token=uuid.uuid4(), by=plant.person)


def writers(project: Project) -> tuple[dict[str, User], dict[str, Plant]]:
    """Whoever writes in dialogues, and who may read what they write."""
    made = {key: somebody(project, key) for key in ("unrevealed", "narrowed", "withdrawn", "drafted", "responding")}
    birds = TAKEN_UP | {"pseudonymous": "Linnet"}
    made |= {key: somebody(project, key, NameRule.PSEUDONYM, bird) for key, bird in birds.items()}
    plants = {key: Plant(key, person) for key, person in made.items()}
    for key in ("pseudonymous", "takenup"):
        plants[key] = Plant(key, made[key], TAKING_PART, in_files=True)
    plants["responding"] = Plant("responding", made["responding"], frozenset({"coordinator"}))
    return made, plants


def plant_all() -> Planted:
    """The cast, two projects full of things, and six people with something that others may not meet."""
    world = cast_and_projects()
    project = Project.objects.get(pk=world.here["project_id"])
    lead = world.people["coordinator"]
    assert lead is not None
    made, plants = writers(project)
    readers = [person for role in ("partner", "researcher") if (person := world.people[role])]

    outside = [somebody(project, key) for key in OUTSIDE]
    plants |= {key: Plant(key, person) for key, person in zip(OUTSIDE, outside, strict=True)}
    write_outside(project, lead, plants)
    blind = opened(project, lead, [made["unrevealed"], *readers])
    write(slot(blind, made["unrevealed"]), plants["unrevealed"], Audience.PROJECT)
    seated = [person for key, person in made.items() if key != "unrevealed"]
    open_words = opened(project, lead, [*seated, *readers])
    audiences = {"pseudonymous": Audience.DIALOGUE, "narrowed": Audience.PROJECT, "drafted": None}
    for key, audience in (audiences | dict.fromkeys(TAKEN_UP, Audience.DIALOGUE)).items():
        write(slot(open_words, made[key]), plants[key], audience)
    write(slot(open_words, made["withdrawn"]), plants["withdrawn"], Audience.PROJECT)
    planning.reveal(open_words, by=lead)
    open_words.refresh_from_db()
    root = Reflection.objects.get(seat__person=made["pseudonymous"])
    write(slot(open_words, made["responding"], root), plants["responding"], Audience.FACILITATORS)
    narrow(slot(open_words, made["narrowed"]), plants["narrowed"])
    taken = [take_up(open_words, plants[key], lead) for key in TAKEN_UP]
    narrow(slot(open_words, made["takennarrow"]), plants["takennarrow"])
    take_back(project, plants["withdrawn"])
    rows = Reflection.objects.filter(seat__person__in=made.values())
    shown = [made["pseudonymous"], made["withdrawn"]]
    keys: dict[str, Sequence[uuid.UUID | str]] = {
        "kind": [source.name for source in NEEDS],
        "dialogue_id": [blind.pk, open_words.pk],
        "contribution_id": taken,
        "reflection_id": list(rows.values_list("pk", flat=True)),
        "membership_id": [Membership.objects.get(project=project, person=person).pk for person in shown],
    }
    world.browsers.update(browsers(plant.person for plant in plants.values()))
    return Planted(world, project, tuple(plants.values()), keys)

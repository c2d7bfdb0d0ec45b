"""The words of a dialogue, side by side by standpoint, as one reader may read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compiled import compiled
from dialogues.enums import Manner, ReflectionKind
from dialogues.models import Dialogue, Prompt, Reflection, ReflectionVersion
from dialogues.policies.dialogues import REVEALING
from dialogues.queries.dialogues import StandpointSeats, address, groups
from dialogues.queries.reflections import permission_of, prompts_of
from participants.permissions import Permission
from projects.enums import OPEN_PROJECT, Standpoint

if TYPE_CHECKING:
    from accounts.models import User

PROMPTS_ON_A_PAGE = 10
VOICES_ON_A_PAGE = 60  # so many seats answer one prompt on one page; with more, each standpoint is read in parts
VOICES_OF_A_PART = 12  # of each standpoint
ANY = str(UUID(int=0))  # in an address that many rows share

# What a reader can do with words, by the manner of the response it begins.
RESPONDING = {
    Manner.BUILDS: gettext_lazy("Build on it"),
    Manner.ASKS: gettext_lazy("Ask about it"),
    Manner.DIFFERS: gettext_lazy("See it differently"),
    Manner.THANKS: gettext_lazy("Thank"),
}
OWN = {Manner.BUILDS: gettext_lazy("Answer, or add to it")}


@dataclass(frozen=True)
class Voice:
    """One reflection or response as this reader may read it. Without `permission` its words are not to be read.

    `is_open` is False where only the reader's own response is left of it: its author narrowed who reads it.
    """

    key: UUID
    standpoint: str
    by: str = ""
    words: str = ""
    kind: str = ""
    mark: str = ""
    mine: bool = False
    is_open: bool = True
    permission: Permission | None = None
    urls: dict[str, str] = field(default_factory=dict)
    ways: list[tuple[str, str]] = field(default_factory=list)
    responses: list[Voice] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """What one standpoint says to a prompt, as far as this reader may read it and this page holds it.

    `total` is how much of it there is on all pages; none of it: a silence.
    """

    standpoint: str
    label: str
    seats: int
    voices: list[Voice]
    total: int


@dataclass(frozen=True)
class AnsweredPrompt:
    """A prompt, the standpoints side by side, and what was responded to; responses stand in the order they came."""

    prompt: Prompt
    columns: list[Column]
    threads: list[Voice]


@dataclass(frozen=True)
class PageOfWords:
    """What one page of words holds: some prompts; or, where very many have a seat, one part of one prompt."""

    prompts: list[Prompt]
    part: int | None = None


def pages_of_words(dialogue: Dialogue, person: User) -> list[PageOfWords]:
    """The pages on which this person reads a dialogue, in order; one at least, and one before the reveal."""
    prompts, seats = prompts_of(dialogue.pk), sum(group.seats for group in groups(dialogue))
    if seats <= VOICES_ON_A_PAGE or not dialogue.is_revealed:
        size = min(PROMPTS_ON_A_PAGE, max(VOICES_ON_A_PAGE // max(seats, 1), 1))
        return [PageOfWords(prompts[at : at + size]) for at in range(0, len(prompts), size)] or [PageOfWords([])]
    most: dict[UUID, int] = {}
    for prompt_id, _standpoint, number in _answers_counted(person, dialogue):
        most[prompt_id] = max(number, most.get(prompt_id, 0))
    parts = [(prompt, max(-(-most.get(prompt.pk, 0) // VOICES_OF_A_PART), 1)) for prompt in prompts]
    return [PageOfWords([prompt], part) for prompt, number in parts for part in range(number)]


def page_with(pages: list[PageOfWords], dialogue: Dialogue, person: User, reflection_id: UUID) -> int:
    """The number of the page on which these words, or what they respond to, stand for this person; or else 1."""
    row = readable(person).filter(seat__dialogue=dialogue, pk=reflection_id).first()
    if row is None:
        return 1
    of_prompt = [number for number, page in enumerate(pages, 1) if row.prompt_id in {each.pk for each in page.prompts}]
    if not of_prompt or pages[of_prompt[0] - 1].part is None:
        return next(iter(of_prompt), 1)
    answered = row.responds_to or row
    standing = [key for key, standpoint in _answers(person, row) if standpoint == answered.seat.standpoint]
    place = standing.index(answered.pk) if answered.pk in standing else 0
    return of_prompt[place // VOICES_OF_A_PART]


def _answers(person: User, row: Reflection) -> list[tuple[UUID, str]]:
    """Key and standpoint of the answers to the prompt of this row, in the order in which columns hold them."""
    rows = _keys_read(person, row.seat.dialogue, row.prompt)
    return [(key, standpoint) for key, standpoint, answered in rows if answered is None]


@compiled
def _answers_counted(person: User, dialogue: Dialogue) -> QuerySet[Reflection, tuple[UUID, str, int]]:
    """How many answers this person may read, by prompt and standpoint."""
    rows = Reflection.objects.visible_to(person).filter(seat__dialogue=dialogue, responds_to=None).order_by()
    return rows.values_list("prompt", "seat__standpoint").annotate(Count("pk"))


@compiled
def _keys_read(person: User, dialogue: Dialogue, prompt: Prompt) -> QuerySet[Reflection, tuple[UUID, str, UUID | None]]:
    """Key, standpoint and what it responds to, of everything to one prompt that this person may read."""
    rows = Reflection.objects.visible_to(person).filter(seat__dialogue=dialogue, prompt=prompt)
    return rows.order_by("pk").values_list("pk", "seat__standpoint", "responds_to")


@compiled
def _rows_to_prompts(person: User, dialogue: Dialogue, prompts: list[UUID]) -> QuerySet[Reflection]:
    """Everything to these prompts that this person may read. Dialogue and prompts, which are at hand, do not come."""
    rows = readable(person).select_related(None).select_related("seat__person", "responds_to__seat")
    return rows.filter(seat__dialogue=dialogue, prompt__in=prompts)


@compiled
def _rows_at(person: User, keys: list[UUID]) -> QuerySet[Reflection]:
    """These, as far as this person may read them."""
    rows = readable(person).select_related(None).select_related("seat__person", "responds_to__seat")
    return rows.filter(pk__in=keys)


def answered_prompts(
    dialogue: Dialogue, person: User, prompts: Iterable[Prompt], *, responds: bool, part: int | None = None
) -> list[AnsweredPrompt]:
    """These prompts with what this person may read. Empty before the reveal, whoever asks.

    Within a standpoint the order says nothing: it is that of random keys. Which standpoint stands first goes round
    from prompt to prompt, so that none is always first. `responds`: this person may respond now. `part`: of one
    prompt, only this part of what each standpoint said.
    """
    if not dialogue.is_revealed:
        return []
    prompts = list(prompts)
    totals: Counter[str] = Counter()
    if part is None:
        rows = rows_of(dialogue, person, prompts)
    else:
        rows, totals = rows_of_part(dialogue, person, prompts[0], part)
    place = response_address(dialogue) if responds else ""
    voices = {row.pk: voice(row, person, place) for row in rows if row.responds_to_id is None}
    places = {row.pk: row.prompt_id for row in rows if row.responds_to_id is None}
    for row in rows:
        if row.responds_to is not None:
            answered = voices.setdefault(row.responds_to.pk, closed_voice(row.responds_to))
            places.setdefault(row.responds_to.pk, row.prompt_id)
            answered.responses.append(voice(row, person))
    seated = groups(dialogue)
    found: dict[UUID, list[Voice]] = {prompt.pk: [] for prompt in prompts}
    for key, prompt_id in places.items():
        found[prompt_id].append(voices[key])
    return [answered_prompt(prompt, seated, found[prompt.pk], totals) for prompt in prompts]


def rows_of(dialogue: Dialogue, person: User, prompts: list[Prompt]) -> list[Reflection]:
    """What this person may read of a dialogue. It and its prompts, at hand already, are not fetched for every row."""
    return _at_hand(_rows_to_prompts(person, dialogue, [prompt.pk for prompt in prompts]), dialogue, prompts)


def rows_of_part(dialogue: Dialogue, person: User, prompt: Prompt, part: int) -> tuple[list[Reflection], Counter[str]]:
    """One part of what this person may read of a prompt with the responses to it, and how much each standpoint has.

    What responds to words that are not open to this person stands in the first part.
    """
    keys = _keys_read(person, dialogue, prompt)
    answers: dict[str, list[UUID]] = {}
    for key, standpoint, answered in keys:
        if answered is None:
            answers.setdefault(standpoint, []).append(key)
    here = slice(part * VOICES_OF_A_PART, (part + 1) * VOICES_OF_A_PART)
    open_keys = {key for column_keys in answers.values() for key in column_keys}
    shown = {key for column_keys in answers.values() for key in column_keys[here]}
    loose = [key for key, _standpoint, answered in keys if answered and answered not in open_keys] if not part else []
    responses = [key for key, _standpoint, answered in keys if answered in shown]
    rows = _rows_at(person, [*shown, *responses, *loose])
    return _at_hand(rows, dialogue, [prompt]), Counter({name: len(found) for name, found in answers.items()})


def _at_hand(rows: list[Reflection], dialogue: Dialogue, prompts: Iterable[Prompt]) -> list[Reflection]:
    asked = {prompt.pk: prompt for prompt in prompts}
    for row in rows:
        row.seat.dialogue, row.prompt = dialogue, asked[row.prompt_id]
    return rows


def answered_prompt(
    prompt: Prompt, seated: list[StandpointSeats], voices: list[Voice], totals: Mapping[str, int]
) -> AnsweredPrompt:
    """One prompt with its columns and, in the order of those, what was responded to."""
    voices = sorted(voices, key=lambda each: each.key)
    columns = turned([column(group, voices, totals) for group in seated], prompt.position - 1)
    shown = [each for one in columns for each in one.voices] + [each for each in voices if not each.is_open]
    return AnsweredPrompt(prompt, columns, [each for each in shown if each.responses])


def readable(person: User) -> QuerySet[Reflection]:
    """What this person may read, with whom it is by and what it answers, in the order it was first sent."""
    earlier = ReflectionVersion.objects.filter(reflection=OuterRef("pk"), number__lt=OuterRef("version"))
    rows: Any = Reflection.objects.visible_to(person).select_related("seat__person", "seat__dialogue", "prompt")
    rows = rows.select_related("responds_to__seat__dialogue").annotate(was_changed=Exists(earlier))
    return rows.order_by("created_at", "pk")  # type: ignore[no-any-return]


def readable_one(person: User, reflection_id: UUID) -> Voice | None:
    """One reflection or response, or None where this person may not read it."""
    row = readable(person).filter(pk=reflection_id).first()
    return voice(row, person) if row else None


def asked_about(person: User) -> QuerySet[Reflection]:
    """What this person wrote, and can respond to now, that others asked about since they last responded there."""
    asked = Reflection.objects.visible_to(person).filter(responds_to=OuterRef("pk"), manner=Manner.ASKS)
    mine = Reflection.objects.filter(responds_to=OuterRef("responds_to"), seat=OuterRef("responds_to__seat"))
    unanswered = asked.exclude(seat__person=person).exclude(Exists(mine.filter(created_at__gt=OuterRef("created_at"))))
    rows = Reflection.objects.visible_to(person).filter(
        Exists(unanswered),
        seat__person=person,
        responds_to=None,
        seat__dialogue__state__in=REVEALING,
        seat__dialogue__project__state__in=OPEN_PROJECT,
    )
    return rows.select_related("seat__dialogue__project", "prompt").order_by("created_at", "pk")


def voice(reflection: Reflection, person: User, place: str = "") -> Voice:
    """A reflection under the name its author chose for it; needs a row of `readable`. `place`: where to respond."""
    seat = reflection.seat
    permission = permission_of(reflection)
    standpoint = str(Standpoint(seat.standpoint).label)  # many times cheaper than get_standpoint_display()
    mine = seat.person_id == person.pk
    return Voice(
        key=reflection.pk,
        standpoint=seat.standpoint,
        words=reflection.text,
        by=permission.shown_as(full_name=seat.person.full_name, standpoint=standpoint),
        kind=kind_of(reflection),
        mark=mark(reflection, seat.dialogue.revealed_at),
        mine=mine,
        permission=permission,
        urls=own_urls(reflection) if mine else {},
        ways=ways_of(reflection, place, mine=mine) if place else [],
    )


def mark(reflection: Reflection, revealed_at: datetime | None) -> str:
    """What readers are told of words that were not blind, or that others may have answered before they changed."""
    if reflection.responds_to_id is not None:
        return _("Changed after it was sent") if getattr(reflection, "was_changed", False) else ""
    if revealed_at is None or reflection.sent_at <= revealed_at:
        return ""
    return _("Sent after the reveal") if reflection.created_at > revealed_at else _("Changed after the reveal")


def closed_voice(reflection: Reflection) -> Voice:
    """In place of words that were taken back, or that are not open to this reader any more."""
    withdrawn = reflection.withdrawn_at is not None
    return Voice(reflection.pk, reflection.seat.standpoint, is_open=withdrawn)


def own_urls(reflection: Reflection) -> dict[str, str]:
    """Where the author changes who reads it, its words, and looks at earlier ones."""
    place = [reflection.seat.dialogue.project_id, reflection.seat.dialogue_id]
    is_response = reflection.responds_to_id is not None
    start, key = ("response", reflection.pk) if is_response else ("reflection", reflection.prompt.position)
    found = {act: reverse(f"dialogues:{start}_{act}", args=[*place, key]) for act in ("permission", "write")}
    return found | {"history": reverse("dialogues:reflection_history", args=[*place, reflection.pk])}


def response_address(dialogue: Dialogue) -> str:
    """Where responses are written, with `ANY` in place of what is responded to."""
    return reverse("dialogues:response_write", args=[dialogue.project_id, dialogue.pk, ANY])


def kind_of(reflection: Reflection) -> str:
    """How it responds, or what it is about; nothing where its author did not say."""
    if reflection.manner:
        return str(Manner(reflection.manner).label)
    return "" if reflection.kind == ReflectionKind.FREE else str(ReflectionKind(reflection.kind).label)


def ways_of(reflection: Reflection, place: str, *, mine: bool) -> list[tuple[str, str]]:
    """The four ways to respond, and where each begins; to one's own words there is one."""
    url, labels = place.replace(ANY, str(reflection.pk)), OWN if mine else RESPONDING
    return [(f"{url}?manner={manner.value}", str(label)) for manner, label in labels.items()]


def words_address(reflection: Reflection) -> str:
    """The page of words that holds these; needs the seat's dialogue fetched."""
    return f"{address('dialogue_words', reflection.seat.dialogue)}?at={reflection.pk}#words-{reflection.pk}"


def column(group: StandpointSeats, voices: list[Voice], totals: Mapping[str, int]) -> Column:
    """What one standpoint says to one prompt. `totals`: how much it says on all pages, where that is more."""
    label = str(Standpoint(group.standpoint).label)
    found = [each for each in voices if each.standpoint == group.standpoint and each.is_open]
    return Column(group.standpoint, label, group.seats, found, max(len(found), totals.get(group.standpoint, 0)))


def turned(columns: list[Column], by: int) -> list[Column]:
    """The same columns, begun further on."""
    start = by % len(columns) if columns else 0
    return columns[start:] + columns[:start]

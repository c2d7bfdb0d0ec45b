"""What of dialogues a withdrawal touches, and what it would do. The action reads the same rows as the preview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import say_day
from dialogues.enums import DialogueState
from dialogues.models import AgreedAction, Agreement, Draft, KeptDisagreement, LookBackNote, Reflection, Seat, Turn
from dialogues.policies.words import has_words
from dialogues.queries.transcripts import newest_versions
from participants.enums import Scope
from participants.policies.withdrawing import LEAVES
from participants.queries.withdrawing import held_files
from participants.registry import Effect
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User

NOT_HELD = (DialogueState.PLANNED, DialogueState.OPEN)


def seats_of(person: User, project: Project | None = None) -> QuerySet[Seat]:
    """This person's seats in a project, or everywhere."""
    rows = Seat.objects.filter(person=person)
    return rows if project is None else rows.filter(dialogue__project=project)


def to_give_back(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Seats that hold nothing, in dialogues that have not been held. A seat with words, sent or recorded, stays."""
    return seats.filter(
        dialogue__state__in=NOT_HELD, reflections=None, agreed_actions=None, look_back_notes=None, speaker_seats=None
    )


def to_remove(seats: QuerySet[Seat]) -> QuerySet[Reflection]:
    """Reflections and responses that were not taken back before."""
    return Reflection.objects.filter(seat__in=seats, withdrawn_at=None)


def spoken(seats: QuerySet[Seat]) -> QuerySet[Turn]:
    """What these seats said in transcripts, in every version, as far as their speakers are known."""
    rows = Turn.objects.filter(
        version__transcript__speaker_seats__seat__in=seats, version__transcript__speaker_seats__speaker=F("speaker")
    )
    return rows.exclude(text="")


def effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """What is deleted, given back, removed or kept; and what others recorded, or took away in a file."""
    if scope not in LEAVES:
        return
    seats = seats_of(person, project)
    drafts = sum(map(has_words, Draft.objects.filter(seat__in=seats).values_list("text", flat=True)))
    yield _counted(ngettext("Deleted: %(count)d draft.", "Deleted: %(count)d drafts.", drafts), drafts)
    free = to_give_back(seats).count()
    given = ngettext(
        "Given back: %(count)d seat in a dialogue that has not been held.",
        "Given back: %(count)d seats in dialogues that have not been held.",
        free,
    )
    yield _counted(given, free)
    yield from _words_removed(seats) if scope == Scope.WORDS else _words_kept(seats)
    yield from _recorded(seats)
    yield from _answered(person, project) if scope == Scope.WORDS else ()
    yield from _left(seats, project)


def _counted(sentence: str, count: int, *, possible: bool = True) -> Effect:
    return Effect(sentence % {"count": count}, count, possible)


def _pieces(seats: QuerySet[Seat]) -> tuple[str, int]:
    """ "3 reflections and 1 response", and how many that is."""
    rows = to_remove(seats)
    reflections, responses = rows.filter(responds_to=None).count(), rows.exclude(responds_to=None).count()
    first = ngettext("%(count)d reflection", "%(count)d reflections", reflections) % {"count": reflections}
    second = ngettext("%(count)d response", "%(count)d responses", responses) % {"count": responses}
    both = _("%(reflections)s and %(responses)s") % {"reflections": first, "responses": second}
    return (both if reflections and responses else second if responses else first), reflections + responses


def _words_kept(seats: QuerySet[Seat]) -> Iterator[Effect]:
    what, count = _pieces(seats)
    yield Effect(_("Kept: %(what)s, with the permission you gave. New files leave them out.") % {"what": what}, count)


def _words_removed(seats: QuerySet[Seat]) -> Iterator[Effect]:
    what, count = _pieces(seats)
    yield Effect(_("Removed for good: %(what)s, with every earlier version.") % {"what": what}, count)
    turns = spoken(seats).filter(version__in=newest_versions()).count()
    said = ngettext(
        "Removed for good: what you said in %(count)d turn of a transcript.",
        "Removed for good: what you said in %(count)d turns of transcripts.",
        turns,
    )
    yield _counted(said, turns)
    notes = LookBackNote.objects.filter(seat__in=seats).count()
    looked = ngettext("Deleted: %(count)d look-back note.", "Deleted: %(count)d look-back notes.", notes)
    yield _counted(looked, notes)


def _recorded(seats: QuerySet[Seat]) -> Iterator[Effect]:
    """Outcomes are in words that the whole dialogue agreed to record."""
    mine = {"dialogue__in": seats.values("dialogue")}
    together = Agreement.objects.filter(**mine).count() + KeptDisagreement.objects.filter(**mine).count()
    stays = ngettext(
        "%(count)d agreement or kept disagreement stays: your dialogue recorded it together.",
        "%(count)d agreements and kept disagreements stay: your dialogues recorded them together.",
        together,
    )
    yield _counted(stays, together, possible=False)
    taken_on = AgreedAction.objects.filter(owner__in=seats, done_on=None).count()
    action = ngettext(
        "%(count)d action that you took on stays in the list of its dialogue.",
        "%(count)d actions that you took on stay in the lists of their dialogues.",
        taken_on,
    )
    yield _counted(action, taken_on, possible=False)


def _answered(person: User, project: Project) -> Iterator[Effect]:
    """Only what this person may read: the number of others tells nothing new."""
    rows = Reflection.objects.visible_to(person).filter(seat__dialogue__project=project, withdrawn_at=None)
    others = rows.filter(responds_to__seat__person=person).exclude(seat__person=person).count()
    stays = ngettext(
        "%(count)d response of somebody else to your words stays. It may repeat some of them.",
        "%(count)d responses of others to your words stay. They may repeat some of them.",
        others,
    )
    yield _counted(stays, others, possible=False)


def _left(seats: QuerySet[Seat], project: Project) -> Iterator[Effect]:
    """Files that were fetched since the first of these words could go into one, by day."""
    since: datetime | None = to_remove(seats).aggregate(first=Min("files_since"))["first"]
    days: dict[str, int] = {}
    for file in held_files(project.pk, since) if since else ():
        day = say_day(timezone.localtime(file.fetched_at))
        days[day] = days.get(day, 0) + 1
    for day, count in days.items():
        sentence = ngettext(
            "%(count)d file with your words was fetched on %(day)s and cannot be called back.",
            "%(count)d files with your words were fetched on %(day)s and cannot be called back.",
            count,
        )
        yield Effect(sentence % {"count": count, "day": day}, count, possible=False)

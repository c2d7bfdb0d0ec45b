"""What reports hold, and whose files they are. Which words go in is read in `dialogues.queries.uses`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from accounts.models import User
from audit.queries import of_type
from dialogues.models import Dialogue, KeptDisagreement, Position, Prompt, Reflection, Seat
from dialogues.queries.uses import usable_reflections
from milestones.models import Milestone
from notifications.models import CalendarFeed, Mail
from participants.enums import Scope
from participants.models import Consent
from participants.queries.withdrawing import effects
from participants.registry import Effect
from projects.models import Membership, Project, where_current
from reports.enums import ExportKind, ExportState
from reports.events import DOWNLOADED
from reports.models import Export

# What decides whether words go in, and how: any change makes a file that holds them out of date.
FINGERPRINTED = (
    "id",
    "audience",
    "name_rule",
    "pseudonym",
    "may_analyse",
    "may_quote_named",
    "refuses_quotes",
    "version",
    "text",
    "seat__standpoint",
    "seat__person__full_name",
)


def words_fingerprint(project: Project) -> str:
    """One hash over the reflections that go in now, with their permission and their author's name."""
    parts = [part for name in FINGERPRINTED for part in (Cast(name, TextField()), Value("\x1f"))]
    each = usable_reflections(project).order_by().annotate(mark=MD5(Concat(*parts, output_field=TextField())))
    marks = each.aggregate(all=MD5(StringAgg("mark", delimiter=Value(""), order_by="mark")))
    return str(marks["all"] or "")


def dialogues_of(project: Project) -> list[Dialogue]:
    """The dialogues of a project in the order in which they were planned, which is their number."""
    return list(Dialogue.objects.filter(project=project).order_by("created_at", "pk"))


def prompts_of(project: Project) -> dict[UUID, Prompt]:
    """Every prompt of a project by its key."""
    return Prompt.objects.filter(dialogue__project=project).in_bulk()


def people_by_standpoint(project: Project) -> Counter[str]:
    """How many people take part today, by standpoint."""
    rows = Membership.objects.filter(where_current(), project=project).order_by()
    return Counter(dict(rows.values_list("standpoint").annotate(rows=Count("pk"))))


def seats_by_standpoint(project: Project) -> dict[UUID, Counter[str]]:
    """How many seats, by dialogue and standpoint."""
    found: dict[UUID, Counter[str]] = {}
    rows = Seat.objects.filter(dialogue__project=project).order_by()
    for dialogue, standpoint, seats in rows.values_list("dialogue", "standpoint").annotate(rows=Count("pk")):
        found.setdefault(dialogue, Counter())[standpoint] = seats
    return found


def milestones_of(project: Project) -> list[Milestone]:
    """The milestones of a project by due date, without owners and evidence."""
    return list(Milestone.objects.filter(project=project).defer("evidence").order_by("due_on", "pk"))


def disagreements_of(project: Project) -> list[KeptDisagreement]:
    """The kept disagreements of a project, the next look-back first."""
    rows = KeptDisagreement.objects.filter(dialogue__project=project)
    return list(rows.select_related("dialogue").order_by("look_back_on", "pk"))


def positions_in(project: Project) -> int:
    """How many positions are held in the kept disagreements of a project."""
    return Position.objects.filter(disagreement__dialogue__project=project).count()


def exports_of(person: User, project: Project) -> QuerySet[Export]:
    """The exports this person asked for in a project, newest first."""
    return Export.objects.visible_to(person).filter(project=project).order_by("-created_at", "pk")


def files_about(person: User) -> QuerySet[Export]:
    """The files about themselves that this person asked for, newest first."""
    return Export.objects.visible_to(person).filter(project=None).order_by("-created_at", "pk")


def with_words(project_id: UUID) -> QuerySet[Export]:
    """Files that hold words of this project, or are about to."""
    states = [ExportState.WAITING, ExportState.BUILDING, ExportState.READY]
    return Export.objects.filter(project=project_id, kind=ExportKind.REFLECTIONS, state__in=states)


def fetched_since(project_id: UUID, moment: datetime) -> QuerySet[Export]:
    """Files with words of this project that were made after this moment, and fetched."""
    return Export.objects.filter(
        project=project_id, kind=ExportKind.REFLECTIONS, ready_at__gt=moment, downloaded_at__isnull=False
    ).order_by("downloaded_at")


def forgotten_downloads(project_id: UUID, moment: datetime) -> list[datetime]:
    """When files with words were fetched whose row does not say so any more: made again since, or deleted.

    A file is given out only while its words are just those permitted then, so that the day of the download decides.
    """
    known = set(fetched_since(project_id, moment).values_list("pk", "sha256"))
    kind = ExportKind.REFLECTIONS.value.replace("_", " ")
    last: dict[tuple[Any, Any], datetime] = {}
    for event in of_type(project_id, DOWNLOADED, moment):
        file = (event.target_id, event.data.get("sha256"))
        if event.data.get("kind") == kind and file not in known:
            last[file] = event.at
    return list(last.values())


def has_written(person: User, project: Project) -> bool:
    """Can a file of this project hold, or have held, words of this person?"""
    return Reflection.objects.filter(seat__person=person, seat__dialogue__project=project).exists()


def projects_written_in(person: User) -> QuerySet[Project]:
    """The projects whose files can hold words of this person."""
    return Project.objects.filter(dialogues__seats__in=Seat.objects.filter(person=person)).distinct().order_by("pk")


def asked_lately(person: User, now: datetime) -> int:
    """How many files this person asked for in the last hour, retries included."""
    hour_ago = now - timedelta(hours=1)
    rows = Export.objects.filter(Q(created_at__gt=hour_ago) | Q(heartbeat_at__gt=hour_ago), submitted_by=person)
    return int(rows.aggregate(all=Sum("attempt"))["all"] or 0)


def waiting_since(moment: datetime) -> QuerySet[Export]:
    """Waiting, and last put in the queue before this moment: the queue may have lost them."""
    return Export.objects.filter(state=ExportState.WAITING, heartbeat_at__lt=moment)


def silent_since(moment: datetime) -> QuerySet[Export]:
    """Being made by a worker that was last heard of before this moment."""
    return Export.objects.filter(state=ExportState.BUILDING, heartbeat_at__lt=moment)


def past_their_day(now: datetime) -> QuerySet[Export]:
    """Ready, and kept for long enough."""
    return Export.objects.filter(state=ExportState.READY, expires_at__lte=now)


def to_fetch(person: User, now: datetime) -> QuerySet[Export]:
    """Ready and not downloaded yet."""
    mine = Export.objects.visible_to(person).filter(state=ExportState.READY, expires_at__gt=now, downloaded_at=None)
    return mine.select_related("project").order_by("expires_at")


@dataclass(frozen=True)
class ErasureInProject:
    """What being erased does in one project."""

    project: Project
    effects: list[Effect]


def erasure_in_projects(person: User, *, keep_words: bool) -> list[ErasureInProject]:
    """What being erased does, project by project, in the words of a withdrawal: it is one from each of them."""
    scope = Scope.TAKING_PART if keep_words else Scope.WORDS
    rows = Membership.objects.filter(person=person).select_related("project").order_by("created_at", "pk")
    return [ErasureInProject(row.project, effects(person, row.project, scope)) for row in rows]


def erasure_of_account(person: User) -> dict[str, int]:
    """How many rows about this person go with the account."""
    return {
        "mails": Mail.objects.filter(person=person).count(),
        "consents": Consent.objects.filter(person=person).count(),
        "files": Export.objects.filter(submitted_by=person).count(),
        "feeds": CalendarFeed.objects.filter(person=person).count(),
    }

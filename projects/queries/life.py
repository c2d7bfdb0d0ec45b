"""Where a project is in its life, what a step would change in numbers, and the list of projects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.models import User
from core.dates import site_day
from core.sentences import counted
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL
from projects.enums import OPEN_PROJECT, Approval, InvitationState, MilestoneState, ProjectState
from projects.measures.identifiers import SHAPES, doubts
from projects.models import Invitation, Membership, Milestone, Project

# What `?show=` may ask of the list of projects, and its label.
SHOWS: dict[str, str | Promise] = {
    "all": gettext_lazy("All"),
    "open": gettext_lazy("Open"),
    "closed": gettext_lazy("Closed"),
    "archived": gettext_lazy("Archived"),
}
SHOWN: dict[str, Q] = {
    "all": Q(),
    "open": Q(state__in=OPEN_PROJECT),
    "closed": Q(state=ProjectState.CLOSED),
    "archived": Q(state=ProjectState.ARCHIVED),
}


def projects(person: User, show: str) -> QuerySet[Project]:
    """The projects somebody sees that `show` (a key of `SHOWS`) asks for: open ones first, then by title."""
    ends = Case(
        When(state=ProjectState.CLOSED, then=Value(1)), When(state=ProjectState.ARCHIVED, then=Value(2)), default=0
    )
    return Project.objects.visible_to(person).filter(SHOWN[show]).order_by(ends, "title", "id")


def doubted(project: Project) -> list[str | Promise]:
    """What looks odd among the numbers of a project, as sentences. None of it is refused."""
    return list(doubts({name: getattr(project, name) for name in SHAPES}).values())


def has_approvals(project: Project) -> bool:
    """Has anybody written who approves the project, or a number of it?"""
    said = [getattr(project, name) for name in (*SHAPES, "funder_reference", "protocol_version", "protocol_on")]
    return project.approval != Approval.UNDECIDED or any(said)


def people(project: Project) -> int:
    """How many take part today."""
    return Membership.objects.current().filter(project=project).count()


def waiting_mail(project: Project) -> int:
    """Mails that wait to be sent and do not go out once the project is closed."""
    stays = [kind.name for kind in MAIL.values() if not (kind.essential or kind.after_closing)]
    states = [MailState.DUE, MailState.SENDING]
    return Mail.objects.filter(project_id=project.pk, state__in=states, kind__in=stays).count()


READS_ON = ngettext_lazy(
    "%(count)d person can still read everything. They can add or change nothing.",
    "%(count)d people can still read everything. They can add or change nothing.",
    "count",
)
MAIL_STOPS = ngettext_lazy(
    "%(count)d mail waits to be sent. It will not go out.",
    "%(count)d mails wait to be sent. They will not go out.",
    "count",
)
MILESTONES_STOP = ngettext_lazy(
    "%(count)d milestone is not completed. It stays as it is, and nobody is reminded of it.",
    "%(count)d milestones are not completed. They stay as they are, and nobody is reminded of them.",
    "count",
)
INVITATIONS_STOP = ngettext_lazy(
    "%(count)d invitation waits for an answer. Nobody can accept it while the project is closed.",
    "%(count)d invitations wait for an answer. Nobody can accept them while the project is closed.",
    "count",
)
WRITES_AGAIN = ngettext_lazy(
    "%(count)d person can add and change things again.",
    "%(count)d people can add and change things again.",
    "count",
)
LATE_BY_THEN = ngettext_lazy(
    "%(count)d milestone is late. Its owner sees it on their page.",
    "%(count)d milestones are late. Their owners see them on their page.",
    "count",
)
READS_FOR_GOOD = ngettext_lazy(
    "%(count)d person can still read what is kept. Nothing is deleted.",
    "%(count)d people can still read what is kept. Nothing is deleted.",
    "count",
)


def stops(project: Project, now: datetime) -> Iterator[str]:
    """What closing stops in this app."""
    unfinished = Milestone.objects.filter(project=project).exclude(state=MilestoneState.DONE)
    invited = Invitation.objects.filter(project=project, state=InvitationState.WAITING)
    yield READS_ON % {"count": people(project)}
    yield from counted(MAIL_STOPS, waiting_mail(project))
    yield from counted(MILESTONES_STOP, unfinished.count())
    yield from counted(INVITATIONS_STOP, invited.count())


def starts(project: Project, now: datetime) -> Iterator[str]:
    """What opening again starts in this app."""
    late = Milestone.objects.filter(project=project, due_on__lt=site_day(now))
    yield WRITES_AGAIN % {"count": people(project)}
    yield _("Reminders start again, for what is still due. Nobody is reminded twice of the same thing.")
    yield from counted(LATE_BY_THEN, late.exclude(state=MilestoneState.DONE).count())


def stays(project: Project, now: datetime) -> Iterator[str]:
    """What archiving leaves as it is."""
    yield READS_FOR_GOOD % {"count": people(project)}

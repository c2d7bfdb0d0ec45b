"""What a step in the life of a project changes, in numbers, before it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from core.dates import site_day
from core.sentences import counted
from dialogues.queries.life import under_way
from milestones.models import Milestone
from milestones.policies.due import where_late, where_unfinished
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL
from projects.enums import InvitationState
from projects.models import Invitation, Membership, Project


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


WRITING_STOPS = ngettext_lazy(
    "%(count)d dialogue is open for writing. Nobody can write there while the project is closed. Drafts are kept.",
    "%(count)d dialogues are open for writing. Nobody can write there while the project is closed. Drafts are kept.",
    "count",
)
REVEAL_WAITS = ngettext_lazy(
    "%(count)d dialogue is to open its reflections by itself. It waits until the project is open again.",
    "%(count)d dialogues are to open their reflections by themselves. They wait until the project is open again.",
    "count",
)
MEETING_STANDS = ngettext_lazy(
    "%(count)d dialogue has a date to meet. Nobody is told that it is off. Call the date off before you close.",
    "%(count)d dialogues have a date to meet. Nobody is told that they are off. Call the dates off before you close.",
    "count",
)
WRITING_STARTS = ngettext_lazy(
    "%(count)d dialogue is open for writing again.", "%(count)d dialogues are open for writing again.", "count"
)
REVEAL_COMES = ngettext_lazy(
    "%(count)d dialogue opens its reflections within minutes, because its time came meanwhile.",
    "%(count)d dialogues open their reflections within minutes, because their time came meanwhile.",
    "count",
)


def stops(project: Project, now: datetime) -> Iterator[str]:
    """What closing stops, in sentences with numbers."""
    unfinished = Milestone.objects.filter(where_unfinished(), project=project)
    invited = Invitation.objects.filter(project=project, state=InvitationState.WAITING)
    yield READS_ON % {"count": people(project)}
    yield from counted(MAIL_STOPS, waiting_mail(project))
    yield from counted(MILESTONES_STOP, unfinished.count())
    yield from counted(INVITATIONS_STOP, invited.count())
    dialogues = under_way(project, now)
    yield from counted(WRITING_STOPS, dialogues.writing)
    yield from counted(REVEAL_WAITS, dialogues.to_reveal)
    yield from counted(MEETING_STANDS, dialogues.to_meet)


def starts(project: Project, now: datetime) -> Iterator[str]:
    """What opening again starts, in sentences with numbers."""
    late = Milestone.objects.filter(where_late(site_day(now)), project=project)
    yield WRITES_AGAIN % {"count": people(project)}
    yield _("Reminders start again, for what is still due. Nobody is reminded twice of the same thing.")
    yield from counted(LATE_BY_THEN, late.count())
    dialogues = under_way(project, now)
    yield from counted(WRITING_STARTS, dialogues.writing)
    yield from counted(REVEAL_COMES, dialogues.reveal_is_due)


def stays(project: Project, now: datetime) -> Iterator[str]:
    """What archiving leaves as it is."""
    yield READS_FOR_GOOD % {"count": people(project)}

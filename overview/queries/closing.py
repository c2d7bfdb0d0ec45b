"""What a change of a project's state does, in sentences with numbers, before it is made.

Each change has one list of consequences. `overview.views.states` says which list is whose change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.dates import site_day
from dialogues.queries.life import UnderWay, under_way
from milestones.models import Milestone
from milestones.policies.due import where_late, where_unfinished
from notifications.enums import MailState
from notifications.models import Mail
from notifications.registry import MAIL
from projects.models import Invitation, Membership, Project
from projects.policies.invitations import where_waiting


@dataclass(frozen=True)
class ProjectNumbers:
    """How many of each there are in a project now. Each number is read when it is first asked for."""

    project: Project
    now: datetime

    @cached_property
    def members(self) -> int:
        """How many are members today, observers too."""
        return Membership.objects.current().filter(project=self.project).count()

    @cached_property
    def mails(self) -> int:
        """Mails that wait to be sent and do not go out once the project is closed."""
        kinds_held_back = [kind.name for kind in MAIL.values() if not (kind.essential or kind.after_closing)]
        states = [MailState.DUE, MailState.SENDING]
        return Mail.objects.filter(project_id=self.project.pk, state__in=states, kind__in=kinds_held_back).count()

    @cached_property
    def unfinished_milestones(self) -> int:
        """Milestones that are not completed."""
        return Milestone.objects.filter(where_unfinished(), project=self.project).count()

    @cached_property
    def late_milestones(self) -> int:
        """Milestones that will be late as soon as the project is open."""
        return Milestone.objects.filter(where_late(site_day(self.now)), project=self.project).count()

    @cached_property
    def waiting_invitations(self) -> int:
        """Invitations that nobody has answered, with a link that still works."""
        return Invitation.objects.filter(where_waiting(self.now), project=self.project).count()

    @cached_property
    def dialogues(self) -> UnderWay:
        """The dialogues that are under way."""
        return under_way(self.project, self.now)


@dataclass(frozen=True)
class Consequence:
    """Something that a change of state does, as a sentence. Without `count` it is always said; with one, if any are.

    `also_for_none`: it is said where the count is 0, too.
    """

    sentence: Promise
    count: Callable[[ProjectNumbers], int] | None = None
    also_for_none: bool = False


CLOSING = (
    Consequence(
        ngettext_lazy(
            "%(count)d person can still read everything. They can add or change nothing.",
            "%(count)d people can still read everything. They can add or change nothing.",
            "count",
        ),
        lambda numbers: numbers.members,
        also_for_none=True,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d mail waits to be sent. It will not go out.",
            "%(count)d mails wait to be sent. They will not go out.",
            "count",
        ),
        lambda numbers: numbers.mails,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d milestone is not completed. It stays as it is, and nobody is reminded of it.",
            "%(count)d milestones are not completed. They stay as they are, and nobody is reminded of them.",
            "count",
        ),
        lambda numbers: numbers.unfinished_milestones,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d invitation waits for an answer. Nobody can accept it while the project is closed.",
            "%(count)d invitations wait for an answer. Nobody can accept them while the project is closed.",
            "count",
        ),
        lambda numbers: numbers.waiting_invitations,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d dialogue is open for writing."
            " Nobody can write there while the project is closed. Drafts are kept.",
            "%(count)d dialogues are open for writing."
            " Nobody can write there while the project is closed. Drafts are kept.",
            "count",
        ),
        lambda numbers: numbers.dialogues.writing,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d dialogue is to open its reflections by itself. It waits until the project is open again.",
            "%(count)d dialogues are to open their reflections by themselves."
            " They wait until the project is open again.",
            "count",
        ),
        lambda numbers: numbers.dialogues.to_reveal,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d dialogue has a date to meet. Nobody is told that it is off. Call the date off before you close.",
            "%(count)d dialogues have a date to meet. Nobody is told that they are off."
            " Call the dates off before you close.",
            "count",
        ),
        lambda numbers: numbers.dialogues.to_meet,
    ),
)

REOPENING = (
    Consequence(
        ngettext_lazy(
            "%(count)d person can add and change things again.",
            "%(count)d people can add and change things again.",
            "count",
        ),
        lambda numbers: numbers.members,
        also_for_none=True,
    ),
    Consequence(_("Reminders start again, for what is still due. Nobody is reminded twice of the same thing.")),
    Consequence(
        ngettext_lazy(
            "%(count)d milestone is late. Its owner sees it on their page.",
            "%(count)d milestones are late. Their owners see them on their page.",
            "count",
        ),
        lambda numbers: numbers.late_milestones,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d dialogue is open for writing again.", "%(count)d dialogues are open for writing again.", "count"
        ),
        lambda numbers: numbers.dialogues.writing,
    ),
    Consequence(
        ngettext_lazy(
            "%(count)d dialogue opens its reflections within minutes, because its time came meanwhile.",
            "%(count)d dialogues open their reflections within minutes, because their time came meanwhile.",
            "count",
        ),
        lambda numbers: numbers.dialogues.reveals_due,
    ),
)

ARCHIVING = (
    Consequence(
        ngettext_lazy(
            "%(count)d person can still read what is kept. Nothing is deleted.",
            "%(count)d people can still read what is kept. Nothing is deleted.",
            "count",
        ),
        lambda numbers: numbers.members,
        also_for_none=True,
    ),
)


def consequences_in_words(consequences: Iterable[Consequence], project: Project, now: datetime) -> list[str]:
    """What applies to this project now, in sentences with numbers."""
    numbers = ProjectNumbers(project, now)
    sentences = []
    for consequence in consequences:
        count = consequence.count(numbers) if consequence.count else None
        if count != 0 or consequence.also_for_none:
            sentences.append(str(consequence.sentence % {"count": count}))
    return sentences

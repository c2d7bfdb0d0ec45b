"""The one list of measures: the numbers that a coordinator's morning and the programme begin with, in this order.

Each is counted by the app it is about; what it is called and where its list is stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from contributions.queries.due import count_late as count_late_contributions
from contributions.queries.due import count_undecided
from dialogues.queries.silences import count_dialogues_writing, count_silent_standpoints
from milestones.queries.milestones import count_late as count_late_milestones
from milestones.queries.milestones import count_soon
from participants.queries.renewing import count_to_ask
from projects.queries.invitations import count_waiting_by_project
from tensions.queries import count_escalated, count_old


@dataclass(frozen=True)
class Measure:
    """What is counted in a project, and in every project of a programme alike.

    `count(keys of projects, now)` answers for many projects in one read, leaving out those with nothing; it counts
    rows, never people's words. `label` says what a number of it is called, `column` heads it in the programme.
    `address` (the name of a URL) and `query` lead to the list that holds just what was counted. `is_worry`: more than
    none is a worry.
    """

    name: str
    label: Promise
    column: Promise
    count: Callable[[Collection[UUID], datetime], Mapping[UUID, int]]
    address: str
    query: str
    is_worry: bool = False

    def url(self, project_id: UUID) -> str:
        """The list of what was counted in a project."""
        return f"{reverse(self.address, args=[project_id])}?{self.query}"


MEASURES = (
    Measure(
        name="milestones_late",
        label=ngettext_lazy("milestone late", "milestones late", "number"),
        column=_("Milestones late"),
        count=count_late_milestones,
        address="milestones:milestone_list",
        query="show=late",
        is_worry=True,
    ),
    Measure(
        name="standpoints_silent",
        label=ngettext_lazy("standpoint not heard for 8 weeks", "standpoints not heard for 8 weeks", "number"),
        column=_("Standpoints not heard"),
        count=count_silent_standpoints,
        address="dialogues:silences",
        query="show=silent",
        is_worry=True,
    ),
    Measure(
        name="consents_to_ask",
        label=ngettext_lazy("person to be asked for consent", "people to be asked for consent", "number"),
        column=_("Consent to renew"),
        count=count_to_ask,
        address="participants:consent_list",
        query="show=waiting",
    ),
    Measure(
        name="contributions_late",
        label=ngettext_lazy("contribution past its clock", "contributions past their clock", "number"),
        column=_("Contributions past their clock"),
        count=count_late_contributions,
        address="contributions:contribution_list",
        query="show=late",
        is_worry=True,
    ),
    Measure(
        name="contributions_waiting",
        label=ngettext_lazy("contribution waiting for a decision", "contributions waiting for a decision", "number"),
        column=_("Contributions to decide"),
        count=count_undecided,
        address="contributions:contribution_list",
        query="show=waiting",
    ),
    Measure(
        name="tensions_old",
        label=ngettext_lazy(
            "tension or barrier open for more than 90 days", "tensions or barriers open for more than 90 days", "number"
        ),
        column=_("Tensions open for more than 90 days"),
        count=count_old,
        address="tensions:tension_list",
        query="state=live&age=old",
    ),
    Measure(
        name="tensions_escalated",
        label=ngettext_lazy("tension or barrier escalated", "tensions or barriers escalated", "number"),
        column=_("Tensions escalated"),
        count=count_escalated,
        address="tensions:tension_list",
        query="state=escalated",
    ),
    Measure(
        name="milestones_soon",
        label=ngettext_lazy("milestone due in the next 14 days", "milestones due in the next 14 days", "number"),
        column=_("Due in 14 days"),
        count=count_soon,
        address="milestones:milestone_list",
        query="show=soon",
    ),
    Measure(
        name="dialogues_writing",
        label=ngettext_lazy("dialogue open for writing", "dialogues open for writing", "number"),
        column=_("Dialogues open"),
        count=count_dialogues_writing,
        address="dialogues:dialogue_list",
        query="show=writing",
    ),
    Measure(
        name="invitations_waiting",
        label=ngettext_lazy("invitation waiting for an answer", "invitations waiting for an answer", "number"),
        column=_("Invitations waiting"),
        count=count_waiting_by_project,
        address="projects:invitation_list",
        query="show=waiting",
    ),
)

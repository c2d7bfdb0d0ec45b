"""What the state of a milestone allows, whose it may be, and what it may wait for: never in a circle."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from core.dates import site_today
from core.editing import check_fresh
from core.errors import Refused
from milestones.enums import MILESTONE_STEPS, MilestoneKind, MilestoneState
from milestones.measures import shortest_path
from milestones.models import Milestone, MilestoneLink
from projects.models import Membership, Project


def check_owner(project: Project, owner: Membership) -> None:
    """Nobody of another project owns a milestone here."""
    if owner.project_id != project.pk:
        raise Refused(_("The owner of a milestone takes part in the project."))


def check_relational_step(kind: str, step: str) -> None:
    """A step of the relationship belongs to a milestone of that kind."""
    if step and kind != MilestoneKind.RELATIONAL:
        raise Refused(_("Only a milestone of the kind “Relationship” is a step of the relationship."))


def check_links(milestone: Milestone, before: Collection[Milestone]) -> None:
    """A milestone waits for others of its own project, and never for what waits for it. The project is locked."""
    if any(one.project_id != milestone.project_id for one in before):
        raise Refused(_("A milestone waits only for milestones of its own project."))
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    circle = shortest_path(pairs, milestone.pk, {one.pk for one in before})
    if not circle:
        return
    titles = dict(Milestone.objects.filter(pk__in=circle).values_list("pk", "title"))
    named = [titles[key] for key in [milestone.pk, *reversed(circle)]]
    sentence = _("“%(one)s” waits for “%(other)s”")
    waits = ", ".join(sentence % {"one": one, "other": other} for one, other in pairwise(named))
    raise Refused(_("That would go round in a circle: %(steps)s.") % {"steps": waits})


def can_become(milestone: Milestone, state: MilestoneState) -> bool:
    """Does the table of states let this milestone go there?"""
    return state in MILESTONE_STEPS[MilestoneState(milestone.state)]


def check_transition(milestone: Milestone, state: MilestoneState) -> None:
    """A milestone goes only where the table of states lets it."""
    if not can_become(milestone, state):
        now = str(MilestoneState(milestone.state).label).lower()
        raise Refused(_("This milestone is %(state)s. That step is not open to it.") % {"state": now})


def check_editable(milestone: Milestone) -> None:
    """A completed milestone stands as it was completed."""
    if milestone.state == MilestoneState.DONE:
        raise Refused(_("This milestone is completed. Reopen it to change it."))


def check_reopen(milestone: Milestone) -> None:
    """Only what was completed is reopened."""
    if milestone.state != MilestoneState.DONE:
        raise Refused(_("This milestone is not completed yet."))
    check_transition(milestone, MilestoneState.STARTED)


def check_complete(milestone: Milestone, evidence: str, done_on: date) -> None:
    """A milestone is completed with evidence, today or on a day before."""
    check_transition(milestone, MilestoneState.DONE)
    if not evidence.strip():
        raise Refused(_("Say what shows that it is done."))
    if done_on > site_today():
        raise Refused(_("A milestone is completed today or on a day before."))


def check_as_read(milestone: Milestone, version: int) -> None:
    """What somebody read is still what is stored. Raises `Stale`."""
    sentence = _("Somebody else changed this milestone while you were writing. Nothing of yours has been saved yet.")
    check_fresh(milestone, version, sentence)


def check_note(milestone: Milestone, due_on: date, note: str) -> None:
    """A date moves only with a reason."""
    if due_on != milestone.due_on and not note:
        raise Refused(_("Say why the date changes."))

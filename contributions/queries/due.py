"""Contributions that wait for somebody: for needs, mails, a coordinator's morning, and the job that closes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from contributions.enums import ContributionState
from contributions.models import Contribution
from contributions.policies import UNTOLD, is_quiet
from contributions.queries.contributions import condition_of_show, late
from core.dates import site_day
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership
from projects.queries.projects import counted_by_project

if TYPE_CHECKING:
    from accounts.models import User


def to_answer(person: User) -> QuerySet[Contribution]:
    """Contributions of open projects that this person, who takes part today, has been told about and not closed."""
    mine = Membership.objects.current().filter(person=person, role__in=TAKING_PART)
    rows = Contribution.objects.filter(
        state=ContributionState.TOLD, contributor__in=mine, project__state__in=OPEN_PROJECT
    )
    return rows.select_related("project").order_by("quiet_until", "pk")


def to_handle(person: User) -> QuerySet[Contribution]:
    """Contributions of open projects that wait for this person: who looks after them, or else for any coordinator."""
    now = Membership.objects.current()
    owned = Exists(now.filter(pk=OuterRef("owner")))
    leads = Membership.objects.leading().filter(person=person)
    rows = Contribution.objects.filter(
        Q(owner__in=now.filter(person=person)) | (~owned & Q(project__in=leads.values("project"))),
        state__in=UNTOLD,
        project__state__in=OPEN_PROJECT,
    )
    mine = Exists(leads.filter(project=OuterRef("project")))
    return rows.annotate(leads=mine).select_related("project").order_by("answer_by", "pk")


@counted_by_project
def count_late(today: date) -> QuerySet[Contribution]:
    """Past their clock, as `?show=late` lists them."""
    return Contribution.objects.filter(late(today))


@counted_by_project
def count_undecided(today: date) -> QuerySet[Contribution]:
    """Waiting for a decision, as `?show=waiting` lists them."""
    return Contribution.objects.filter(condition_of_show("waiting", today))


def silent_contributions(now: datetime) -> list[Contribution]:
    """Told, and the stated day has passed where the contributor lives."""
    today = site_day(now)
    rows = Contribution.objects.filter(
        state=ContributionState.TOLD, quiet_until__lte=today + timedelta(days=1), project__state__in=OPEN_PROJECT
    )
    listed = rows.select_related("project", "contributor__person").order_by("quiet_until", "pk")
    return [row for row in listed if is_quiet(row, now)]

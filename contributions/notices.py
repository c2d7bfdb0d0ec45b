"""What contributions need from whom, the mail that one was told about, and their numbers in a coordinator's morning."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contributions.enums import ContributionState
from contributions.models import Contribution
from contributions.queries import due as queries
from core.dates import say_day, site_day
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from projects.registry import Measure, declare_measure

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


def _reply_address(row: Contribution) -> str:
    return reverse("contributions:contribution_reply", args=[row.project_id, row.pk])


def _write_told(mail: Mail) -> Letter | None:
    """Not needed any more once it was answered, told anew or closed, or the contributor takes part no more."""
    if mail.person is None:
        return None
    row = queries.to_answer(mail.person).filter(pk=mail.data.get("contribution")).first()
    if row is None or row.told_at is None or row.told_at.isoformat() != mail.data.get("told"):
        return None
    return Letter(
        subject=_("What came of your contribution"),
        text=_(
            "The project %(project)s tells you what came of a contribution of yours.\n\n"
            "Read it behind the link. Say there whether it is closed for you. You need to sign in.\n\n"
            "If you do not answer by %(day)s, we take it as closed. You can open it again at any time.\n"
        )
        % {"project": row.project.title, "day": say_day(row.quiet_until) if row.quiet_until else ""},
        link=_reply_address(row),
    )


TOLD = declare_mail(
    MailKind(
        name="projects.contribution_told",
        why=gettext_lazy("You get this because you contributed something to this project."),
        write=_write_told,
    )
)


@declare_needs
def contributions_to_answer(person: User, now: datetime) -> Iterator[Need]:
    """What came of this person's own contributions."""
    zone = ZoneInfo(person.time_zone)
    for row in queries.to_answer(person):
        yield Need(
            title=_("Read what came of your contribution"),
            reason=_("Say whether it is closed for you. Only you can close it."),
            url=_reply_address(row),
            project=row.project.title,
            due_at=datetime.combine(row.quiet_until, time(23, 59), zone) if row.quiet_until else None,
            whole_day=True,
        )


@declare_needs
def contributions_to_handle(person: User, now: datetime) -> Iterator[Need]:
    """Contributions that wait for a decision, or for their contributor to be told."""
    zone, today = ZoneInfo(person.time_zone), site_day(now)
    for row in queries.to_handle(person):
        yield Need(
            title=_title(row) % {"day": say_day(row.raised_on)},
            reason=_reason(row),
            url=row.get_absolute_url(),
            project=row.project.title,
            due_at=datetime.combine(row.answer_by, time(23, 59), zone),
            whole_day=True,
            late=row.answer_by < today,
        )


def _title(row: Contribution) -> str:
    if row.state == ContributionState.RAISED:
        return _("Decide about the contribution of %(day)s")
    return _("Tell what came of the contribution of %(day)s")


def _reason(row: Contribution) -> str:
    if not row.leads:  # type: ignore[attr-defined]
        return _("You look after it. Tell a coordinator what to decide.")
    return _("Whoever contributed it waits for an answer.")


def _late(projects: Collection[UUID], now: datetime) -> Mapping[UUID, int]:
    return queries.counted(projects, "late", now)


def _waiting(projects: Collection[UUID], now: datetime) -> Mapping[UUID, int]:
    return queries.counted(projects, "waiting", now)


def _list_address(project_id: UUID, show: str) -> str:
    return f"{reverse('contributions:contribution_list', args=[project_id])}?show={show}"


declare_measure(
    Measure(
        name="contributions_late",
        one=gettext_lazy("contribution past its clock"),
        many=gettext_lazy("contributions past their clock"),
        column=gettext_lazy("Contributions past their clock"),
        count=_late,
        url=lambda project_id: _list_address(project_id, "late"),
        late=True,
    )
)
declare_measure(
    Measure(
        name="contributions_waiting",
        one=gettext_lazy("contribution waiting for a decision"),
        many=gettext_lazy("contributions waiting for a decision"),
        column=gettext_lazy("Contributions to decide"),
        count=_waiting,
        url=lambda project_id: _list_address(project_id, "waiting"),
    )
)

"""What contributions need from whom, the mail that one was told about, and what a withdrawal does to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from contributions.enums import ContributionState
from contributions.models import Contribution
from contributions.policies import is_late
from contributions.queries import due as queries
from contributions.queries import withdrawing
from core.dates import end_of_day, say_day, site_day
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from participants.enums import Scope
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, declare_effects
from projects.models import Membership, Project

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
        name="contributions.contribution_told",
        why=gettext_lazy("You get this because you contributed something to this project."),
        write=_write_told,
    )
)


@declare_needs(queries.to_answer, gettext_lazy("What came of your contributions"))
def contribution_to_answer(row: Contribution, person: User, now: datetime) -> Need:
    """What came of a contribution of this person's."""
    return Need(
        title=_("Read what came of your contribution"),
        reason=_("Say whether it is closed for you. Only you can close it."),
        url=_reply_address(row),
        project=row.project.title,
        due_at=end_of_day(row.quiet_until, person.time_zone) if row.quiet_until else None,
        whole_day=True,
    )


@declare_needs(queries.to_handle, gettext_lazy("Contributions that wait for an answer"))
def contribution_to_handle(row: Contribution, person: User, now: datetime) -> Need:
    """A contribution that waits for a decision, or for its contributor to be told."""
    return Need(
        title=_title(row) % {"day": say_day(row.raised_on)},
        reason=_reason(row),
        url=row.get_absolute_url(),
        project=row.project.title,
        due_at=end_of_day(row.answer_by, person.time_zone),
        whole_day=True,
        late=is_late(row, site_day(now)),
    )


def _title(row: Contribution) -> str:
    if row.state == ContributionState.RAISED:
        return _("Decide about the contribution of %(day)s")
    return _("Tell what came of the contribution of %(day)s")


def _reason(row: Contribution) -> str:
    if not row.leads:  # type: ignore[attr-defined]
        return _("You look after it. Tell a coordinator what to decide.")
    return _("Whoever contributed it waits for an answer.")


WORDS_GO = ngettext_lazy(
    "Removed for good: the words of %(count)d contribution. What was decided and what changed stays.",
    "Removed for good: the words of %(count)d contributions. What was decided and what changed stays.",
    "count",
)
REPLIES_GO = ngettext_lazy(
    "Deleted: %(count)d answer you gave when you were told what came of it.",
    "Deleted: %(count)d answers you gave when you were told what came of it.",
    "count",
)
WORDS_STAY = ngettext_lazy(
    "Kept: the words of %(count)d contribution.", "Kept: the words of %(count)d contributions.", "count"
)
NOT_CLOSED = ngettext_lazy(
    "%(count)d contribution of yours is not closed. You cannot be told what comes of it any more, and you cannot "
    "close it.",
    "%(count)d contributions of yours are not closed. You cannot be told what comes of them any more, and you cannot "
    "close them.",
    "count",
)
GOES_BACK = ngettext_lazy(
    "%(count)d contribution that you look after goes back to the coordinators.",
    "%(count)d contributions that you look after go back to the coordinators.",
    "count",
)


@declare_effects(place=30)
def withdrawal_effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """Words and answers go where they are taken back; what is not closed stays."""
    if scope not in LEAVES:
        return
    mine = Membership.objects.filter(project=project, person=person)
    words, replies = withdrawing.with_words(mine).count(), withdrawing.replies_of(mine).count()
    waiting, owned = withdrawing.not_closed(mine).count(), withdrawing.looked_after(mine).count()
    if scope == Scope.WORDS:
        yield Effect(WORDS_GO % {"count": words}, words)
        yield Effect(REPLIES_GO % {"count": replies}, replies)
    else:
        yield Effect(WORDS_STAY % {"count": words}, words)
    yield Effect(NOT_CLOSED % {"count": waiting}, waiting, possible=False)
    yield Effect(GOES_BACK % {"count": owned}, owned, possible=False)

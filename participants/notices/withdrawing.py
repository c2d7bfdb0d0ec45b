"""What a withdrawal does in this app, whom it mutes, and the mail with its receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.queries import drafts_of
from notifications.registry import Letter, MailKind, declare_mail, declare_muted
from participants.enums import Scope
from participants.models import Withdrawal
from participants.policies.withdrawing import LEAVES
from participants.queries import withdrawing as queries
from participants.registry import Effect, declare_effects
from projects.models import Membership, Project
from projects.queries import withdrawing as projects
from projects.queries.withdrawing import Written

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


# A count of `Written`, and what is said of it.
DRAFTS = ngettext_lazy(
    "Deleted: %(count)d draft of what you expect.", "Deleted: %(count)d drafts of what you expect.", "count"
)
# Forms that were begun and not sent.
BEGUN = ngettext_lazy(
    "Deleted: what you began to write on %(count)d page and did not send.",
    "Deleted: what you began to write on %(count)d pages and did not send.",
    "count",
)
# Words that are taken back.
REMOVED: dict[str, Promise] = {
    "drafts": DRAFTS,
    "expectations": ngettext_lazy(
        "Removed for good: %(count)d answer about what you expect.",
        "Removed for good: %(count)d answers about what you expect.",
        "count",
    ),
    "contributions": ngettext_lazy(
        "Removed for good: the words of %(count)d contribution. What was decided and what changed stays.",
        "Removed for good: the words of %(count)d contributions. What was decided and what changed stays.",
        "count",
    ),
    "replies": ngettext_lazy(
        "Deleted: %(count)d answer you gave when you were told what came of it.",
        "Deleted: %(count)d answers you gave when you were told what came of it.",
        "count",
    ),
}
# Words that stay because the person wants them to.
KEPT: dict[str, Promise] = {
    "drafts": DRAFTS,
    "said": ngettext_lazy(
        "Kept: %(count)d thing you said about what you expect, in the pulse or as a contribution.",
        "Kept: %(count)d things you said about what you expect, in the pulse or as contributions.",
        "count",
    ),
}
# What stays whatever the person wants.
REMAINS: dict[str, Promise] = {
    "open_milestones": ngettext_lazy(
        "%(count)d milestone keeps you as its owner until a coordinator names somebody else.",
        "%(count)d milestones keep you as their owner until a coordinator names somebody else.",
        "count",
    ),
    "open_contributions": ngettext_lazy(
        "%(count)d contribution of yours is not closed. You cannot be told what comes of it any more, and you "
        "cannot close it.",
        "%(count)d contributions of yours are not closed. You cannot be told what comes of them any more, and you "
        "cannot close them.",
        "count",
    ),
    "owned_contributions": ngettext_lazy(
        "%(count)d contribution that you look after goes back to the coordinators.",
        "%(count)d contributions that you look after go back to the coordinators.",
        "count",
    ),
    "signatures": ngettext_lazy(
        "%(count)d signature under the shared aim stays: it says that you agreed on that day.",
        "%(count)d signatures under the shared aim stay: they say that you agreed on that day.",
        "count",
    ),
    "together": ngettext_lazy(
        "%(count)d meaning of a word or tension that you wrote stays: the project keeps it together.",
        "%(count)d meanings of words and tensions that you wrote stay: the project keeps them together.",
        "count",
    ),
}


@declare_muted
def withdrew_from_contact(person: User, project_id: UUID) -> bool:
    """Nothing is sent about a project to somebody who withdrew from contact, not even what waited already."""
    return queries.is_muted(person, project_id)


@declare_effects
def effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """Contact, membership, and the milestones that stay behind."""
    if not queries.is_muted(person, project.pk):
        yield Effect(
            _("You get no more mail about this project. Mail that waits to be sent is not sent. Only a receipt comes."),
            1,
        )
    if scope not in LEAVES:
        return
    mine = Membership.objects.filter(project=project, person=person)
    if mine.current().exists():
        yield Effect(_("Your part in this project ends today. You do not see it any more."), 1)
    begun = drafts_of(person, project.get_absolute_url()).count()
    yield Effect(BEGUN % {"count": begun}, begun)
    written = projects.written(project, mine)
    if scope == Scope.WORDS:
        yield from _told(REMOVED, written)
        yield Effect(_("Removed for good: your answers to the pulse that is open now."), written.pulse)
    else:
        yield from _told(KEPT, written)
    yield from _told(REMAINS, written, possible=False)


def _told(sentences: Mapping[str, Promise], written: Written, *, possible: bool = True) -> Iterator[Effect]:
    for name, sentence in sentences.items():
        count = getattr(written, name)
        yield Effect(sentence % {"count": count}, count, possible)


def write_receipt(mail: Mail) -> Letter | None:
    """The number and a link. It comes whatever was withdrawn, because the person asked for it."""
    row = Withdrawal.objects.filter(pk=mail.data.get("withdrawal"), person=mail.person_id).first()
    if row is None:
        return None
    return Letter(
        subject=_("Your receipt"),
        text=_(
            "You withdrew from a project. The number of your receipt is %(number)s.\n\nThe link shows what was done."
        )
        % {"number": row.receipt},
        link=row.get_absolute_url(),
    )


RECEIPT = declare_mail(
    MailKind(
        name="participants.withdrawn",
        why=gettext_lazy("You get this because you withdrew from a project."),
        write=write_receipt,
        essential=True,
    )
)

"""What a withdrawal does in this app, whom it mutes, and the mail with its receipt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from accounts.queries import drafts_of
from glossary.queries import meanings_by
from notifications.registry import Letter, MailKind, declare_mail, declare_muted
from participants.models import Withdrawal
from participants.policies.withdrawing import LEAVES
from participants.queries import withdrawing as queries
from participants.registry import Effect, declare_effects
from projects.models import Membership, Project

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


MEANINGS_STAY = ngettext_lazy(
    "%(count)d meaning of a word that you wrote stays: the project keeps it together.",
    "%(count)d meanings of words that you wrote stay: the project keeps them together.",
    "count",
)
# Forms that were begun and not sent.
BEGUN_GO = ngettext_lazy(
    "Deleted: what you began to write on %(count)d page and did not send.",
    "Deleted: what you began to write on %(count)d pages and did not send.",
    "count",
)


@declare_muted
def withdrew_from_contact(person: User, project_id: UUID) -> bool:
    """Nothing is sent about a project to somebody who withdrew from contact, not even what waited already."""
    return queries.is_muted(person, project_id)


@declare_effects(place=10)
def effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """Contact, membership, and the meanings of words that stay behind."""
    if not queries.is_muted(person, project.pk):
        yield Effect(
            _("You get no more mail about this project. Mail that waits to be sent is not sent. Only a receipt comes."),
            1,
        )
    if scope not in LEAVES:
        return
    if Membership.objects.current().filter(project=project, person=person).exists():
        yield Effect(_("Your part in this project ends today. You do not see it any more."), 1)
    begun = drafts_of(person, project.get_absolute_url()).count()
    yield Effect(BEGUN_GO % {"count": begun}, begun)
    meanings = meanings_by(person, project).count()
    yield Effect(MEANINGS_STAY % {"count": meanings}, meanings, possible=False)


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

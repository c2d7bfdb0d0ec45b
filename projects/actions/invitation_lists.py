"""Inviting many people from a file: looked at first, confirmed then."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.models import once
from notifications.actions import Post, enqueue_all
from projects import events
from projects.actions.locking import lock_open_project
from projects.formats.people import ListedPerson
from projects.models import Invitation, InvitationList, Project
from projects.notices import invitations as notices
from projects.policies import invitations as policies
from projects.queries.invitation_lists import list_rows

BATCH_SIZE = 500  # rows to one statement


@transaction.atomic
def upload_list(project: Project, *, rows: list[ListedPerson], token: UUID, by: User) -> InvitationList:
    """Keep a list to be looked at. Nobody is invited yet. Sent twice with one token, it is kept once."""
    locked = lock_open_project(project)

    def make() -> InvitationList:
        return InvitationList.objects.create(project=locked, rows=rows, submitted_by=by, form_token=token)

    return once(InvitationList, by=by, token=token, make=make)[0]


@transaction.atomic
def confirm_list(uploaded: InvitationList, *, by: User) -> int:
    """Invite everybody on the list who can be invited now, and forget the list. Answers how many were invited.

    Confirmed twice, it invites once. Raises Refused in a closed project, TooMany.
    """
    locked_project = lock_open_project(uploaded.project)
    locked = InvitationList.objects.select_for_update().get(pk=uploaded.pk)
    if locked.number_invited is not None:
        return locked.number_invited
    people = [row.person for row in list_rows(locked) if row.standing == "invite"]
    policies.check_mails(by, len(people), timezone.now(), from_list=True)
    invitations = Invitation.objects.bulk_create(_invitations(locked_project, people, by), batch_size=BATCH_SIZE)
    enqueue_all(notices.INVITED, posts=_mails(invitations, by))
    locked.rows, locked.number_invited = [], len(invitations)
    locked.save(update_fields=["rows", "number_invited"])
    if invitations:
        record(events.LIST_INVITED, by=by, project=locked_project, target=locked, count=len(invitations))
    return locked.number_invited


def _invitations(project: Project, people: list[ListedPerson], by: User) -> list[Invitation]:
    link_ends_at = timezone.now() + policies.LINK_WORKS_FOR
    today = site_today()
    return [
        Invitation(
            project=project,
            email=person["email"],
            full_name=person["full_name"],
            role=person["role"],
            standpoint=person["standpoint"],
            starts_on=today,
            link_ends_at=link_ends_at,
            submitted_by=by,
        )
        for person in people
    ]


def _mails(invitations: list[Invitation], by: User) -> Iterator[Post]:
    """A mail for each; in the account's own name where the address has one."""
    for start in range(0, len(invitations), BATCH_SIZE):
        batch = invitations[start : start + BATCH_SIZE]
        accounts = {user.email: user for user in User.objects.filter(email__in=[row.email for row in batch])}
        for invitation in batch:
            account = accounts.get(invitation.email)
            yield Post(
                key=f"{policies.mail_key_prefix(by, from_list=True)}{invitation.pk}",
                to=invitation.email,
                person=account,
                project_id=invitation.project_id if account else None,
                data={"invitation": str(invitation.pk), "sent": invitation.times_sent},
            )

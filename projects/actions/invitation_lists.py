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
from projects.formats.people import Listed
from projects.models import Invitation, InvitationList, Project
from projects.notices import invitations as notices
from projects.policies import invitations as policies
from projects.queries.invitation_lists import list_rows

AT_ONCE = 500  # rows to one statement


@transaction.atomic
def upload_list(project: Project, *, rows: list[Listed], token: UUID, by: User) -> InvitationList:
    """Keep a list to be looked at. Nobody is invited yet. Sent twice with one token, it is kept once."""
    locked = lock_open_project(project)

    def make() -> InvitationList:
        return InvitationList.objects.create(project=locked, rows=rows, submitted_by=by, form_token=token)

    return once(InvitationList, by=by, token=token, make=make)[0]


@transaction.atomic
def confirm_list(people: InvitationList, *, by: User) -> int:
    """Invite everybody on the list who can be invited now, and forget the list. Answers how many were invited.

    Confirmed twice, it invites once. Raises Refused in a closed project, TooMany.
    """
    locked = lock_open_project(people.project)
    row = InvitationList.objects.select_for_update().get(pk=people.pk)
    if row.invited is not None:
        return row.invited
    chosen = [line.row for line in list_rows(row) if line.standing == "invite"]
    policies.check_mails(by, len(chosen), timezone.now(), from_list=True)
    invitations = Invitation.objects.bulk_create(_invitations(locked, chosen, by), batch_size=AT_ONCE)
    enqueue_all(notices.INVITED, posts=_posts(invitations, by))
    row.rows, row.invited = [], len(invitations)
    row.save(update_fields=["rows", "invited"])
    if invitations:
        record(events.LIST_INVITED, by=by, project=locked, target=row, count=len(invitations))
    return row.invited


def _invitations(project: Project, rows: list[Listed], by: User) -> list[Invitation]:
    lapses_at = timezone.now() + policies.LAPSES_AFTER
    today = site_today()
    return [
        Invitation(
            project=project,
            email=row["email"],
            full_name=row["full_name"],
            role=row["role"],
            standpoint=row["standpoint"],
            starts_on=today,
            lapses_at=lapses_at,
            submitted_by=by,
        )
        for row in rows
    ]


def _posts(invitations: list[Invitation], by: User) -> Iterator[Post]:
    """A mail for each; in the account's own name where the address has one."""
    for start in range(0, len(invitations), AT_ONCE):
        some = invitations[start : start + AT_ONCE]
        accounts = {user.email: user for user in User.objects.filter(email__in=[row.email for row in some])}
        for row in some:
            account = accounts.get(row.email)
            yield Post(
                key=f"{policies.post_key(by, from_list=True)}{row.pk}",
                to=row.email,
                person=account,
                project_id=row.project_id if account else None,
                data={"invitation": str(row.pk), "sent": row.sent},
            )

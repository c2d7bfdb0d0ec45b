"""Writing the shared aim in versions, signing one and taking the signature back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from projects.actions.locking import lock_open_project
from projects.models import Project
from understanding import events
from understanding.models import Aim, AimSignature
from understanding.policies import aims as policies
from understanding.policies.members import check_takes_part
from understanding.queries.aims import current_aim


@transaction.atomic
def write_aim(project: Project, *, text: str, seen: int | None = None, token: UUID, by: User) -> Aim:
    """A new version of the aim, which nobody has signed yet. The same words again make none.

    `seen` is the number of the version it was written from, 0 for none. Raises Stale where there is a newer one.
    """
    locked = lock_open_project(project)
    latest = current_aim(locked)
    if latest is not None and latest.text == text:
        return latest

    def make() -> Aim:
        policies.check_seen_version(latest, seen)
        number = latest.number + 1 if latest else 1
        return Aim.objects.create(project=locked, number=number, text=text, submitted_by=by, form_token=token)

    aim, is_new = once(Aim, by=by, token=token, make=make)
    if is_new:
        record(events.AIM_WRITTEN, by=by, project=locked, target=aim, number=aim.number)
    return aim


@transaction.atomic
def sign_aim(aim: Aim, *, by: User) -> AimSignature:
    """Sign the latest version for oneself. Asked twice, it is signed once."""
    locked = lock_open_project(aim.project)
    policies.check_latest_version(aim)
    membership = check_takes_part(locked, by)
    signature, is_new = AimSignature.objects.get_or_create(
        aim=aim, membership=membership, defaults={"standpoint": membership.standpoint}
    )
    if is_new:
        record(events.AIM_SIGNED, by=by, project=locked, target=aim, number=aim.number)
    return signature


@transaction.atomic
def unsign_aim(aim: Aim, *, by: User) -> None:
    """Take one's signature back, as long as no newer version is there. Without a signature it changes nothing."""
    locked = lock_open_project(aim.project)
    policies.check_latest_version(aim)
    membership = check_takes_part(locked, by)
    if AimSignature.objects.filter(aim=aim, membership=membership).delete()[0]:
        record(events.AIM_UNSIGNED, by=by, project=locked, target=aim, number=aim.number)

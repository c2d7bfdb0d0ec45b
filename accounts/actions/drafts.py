"""What people have begun on a page and not sent: kept for them alone."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import policies
from accounts.models import FormDraft, User
from core.editing import Conflict
from core.kept import Fields


@transaction.atomic
def keep_draft(address: str, *, fields: Fields, seen: int | None, by: User) -> FormDraft:
    """Keep a whole form as it is now, which was at version `seen` where it was typed: 0 for none, None for whatever.

    Raises Conflict where it was kept, sent or thrown away elsewhere since, Refused where it is too large. Of very many
    the oldest goes.
    """
    policies.check_draft(fields)
    person = User.objects.select_for_update().get(pk=by.pk)
    policies.check_here(person)
    row = FormDraft.objects.filter(person=person, address=address).first()
    if row is not None and row.fields == fields:
        return row
    version = row.version if row else 0
    if seen not in {None, version}:
        raise Conflict("", version)
    row = row or FormDraft(person=person, address=address)
    row.fields, row.version, row.saved_at = fields, version + 1, timezone.now()
    row.save()
    beyond = FormDraft.objects.filter(person=person).order_by("-saved_at", "pk")[policies.MOST_DRAFTS :]
    FormDraft.objects.filter(pk__in=[old.pk for old in beyond]).delete()
    return row


def remove_draft(address: str, *, by: User) -> None:
    """It was sent, or its writer throws it away."""
    FormDraft.objects.filter(person=by, address=address).delete()


def remove_drafts_below(address: str, *, by: User) -> None:
    """Everything that somebody began on the pages below an address, because they leave it for good."""
    FormDraft.objects.filter(person=by, address__startswith=address).delete()


def remove_everybodys_drafts(address: str, *, by: User | None) -> None:
    """Everything that anybody began on one page, because what it asked is over and nothing of it may stay."""
    FormDraft.objects.filter(address=address).delete()


def remove_old_drafts(age: timedelta) -> int:
    """Drafts that nobody touched for so long go; answers how many."""
    return FormDraft.objects.filter(saved_at__lt=timezone.now() - age).delete()[0]

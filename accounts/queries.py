"""A person's own: their profile, what they began and have not sent; and who looks after the site."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Lower

from accounts.models import FormDraft, User
from core.compiled import compiled
from core.marks import mark_of


@compiled
def session_at(key: str, now: datetime) -> QuerySet[Session]:
    """The session of this key, where it goes on."""
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@compiled
def person_at(key: UUID) -> QuerySet[User]:
    """The person of this key, where they may sign in."""
    return User.objects.filter(pk=key, is_active=True)


PROFILE = ("full_name", "name_rule", "pseudonym", "about", "contact_by", "phone", "time_zone")


def profile_of(person: User) -> dict[str, str]:
    """What somebody says of themselves."""
    return {name: getattr(person, name) for name in PROFILE}


def profile_mark(person: User) -> str:
    """The mark of a profile, by which a change made elsewhere is noticed."""
    return mark_of(profile_of(person))


def draft_at(address: str, *, of: User) -> FormDraft | None:
    """What this person began on one page."""
    return FormDraft.objects.filter(person=of, address=address).first()


def drafts_of(person: User, below: str = "/") -> QuerySet[FormDraft]:
    """Everything this person began on the pages below an address, the oldest first."""
    return FormDraft.objects.filter(person=person, address__startswith=below).order_by("created_at", "pk")


def addresses_of_administrators() -> set[str]:
    """Every address of everybody who looks after the site, in small letters; they are few."""
    own = User.objects.filter(is_administrator=True, email__isnull=False).values_list("email", flat=True)
    others = EmailAddress.objects.filter(user__is_administrator=True).values_list(Lower("email"), flat=True)
    return {address for address in own.union(others) if address}

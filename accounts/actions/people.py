"""What people change about themselves, up to being erased."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import events
from accounts.enums import ContactBy, NameRule
from accounts.models import FormDraft, User
from accounts.queries import profile_mark
from accounts.signals import person_erased
from audit.actions import record
from core.editing import check_seen


@dataclass(frozen=True)
class Profile:
    """Who somebody is here, how they want to be named and reached. `time_zone` is an IANA name."""

    full_name: str
    name_rule: NameRule
    pseudonym: str
    time_zone: str
    about: str
    contact_by: ContactBy
    phone: str


@transaction.atomic
def change_profile(person: User, *, profile: Profile, seen: str, by: User) -> None:
    """Write what is different; the trail keeps the names of the fields, never their values.

    Raises Stale where it was changed in another window since it was `seen`.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    check_seen(profile_mark(row), seen, _("You changed your profile in another window. Nothing is overwritten."))
    changed = {name: value for name, value in asdict(profile).items() if getattr(row, name) != value}
    if not changed:
        return
    User.objects.filter(pk=row.pk).update(**changed)
    record(events.PROFILE_CHANGED, by=by, target=row, fields=sorted(changed))


@transaction.atomic
def erase(person: User, *, keep_words: bool, by: User) -> None:
    """Remove a person's identity for good, in every app or not at all. Asked twice, it happens once.

    `keep_words`: what they wrote stays, without their name. Raises Refused where a project would be left without a
    coordinator.
    """
    row = User.objects.select_for_update().get(pk=person.pk)
    if row.erased_at is not None:
        return
    person_erased.send(sender=User, person=row, keep_words=keep_words)
    EmailAddress.objects.filter(user=row).delete()
    FormDraft.objects.filter(person=row).delete()
    _end_sessions(row)
    row.email, row.full_name, row.pseudonym, row.phone, row.about = None, "", "", "", ""
    row.name_rule, row.contact_by = NameRule.STANDPOINT, ContactBy.EMAIL
    row.is_active = row.is_administrator = False
    row.last_login, row.erased_at = None, timezone.now()
    row.set_unusable_password()
    row.save()
    record(events.PERSON_ERASED, by=by, target=row)


def _end_sessions(person: User) -> None:
    """A session does not say whose it is but inside, so each one is opened."""
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()

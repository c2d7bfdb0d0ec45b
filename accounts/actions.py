"""What people change about themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction

from accounts import events
from accounts.enums import ContactBy, NameRule
from accounts.models import User
from audit.actions import record


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
def change_profile(person: User, *, profile: Profile, by: User) -> None:
    """Write what is different; the trail keeps the names of the fields, never their values."""
    row = User.objects.select_for_update().get(pk=person.pk)
    changed = {name: value for name, value in asdict(profile).items() if getattr(row, name) != value}
    if not changed:
        return
    User.objects.filter(pk=row.pk).update(**changed)
    record(events.PROFILE_CHANGED, by=by, target=row, fields=sorted(changed))

"""What others ask about accounts."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower

from accounts.models import User


def addresses_of_administrators() -> set[str]:
    """Every address of everybody who looks after the site, in small letters; they are few."""
    own = User.objects.filter(is_administrator=True, email__isnull=False).values_list("email", flat=True)
    others = EmailAddress.objects.filter(user__is_administrator=True).values_list(Lower("email"), flat=True)
    return {address for address in own.union(others) if address}

"""What of the shared aim needs somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from notifications.registry import Need, declare_needs
from understanding.queries import aims


@declare_needs
def aims_to_sign(person: User, now: datetime) -> Iterator[Need]:
    """Aims whose latest version this person has not signed."""
    for title, project_id in aims.aims_to_sign(person).values_list("project__title", "project_id"):
        yield Need(
            title=_("Read and sign the shared aim"),
            reason=_("There is a version that you have not signed. You decide whether you do."),
            url=reverse("understanding:aim_detail", args=[project_id]),
            project=title,
        )

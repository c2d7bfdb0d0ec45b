"""What of the shared aim needs somebody."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from notifications.registry import Need, declare_needs
from understanding.models import Aim
from understanding.queries import aims


@declare_needs(aims.aims_to_sign, gettext_lazy("Shared aims to sign"))
def aim_to_sign(aim: Aim, person: User, now: datetime) -> Need:
    """An aim whose latest version this person has not signed."""
    return Need(
        title=_("Read and sign the shared aim"),
        reason=_("There is a version that you have not signed. You decide whether you do."),
        url=reverse("understanding:aim_detail", args=[aim.project_id]),
        project=aim.project.title,
    )

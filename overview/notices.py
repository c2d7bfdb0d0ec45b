"""The way from the first page to the projects that somebody coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.registry import Overview, declare_overviews
from overview.queries.programme import first_keys_of_programme

if TYPE_CHECKING:
    from accounts.models import User


@declare_overviews
def what_i_coordinate(person: User, now: datetime) -> Iterator[Overview]:
    """The way to the project that somebody coordinates, or to all of them."""
    keys = [] if person.is_administrator else first_keys_of_programme(person)
    if len(keys) == 1:
        yield Overview(
            title=_("The project you coordinate"),
            text=_("What is late, who has not been heard, and what comes next."),
            url=reverse("overview:project_detail", args=keys),
        )
    elif keys or person.is_administrator:
        yield Overview(
            title=_("All projects") if person.is_administrator else _("The projects you coordinate"),
            text=_("In each of them: what is late, who has not been heard, and what comes next."),
            url=reverse("overview:programme"),
        )

"""What of reports needs somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from notifications.registry import Need, declare_needs
from reports import queries


@declare_needs
def files_to_fetch(person: User, now: datetime) -> Iterator[Need]:
    """Exports that are ready and were not downloaded yet."""
    for export in queries.to_fetch(person, now):
        yield Need(
            title=_("Download your file: %(kind)s") % {"kind": export.get_kind_display()},
            reason=_("You asked for it. It is deleted a day after it was made."),
            url=export.get_absolute_url(),
            project=export.project.title if export.project else "",
            due_at=export.expires_at,
        )

"""Fills its database: 200 people, 100 lists of 50 rows. The sessions are printed as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta

PEOPLE, LISTS, ROWS = 200, 100, 50


def seed() -> list[str]:
    """Write everything and sign everybody in."""
    from django.contrib.auth.models import User

    from bench.references.models import Item
    from bench.seeding import copy, sessions, tidy

    people = [
        User(pk=number, username=f"person-{number}", password="!", first_name="Some", last_name=f"Body {number}")  # noqa: S106
        for number in range(1, PEOPLE + 1)
    ]
    User.objects.bulk_create(people)
    copy(
        Item,
        (
            {
                "list_number": number,
                "title": f"Measured step {row}",
                "owner_id": row % PEOPLE + 1,
                "due_on": date(2030, 1, 1) + timedelta(days=row),
                "state": "done" if row % 2 else "planned",
            }
            for number in range(1, LISTS + 1)
            for row in range(ROWS)
        ),
    )
    keys = sessions(people)
    tidy()
    return keys


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.references.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # our tables refer to those
    sys.stdout.write(json.dumps(seed()))

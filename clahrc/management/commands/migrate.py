"""`manage.py migrate`, which first looks whether the tables are those of this version."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from clahrc.history import check_history


class MigrateCommand(migrate.Command):
    """Django's own command, with one sentence instead of a traceback where another version has migrated."""

    def handle(self, *args: Any, **options: Any) -> None:
        check_history(options["database"])
        super().handle(*args, **options)


Command = MigrateCommand  # the name that Django looks for

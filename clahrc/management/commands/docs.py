"""`manage.py docs`: write the documents that are made from the code; `--check` only says which are stale."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from clahrc import documents


class DocsCommand(BaseCommand):
    """Writes `docs/permissions.md`, `privacy.md`, `states.md` and `visibility.md`."""

    help = "Write the documents that are made from the code."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit with 1 where a document is stale."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        stale = documents.stale(documents.FOLDER)
        if check and stale:
            raise CommandError(f"Run `manage.py docs`: {', '.join(stale)} no longer say what the code says.")
        for name in () if check else stale:
            (documents.FOLDER / name).write_text(documents.written()[name], "utf-8")
        self.stdout.write(f"Written: {', '.join(stale)}." if stale else "Fresh.")


Command = DocsCommand  # the name that Django looks for

"""Whether the tables of a database are those of this version, by the migrations that it says were applied."""

from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader


def is_ours(app: AppConfig) -> bool:
    """Whether the app lies in this project and not in a package."""
    return Path(app.path) == Path(settings.BASE_DIR, *app.name.split("."))


def foreign_migration(connection: BaseDatabaseWrapper) -> str:
    """What shows that another version migrated this database; empty where this one can go on from where it stands.

    It is a migration of one of our apps that the code does not have, or a history that the code could not have made.
    """
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    known |= {replaced for migration in loader.disk_migrations.values() for replaced in migration.replaces}
    ours = {app.label for app in apps.get_app_configs() if is_ours(app)}
    unknown = sorted(key for key in loader.applied_migrations or () if key[0] in ours and key not in known)
    if unknown:
        return f"this version has no migration {'.'.join(unknown[-1])}"
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        return str(error).rstrip(".")
    return ""


def check_history(database: str = DEFAULT_DB_ALIAS) -> None:
    """Refuse a database that an older or a newer version has migrated, before anything is written to it."""
    connection = connections[database]
    if reason := foreign_migration(connection):
        raise CommandError(
            f"The database {connection.settings_dict['NAME']} was written by another version of clahrc ({reason}), so"
            " nothing was changed: run that version on it, or keep it as it is and start anew on an empty database"
            " (with `run.py`: in another data folder, e.g. `--data-dir .data-new`)."
        )

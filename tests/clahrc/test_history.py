"""A database is taken over only where its migrations are those of this version."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from clahrc.history import check_history


@pytest.fixture
def recorder(db: None) -> MigrationRecorder:
    """What the database says was applied; to begin with, all that the code has."""
    return MigrationRecorder(connection)


def test_a_database_that_this_version_has_migrated_is_taken_over(recorder: MigrationRecorder) -> None:
    check_history()


def test_an_empty_database_is_taken_over(recorder: MigrationRecorder) -> None:
    recorder.migration_qs.all().delete()
    check_history()


def test_a_database_with_migrations_still_to_come_is_taken_over(recorder: MigrationRecorder) -> None:
    recorder.record_unapplied("reports", max(name for app, name in recorder.applied_migrations() if app == "reports"))
    check_history()


def test_a_migration_of_ours_that_the_code_does_not_have_is_refused(recorder: MigrationRecorder) -> None:
    recorder.record_applied("projects", "0099_of_another_version")
    with pytest.raises(CommandError, match=r"this version has no migration projects\.0099_of_another_version"):
        check_history()


def test_a_migration_of_ours_without_those_it_needs_is_refused(recorder: MigrationRecorder) -> None:
    recorder.record_unapplied("accounts", "0001_initial")
    with pytest.raises(CommandError, match=r"is applied before its dependency accounts\.0001_initial"):
        check_history()


@pytest.mark.parametrize("app", ["account", "a_package_that_is_gone"])
def test_what_a_package_has_applied_is_its_own_affair(recorder: MigrationRecorder, app: str) -> None:
    recorder.record_applied(app, "0099_of_another_version")
    check_history()


def test_migrate_refuses_before_it_writes(recorder: MigrationRecorder) -> None:
    recorder.record_applied("projects", "0099_of_another_version")
    before = set(recorder.applied_migrations())
    with pytest.raises(CommandError, match="so nothing was changed"):
        call_command("migrate", "--noinput", verbosity=0)
    assert set(recorder.applied_migrations()) == before

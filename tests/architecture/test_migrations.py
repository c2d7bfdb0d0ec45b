"""One road forward for each app, and a road back."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.architecture.source import APPS, files, said, tree


def imported(module: ast.Module) -> set[str]:
    """The modules that it imports, or imports something from."""
    nodes = list(ast.walk(module))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return whole | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


LOADER = MigrationLoader(None)
WITH_TABLES = [app for app in APPS if any(model._meta.app_label == app for model in apps.get_models())]


def test_migrations_are_one_line() -> None:
    leaves = {app: LOADER.graph.leaf_nodes(app) for app in WITH_TABLES}
    assert leaves
    assert {app: names for app, names in leaves.items() if len(names) != 1} == {}


def test_every_step_can_be_taken_back() -> None:
    assert [
        f"{app} {name}: {operation.describe()}"
        for (app, name), migration in LOADER.disk_migrations.items()
        if app in WITH_TABLES
        for operation in migration.operations
        if not operation.reversible
    ] == []


# A default that a column names: it makes no table.
NAMED_BY_COLUMNS = {"core.dates"}


def test_a_migration_imports_nothing_of_ours_but_models() -> None:
    """What it needs otherwise it holds itself, as it was then; and a template of the test databases knows its cause."""
    ours = {path for path in files(".py") if path.parent.name == "migrations"}
    modules = [(path, name) for path in ours for name in imported(tree(path)) if name.partition(".")[0] in APPS]
    assert [f"{said(path)} {name}" for path, name in modules if not may_import(name)] == []


def may_import(name: str) -> bool:
    """Models, and what a column names."""
    return name.split(".")[1:2] == ["models"] or name in NAMED_BY_COLUMNS


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_tables_of_the_apps_can_be_taken_down_and_put_up_again() -> None:
    """In one transaction, which Postgres gives to tables as well and which the test throws away.

    All apps in one plan, so that Django builds the models of each step once and not once to an app.
    """
    before = set(connection.introspection.table_names())
    down = [app for app in WITH_TABLES if app != "accounts"]
    MigrationExecutor(connection).migrate([(app, None) for app in down])
    left = {name for name in connection.introspection.table_names() if name.split("_")[0] in down}
    MigrationExecutor(connection).migrate(LOADER.graph.leaf_nodes())
    assert left == set()
    assert set(connection.introspection.table_names()) == before

"""The cast: two projects, and everybody who could be on either side of a door."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connections
from pytest_django import DjangoDbBlocker

from accounts.models import User
from clahrc import env
from projects.models import Project
from tests import databases, factories

# Longest first: a browser, a world that is asked everything, processes that are waited for.
LONG = (
    "browser/test_thread",
    "browser/test_year",
    "tests/browser/",
    "clahrc/test_demo",
    "leaks/test_pages",
    "tests/faults/",
)


class Running:
    """The test that runs now: by this name nobody else, here or in another process, caches or keeps a file."""

    name = ""


def key_of_this_test(key: str, prefix: str, version: int) -> str:
    """The key under which the test that runs now caches something, in whatever thread."""
    return f"{prefix}:{Running.name}:{version}:{key}"


def pytest_configure() -> None:
    """What holds for every test. Pages need no collectstatic.

    Every xdist worker takes a Redis number of its own: what one empties is not the other's.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    site.REDIS_URL = re.sub(r"\d+$", lambda number: str(int(number[0]) + worker), site.REDIS_URL)
    site.CACHES["default"] |= {"LOCATION": site.REDIS_URL, "KEY_FUNCTION": "tests.conftest.key_of_this_test"}
    site.CELERY_BROKER_URL = env.broker(site.REDIS_URL)
    site.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that none of them is what a process is left with when the other is done."""
    items.sort(key=lambda item: next((at for at, part in enumerate(LONG) if part in item.nodeid), len(LONG)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Rate limits and files of one test do not touch the next. Its folder is made when it first keeps a file.

    A hook and no fixture, since this stands before every test: setting it as a setting of each cost 3 ms.
    """
    Running.name = uuid.uuid4().hex
    site.MEDIA_ROOT = site.DATA_DIR / "files" / Running.name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """No connection outlives its request, so that the live server holds none when the database is dropped.

    On the servers of the launcher the database is a copy of a migrated one; on others it is migrated.
    """
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    if folder := os.environ.get("TEST_TEMPLATES"):
        with django_db_blocker.unblock():
            connections.settings["default"]["TEST"]["TEMPLATE"] = databases.template(Path(folder))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A worker that a test killed, or a browser's last request, may hold a session when the database is dropped."""
    yield
    others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(f"{others} AND pid <> pg_backend_pid() AND backend_type = 'client backend'")


@pytest.fixture
def project(db: None) -> Project:
    """Breathing Together: the project the cast is in."""
    return factories.project(title="Breathing Together")


@pytest.fixture
def other_project(zoe: User) -> Project:
    """Zoe's project, which nobody else of the cast may see."""
    other = factories.project(title="Walking Home")
    factories.member(other, zoe, "coordinator", "academic")
    return other


@pytest.fixture
def amara(project: Project) -> User:
    """Coordinator, academic."""
    return factories.in_project(project, "Amara Okafor", "coordinator", "academic")


@pytest.fixture
def ben(project: Project) -> User:
    """Researcher, academic."""
    return factories.in_project(project, "Ben Lewis", "researcher", "academic")


@pytest.fixture
def chen(project: Project) -> User:
    """Partner, clinician."""
    return factories.in_project(project, "Dr Chen", "partner", "clinician")


@pytest.fixture
def dee(project: Project) -> User:
    """Partner, patient."""
    return factories.in_project(project, "Dee Marsh", "partner", "patient")


@pytest.fixture
def oli(project: Project) -> User:
    """Observer, manager."""
    return factories.in_project(project, "Oli Brand", "observer", "manager")


@pytest.fixture
def zoe(db: None) -> User:
    """An outsider, who leads the other project."""
    return factories.person("Zoe Quist")


@pytest.fixture
def priya(db: None) -> User:
    """Administrator of the site, member of nothing."""
    return factories.person("Priya Nair", is_administrator=True)

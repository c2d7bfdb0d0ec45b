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
from pytest_django import Settings as SettingsWrapper

from accounts.models import User
from clahrc import env
from projects.models import Project
from tests import factories


def pytest_configure() -> None:
    """Every xdist worker takes a Redis number of its own: what one empties is not the other's."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    site.REDIS_URL = re.sub(r"\d+$", lambda number: str(int(number[0]) + worker), site.REDIS_URL)
    site.CACHES["default"]["LOCATION"] = site.REDIS_URL
    site.CELERY_BROKER_URL = env.broker(site.REDIS_URL)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """No connection outlives its request, so that the live server holds none when the database is dropped."""
    connections.settings["default"]["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A worker that a test killed, or a browser's last request, may hold a session when the database is dropped."""
    yield
    others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
    with django_db_blocker.unblock(), connections["default"].cursor() as cursor:
        cursor.execute(f"{others} AND pid <> pg_backend_pid() AND backend_type = 'client backend'")


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(settings: SettingsWrapper) -> None:
    """Rate limits of one test do not touch the next, nor another process that shares this Redis."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(autouse=True)
def _plain_static_files(settings: SettingsWrapper) -> None:
    """Pages in tests need no collectstatic."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


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


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(settings: SettingsWrapper, tmp_path: Path) -> None:
    """Exports and mail of a test land in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"

"""A closed project takes no input: what a coordinator sends is refused, apart from a few acts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import FormDraft
from core.kept import writer_token
from projects.enums import ProjectState
from projects.models import Project
from tests.permissions.matrix import MATRIX
from tests.permissions.test_matrix import IN_PROJECT, ROUTES, kwargs, let_in
from tests.permissions.world import World, cast_and_projects

pytestmark = pytest.mark.django_db
# What is still done in a closed project, and why. Lists as files are read, not written.
STAYS = {
    "overview:project_reopen": "opens it again",
    "overview:project_archive": "the other step from closed",
    "overview:project_close": "is closed already, which is no fault of whoever presses again",
    "projects:invitation_revoke": "takes something back",
    "participants:contact_resume": "a choice of one's own",
    "reports:export_cancel": "takes something back",
}


@pytest.fixture(scope="module")
def closed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world of the matrix, with every project closed."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = cast_and_projects()
        Project.objects.update(state=ProjectState.CLOSED)
        yield world
        transaction.set_rollback(True)


WRITES = [name for name, method in IN_PROJECT if method == "POST" and "coordinator" in let_in(name, method)]


@pytest.mark.parametrize("name", WRITES)
def test_a_coordinator_is_refused(closed: World, name: str) -> None:
    keys = kwargs(ROUTES[name], MATRIX[name], closed.here)
    status = closed.ask("coordinator", "POST", name, keys)
    done = name in STAYS or name.endswith("_csv")
    # An empty form is asked for more before its action is asked at all; each action has its own test.
    assert status in ({200, 303} if done else {409, 422})


WORDS = "Nobody shall lose this text."


@pytest.mark.parametrize("name", WRITES)
def test_what_a_coordinator_wrote_is_on_the_page_that_refuses(closed: World, name: str) -> None:
    address = reverse(name, kwargs=kwargs(ROUTES[name], MATRIX[name], closed.here))
    coordinator = closed.people["coordinator"]
    assert coordinator is not None
    with closed.browser(coordinator) as browser:
        form = {"text": WORDS, "note": WORDS, "writer_token": writer_token(coordinator.pk), "draft_version": "0"}
        answer = browser.post(address, form)
        if answer.status_code != 409:
            return
        assert WORDS in answer.text
        kept = FormDraft.objects.filter(person=coordinator, address=address).exists()
        assert kept == ("It is kept, for you alone." in answer.text)
        if browser.get(address).status_code == 409:
            assert WORDS in browser.get(address).text

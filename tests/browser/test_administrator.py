"""An administrator exports the project report and the reflections, and opens both files."""

from __future__ import annotations

import csv
import io
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from playwright.sync_api import Page, expect

from accounts.models import User
from dialogues.models import Dialogue
from projects.models import Project
from reports import tasks
from tests.browser.conftest import Open, check_page
from tests.dialogues import planning
from tests.faults import worker


@pytest.fixture
def a_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process that listens to a queue of this test alone."""
    queue = f"test-{uuid.uuid4().hex}"
    monkeypatch.setattr(tasks.build, "queue", queue, raising=False)
    monkeypatch.setattr(tasks.build, "_exec_options", None)
    process = worker.start(queue, tmp_path / "worker.log")
    yield process
    worker.kill(process)
    with current_app.connection_for_write() as broker:
        broker.default_channel.queue_delete(queue)


@pytest.fixture
def dialogue(project: Project, amara: User, chen: User, dee: User) -> Dialogue:
    """Revealed, with one reflection that may be analysed and one that may not."""
    opened = planning.opened(project, amara, amara, chen, dee)
    planning.sent(opened, chen, "=The winter list", may_analyse=True)
    planning.sent(opened, dee, "Only between us.", may_analyse=False)
    return planning.revealed(opened, amara)


def export(page: Page, project: Project, kind: str) -> Path:
    """Ask for a file, wait on the job page until it is there, and download it."""
    page.goto(f"/projects/{project.pk}/exports/")
    check_page(page)
    page.get_by_label(kind).check()
    page.get_by_role("button", name="Ask for this file").click()
    expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=20_000)
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.path()


def test_an_administrator_exports_and_opens_both_files(
    open_as: Open, project: Project, dialogue: Dialogue, priya: User, a_worker: subprocess.Popen[bytes]
) -> None:
    page = open_as(priya)
    raw = export(page, project, "Reflections").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert any("'=The winter list" in row for row in rows)
    assert "Only between us." not in raw.decode("utf-8-sig")
    report = export(page, project, "Project report").read_text(encoding="utf-8")
    page.set_content(report)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Breathing Together")
    assert "Dee" not in report

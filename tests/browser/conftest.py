"""Chromium, real: the system's, driven by Playwright against a live server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import factories

# Playwright's own event loop makes Django think that it runs in an asynchronous context.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ENABLE = "install Chromium to run the browser tests, on Debian: apt-get install chromium"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Everything in light; in dark, where the page is the same, what its colours can break.
SCHEMES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; without a browser it is skipped with the line that helps."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason=ENABLE))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, quiet; as root it runs without its sandbox."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": CHROMIUM, "args": [*QUIET, "--disable-quic", *root]}


@pytest.fixture
def open_as(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """`open_as(person, size=PHONE, script=True)`: a page of a fresh browser in which this person is signed in.

    What a test opened it closes: pages that stay open go on working beside every test that follows.
    """
    opened: list[BrowserContext] = []

    def open_page(person: User | None, *, size: dict[str, int] = DESK, script: bool = True) -> Page:
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            java_script_enabled=script,
            base_url=live_server.url,
            locale="en-GB",
            reduced_motion="reduce",  # a colour in transition is neither of its two colours
            accept_downloads=True,
        )
        opened.append(context)
        if person is not None:
            session = factories.signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
            )
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context in opened:
        context.close()


def found_by_axe(page: Page, options: dict[str, Any], attempts: int = 3) -> AxeResults:
    """What axe finds; asked again if the page was still on its way to the next one."""
    page.wait_for_load_state()
    try:
        return Axe().run(page, options=options)
    except Error:
        if attempts == 1:
            raise
        return found_by_axe(page, options, attempts - 1)


def check_page(page: Page) -> None:
    """Nothing that axe finds, light and dark, and no sideways scroll."""
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        found = found_by_axe(page, options)
        assert found.violations_count == 0, f"{page.url} ({scheme}): {found.generate_report()}"
    page.emulate_media(color_scheme="null")
    too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not too_wide, f"{page.url} scrolls sideways"

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from clahrc import env

ROOT = Path(env.__file__).resolve().parents[1]
PRODUCTION = {
    "SECRET_KEY": "a-long-random-text-of-more-than-fifty-characters-for-a-test-0123456789",
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
    "DATABASE_URL": "postgres://me@db/clahrc",
    "REDIS_URL": "redis://cache/0",
    "EMAIL_FROM": "clahrc@example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
}


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, with nothing in the environment but this."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "clahrc.settings"} | variables
    command = [sys.executable, "-c", "import django; django.setup()"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_database_address_is_taken_apart() -> None:
    found = env.database("postgres://me:se%40cret@db.example.org:6543/clahrc")
    names = ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    assert [found[name] for name in names] == ["me", "se@cret", "db.example.org", "6543", "clahrc"]


def test_a_database_behind_a_socket_is_named_by_its_folder() -> None:
    found = env.database("postgres://me@%2Ftmp%2FMy%20Data/clahrc")
    assert (found["USER"], found["HOST"], found["PORT"]) == ("me", "/tmp/My Data", "")  # noqa: S108


def test_a_database_without_a_host_is_the_one_of_this_computer() -> None:
    assert env.database("postgres:///clahrc")["HOST"] == ""


@pytest.mark.parametrize("url", ["", "clahrc", "mysql://db/clahrc", "postgres://db", "postgres://db/"])
def test_an_address_that_is_none_says_how_one_looks(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host:5432/name"):
        env.database(url)


@pytest.mark.parametrize(
    ("url", "broker"),
    [
        ("redis://127.0.0.1:6379/3", "redis://127.0.0.1:6379/3"),
        ("unix:///run/valkey.sock?db=2", "redis+socket:///run/valkey.sock?virtual_host=2"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock?virtual_host=0"),
    ],
)
def test_celery_spells_the_address_of_a_socket_its_own_way(url: str, broker: str) -> None:
    assert env.broker(url) == broker


@pytest.mark.parametrize(
    ("scheme", "ssl", "tls"), [("smtp", False, False), ("smtps", True, False), ("smtp+tls", False, True)]
)
def test_a_mail_address_says_how_it_is_locked(scheme: str, ssl: bool, tls: bool) -> None:
    found = env.email(f"{scheme}://me:se%40cret@mail.example.org:2525")
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (ssl, tls)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == (
        "mail.example.org",
        2525,
        "se@cret",
    )


def test_mail_may_go_to_a_folder() -> None:
    assert env.email("filemail:///var/mail/out")["EMAIL_FILE_PATH"] == "/var/mail/out"


def test_an_unknown_way_of_mail_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        env.email("pigeon://roof")


@pytest.mark.parametrize(("value", "answer"), [("1", True), ("YES", True), ("on", True), ("0", False), ("no", False)])
def test_a_flag_is_one_of_a_few_words(monkeypatch: pytest.MonkeyPatch, value: str, answer: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)
    assert env.flag("A_FLAG", default=not answer) is answer


def test_an_empty_variable_is_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TEXT", "")
    with pytest.raises(ImproperlyConfigured, match=r"Set A_TEXT\. Something long"):
        env.text("A_TEXT", hint="Something long.")


def test_a_list_drops_its_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", " one, ,two,")
    assert env.word_list("A_LIST") == ["one", "two"]


def test_production_starts_with_what_it_needs() -> None:
    assert start(**PRODUCTION).returncode == 0


@pytest.mark.parametrize("name", PRODUCTION)
def test_production_refuses_to_start_without(name: str) -> None:
    """The last line says which variable, and what to put into it."""
    refused = start(**{key: value for key, value in PRODUCTION.items() if key != name})
    last = refused.stderr.strip().splitlines()[-1]
    assert refused.returncode != 0
    assert f"Set {name}. " in last


def test_this_computer_needs_nothing() -> None:
    assert start(LOCAL="1").returncode == 0

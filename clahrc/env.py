"""The environment, read once, typed. Every variable the application knows stands in `README.md`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}


def text(name: str, default: str | None = None, *, hint: str = "") -> str:
    """The variable as text. Without a default a missing or empty one stops the start, with the hint."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name}. {hint}".strip())
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes or on, in any case."""
    value = os.environ.get(name, "")
    return value.lower() in TRUE if value else default


def word_list(name: str, default: str | None = None, *, hint: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in text(name, default, hint=hint).split(",") if word.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's database settings from `postgres://user:password@host:port/name`.

    A host that is a socket folder is percent-encoded (`%2Frun%2Fpostgresql`).
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
    host = parts.netloc.rpartition("@")[2]
    return {
        "ENGINE": "core.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host) if "%2f" in host.lower() else (parts.hostname or ""),
        "PORT": "" if "%2f" in host.lower() else str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, "options": "-c timezone=UTC"},
    }


def broker(url: str) -> str:
    """Celery's spelling of a Redis address: `unix://path?db=N` becomes `redis+socket://path?virtual_host=N`."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{parts.path}?virtual_host={number}"


def email(url: str) -> dict[str, Any]:
    """Django's mail settings from `smtp://`, `smtps://`, `smtp+tls://user:password@host:port` or `filemail:///folder`."""
    parts = urlsplit(url)
    if parts.scheme == "filemail":
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": parts.path}
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"}:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp+tls://user:password@host:587.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 15,
    }


def folder(name: str, default: Path) -> Path:
    """A folder, absolute; made when the first file is written, not here."""
    return Path(text(name, str(default))).resolve()

"""Which peers, in which version, and how their makers say they are served. The versions stand here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from clahrc import env

SECRET = "a-key-for-measuring-only"  # noqa: S105
# A worker that makes a large file is not ended in the middle of it.
GUNICORN = ("-m", "gunicorn", "--workers", "2", "--timeout", "180", "--log-level", "warning", "--bind")
DRIVER = "psycopg2-binary==2.9.11"
Words = Sequence[str]


@dataclass(frozen=True)
class Ground:
    """Where a peer runs: its interpreter, a folder of its own, its port, its database and Redis."""

    python: Path
    folder: Path
    port: int
    database_url: str
    redis_url: str

    @property
    def site(self) -> str:
        """Its address, as a browser writes it."""
        return f"http://localhost:{self.port}"

    @property
    def packages(self) -> Path:
        """Where its environment keeps what is installed."""
        return next(self.python.parent.parent.glob("lib/python*/site-packages"))

    @property
    def configuration(self) -> Path:
        """A file of settings, where the peer wants one; its seed writes it."""
        return self.folder / "settings.py"

    @property
    def postgres(self) -> dict[str, str]:
        """The database in parts: NAME, USER, PASSWORD, HOST, PORT."""
        return {name: str(value) for name, value in env.database(self.database_url).items()}

    @property
    def named_place_url(self) -> str:
        """The address with the host as a parameter, which SQLAlchemy and others want for a server behind a socket."""
        parts = self.postgres
        place = urlencode({name.lower(): parts[name] for name in ("HOST", "PORT") if parts[name]}, safe="/")
        return f"postgresql://{quote(parts['USER'])}:{quote(parts['PASSWORD'])}@/{parts['NAME']}?{place}"


@dataclass(frozen=True)
class Peer:
    """A program of others. `prepare` makes its tables, `serve` runs it: words after its interpreter.

    `seed` is a script in this folder, called with the configuration file and `rows`, the number of things to seed.
    """

    requirements: Words
    rows: int
    environment: Callable[[Ground], Mapping[str, str]]
    prepare: Callable[[Ground], Sequence[Words]]
    serve: Callable[[Ground], Words]
    works_in: Callable[[Ground], Path] = lambda ground: ground.folder


def pretalx_settings(ground: Ground) -> dict[str, str]:
    """Postgres, and Redis for sessions and cache, as its makers advise for production."""
    parts = ground.postgres
    return {
        "PRETALX_DATA_DIR": str(ground.folder),
        "PRETALX_DEBUG": "False",
        "PRETALX_NO_INITIAL_LOG": "1",
        "PRETALX_SITE_URL": ground.site,
        "PRETALX_DB_TYPE": "postgresql",
        "PRETALX_DB_NAME": parts["NAME"],
        "PRETALX_DB_USER": parts["USER"],
        "PRETALX_DB_PASS": parts["PASSWORD"],
        "PRETALX_DB_HOST": parts["HOST"],
        "PRETALX_DB_PORT": parts["PORT"],
        "PRETALX_REDIS": ground.redis_url,
        "DJANGO_SETTINGS_MODULE": "pretalx.settings",
    }


def taguette_settings(ground: Ground) -> dict[str, str]:
    """What its seed writes into the configuration file."""
    return {
        "TAGUETTE_DATABASE": ground.named_place_url,
        "TAGUETTE_PORT": str(ground.port),
        "TAGUETTE_SECRET": SECRET,
        "HOME": str(ground.folder),
    }


def doccano_settings(ground: Ground) -> dict[str, str]:
    """Production settings; the database is on this machine, so no TLS."""
    return {
        "DATABASE_URL": f"{ground.named_place_url}&sslmode=disable",
        "SECRET_KEY": SECRET,
        "DEBUG": "False",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MEDIA_ROOT": str(ground.folder / "media"),
        "CELERY_BROKER_URL": ground.redis_url,
        "PYTHONPATH": str(ground.packages / "backend"),
        "HOME": str(ground.folder),
    }


PEERS: dict[str, Peer] = {
    "pretalx": Peer(
        requirements=("pretalx[redis]==2025.2.2", "gunicorn==23.0.0", DRIVER),
        rows=10_000,
        environment=pretalx_settings,
        prepare=lambda ground: [
            ("-m", "pretalx", "migrate", "--noinput"),
            ("-m", "pretalx", "collectstatic", "--noinput"),
        ],
        serve=lambda ground: (*GUNICORN, f"127.0.0.1:{ground.port}", "pretalx.wsgi"),
    ),
    "taguette": Peer(
        requirements=("taguette==1.5.2", DRIVER),
        rows=10_000,
        environment=taguette_settings,
        prepare=lambda ground: [],
        serve=lambda ground: ("-m", "taguette.main", "server", str(ground.configuration)),
    ),
    "doccano": Peer(
        requirements=("doccano==1.8.4", "setuptools<81", "marshmallow==3.26.1", "numpy==1.26.4", DRIVER),
        rows=10_000,
        environment=doccano_settings,
        prepare=lambda ground: [("manage.py", "migrate", "--noinput"), ("manage.py", "create_roles")],
        serve=lambda ground: (*GUNICORN, f"127.0.0.1:{ground.port}", "config.wsgi"),
        works_in=lambda ground: ground.packages / "backend",
    ),
}

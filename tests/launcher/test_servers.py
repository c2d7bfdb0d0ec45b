"""The embedded servers: started once, shared, recovered, stopped by the last."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg2
import pytest
import redis

from clahrc.launcher.places import Data
from clahrc.launcher.postgres import Postgres
from clahrc.launcher.processes import alive, wait_for, working_in
from clahrc.launcher.servers import Servers
from clahrc.launcher.valkey import Valkey
from tests.launcher.conftest import NOTHING_GIVEN, Program

USE_UNTIL_TOLD = """
import sys
from clahrc.launcher.places import Data
from clahrc.launcher.servers import Servers
with Servers(Data.at(sys.argv[1]), {}) as servers:
    print("up", flush=True)
    sys.stdin.readline()
"""


def query(servers: Servers, *statements: str) -> list[tuple[object, ...]]:
    """Run statements as the application's role, each committed; the rows of the last."""
    parts = urlsplit(servers.variables()["DATABASE_URL"])
    line = psycopg2.connect(
        host=str(database_folder(servers)), user=parts.username, password=parts.password, dbname=parts.path[1:]
    )
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        line.close()


def database_folder(servers: Servers) -> Path:
    """The folder of the embedded Postgres's socket."""
    return Path(unquote(urlsplit(servers.variables()["DATABASE_URL"]).netloc.rpartition("@")[2]))


def cache(servers: Servers) -> redis.Redis:
    """A client of the embedded Valkey."""
    return redis.Redis.from_url(servers.variables()["REDIS_URL"])


def pids(servers: Servers) -> list[int]:
    """The process ids of the two servers."""
    return [server._pid() for server in servers.embedded.values() if isinstance(server, Postgres | Valkey)]


def test_a_second_start_finds_the_rows_of_the_first(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN) as first:
        query(first, "CREATE TABLE kept AS SELECT 7 AS number")
    with Servers(data, NOTHING_GIVEN) as second:
        assert query(second, "SELECT number FROM kept") == [(7,)]


def test_leaving_stops_both_servers(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN, durable=False) as servers:
        running = pids(servers)
        assert all(running)
    assert not any(alive(pid) for pid in running)


def test_the_application_is_no_superuser_and_nobody_else_comes_in(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN, durable=False) as servers:
        assert query(servers, "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user") == [
            (False, True)
        ]
        folder = database_folder(servers)
        with pytest.raises(psycopg2.OperationalError, match=r"no pg_hba\.conf entry"):
            psycopg2.connect(host=str(folder), user="postgres", dbname="clahrc")
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(host=str(folder), user="clahrc", password="guessed", dbname="clahrc")


def test_after_kill_9_of_both_servers_every_committed_row_is_there(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN) as servers:
        query(servers, "CREATE TABLE kept AS SELECT generate_series(1, 500) AS number")
        for pid in pids(servers):
            os.kill(pid, signal.SIGKILL)
        assert wait_for(lambda: not any(server.running() for server in servers.embedded.values()), 5)
    with Servers(data, NOTHING_GIVEN) as after:
        assert query(after, "SELECT count(*) FROM kept") == [(500,)]
        assert cache(after).ping()


def test_servers_left_behind_by_a_killed_command_are_taken_over_and_stopped(data: Data, program: Program) -> None:
    killed = program(USE_UNTIL_TOLD, str(data.folder))
    assert killed.stdout is not None
    assert killed.stdout.readline() == "up\n"
    killed.kill()
    killed.communicate()
    with Servers(data, NOTHING_GIVEN) as servers:
        running = pids(servers)
        assert query(servers, "SELECT 1") == [(1,)]
    assert not any(alive(pid) for pid in running)


def test_a_half_made_cluster_is_made_again(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN, durable=False) as servers:
        database = servers.embedded["DATABASE_URL"]
        assert isinstance(database, Postgres)
    half = database.home / "data.new"
    database.cluster.rename(half)
    (half / "PG_VERSION").unlink()
    with Servers(data, NOTHING_GIVEN, durable=False) as again:
        assert query(again, "SELECT 1") == [(1,)]


def test_eight_commands_that_race_to_a_first_start_make_one_cluster_and_the_last_stops_it(
    data: Data, program: Program
) -> None:
    racers = [program(USE_UNTIL_TOLD, str(data.folder)) for _ in range(8)]
    said = [racer.stdout.readline() for racer in racers if racer.stdout]
    assert said == ["up\n"] * 8
    database = Postgres(data, durable=True)
    assert working_in(database.cluster)
    made = (database.cluster / "PG_VERSION").stat().st_mtime_ns
    for racer in racers[:-1]:
        racer.communicate("\n")
        assert database.running()
    racers[-1].communicate("\n")
    assert [racer.returncode for racer in racers] == [0] * 8
    assert not working_in(database.cluster)
    assert (database.cluster / "PG_VERSION").stat().st_mtime_ns == made
    assert not list(database.home.glob("data.*"))


@pytest.mark.parametrize(
    ("given", "embedded"),
    [
        ({"DATABASE_URL": "postgres://somebody@elsewhere/name", "REDIS_URL": "redis://elsewhere:6379/0"}, []),
        ({"DATABASE_URL": "postgres://somebody@elsewhere/name"}, ["REDIS_URL"]),
        ({"REDIS_URL": "redis://elsewhere:6379/0"}, ["DATABASE_URL"]),
    ],
)
def test_an_address_that_is_given_starts_no_server(data: Data, given: dict[str, str], embedded: list[str]) -> None:
    with Servers(data, given, durable=False) as servers:
        assert list(servers.variables()) == embedded
        assert len(pids(servers)) == len(embedded)


def test_a_disposable_start_forgets_the_rows_of_the_one_before(data: Data) -> None:
    with Servers(data, NOTHING_GIVEN, durable=False) as first:
        query(first, "CREATE TABLE gone (number int)")
    with Servers(data, NOTHING_GIVEN, durable=False) as second:
        assert query(second, "SELECT to_regclass('gone')") == [(None,)]


def test_a_path_too_long_for_a_socket_gets_a_short_one_in_the_temp_folder(data: Data) -> None:
    deep = Data.at(data.folder / ("long-" * 10) / ("deep-" * 10))
    for folder in deep.folder.relative_to(data.folder).parents:
        (data.folder / folder).chmod(0o711)
    with Servers(deep, NOTHING_GIVEN, durable=False) as servers:
        socket = Path(servers.variables()["REDIS_URL"].removeprefix("unix://").partition("?")[0])
        assert socket.is_relative_to(tempfile.gettempdir())
        assert not socket.is_relative_to(data.folder)
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        assert query(servers, "SELECT 1") == [(1,)]
        assert cache(servers).ping()
        folders = [socket.parent, database_folder(servers)]
    for folder in folders:
        shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs Postgres as another user")
def test_root_keeps_the_cluster_outside_a_folder_that_postgres_cannot_reach(data: Data) -> None:
    data.folder.chmod(0o700)
    with Servers(data, NOTHING_GIVEN, durable=False) as servers:
        database = servers.embedded["DATABASE_URL"]
        assert isinstance(database, Postgres)
        assert query(servers, "SELECT 1") == [(1,)]
    assert not database.home.is_relative_to(data.folder)
    assert database.home.stat().st_uid != 0
    shutil.rmtree(database.home)
    data.folder.chmod(0o711)

"""What a request costs, and which of several costs counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.db import connection

from bench.cost import Act, Cost, Spent, cost_line, costs, middle
from bench.frame import thrift
from bench.machine import backends, family, precise_seconds, server_of, used, used_in_postgres

BUSY = "import time\nwhile time.process_time() < 0.2: pass"


class Till:
    """A site whose processor time is written down beforehand; each act takes the next two looks."""

    def __init__(self, looks: Iterator[Spent]) -> None:
        self.looks = looks

    def spent(self) -> Spent:
        return next(self.looks)


def test_an_act_costs_what_was_spent_between_two_looks_by_request() -> None:
    site = Till(iter([(1.0, 10.0), (1.5, 10.2)]))
    cost = Act(site, lambda: 70.0, 50).cost()
    assert (round(cost.web, 6), round(cost.database, 6), round(cost.total, 6), cost.rate) == (10.0, 4.0, 14.0, 70.0)


def test_the_middle_one_really_happened_and_has_the_median_rate() -> None:
    three = [Cost(9, 0, 5), Cost(1, 2, 70), Cost(2, 2, 60)]
    assert middle(three) == Cost(2, 2, 60)


def test_acts_take_turns_and_the_first_turn_only_warms_up() -> None:
    turns: list[str] = []
    looks = iter([(0.0, 0.0), (9.0, 0.0), *[(0.0, 0.0), (1.0, 0.0)] * 3])

    def act(name: str, site: Till) -> Act:
        return Act(site, lambda: float(not turns.append(name)), 1)  # type: ignore[func-returns-value]

    other = Till(iter([(0.0, 0.0), (0.0, 2.0)] * 4))
    first, second = costs([act("first", Till(looks)), act("second", other)], rounds=3)
    assert (first.total, second.total) == (1000.0, 2000.0)
    assert turns == ["first", "second"] * 4


def test_the_line_judges_the_cost_and_tells_its_parts_and_the_rates() -> None:
    line = cost_line("P1", "send", Cost(6, 2, 80), Cost(3, 1, 200), thrift(0.4), "8 connections")
    assert (line.ours, line.reference, line.ratio, line.holds) == (8, 4, 0.5, True)
    assert line.note == "web + Postgres 6 + 2 ms, 80 /s; the reference 3 + 1 ms, 200 /s; 8 connections"


def test_a_cost_without_a_rate_does_not_claim_one() -> None:
    assert str(Cost(6, 2)) == "6 + 2 ms"


def test_children_that_ended_are_counted_too() -> None:
    before = used(family(os.getpid()))
    subprocess.run([sys.executable, "-c", BUSY], check=True)
    assert used(family(os.getpid())) - before >= 0.15


@pytest.mark.django_db
def test_work_in_postgres_is_seen_from_outside_while_the_connection_lives() -> None:
    connection.ensure_connection()
    name = connection.settings_dict["NAME"]
    backend = connection.connection.info.backend_pid
    server = server_of(backend)
    assert backend in backends(server, str(name))
    before, exactly = used_in_postgres(server, str(name)), precise_seconds(backend)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM generate_series(1, 2000000)")
    assert used_in_postgres(server, str(name)) - before >= 0.05
    assert precise_seconds(backend) - exactly >= 0.05


def test_a_process_of_another_kind_has_no_postgres_server() -> None:
    assert (server_of(os.getpid()), backends(0, "clahrc"), used_in_postgres(0, "clahrc")) == (0, set(), 0.0)

"""What a page spends its time on, and how many statements it sends."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from bench import profiling, seeding
from bench.frame import Line, thrift
from bench.statements import counted
from clahrc.launcher.places import PROJECT


@pytest.mark.parametrize(
    ("path", "part"),
    [
        (f"{PROJECT}/core/pages.py", profiling.OURS),
        (f"{PROJECT}/.venv/lib/python3.11/site-packages/django/db/models/query.py", "the ORM (SQL text, rows)"),
        ("/usr/lib/python3.11/site-packages/django/template/base.py", "templates"),
        ("/usr/lib/python3.11/copy.py", ""),
    ],
)
def test_a_module_belongs_to_a_part_or_serves_others(path: str, part: str) -> None:
    assert profiling.part_of(path) == part


def test_the_sentence_names_the_largest_parts() -> None:
    looks = Counter({"templates": 20, "the ORM (SQL text, rows)": 70, "forms": 4, "our own code": 6})
    assert profiling.sentence(looks) == "of Python's time 70% the ORM (SQL text, rows), 20% templates, 6% our own code"
    assert profiling.sentence(Counter()) == ""


@pytest.fixture
def session(db: None) -> str:
    return seeding.sessions([User.objects.create(email="a@bench.example", full_name="A", password="!")])[0]


def test_a_page_is_looked_at_while_it_works(session: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiling, "SECONDS", 0.2)
    told = profiling.profiled({"projects": (session, reverse("projects:project_list"))})
    assert told["projects"].startswith("of Python's time ")


def test_the_statements_of_a_page_are_counted_by_kind(session: str) -> None:
    told: dict[str, Any] = counted(session, reverse("projects:project_list"))
    assert told["statements"] >= 2
    assert sum(int(word) for word in str(told["kinds"]).split() if word.isdigit()) == told["statements"]


def test_a_line_can_say_more() -> None:
    line = Line("P2", "home", 8.0, 4.0, "ms", thrift(1), "20 kB")
    assert (line.noted("slow").note, line.noted("").note) == ("20 kB; slow", "20 kB")

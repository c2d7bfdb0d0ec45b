"""What a consent rules out of a permission, as a table."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from participants.enums import ClauseKind
from participants.permissions import Permission, effective

EVERYTHING = Permission(
    "dialogue", "full", "", may_analyse=True, may_quote=True, may_quote_named=True, may_archive=True
)
NOTHING = Permission("dialogue", "full", "")
# Answers -> analysed, quoted, quoted with name, archived, of a permission that allows everything.
TRUTH = [
    ({}, (True, True, True, True)),
    ({"quoted": True, "archived": True}, (True, True, True, True)),
    ({"quoted": False, "archived": True}, (True, False, False, True)),
    ({"quoted": False}, (True, False, False, True)),
    ({"quoted": True, "archived": False}, (True, True, True, False)),
    ({"archived": False}, (True, True, True, False)),
    ({"quoted": False, "archived": False}, (True, False, False, False)),
]


@pytest.mark.parametrize(("answers", "left"), TRUTH)
def test_a_no_in_the_consent_counts_more_than_the_permission(answers: dict[str, bool], left: tuple[bool, ...]) -> None:
    assert astuple(effective(EVERYTHING, answers))[3:] == left


@pytest.mark.parametrize("answers", [answers for answers, _left in TRUTH])
def test_a_yes_in_the_consent_permits_nothing_by_itself(answers: dict[str, bool]) -> None:
    assert effective(NOTHING, answers) == NOTHING


@pytest.mark.parametrize("kind", sorted(set(ClauseKind.values) - {"quoted", "archived"}))
def test_other_clauses_limit_no_use(kind: str) -> None:
    assert effective(EVERYTHING, {kind: False}) == EVERYTHING

"""Small counts are hidden."""

from __future__ import annotations

import pytest

from reports.measures import safe_count


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (200, "200")]
)
def test_one_to_four_people_are_not_counted_aloud(count: int, said: str) -> None:
    assert safe_count(count) == said

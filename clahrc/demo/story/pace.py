"""The pace agreements of the demo."""

from __future__ import annotations

from typing import NamedTuple


class PaceAgreementStory(NamedTuple):
    """What was agreed on a day."""

    day: int
    rapid_days: int
    slow_months: int
    note: str


PACE_AGREEMENTS = (
    PaceAgreementStory(-255, 28, 18, "A first try. We look at it again after the winter."),
    PaceAgreementStory(
        -140,
        14,
        18,
        "Patients and carers said that four weeks without an answer feels like none. Researchers need the time for the "
        "paper.",
    ),
)

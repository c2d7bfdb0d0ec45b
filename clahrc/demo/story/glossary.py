"""The glossary and the pace of the demo, as tables. Days as in `story`."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What a word means to somebody; `plain` is empty where it is plain already."""

    day: int
    by: str
    basis: str
    text: str
    plain: str = ""


class Pace(NamedTuple):
    """A pace that was agreed on a day."""

    day: int
    rapid_days: int
    slow_months: int
    note: str


GLOSSARY: dict[str, tuple[Meaning, ...]] = {
    "breathing plan": (
        Meaning(
            -236,
            "chen",
            "clinical",
            "The written self-management plan: usual treatment, what to change when symptoms get worse, when to call.",
            "A sheet that says what to take, and what to do when breathing gets harder.",
        ),
        Meaning(
            -231, "dee", "lived", "What I really do at three in the morning. It was never on the sheet they gave me."
        ),
        Meaning(-229, "ruth", "lived", "The list on our fridge. I wrote most of it, nobody asked me about it."),
    ),
    "going home": (
        Meaning(
            -236,
            "fatima",
            "clinical",
            "Discharge: the point at which the team judges that somebody no longer needs a hospital bed.",
            "The day when the hospital says you can leave.",
        ),
        Meaning(-228, "george", "lived", "The first month, not the first day. It is over when I dare to go out alone."),
    ),
    "exacerbation": (
        Meaning(
            -220,
            "chen",
            "clinical",
            "A sustained worsening of symptoms beyond normal day-to-day variation that needs a change of treatment.",
            "A bad spell: breathing gets worse and stays worse.",
        ),
    ),
    "evidence": (
        Meaning(
            -215,
            "ben",
            "research",
            "What can be traced back to the words of those who spoke, for and against a claim.",
            "What shows that something is so, and what speaks against it.",
        ),
        Meaning(-214, "dee", "lived", "That it happened to me."),
    ),
    "quick win": (Meaning(-120, "amara", "everyday", "Something small that we can change before the next meeting."),),
}

PACES = (
    Pace(-255, 28, 18, "A first try. We look at it again after the winter."),
    Pace(
        -140,
        14,
        18,
        "Patients and carers said that four weeks without an answer feels like none. Researchers need the time for the "
        "paper.",
    ),
)

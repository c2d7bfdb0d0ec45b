"""The glossary of the demo: each word with its meanings."""

from __future__ import annotations

from typing import NamedTuple


class MeaningStory(NamedTuple):
    """What a word means to somebody; `plain` is empty where it is plain already."""

    day: int
    by: str
    basis: str
    text: str
    plain: str = ""


GLOSSARY: dict[str, tuple[MeaningStory, ...]] = {
    "breathing plan": (
        MeaningStory(
            -236,
            "chen",
            "clinical",
            "The written self-management plan: usual treatment, what to change when symptoms get worse, when to call.",
            "A sheet that says what to take, and what to do when breathing gets harder.",
        ),
        MeaningStory(
            -231, "dee", "lived", "What I really do at three in the morning. It was never on the sheet they gave me."
        ),
        MeaningStory(-229, "ruth", "lived", "The list on our fridge. I wrote most of it, nobody asked me about it."),
    ),
    "going home": (
        MeaningStory(
            -236,
            "fatima",
            "clinical",
            "Discharge: the point at which the team judges that somebody no longer needs a hospital bed.",
            "The day when the hospital says you can leave.",
        ),
        MeaningStory(
            -228, "george", "lived", "The first month, not the first day. It is over when I dare to go out alone."
        ),
    ),
    "exacerbation": (
        MeaningStory(
            -220,
            "chen",
            "clinical",
            "A sustained worsening of symptoms beyond normal day-to-day variation that needs a change of treatment.",
            "A bad spell: breathing gets worse and stays worse.",
        ),
    ),
    "evidence": (
        MeaningStory(
            -215,
            "ben",
            "research",
            "What can be traced back to the words of those who spoke, for and against a claim.",
            "What shows that something is so, and what speaks against it.",
        ),
        MeaningStory(-214, "dee", "lived", "That it happened to me."),
    ),
    "quick win": (
        MeaningStory(-120, "amara", "everyday", "Something small that we can change before the next meeting."),
    ),
}

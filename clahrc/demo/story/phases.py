"""The phases of the demo's first project."""

from __future__ import annotations

from typing import NamedTuple


class PhaseStory(NamedTuple):
    """A phase: from which day to which, and what people can do in it."""

    title: str
    starts: int
    ends: int
    call: str = ""


PHASES = (
    PhaseStory("Getting to know each other", -300, -190, "Come to a meeting and say how you want to work."),
    PhaseStory("Listening", -190, -45, "Tell us who we should listen to, and check your transcript."),
    PhaseStory(
        "Making sense together",
        -44,
        90,
        "Write your reflections before the next dialogue. You need no experience of research.",
    ),
    PhaseStory("Changing the clinic", 100, 260, "Try the new letter and tell us what does not work."),
    PhaseStory("Telling others", 240, 430, "Read the draft and say what it leaves out."),
)

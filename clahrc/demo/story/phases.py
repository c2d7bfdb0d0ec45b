"""The phases and numbers of the demo. Days as in `story`; every number is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FULL_TEXT = (
    "People with a long-term lung condition often leave hospital with a letter they cannot use. We want to know what "
    "they, their families and the clinic need in the first weeks at home, and how to learn it together.\n\n"
    "We interview twelve people, talk about what we hear in dialogues, and try each idea in the clinic before we write "
    "about it. The methods are agreed by patients, clinicians and academics."
)
CONTEXT = (
    "A hospital clinic and four general practices. Patients and carers, clinicians and a university work together."
)


class Stretch(NamedTuple):
    """A phase: from which day to which, and what people can do in it."""

    title: str
    starts: int
    ends: int
    call: str = ""


PHASES = (
    Stretch("Getting to know each other", -300, -190, "Come to a meeting and say how you want to work."),
    Stretch("Listening", -190, -45, "Tell us who we should listen to, and check your transcript."),
    Stretch(
        "Making sense together",
        -44,
        90,
        "Write your reflections before the next dialogue. You need no experience of research.",
    ),
    Stretch("Changing the clinic", 100, 260, "Try the new letter and tell us what does not work."),
    Stretch("Telling others", 240, 430, "Read the draft and say what it leaves out."),
)


@dataclass(frozen=True)
class Numbers:
    """Under which numbers others know the project."""

    iras_id: str = "312345"
    rec_reference: str = "25/YH/0999"
    isrctn: str = "ISRCTN00000000"
    protocol_version: str = "1.2"


NUMBERS = Numbers()

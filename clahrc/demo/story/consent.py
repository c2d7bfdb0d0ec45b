"""The consent form of the demo in its two versions, and who said no to which clause."""

from __future__ import annotations

from typing import NamedTuple

Clause = tuple[str, str, str, bool]

TAKE_PART: Clause = (
    "take_part",
    "I have read the information, I could ask questions, and I agree to take part in Breathing Together.",
    "I know what this is about. I want to take part.",
    True,
)

RECORDED: Clause = (
    "recorded",
    "Meetings that I come to may be recorded as sound, so that they can be written down. The sound is then deleted.",
    "You may record my voice when we meet.",
    False,
)

OTHERS: tuple[Clause, ...] = (
    (
        "quoted",
        "What I write or say may be quoted in reports and papers without my name.",
        "You may use my words in reports. My name is not there.",
        False,
    ),
    (
        "archived",
        "What I write may be kept in an archive, without my name, for other researchers.",
        "You may keep my words for later research. My name is not there.",
        False,
    ),
    ("contacted", "The team may contact me about research that follows from this.", "You may ask me again.", False),
    ("results", "I want to receive the results of this project.", "Tell me what you found out.", False),
)

ABOUT = (
    "Breathing Together looks at the first month at home after a stay in hospital with a lung condition. Patients, "
    "carers, nurses, doctors and researchers do the research together.\n\n"
    "It is run by the two hospitals with the university, and paid for by a public research fund. No company "
    "is involved.\n\n"
    "Taking part means: you write about your experience a few times a year, when it suits you, and you come to a "
    "meeting of about two hours if you can. We pay for travel and for your time.\n\n"
    "For each thing you write you choose who reads it, under what name, and for what use. You can change this at "
    "any time.\n\n"
    "Some of what we talk about may be upsetting. You may leave a question out, or stop for the day.\n\n"
    "You are free to say no. You can stop at any time and need not say why. Your care does not depend on it.\n\n"
    "Questions: ask Amara Okafor. Complaints: the patient advice desk of either hospital."
)

RECORDING = (
    "\n\nNew in this version: we would like to record our meetings, so that nobody has to write notes while others "
    "speak. We record only when everybody in the room agrees."
)

PLAIN = (
    "We want to know what happens when people with bad lungs come home from hospital.\n\n"
    "You write what you think, and we talk about it. You decide who reads your words.\n\n"
    "You can say no. You can stop at any time. Nobody will ask why."
)


class ConsentFormStory(NamedTuple):
    """A version of the form: when it was published, its text, who has not answered yet, who said no to which clause."""

    published: int
    information: str
    plain: str
    clauses: tuple[Clause, ...]
    waiting: tuple[str, ...]
    noes: dict[str, tuple[str, ...]]


FORM_NAME = "Taking part in Breathing Together"

FIRST_FORM = ConsentFormStory(
    -290,
    ABOUT,
    PLAIN,
    (TAKE_PART, *OTHERS),
    (),
    {"george": ("quoted", "archived"), "ruth": ("archived",), "chen": ("contacted",)},
)

SECOND_FORM = ConsentFormStory(
    -6,
    ABOUT + RECORDING,
    PLAIN + "\n\nNew: may we record our voices when we meet?",
    (TAKE_PART, RECORDED, *OTHERS),
    ("george", "walter"),
    {"dee": ("recorded",), "ruth": ("archived",), "chen": ("contacted",)},
)

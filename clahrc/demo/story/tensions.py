"""The tensions and barriers of the demo, and what was done about each."""

from __future__ import annotations

from typing import NamedTuple


class TensionStepStory(NamedTuple):
    """A step, or a change of state where `to` says which: on which day, by whom, in which words."""

    day: int
    by: str
    text: str
    to: str = ""
    body: str = ""


class TensionStory(NamedTuple):
    """A tension or barrier: when it was raised and by whom, and its steps."""

    nature: str
    challenge: str
    title: str
    text: str
    raised: int
    by: str
    borne_by: tuple[str, ...]
    owner: str = ""
    steps: tuple[TensionStepStory, ...] = ()


TENSIONS = [
    TensionStory(
        "barrier",
        "institution",
        "The hospital pays fares only to people with a staff number.",
        "Partners who are not staff pay for the bus themselves and wait three months to get it back.",
        -240,
        "ruth",
        ("patient", "carer"),
        "amara",
        (
            TensionStepStory(
                -225, "amara", "Asked the finance office whether the study can pay fares in cash on the day."
            ),
            TensionStepStory(
                -190, "amara", "They may not, and we cannot change it.", "escalated", "The hospital's board"
            ),
            TensionStepStory(-120, "ruth", "Told the board what a bus to the ward costs in a month, with the tickets."),
            TensionStepStory(
                -96,
                "amara",
                "The board keeps its rule. The study gives bus passes instead, so nobody pays first.",
                "lived_with",
            ),
        ),
    ),
    TensionStory(
        "tension",
        "purpose",
        "Some of us want a paper, some of us want a letter that people can read.",
        "",
        -205,
        "ben",
        ("academic", "clinician", "patient"),
        "ben",
        (
            TensionStepStory(
                -180, "ben", "Wrote both titles on one page and asked what each would take from the other."
            ),
            TensionStepStory(
                -150, "amara", "We write the letter first, and the paper says how it came about.", "resolved"
            ),
        ),
    ),
    TensionStory(
        "barrier",
        "institution",
        "A new leaflet needs nine signatures, and none of them is a patient's.",
        "The last one took five months. By then the ward had changed its phone number.",
        -130,
        "fatima",
        ("clinician", "patient"),
        "fatima",
        (
            TensionStepStory(
                -110, "fatima", "Drew who signs what, and crossed out two who did not know why they sign."
            ),
            TensionStepStory(
                -41,
                "amara",
                "Seven signatures are still five too many, and only this group can change the form.",
                "escalated",
                "The patient information group of the trust",
            ),
        ),
    ),
    TensionStory(
        "tension",
        "time",
        "We meet for an hour, and half of us need that long to arrive.",
        "Whoever comes by two buses is tired before we begin. Nobody likes to say so.",
        -58,
        "dee",
        ("patient", "carer"),
        "dee",
        (TensionStepStory(-50, "dee", "Tried a first quarter of an hour with tea and nothing on the agenda."),),
    ),
    TensionStory(
        "tension",
        "risk",
        "Changing the letter before the study ends could make the study worth less.",
        "",
        -20,
        "ben",
        ("academic",),
    ),
]

# The kept disagreement of the dialogue that was held becomes a tension: when, by whom, and of which challenge.
TENSION_FROM_DIALOGUE = (-40, "chen", "pace")

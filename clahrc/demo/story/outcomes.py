"""What the held dialogue recorded of itself, and what was noted when it was looked back on."""

from __future__ import annotations

from typing import NamedTuple

AGREEMENTS = [
    "Papers go out a week before we meet: six pages at most, and the first page in plain words.",
    "What a patient or carer wrote goes into the clinic letter only after they have read it there.",
]


class KeptDisagreementStory(NamedTuple):
    """A kept disagreement: on what, looked back on in how many days, and who holds what."""

    title: str
    look_back: int
    positions: tuple[tuple[str, str], ...]


KEPT_DISAGREEMENT = KeptDisagreementStory(
    "How soon is soon enough?",
    40,
    (
        ("clinician", "Change what is plainly wrong now, and let the study catch up. Waiting is also a decision."),
        ("patient", "Not before the people whose words it rests on have seen it. A fast mistake is ours to live with."),
        ("academic", "Change it, but call it provisional, and say on the page when it will be looked at again."),
    ),
)


class AgreedActionStory(NamedTuple):
    """An agreed action: whose, what, by when; and the day it was done with what came of it."""

    owner: str
    text: str
    due: int
    done: int | None = None
    became: str = ""


AGREED_ACTIONS = [
    AgreedActionStory(
        "fatima",
        "Send everybody the old and the new wording of the letter, side by side, on paper too.",
        -25,
        done=-27,
        became="Sent. Two of us changed three sentences, and the ward has used the new letter since.",
    ),
    AgreedActionStory("chen", "Ask the pharmacy whether the inhaler sheet can be printed in large type.", -9),
    AgreedActionStory(
        "dee", "Ask the two people who were too unwell in winter how they would like to hear from us.", 6
    ),
]

LOOK_BACK_ON = -2

LOOK_BACK_NOTES = [
    (
        "amara",
        "The last two papers were five pages long and went out eight days before. I went through both on the phone.",
    ),
    ("ruth", "The new letter came home with my sister. She read it without asking me a single word."),
    ("ben", "We still differ on how soon. But each draft now says on its first page that it is provisional."),
]

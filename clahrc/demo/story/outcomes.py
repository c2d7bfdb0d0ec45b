"""The story after the reveal: what people answered, what they agreed, and what became of it. Days as in `story`."""

from __future__ import annotations

from typing import NamedTuple


class Answer(NamedTuple):
    """A response: by whom, to whose words under which theme, in which manner, on which day."""

    by: str
    to: str
    theme: str
    manner: str
    day: int
    text: str
    uses: tuple[str, ...] = ("may_analyse",)


# Walter's words are gone; what Ruth answered to them stays.
ANSWERS = [
    Answer(
        "ruth",
        "walter",
        "pace",
        "thanks",
        -50,
        "Thank you for writing this. I see it at home every week, and I had not found the words for it.",
        uses=("may_analyse", "may_quote"),
    ),
    Answer(
        "chen",
        "dee",
        "pace",
        "asks",
        -50,
        "Which of the questions came too soon for you? I would like to hold that one back next time.",
    ),
    Answer(
        "dee",
        "chen",
        "pace",
        "differs",
        -49,
        "I see why it cannot wait for you. But a letter that is wrong in a new way does not help me. Could two of us "
        "read it first? We can do that in a day.",
        uses=("may_analyse", "may_quote"),
    ),
    Answer(
        "amara",
        "george",
        "pace",
        "builds",
        -49,
        "Then papers go out a week before, and six pages at most. I will gladly go through them with you on the phone.",
    ),
    Answer(
        "george",
        "fatima",
        "pace",
        "differs",
        -48,
        "I am glad the letter is better. I would still have liked to be asked: one of those two lines was mine.",
        uses=(),
    ),
    Answer(
        "fatima",
        "chen",
        "knowledge",
        "builds",
        -48,
        "Since then I ask where somebody sleeps before we talk about inhalers. It takes one minute.",
        uses=("may_analyse", "may_quote", "may_quote_named"),
    ),
    Answer(
        "ben",
        "dee",
        "knowledge",
        "thanks",
        -48,
        "Thank you. I was in the room and noticed only that it went quiet. Now I know what I heard.",
    ),
    Answer(
        "ruth",
        "ben",
        "time",
        "asks",
        -47,
        "If the car park goes into your notes, may those of us who stood there read them first?",
    ),
]

# What Fatima sent, as she changed it after she had read George. Nobody writes his name: he is shown by standpoint.
CHANGED = (
    "fatima",
    "pace",
    -47,
    "I changed two lines in the letter without waiting. It was better. I should have asked first: one of the lines "
    "was not mine to change. I have said so.",
)
LEAVES = ("walter", -46)
CAME = ("amara", "ben", "chen", "fatima", "dee", "ruth")

AGREEMENTS = [
    "Papers go out a week before we meet: six pages at most, and the first page in plain words.",
    "What a patient or carer wrote goes into the clinic letter only after they have read it there.",
]


class Difference(NamedTuple):
    """A kept disagreement: on what, looked back on in how many days, and who holds what."""

    title: str
    look_back: int
    positions: tuple[tuple[str, str], ...]


KEPT_DISAGREEMENT = Difference(
    "How soon is soon enough?",
    40,
    (
        ("clinician", "Change what is plainly wrong now, and let the study catch up. Waiting is also a decision."),
        ("patient", "Not before the people whose words it rests on have seen it. A fast mistake is ours to live with."),
        ("academic", "Change it, but call it provisional, and say on the page when it will be looked at again."),
    ),
)


class Undertaking(NamedTuple):
    """An agreed action: whose, what, by when; and the day it was done with what came of it."""

    owner: str
    text: str
    due: int
    done: int | None = None
    became: str = ""


ACTIONS = [
    Undertaking(
        "fatima",
        "Send everybody the old and the new wording of the letter, side by side, on paper too.",
        -25,
        done=-27,
        became="Sent. Two of us changed three sentences, and the ward has used the new letter since.",
    ),
    Undertaking("chen", "Ask the pharmacy whether the inhaler sheet can be printed in large type.", -9),
    Undertaking("dee", "Ask the two people who were too unwell in winter how they would like to hear from us.", 6),
]
LOOK_BACK = -2
NOTES = [
    (
        "amara",
        "The last two papers were five pages long and went out eight days before. I went through both on the phone.",
    ),
    ("ruth", "The new letter came home with my sister. She read it without asking me a single word."),
    ("ben", "We still differ on how soon. But each draft now says on its first page that it is provisional."),
]

PROMPT_SET = "Before we decide"
PROMPTS = [
    (
        -60,
        (
            ("What would make this decision a good one for you?", "What would be good for you?"),
            ("Which stakeholders are not represented here?", ""),
        ),
    ),
    (
        -14,
        (
            ("What would make this decision a good one for you?", "What would be good for you?"),
            ("Who will live with this decision and has no seat here?", "Who is this about who is not here?"),
        ),
    ),
]

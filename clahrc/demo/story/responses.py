"""What people answered to each other's reflections after the reveal."""

from __future__ import annotations

from typing import NamedTuple


class ResponseStory(NamedTuple):
    """A response: by whom, to whose reflection under which theme, in which manner, on which day."""

    by: str
    to: str
    theme: str
    manner: str
    day: int
    text: str
    uses: tuple[str, ...] = ("may_analyse",)


# Walter's words are gone; what Ruth answered to them stays.
RESPONSES = [
    ResponseStory(
        "ruth",
        "walter",
        "pace",
        "thanks",
        -50,
        "Thank you for writing this. I see it at home every week, and I had not found the words for it.",
        uses=("may_analyse", "may_quote"),
    ),
    ResponseStory(
        "chen",
        "dee",
        "pace",
        "asks",
        -50,
        "Which of the questions came too soon for you? I would like to hold that one back next time.",
    ),
    ResponseStory(
        "dee",
        "chen",
        "pace",
        "differs",
        -49,
        "I see why it cannot wait for you. But a letter that is wrong in a new way does not help me. Could two of us "
        "read it first? We can do that in a day.",
        uses=("may_analyse", "may_quote"),
    ),
    ResponseStory(
        "amara",
        "george",
        "pace",
        "builds",
        -49,
        "Then papers go out a week before, and six pages at most. I will gladly go through them with you on the phone.",
    ),
    ResponseStory(
        "george",
        "fatima",
        "pace",
        "differs",
        -48,
        "I am glad the letter is better. I would still have liked to be asked: one of those two lines was mine.",
        uses=(),
    ),
    ResponseStory(
        "fatima",
        "chen",
        "knowledge",
        "builds",
        -48,
        "Since then I ask where somebody sleeps before we talk about inhalers. It takes one minute.",
        uses=("may_analyse", "may_quote", "may_quote_named"),
    ),
    ResponseStory(
        "ben",
        "dee",
        "knowledge",
        "thanks",
        -48,
        "Thank you. I was in the room and noticed only that it went quiet. Now I know what I heard.",
    ),
    ResponseStory(
        "ruth",
        "ben",
        "time",
        "asks",
        -47,
        "If the car park goes into your notes, may those of us who stood there read them first?",
    ),
]

# What Fatima sent, as she changed it after she had read George. Nobody writes his name: he is shown by standpoint.
CHANGED_REFLECTION = (
    "fatima",
    "pace",
    -47,
    "I changed two lines in the letter without waiting. It was better. I should have asked first: one of the lines "
    "was not mine to change. I have said so.",
)

"""The aim of the demo in its versions, and what people expected each time they were asked. All text is our own."""

from __future__ import annotations

from typing import NamedTuple

# The first version is in `story.AIM`. The second came after the first expectations were open.
SECOND_AIM = (
    "By the end of next year, nobody leaves our two hospitals with a breathing plan they had no part in. "
    "Whoever lives with the plan, or helps somebody to, can say within a week that it does not fit. "
    "We can show what made the difference from each side."
)
SECOND_WRITTEN = -255
# Who signed which version, and on which day. Nobody signs for the carers yet.
SIGNED = [(1, "amara", -279), (1, "ben", -278), (1, "walter", -276)]
SIGNED += [(2, "amara", -254), (2, "chen", -252), (2, "walter", -251), (2, "dee", -249), (2, "ben", -247)]


class Said(NamedTuple):
    """What somebody sent in a round, by topic."""

    by: str
    day: int
    words: dict[str, str]


class Round(NamedTuple):
    """A round: asked, sent, revealed, and when it is asked again; the last is not revealed yet."""

    asked: int
    said: list[Said]
    revealed: int | None = None
    again: int | None = None


ROUNDS = [
    Round(
        asked=-284,
        revealed=-270,
        again=-100,
        said=[
            Said(
                "amara",
                -283,
                {
                    "purpose": "To find out why plans made on the ward fall apart at home.",
                    "value": "A study that people recognise themselves in.",
                    "pace": "Slow enough to listen. The funder wants a report after two years.",
                    "outputs": "A paper, and a way of working that others can copy.",
                },
            ),
            Said(
                "chen",
                -281,
                {
                    "purpose": "To send fewer people home who are back within a month.",
                    "pace": "I need something I can try by the winter.",
                    "outputs": "One page that a tired doctor reads.",
                },
            ),
            Said(
                "dee",
                -279,
                {
                    "purpose": "That somebody asks me before they write my plan.",
                    "value": "That it is worth the bus fare. I mean that the next patient notices.",
                    "pace": "Not faster than my breath.",
                },
            ),
            Said("ruth", -275, {"purpose": "That carers are in the plan, and not only in the kitchen."}),
        ],
    ),
    Round(
        asked=-100,
        revealed=-86,
        again=-3,
        said=[
            Said(
                "amara",
                -99,
                {
                    "purpose": "To find out with patients and carers why plans made on the ward fall apart at home.",
                    "value": "A study that people recognise themselves in.",
                    "pace": "Two speeds: something for the winter, and the report after two years.",
                    "outputs": "A paper, and a way of working that others can copy.",
                },
            ),
            Said(
                "chen",
                -96,
                {
                    "purpose": "To send fewer people home who are back within a month, with a plan they chose.",
                    "pace": "I need something I can try by the winter.",
                },
            ),
            Said(
                "dee",
                -95,
                {
                    "purpose": "That somebody asks me before they write my plan. In March somebody did.",
                    "value": "That the next patient notices.",
                    "pace": "Not faster than my breath.",
                    "outputs": "A card for the kitchen door, in big letters.",
                },
            ),
            Said("george", -90, {"outputs": "A telephone number where somebody answers."}),
        ],
    ),
    Round(
        asked=-3,
        said=[Said("chen", -2, {"purpose": "To keep the Thursday call going after the study ends."})],
    ),
]

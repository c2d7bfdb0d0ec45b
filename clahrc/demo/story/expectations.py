"""The rounds of expectations of the demo: two revealed, the third just asked."""

from __future__ import annotations

from typing import NamedTuple


class ExpectationsStory(NamedTuple):
    """What one person expected in a round, by topic, and the day on which they sent it."""

    by: str
    day: int
    texts: dict[str, str]


class ExpectationRoundStory(NamedTuple):
    """The days on which a round was asked and revealed and is asked again, and what was sent in it.

    The last round is not revealed yet.
    """

    asked: int
    sent: list[ExpectationsStory]
    revealed: int | None = None
    again: int | None = None


EXPECTATION_ROUNDS = [
    ExpectationRoundStory(
        asked=-284,
        revealed=-270,
        again=-100,
        sent=[
            ExpectationsStory(
                "amara",
                -283,
                {
                    "purpose": "To find out why plans made on the ward fall apart at home.",
                    "value": "A study that people recognise themselves in.",
                    "pace": "Slow enough to listen. The funder wants a report after two years.",
                    "outputs": "A paper, and a way of working that others can copy.",
                },
            ),
            ExpectationsStory(
                "chen",
                -281,
                {
                    "purpose": "To send fewer people home who are back within a month.",
                    "pace": "I need something I can try by the winter.",
                    "outputs": "One page that a tired doctor reads.",
                },
            ),
            ExpectationsStory(
                "dee",
                -279,
                {
                    "purpose": "That somebody asks me before they write my plan.",
                    "value": "That it is worth the bus fare. I mean that the next patient notices.",
                    "pace": "Not faster than my breath.",
                },
            ),
            ExpectationsStory("ruth", -275, {"purpose": "That carers are in the plan, and not only in the kitchen."}),
        ],
    ),
    ExpectationRoundStory(
        asked=-100,
        revealed=-86,
        again=-3,
        sent=[
            ExpectationsStory(
                "amara",
                -99,
                {
                    "purpose": "To find out with patients and carers why plans made on the ward fall apart at home.",
                    "value": "A study that people recognise themselves in.",
                    "pace": "Two speeds: something for the winter, and the report after two years.",
                    "outputs": "A paper, and a way of working that others can copy.",
                },
            ),
            ExpectationsStory(
                "chen",
                -96,
                {
                    "purpose": "To send fewer people home who are back within a month, with a plan they chose.",
                    "pace": "I need something I can try by the winter.",
                },
            ),
            ExpectationsStory(
                "dee",
                -95,
                {
                    "purpose": "That somebody asks me before they write my plan. In March somebody did.",
                    "value": "That the next patient notices.",
                    "pace": "Not faster than my breath.",
                    "outputs": "A card for the kitchen door, in big letters.",
                },
            ),
            ExpectationsStory("george", -90, {"outputs": "A telephone number where somebody answers."}),
        ],
    ),
    ExpectationRoundStory(
        asked=-3,
        sent=[ExpectationsStory("chen", -2, {"purpose": "To keep the Thursday call going after the study ends."})],
    ),
]

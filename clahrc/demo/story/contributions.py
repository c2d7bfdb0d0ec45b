"""The contributions of the demo, and what came of each."""

from __future__ import annotations

from typing import NamedTuple


class ContributionStory(NamedTuple):
    """A contribution and its way to a decision, a change and the telling; None where that has not happened.

    `theme` leads to a reflection of `by` in `dialogue`; without one, it was written by hand. `by` empty: nobody
    in particular. `answer` is the contributor's: yes, or the words of a no; `silent`: closed without one.
    """

    day: int
    by: str
    text: str
    dialogue: str = ""
    theme: str = ""
    standpoint: str = ""
    owner: str = ""
    decided: tuple[int, str, str] | None = None
    changed: tuple[int, str, str] | None = None
    feedback: tuple[int, str, int] | None = None
    answer: tuple[int, bool, str] | None = None
    silent: int | None = None


CONTRIBUTIONS = [
    ContributionStory(
        -262,
        "ruth",
        "Whoever says something hears what became of it.",
        dialogue="Why we are here",
        theme="risk",
        owner="amara",
        decided=(-255, "adopted", ""),
        changed=(
            -240,
            "Every contribution is written down here, with what we decided and what changed.",
            "This page, and the minutes of our second meeting.",
        ),
        feedback=(
            -238,
            "You asked not to be thanked and forgotten. So we started this page. You can hold us to it.",
            -208,
        ),
        silent=-207,
    ),
    ContributionStory(
        -51,
        "george",
        "Papers come in time, and short enough to read slowly.",
        dialogue="When the pace did not suit us",
        theme="pace",
        owner="amara",
        decided=(-44, "adopted", ""),
        changed=(
            -30,
            "Papers go out a week before we meet, with six pages at most.",
            "The last two papers: five pages each, sent eight days before.",
        ),
        feedback=(
            -29,
            "Papers are six pages at most now, and come a week before. The next one is on its way to you.",
            1,
        ),
        answer=(-26, True, "The last one I read twice. Thank you."),
    ),
    ContributionStory(
        -50,
        "dee",
        "Patients read a new letter before it goes out.",
        dialogue="When the pace did not suit us",
        theme="pace",
        owner="fatima",
        decided=(
            -43,
            "adapted",
            "The ward cannot wait for everybody. Two patients or carers read each letter within a day.",
        ),
        changed=(
            -24,
            "Two patients or carers read each new letter. Three sentences of the last one are theirs.",
            "Old and new wording, side by side, sent to everybody in print.",
        ),
        feedback=(
            -9,
            "Two of you now read each letter within a day. All of you would take too long for the winter list.",
            21,
        ),
    ),
    ContributionStory(
        -38,
        "ruth",
        "Do not say “compliance”. Say what you mean.",
        decided=(-31, "adopted", ""),
    ),
    ContributionStory(
        -22,
        "fatima",
        "Pay ward staff for the hours they spend here.",
        owner="amara",
        decided=(-14, "not_adopted", "Our funder pays partners only. We have asked whether that can change next year."),
        feedback=(
            -3,
            "We cannot pay ward staff from this grant. We wrote to the funder, and tell you what they answer.",
            27,
        ),
    ),
    ContributionStory(
        -6,
        "",
        "At the open day people asked for the inhaler sheet in large print.",
        standpoint="carer",
    ),
]

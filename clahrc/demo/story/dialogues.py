"""The dialogues of the demo, what was written in them, and who came to the one that was held."""

from __future__ import annotations

from typing import NamedTuple


class ReflectionStory(NamedTuple):
    """One reflection: by whom, to the prompt of which theme (none: of the project's own set), and what for."""

    by: str
    theme: str
    text: str
    kind: str = "free"
    audience: str = "dialogue"
    uses: tuple[str, ...] = ("may_analyse",)


class DialogueStory(NamedTuple):
    """A dialogue. `prompts` are themes of the built-in set; `ends` is the day writing ends; `state` where it stands.

    They meet `meets` days after that. `agenda` has minutes and whether the group came to it; `rsvps` say who comes.
    """

    title: str
    purpose: str
    planned: int
    ends: int
    state: str
    prompts: tuple[str, ...]
    seats: tuple[str, ...]
    reflections: tuple[ReflectionStory, ...]
    drafts: tuple[tuple[str, str, str], ...] = ()
    meets: int = 7
    join_link: str = ""
    agenda: tuple[tuple[str, int, bool], ...] = ()
    rsvps: tuple[tuple[str, str], ...] = ()


EVERYBODY = ("amara", "ben", "chen", "fatima", "dee", "george", "ruth")

GROUND_RULES = (
    "What each of us knows counts, wherever we know it from.\n"
    "We let each other finish.\n"
    "No letters without saying what they stand for.\n"
    "Whoever is tired says so, and we stop for ten minutes.\n"
    "What is said here stays here, unless we decide otherwise together."
)

DIALOGUES = [
    DialogueStory(
        "Why we are here",
        "Before we plan anything: what each of us hopes for, and what each of us is afraid of.",
        -285,
        -270,
        "closed",
        ("purpose", "risk"),
        (*EVERYBODY, "walter"),
        (
            ReflectionStory(
                "dee",
                "purpose",
                "I want the person after me to have an easier first night at home. I do not want to be the patient "
                "in the photograph.",
                "expectation",
                uses=("may_analyse", "may_quote"),
            ),
            ReflectionStory(
                "george",
                "purpose",
                "I was told research takes years. I have time, but I would like to see one thing change while I can "
                "still use it.",
                "expectation",
            ),
            ReflectionStory(
                "chen",
                "purpose",
                "Something I can act on. If I bring my team one more report without a next step they will stop coming.",
                "expectation",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            ReflectionStory(
                "ben",
                "purpose",
                "To understand why good plans fail at the front door, well enough that somebody elsewhere can use it.",
                "expectation",
                audience="project",
                uses=("may_analyse", "may_quote", "may_quote_named", "may_archive"),
            ),
            ReflectionStory(
                "amara",
                "risk",
                "That I speak for everyone because I write the minutes. Whoever holds the pen holds the meeting.",
                "challenge",
                audience="project",
                uses=("may_analyse", "may_quote"),
            ),
            ReflectionStory(
                "fatima",
                "risk",
                "My manager asked what I would stop doing to make room for this. I did not have an answer.",
                "challenge",
            ),
            ReflectionStory(
                "ruth",
                "risk",
                "That we are asked once, thanked, and never hear what became of it. It has happened before.",
                "challenge",
                uses=("may_analyse", "may_quote"),
            ),
        ),
    ),
    DialogueStory(
        "When the pace did not suit us",
        "The clinic needs answers this month; the study needs until next year. We look at both.",
        -75,
        -52,
        "held",
        ("pace", "time", "knowledge"),
        (*EVERYBODY, "walter"),
        (
            ReflectionStory(
                "dee",
                "pace",
                "The clinic wanted answers by Friday. I had only just met everyone, and I was still working out "
                "whether I was allowed to disagree.",
                "challenge",
                uses=("may_analyse", "may_quote"),
            ),
            ReflectionStory(
                "george",
                "pace",
                "I read slowly and I am proud of it. Forty pages on a Tuesday for a Thursday is a way of saying do "
                "not come.",
                "challenge",
            ),
            ReflectionStory(
                "walter", "pace", "Two hospital trips for one meeting is one too many for me.", "challenge"
            ),
            ReflectionStory(
                "chen",
                "pace",
                "If I cannot change the clinic letter this month, the winter list will be full before anything we "
                "learn can help.",
                "challenge",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            ReflectionStory(
                "fatima",
                "pace",
                "I changed two lines in the letter without waiting. It was better. I am still not sure it was right.",
                "learning",
                audience="project",
            ),
            ReflectionStory(
                "ben",
                "time",
                "I learned more in the car park after the meeting than in the meeting. None of it was in my field "
                "notes until Ruth asked why not.",
                "learning",
                audience="project",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            ReflectionStory(
                "ruth",
                "time",
                "It took me three meetings to say that 'compliance' is a rude word in my house.",
                "works_well",
                uses=("may_analyse", "may_quote"),
            ),
            ReflectionStory(
                "george",
                "time",
                "I am worn out after an hour and do not like to say so in the room. Could there be a break?",
                "challenge",
                audience="facilitators",
                uses=(),
            ),
            ReflectionStory(
                "dee",
                "knowledge",
                "When Fatima said 'I did not know that' in front of her own students. After that I told her the "
                "other half.",
                "works_well",
                uses=("may_analyse", "may_quote"),
            ),
            ReflectionStory(
                "chen",
                "knowledge",
                "I know what the inhaler does. Mrs P. knows what it does at four in the morning with the window "
                "painted shut. Those are both knowledge.",
                "learning",
                uses=("may_analyse",),
            ),
            ReflectionStory(
                "amara",
                "knowledge",
                "Only for me: I interrupted George twice. Watch that.",
                "learning",
                audience="only_me",
                uses=(),
            ),
        ),
        agenda=(
            ("Arriving, and tea", 10, True),
            ("Reading each other's words in silence", 15, True),
            ("What each of us heard", 30, True),
            ("What can change this month", 25, True),
            ("What has to wait, and why", 20, False),
        ),
        rsvps=(
            ("amara", "yes"),
            ("ben", "yes"),
            ("chen", "yes"),
            ("dee", "yes"),
            ("ruth", "yes"),
            ("fatima", "maybe"),
            ("george", "no"),
        ),
    ),
    DialogueStory(
        "How we decide together",
        "Our first shared decision is close. Before it: how do we want to decide, and who has not been heard?",
        -12,
        2,
        "open",
        ("dialogue", "institution", "goal"),
        EVERYBODY,
        (
            ReflectionStory(
                "chen",
                "dialogue",
                "I decide forty times a day alone. Here I try to be the third to speak.",
                "works_well",
            ),
            ReflectionStory(
                "fatima",
                "institution",
                "The form for a new leaflet has nine signatures and none of them is a patient's.",
                "challenge",
            ),
            ReflectionStory(
                "ruth",
                "",
                "That I can explain it at home in one breath, and nobody has to look up a word.",
                "expectation",
                uses=("may_analyse", "may_quote"),
            ),
        ),
        (
            ("dee", "dialogue", "We went round the table and the quiet ones went first. I would like to keep"),
            ("ben", "goal", "One sentence I could say to my head of department and to Ruth without changing it"),
        ),
        meets=5,
        join_link="https://meet.example.org/breathing-together",
        agenda=(
            ("Arriving, and tea", 10, False),
            ("What we wrote, side by side", 25, False),
            ("How we want to decide", 30, False),
            ("Our first decision: who reads the letter before it goes out", 20, False),
            ("What each of us takes on", 10, False),
        ),
        rsvps=(("amara", "yes"), ("chen", "yes"), ("fatima", "yes"), ("ruth", "maybe"), ("ben", "no")),
    ),
    DialogueStory(
        "What we change first",
        "Three months of interviews are in. Each of us names one thing, and says what it would cost.",
        -1,
        30,
        "planned",
        ("iteration", "space"),
        (),
        (),
    ),
]

CAME_TO_THE_MEETING = ("amara", "ben", "chen", "fatima", "dee", "ruth")

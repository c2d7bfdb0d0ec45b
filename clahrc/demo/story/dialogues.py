"""The story, as tables. Days count from the day the demo is loaded: -300 is 300 days before it. All text is our own."""

from __future__ import annotations

from typing import NamedTuple

PASSWORD = "breathing-together-demo"  # noqa: S105  # printed at the start; the demo holds nothing secret


class Person(NamedTuple):
    """Somebody of the cast. `named` is how they want to be named; `pseudonym` the name they chose."""

    key: str
    full_name: str
    role: str
    standpoint: str
    named: str = "full"
    pseudonym: str = ""
    left: bool = False


TITLE = "Breathing Together"
LAY_SUMMARY = (
    "People with a lung condition often leave hospital with a plan that does not fit their life at home. "
    "Patients, carers, nurses, doctors and researchers look together at what happens in the first month after "
    "going home, and change what they can while they learn."
)
AIM = (
    "By the end of next year, nobody leaves our two hospitals with a breathing plan they had no part in, and we can "
    "show what made the difference from each side."
)

ADMINISTRATOR = Person("priya", "Priya Nair", "administrator", "manager")
PEOPLE = [
    Person("amara", "Amara Okafor", "coordinator", "academic"),
    Person("ben", "Ben Lewis", "researcher", "academic"),
    Person("chen", "Dr Chen Wei", "partner", "clinician"),
    Person("fatima", "Fatima Haddad", "partner", "clinician"),
    Person("dee", "Dee Marsh", "partner", "patient", "pseudonym", "Dee"),
    Person("george", "George Pask", "partner", "patient", "standpoint"),
    Person("ruth", "Ruth Adeyemi", "partner", "carer"),
    Person("oli", "Oli Brand", "observer", "manager"),
    Person("walter", "Walter Hughes", "partner", "patient", left=True),
]
# Takes part without an e-mail address: nobody signs in as Joan, and her consent is on paper.
ON_PAPER = Person("joan", "Joan Bell", "partner", "carer")
OUTSIDER = Person("zoe", "Zoe Quist", "coordinator", "academic")
OTHER_TITLE = "Walking Home"
OTHER_SUMMARY = "A second, smaller project, to show that projects are walls: its people see nothing of the first."
# One person, two names: Ruth is Rosa in the second project.
IN_BOTH, OTHER_NAME = "ruth", "Rosa"


class Invited(NamedTuple):
    """An invitation, the day it was sent, and the day somebody said no. Waiting longer than 14 days, its link ends."""

    key: str
    full_name: str
    standpoint: str
    sent: int
    declined: int | None = None


INVITED = [
    Invited("tom", "Tom Ellery", "patient", -40, declined=-36),
    Invited("grace", "Grace Obi", "carer", -33),
    Invited("sunita", "Sunita Rao", "clinician", -3),
]


class Words(NamedTuple):
    """One reflection: by whom, to the prompt of which theme (none: of the project's own set), and what for."""

    by: str
    theme: str
    text: str
    kind: str = "free"
    audience: str = "dialogue"
    uses: tuple[str, ...] = ("may_analyse",)


class Talk(NamedTuple):
    """A dialogue. `prompts` are themes of the built-in set; `ends` is the day writing ends; `state` where it stands.

    They meet `meets` days after that. `agenda` has minutes and whether the group came to it; `comes` who said what.
    """

    title: str
    purpose: str
    planned: int
    ends: int
    state: str
    prompts: tuple[str, ...]
    seats: tuple[str, ...]
    words: tuple[Words, ...]
    drafts: tuple[tuple[str, str, str], ...] = ()
    meets: int = 7
    join_link: str = ""
    agenda: tuple[tuple[str, int, bool], ...] = ()
    comes: tuple[tuple[str, str], ...] = ()


EVERYBODY = ("amara", "ben", "chen", "fatima", "dee", "george", "ruth")
GROUND_RULES = (
    "What each of us knows counts, wherever we know it from.\n"
    "We let each other finish.\n"
    "No letters without saying what they stand for.\n"
    "Whoever is tired says so, and we stop for ten minutes.\n"
    "What is said here stays here, unless we decide otherwise together."
)
DIALOGUES = [
    Talk(
        "Why we are here",
        "Before we plan anything: what each of us hopes for, and what each of us is afraid of.",
        -285,
        -270,
        "closed",
        ("purpose", "risk"),
        (*EVERYBODY, "walter"),
        (
            Words(
                "dee",
                "purpose",
                "I want the person after me to have an easier first night at home. I do not want to be the patient "
                "in the photograph.",
                "expectation",
                uses=("may_analyse", "may_quote"),
            ),
            Words(
                "george",
                "purpose",
                "I was told research takes years. I have time, but I would like to see one thing change while I can "
                "still use it.",
                "expectation",
            ),
            Words(
                "chen",
                "purpose",
                "Something I can act on. If I bring my team one more report without a next step they will stop coming.",
                "expectation",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            Words(
                "ben",
                "purpose",
                "To understand why good plans fail at the front door, well enough that somebody elsewhere can use it.",
                "expectation",
                audience="project",
                uses=("may_analyse", "may_quote", "may_quote_named", "may_archive"),
            ),
            Words(
                "amara",
                "risk",
                "That I speak for everyone because I write the minutes. Whoever holds the pen holds the meeting.",
                "challenge",
                audience="project",
                uses=("may_analyse", "may_quote"),
            ),
            Words(
                "fatima",
                "risk",
                "My manager asked what I would stop doing to make room for this. I did not have an answer.",
                "challenge",
            ),
            Words(
                "ruth",
                "risk",
                "That we are asked once, thanked, and never hear what became of it. It has happened before.",
                "challenge",
                uses=("may_analyse", "may_quote"),
            ),
        ),
    ),
    Talk(
        "When the pace did not suit us",
        "The clinic needs answers this month; the study needs until next year. We look at both.",
        -75,
        -52,
        "held",
        ("pace", "time", "knowledge"),
        (*EVERYBODY, "walter"),
        (
            Words(
                "dee",
                "pace",
                "The clinic wanted answers by Friday. I had only just met everyone, and I was still working out "
                "whether I was allowed to disagree.",
                "challenge",
                uses=("may_analyse", "may_quote"),
            ),
            Words(
                "george",
                "pace",
                "I read slowly and I am proud of it. Forty pages on a Tuesday for a Thursday is a way of saying do "
                "not come.",
                "challenge",
            ),
            Words("walter", "pace", "Two hospital trips for one meeting is one too many for me.", "challenge"),
            Words(
                "chen",
                "pace",
                "If I cannot change the clinic letter this month, the winter list will be full before anything we "
                "learn can help.",
                "challenge",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            Words(
                "fatima",
                "pace",
                "I changed two lines in the letter without waiting. It was better. I am still not sure it was right.",
                "learning",
                audience="project",
            ),
            Words(
                "ben",
                "time",
                "I learned more in the car park after the meeting than in the meeting. None of it was in my field "
                "notes until Ruth asked why not.",
                "learning",
                audience="project",
                uses=("may_analyse", "may_quote", "may_quote_named"),
            ),
            Words(
                "ruth",
                "time",
                "It took me three meetings to say that 'compliance' is a rude word in my house.",
                "works_well",
                uses=("may_analyse", "may_quote"),
            ),
            Words(
                "george",
                "time",
                "I am worn out after an hour and do not like to say so in the room. Could there be a break?",
                "challenge",
                audience="facilitators",
                uses=(),
            ),
            Words(
                "dee",
                "knowledge",
                "When Fatima said 'I did not know that' in front of her own students. After that I told her the "
                "other half.",
                "works_well",
                uses=("may_analyse", "may_quote"),
            ),
            Words(
                "chen",
                "knowledge",
                "I know what the inhaler does. Mrs P. knows what it does at four in the morning with the window "
                "painted shut. Those are both knowledge.",
                "learning",
                uses=("may_analyse",),
            ),
            Words(
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
        comes=(
            ("amara", "yes"),
            ("ben", "yes"),
            ("chen", "yes"),
            ("dee", "yes"),
            ("ruth", "yes"),
            ("fatima", "maybe"),
            ("george", "no"),
        ),
    ),
    Talk(
        "How we decide together",
        "Our first shared decision is close. Before it: how do we want to decide, and who has not been heard?",
        -12,
        2,
        "open",
        ("dialogue", "institution", "goal"),
        EVERYBODY,
        (
            Words(
                "chen",
                "dialogue",
                "I decide forty times a day alone. Here I try to be the third to speak.",
                "works_well",
            ),
            Words(
                "fatima",
                "institution",
                "The form for a new leaflet has nine signatures and none of them is a patient's.",
                "challenge",
            ),
            Words(
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
        comes=(("amara", "yes"), ("chen", "yes"), ("fatima", "yes"), ("ruth", "maybe"), ("ben", "no")),
    ),
    Talk(
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


HELD = "When the pace did not suit us"  # to which the planned one is a copy
TRANSCRIPT = {
    "dialogue": "Why we are here",
    "file": "metamuse_37.txt",
    "title": "A conversation to practise on: Metamuse 37, Visual programming",
    "credit": "Metamuse podcast, episode 37; transcript by Reduct in ppkn/metamuse-transcripts; CC BY 4.0",
}

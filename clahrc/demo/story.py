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
]
OUTSIDER = Person("zoe", "Zoe Quist", "coordinator", "academic")
OTHER_TITLE = "Walking Home"
OTHER_SUMMARY = "A second, smaller project, to show that projects are walls: its people see nothing of the first."


class Step(NamedTuple):
    """A milestone. `moves` are (day it was decided, new due day, note); `done` is (day, evidence)."""

    title: str
    owner: str
    planned: int
    due: int
    pace: str
    kind: str
    moves: tuple[tuple[int, int, str], ...] = ()
    done: tuple[int, str] | None = None
    started: int | None = None


MILESTONES = [
    Step(
        "Ways of working agreed",
        "amara",
        -300,
        -262,
        "rapid",
        "relational",
        done=(-266, "Written on one page at the second meeting and read aloud by Ruth. Everybody has a copy."),
    ),
    Step(
        "Ethics approval for the interviews",
        "ben",
        -300,
        -205,
        "slow",
        "governance",
        moves=((-215, -170, "The committee asked for the plain sheet to be tested with patients first."),),
        done=(-174, "Approval letter in the study file; plain sheet tested with four people."),
    ),
    Step(
        "Shared aim signed by all three groups",
        "amara",
        -280,
        -190,
        "slow",
        "relational",
        done=(-188, "Signed by patients and carers, clinicians and academics on the same afternoon."),
    ),
    Step(
        "Twelve interviews done and transcribed",
        "ben",
        -260,
        -80,
        "slow",
        "data",
        moves=((-95, -45, "Two people were too unwell to talk in winter. We wait for them."),),
        done=(-48, "Twelve transcripts checked by the people who spoke."),
    ),
    Step(
        "First brief to the clinic",
        "chen",
        -200,
        -60,
        "rapid",
        "output",
        moves=(
            (-70, -31, "We waited for patients to check how their words were used."),
            (-35, -12, "The clinic moved its meeting."),
        ),
        started=-100,
    ),
    Step("Discharge letter rewritten with patients", "fatima", -150, 9, "rapid", "output", started=-20),
    Step("Analytical framework agreed", "ben", -120, 34, "slow", "analysis", started=-15),
    Step("First decision taken together recorded", "amara", -110, 4, "rapid", "relational", started=-30),
    Step("Feedback given to everybody who was interviewed", "dee", -60, 75, "slow", "relational"),
    Step("Paper drafted, authorship agreed", "amara", -60, 160, "slow", "output"),
]


class Words(NamedTuple):
    """One reflection: by whom, to the prompt of which theme, what, and what it may be used for."""

    by: str
    theme: str
    text: str
    kind: str = "free"
    audience: str = "dialogue"
    uses: tuple[str, ...] = ("may_analyse",)


class Talk(NamedTuple):
    """A dialogue. `prompts` are themes of the built-in set; `ends` is the day writing ends; `state` where it stands."""

    title: str
    purpose: str
    planned: int
    ends: int
    state: str
    prompts: tuple[str, ...]
    seats: tuple[str, ...]
    words: tuple[Words, ...]
    drafts: tuple[tuple[str, str, str], ...] = ()


EVERYBODY = ("amara", "ben", "chen", "fatima", "dee", "george", "ruth")
DIALOGUES = [
    Talk(
        "Why we are here",
        "Before we plan anything: what each of us hopes for, and what each of us is afraid of.",
        -285,
        -270,
        "closed",
        ("purpose", "risk"),
        EVERYBODY,
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
        EVERYBODY,
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
            ),
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
        ),
        (
            ("dee", "dialogue", "We went round the table and the quiet ones went first. I would like to keep"),
            ("ben", "goal", "One sentence I could say to my head of department and to Ruth without changing it"),
        ),
    ),
    Talk(
        "What we change first",
        "Three months of interviews are in. Each of us names one thing, and says what it would cost.",
        -3,
        30,
        "planned",
        ("iteration", "space"),
        ("amara", "chen", "dee", "ruth"),
        (),
    ),
]


class Difference(NamedTuple):
    """A kept disagreement: of which dialogue, on what, looked back on in how many days, and who holds what."""

    dialogue: str
    title: str
    look_back: int
    positions: tuple[tuple[str, str], ...]


KEPT_DISAGREEMENT = Difference(
    "When the pace did not suit us",
    "How soon is soon enough?",
    40,
    (
        ("clinician", "Change what is plainly wrong now, and let the study catch up. Waiting is also a decision."),
        ("patient", "Not before the people whose words it rests on have seen it. A fast mistake is ours to live with."),
        ("academic", "Change it, but call it provisional, and say on the page when it will be looked at again."),
    ),
)
TRANSCRIPT = {
    "dialogue": "Why we are here",
    "file": "metamuse_37.txt",
    "title": "A conversation to practise on: Metamuse 37, Visual programming",
    "credit": "Metamuse podcast, episode 37; transcript by Reduct in ppkn/metamuse-transcripts; CC BY 4.0",
}

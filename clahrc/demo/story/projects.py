"""The two projects of the demo, and the full description and approvals of the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from clahrc.demo.story.aims import FIRST_AIM


class ProjectStory(NamedTuple):
    """A project as it began; `aim` is empty where none was written."""

    title: str
    lay_summary: str
    aim: str = ""


BREATHING_TOGETHER = ProjectStory(
    "Breathing Together",
    (
        "People with a lung condition often leave hospital with a plan that does not fit their life at home. "
        "Patients, carers, nurses, doctors and researchers look together at what happens in the first month after "
        "going home, and change what they can while they learn."
    ),
    FIRST_AIM,
)

WALKING_HOME = ProjectStory(
    "Walking Home", "A second, smaller project, to show that projects are walls: its people see nothing of the first."
)

FULL_TEXT = (
    "People with a long-term lung condition often leave hospital with a letter they cannot use. We want to know what "
    "they, their families and the clinic need in the first weeks at home, and how to learn it together.\n\n"
    "We interview twelve people, talk about what we hear in dialogues, and try each idea in the clinic before we write "
    "about it. The methods are agreed by patients, clinicians and academics."
)

CONTEXT = (
    "A hospital clinic and four general practices. Patients and carers, clinicians and a university work together."
)


@dataclass(frozen=True)
class ApprovalNumbers:
    """The numbers under which others know the project. Every one is made up."""

    iras_id: str = "312345"
    rec_reference: str = "25/YH/0999"
    isrctn: str = "ISRCTN00000000"
    protocol_version: str = "1.2"


APPROVAL_NUMBERS = ApprovalNumbers()

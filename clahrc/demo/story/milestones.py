"""The milestones of the demo's first project, how their dates moved, and what waits for what."""

from __future__ import annotations

from typing import NamedTuple


class MilestoneStory(NamedTuple):
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
    step: str = ""


MILESTONES = [
    MilestoneStory(
        "Ways of working agreed",
        "amara",
        -300,
        -262,
        "rapid",
        "relational",
        step="terms",
        done=(-266, "Written on one page at the second meeting and read aloud by Ruth. Everybody has a copy."),
    ),
    MilestoneStory(
        "Ethics approval for the interviews",
        "ben",
        -300,
        -205,
        "slow",
        "governance",
        moves=((-215, -170, "The committee asked for the plain sheet to be tested with patients first."),),
        done=(-174, "Approval letter in the study file; plain sheet tested with four people."),
    ),
    MilestoneStory(
        "Shared aim signed by all three groups",
        "amara",
        -280,
        -190,
        "slow",
        "relational",
        done=(-188, "Signed by patients and carers, clinicians and academics on the same afternoon."),
    ),
    MilestoneStory(
        "Twelve interviews done and transcribed",
        "ben",
        -260,
        -80,
        "slow",
        "data",
        moves=((-95, -45, "Two people were too unwell to talk in winter. We wait for them."),),
        done=(-48, "Twelve transcripts checked by the people who spoke."),
    ),
    MilestoneStory(
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
    MilestoneStory("Discharge letter rewritten with patients", "fatima", -150, 9, "rapid", "output", started=-20),
    MilestoneStory("Analytical framework agreed", "ben", -120, 34, "slow", "analysis", started=-15),
    MilestoneStory(
        "First decision taken together recorded", "amara", -110, 4, "rapid", "relational", started=-30, step="decision"
    ),
    MilestoneStory(
        "Feedback given to everybody who was interviewed", "dee", -60, 75, "slow", "relational", step="feedback"
    ),
    MilestoneStory("Paper drafted, authorship agreed", "amara", -60, 160, "slow", "output"),
]

# Day on which it was agreed, what waits, and what it waits for.
MILESTONE_LINKS = [
    (-260, "Twelve interviews done and transcribed", ["Ethics approval for the interviews"]),
    (-120, "Analytical framework agreed", ["Twelve interviews done and transcribed"]),
    (-100, "Discharge letter rewritten with patients", ["First brief to the clinic"]),
    (-60, "Feedback given to everybody who was interviewed", ["Analytical framework agreed"]),
    (-60, "Paper drafted, authorship agreed", ["Analytical framework agreed", "First brief to the clinic"]),
]

"""What the apps above declare: what a withdrawal would do, and which files hold somebody's words.

Below it, the consent form that a project starts from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import Project


@dataclass(frozen=True)
class Effect:
    """One thing that a withdrawal does, or cannot do, in a sentence with its number.

    `possible` is False for what stays as it is whatever the person chooses: a file that has left, for example.
    """

    sentence: str
    count: int
    possible: bool = True


@dataclass(frozen=True)
class HeldFile:
    """A file that has left with somebody's words in it: what it is, when it was fetched, when it was made."""

    kind: str
    fetched_at: datetime


# What says, for (person, project, scope), which effects a withdrawal has in one app.
EffectSource = Callable[["User", "Project", str], Iterable[Effect]]
# By the number under which each was declared: what is closest to the person is told first.
EFFECTS: dict[int, EffectSource] = {}
# (project, moment since which the words could go into files) -> files that left with them.
FILES: list[Callable[[UUID, datetime], Iterable[HeldFile]]] = []


def declare_effects(place: int) -> Callable[[EffectSource], EffectSource]:
    """Declare what a withdrawal does in an app; a decorator in its `notices`. They are told in the order of `place`.

    Raises ValueError where another app has that number.
    """

    def declare(source: EffectSource) -> EffectSource:
        if place in EFFECTS:
            raise ValueError(f"Effects of a withdrawal are declared twice at the place {place}.")
        EFFECTS[place] = source
        return source

    return declare


def declare_files(
    source: Callable[[UUID, datetime], Iterable[HeldFile]],
) -> Callable[[UUID, datetime], Iterable[HeldFile]]:
    """Declare how to find files that left; used as a decorator in an app's `notices`."""
    FILES.append(source)
    return source


@dataclass(frozen=True)
class StartingClause:
    """A clause to start from, with its twin in plain words. `kind` is a value of `enums.ClauseKind`."""

    kind: str
    text: str | Promise
    plain_text: str | Promise
    needed: bool = False


# Words of the information that stand for what only the coordinators know.
STARTING_GAP = _("write it here")
# A project's first form starts from these. Coordinators change every word before they publish.
STARTING_TITLE = _("Consent to take part")
STARTING_INFORMATION = _(
    "What this project is about: write it here.\n\n"
    "Who runs it and who pays for it: write it here.\n\n"
    "What taking part means: you write reflections to prompts, and you meet the others. Say how often and how long.\n\n"
    "What happens to what you write: you choose for each reflection who reads it, under what name, and for what use. "
    "You can change this at any time.\n\n"
    "Risks and benefits: write it here.\n\n"
    "You are free to say no. You can stop at any time, without giving a reason. Your care does not depend on it.\n\n"
    "Who to ask, and who to complain to: write it here."
)
STARTING_PLAIN_INFORMATION = _(
    "We do research together. You write down what you think, and we talk about it.\n\n"
    "You decide who reads your words and what they are used for.\n\n"
    "You can say no. You can stop at any time. You do not have to say why."
)
STARTING_CLAUSES = (
    StartingClause(
        "take_part",
        _("I have read the information, I could ask questions, and I agree to take part in this project."),
        _("I know what this is about. I want to take part."),
        needed=True,
    ),
    StartingClause(
        "recorded",
        _("Meetings that I come to may be recorded as sound, so that they can be written down."),
        _("You may record my voice when we meet."),
    ),
    StartingClause(
        "quoted",
        _("What I write or say may be quoted in reports and papers without my name."),
        _("You may use my words in reports. My name is not there."),
    ),
    StartingClause(
        "archived",
        _("What I write may be kept in an archive, without my name, for other researchers."),
        _("You may keep my words for later research. My name is not there."),
    ),
    StartingClause(
        "contacted",
        _("The team may contact me again about research that follows from this project."),
        _("You may ask me again later about other research."),
    ),
    StartingClause(
        "results",
        _("I want to receive the results of this project."),
        _("Tell me what you found out."),
    ),
    StartingClause(
        "co_analysis",
        _("Partners in this project, patients and carers among them, may help to analyse what I write."),
        _("Other partners may help to make sense of my words."),
    ),
)

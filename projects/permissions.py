"""Who may do what in a project: one table, readable by an ethics board. `docs/permissions.md` is made from it.

A role in the table opens the door; whether the state allows the act is asked in `policies.py`, and which rows are seen
in `visible_to`.
"""

from __future__ import annotations

from enum import Enum

from projects.enums import Role

C, R, P, O, A = Role.COORDINATOR, Role.RESEARCHER, Role.PARTNER, Role.OBSERVER, Role.ADMINISTRATOR


class Action(Enum):
    """Each act, with the sentence that describes it."""

    PROJECT_VIEW = "See the project, its aim and its progress"
    PROJECT_EDIT = "Change the project's description and dates"
    MEMBER_LIST = "See who takes part"
    MEMBER_MANAGE = "Add people, change their role or standpoint, end their membership"
    MILESTONE_VIEW = "See the milestones"
    MILESTONE_MANAGE = "Add, change and complete milestones"
    HISTORY_VIEW = "See the project's history"
    DIALOGUE_VIEW = "See the dialogues and, once revealed, the words the author lets them read"
    DIALOGUE_MANAGE = "Plan dialogues, give seats, open and close them"
    DIALOGUE_FACILITATE = "Open the reveal and record outcomes; besides coordinators only facilitators of that dialogue"
    REFLECTION_WRITE = "Write reflections; only with a seat in that dialogue"
    EXPORT_REPORT = "Ask for the project report, and get files they asked for"
    EXPORT_WORDS = "Ask for reflections as a file"


TABLE: dict[Action, frozenset[Role]] = {
    Action.PROJECT_VIEW: frozenset({C, R, P, O, A}),
    Action.PROJECT_EDIT: frozenset({C, A}),
    Action.MEMBER_LIST: frozenset({C, R, P, A}),
    Action.MEMBER_MANAGE: frozenset({C, A}),
    Action.MILESTONE_VIEW: frozenset({C, R, P, O, A}),
    Action.MILESTONE_MANAGE: frozenset({C}),
    Action.HISTORY_VIEW: frozenset({C, A}),
    Action.DIALOGUE_VIEW: frozenset({C, R, P}),
    Action.DIALOGUE_MANAGE: frozenset({C}),
    Action.DIALOGUE_FACILITATE: frozenset({C, R, P}),
    Action.REFLECTION_WRITE: frozenset({C, R, P}),
    Action.EXPORT_REPORT: frozenset({C, A}),
    Action.EXPORT_WORDS: frozenset({A}),
}


def allows(role: Role, action: Action) -> bool:
    """May this role do this at all?"""
    return role in TABLE[action]

"""Who may do what in a project: one table, readable by an ethics board. `docs/permissions.md` is made from it.

A role in the table opens the door; whether the state allows the act is asked in `policies.py`, and which rows are seen
in `visible_to`.
"""

from __future__ import annotations

from enum import Enum

from projects.enums import Role

COO, RES, PAR, OBS, ADM = Role.COORDINATOR, Role.RESEARCHER, Role.PARTNER, Role.OBSERVER, Role.ADMINISTRATOR


class Action(Enum):
    """Each act, with the sentence that describes it."""

    PROJECT_VIEW = "See the project, its aim and its progress"
    PROJECT_EDIT = "Change the project's description and dates"
    MEMBER_LIST = "See who takes part"
    MEMBER_MANAGE = "Add people, change their role or standpoint, end their membership"
    MEMBERSHIP_OWN = "Choose how I am named in this project, and leave it"
    WITHDRAW = "Withdraw from this project"
    CONSENT_ANSWER = "Read the consent form and answer it"
    CONSENT_MANAGE = "Write the consent form, and see who has answered which version"
    MILESTONE_VIEW = "See the milestones"
    MILESTONE_MANAGE = "Add, change and complete milestones"
    HISTORY_VIEW = "See the project's history"
    DIALOGUE_VIEW = "See the dialogues and, once revealed, the words the author lets them read"
    DIALOGUE_MANAGE = "Plan dialogues, give seats, open and close them"
    DIALOGUE_FACILITATE = "Open the reveal and record outcomes; besides coordinators only facilitators of that dialogue"
    REFLECTION_WRITE = "Write reflections and responses; only with a seat in that dialogue"
    DIALOGUE_ATTEND = "Say whether I come, and look back at outcomes; only with a seat in that dialogue"
    WORDS_SEARCH = "Search the words that their authors let me read"
    EXPORT_REPORT = "Ask for the project report, and get files they asked for"
    EXPORT_WORDS = "Ask for reflections as a file"


TABLE: dict[Action, frozenset[Role]] = {
    Action.PROJECT_VIEW: frozenset({COO, RES, PAR, OBS, ADM}),
    Action.PROJECT_EDIT: frozenset({COO, ADM}),
    Action.MEMBER_LIST: frozenset({COO, RES, PAR, ADM}),
    Action.MEMBER_MANAGE: frozenset({COO, ADM}),
    Action.MEMBERSHIP_OWN: frozenset({COO, RES, PAR, OBS}),
    Action.WITHDRAW: frozenset({COO, RES, PAR, OBS}),
    Action.CONSENT_ANSWER: frozenset({COO, RES, PAR}),
    Action.CONSENT_MANAGE: frozenset({COO}),
    Action.MILESTONE_VIEW: frozenset({COO, RES, PAR, OBS, ADM}),
    Action.MILESTONE_MANAGE: frozenset({COO}),
    Action.HISTORY_VIEW: frozenset({COO, ADM}),
    Action.DIALOGUE_VIEW: frozenset({COO, RES, PAR}),
    Action.DIALOGUE_MANAGE: frozenset({COO}),
    Action.DIALOGUE_FACILITATE: frozenset({COO, RES, PAR}),
    Action.REFLECTION_WRITE: frozenset({COO, RES, PAR}),
    Action.DIALOGUE_ATTEND: frozenset({COO, RES, PAR}),
    Action.WORDS_SEARCH: frozenset({COO, RES, PAR}),
    Action.EXPORT_REPORT: frozenset({COO, ADM}),
    Action.EXPORT_WORDS: frozenset({ADM}),
}


def allows(role: Role, action: Action) -> bool:
    """May this role do this at all?"""
    return role in TABLE[action]

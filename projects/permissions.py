"""Who may do what in a project: one table, readable by an ethics board. `docs/permissions.md` is made from it.

A role in the table opens the door; whether the state allows the act is asked in `policies`, and which rows are seen
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
    PROJECT_COPY = "Start a new project from a copy of this one"
    MORNING_VIEW = "See what is late and who has not been heard"
    UNDERSTANDING_VIEW = "See the shared aim, the pace agreement and the glossary"
    AIM_WRITE = "Write a new version of the shared aim; agree the pace"
    AIM_SIGN = "Sign the shared aim"
    EXPECTATION_WRITE = "Write what I expect, and see what others wrote once it is revealed"
    EXPECTATION_MANAGE = "Ask for expectations and reveal them"
    GLOSSARY_WRITE = "Add words and meanings to the glossary"
    TENSION_RAISE = "See tensions and barriers, raise one and add steps"
    TENSION_MANAGE = "Change, escalate, resolve or live with a tension or barrier"
    CONTRIBUTION_VIEW = "See what was said and what changed; the words only where their author lets me"
    CONTRIBUTION_MAKE = "Make a contribution, and answer when told what came of my own"
    CONTRIBUTION_MANAGE = "Take up a contribution, decide, record the change and tell the contributor"
    PULSE_ANSWER = "Answer the pulse, and see its spread once it is closed"
    PULSE_MANAGE = "Open and close a round of the pulse"
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
    Action.PROJECT_COPY: frozenset({COO, ADM}),
    Action.MORNING_VIEW: frozenset({COO, ADM}),
    Action.UNDERSTANDING_VIEW: frozenset({COO, RES, PAR, OBS, ADM}),
    Action.AIM_WRITE: frozenset({COO}),
    Action.AIM_SIGN: frozenset({COO, RES, PAR}),
    Action.EXPECTATION_WRITE: frozenset({COO, RES, PAR}),
    Action.EXPECTATION_MANAGE: frozenset({COO}),
    Action.GLOSSARY_WRITE: frozenset({COO, RES, PAR}),
    Action.TENSION_RAISE: frozenset({COO, RES, PAR}),
    Action.TENSION_MANAGE: frozenset({COO}),
    Action.CONTRIBUTION_VIEW: frozenset({COO, RES, PAR, OBS, ADM}),
    Action.CONTRIBUTION_MAKE: frozenset({COO, RES, PAR}),
    Action.CONTRIBUTION_MANAGE: frozenset({COO}),
    Action.PULSE_ANSWER: frozenset({COO, RES, PAR}),
    Action.PULSE_MANAGE: frozenset({COO}),
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

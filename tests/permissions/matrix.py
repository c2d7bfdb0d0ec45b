"""Every URL, who asks it how, and what they get. Written out, not computed from the permission table: a change of the
table shows here.

Roles: an anonymous person, a stranger (leads another project), and the five roles. A POST is empty, so 422 means "let
in, and the form asks for more", 303 "let in and done", 409 "let in, and the state does not allow it".
"""

from __future__ import annotations

from dataclasses import dataclass, field

Answers = dict[str, int]

ROLES = ("anonymous", "stranger", "observer", "partner", "researcher", "coordinator", "administrator")
MEMBERS = ROLES[2:]
EVERYBODY = "observer partner researcher coordinator administrator"
TAKING_PART = "partner researcher coordinator"
NOT_OBSERVERS = "partner researcher coordinator administrator"
LEADS = "coordinator administrator"


def door(allowed: str, status: int, **otherwise: int) -> Answers:
    """A page of a project: sign in first, strangers find nothing, other roles may not."""
    inside = {role: status if role in allowed.split() else 403 for role in MEMBERS}
    return {"anonymous": 302, "stranger": 404} | inside | otherwise


def signed_in(status: int, **otherwise: int) -> Answers:
    """A page for whoever is signed in."""
    return dict.fromkeys(ROLES, status) | {"anonymous": 302} | otherwise


def anybody(status: int, **otherwise: int) -> Answers:
    """A page for everybody."""
    return dict.fromkeys(ROLES, status) | otherwise


def administrator(status: int) -> Answers:
    """A page for administrators of the site."""
    return dict.fromkeys(ROLES, 403) | {"anonymous": 302, "administrator": status}


@dataclass(frozen=True)
class Row:
    """What one URL answers to GET and POST; None where it does not answer. `uses` names other objects of the world."""

    get: Answers | None = None
    post: Answers | None = None
    uses: dict[str, str] = field(default_factory=dict)

    @property
    def methods(self) -> dict[str, Answers]:
        """The methods that are answered."""
        both = {"GET": self.get, "POST": self.post}
        return {method: answers for method, answers in both.items() if answers is not None}


PROJECTS = {
    "projects:project_list": Row(get=signed_in(200)),
    "projects:project_create": Row(get=administrator(200), post=administrator(422)),
    "projects:project_detail": Row(get=door(EVERYBODY, 200)),
    "projects:project_edit": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:project_state": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:history": Row(get=door(LEADS, 200)),
    "projects:member_list": Row(get=door(NOT_OBSERVERS, 200)),
    "projects:member_add": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:member_edit": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:member_end": Row(get=door(LEADS, 200), post=door(LEADS, 303)),
    "projects:milestone_list": Row(get=door(EVERYBODY, 200)),
    "projects:milestone_add": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "projects:milestone_detail": Row(get=door(EVERYBODY, 200)),
    "projects:milestone_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "projects:milestone_start": Row(post=door("coordinator", 303)),
    "projects:milestone_complete": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "projects:milestone_reopen": Row(post=door("coordinator", 303), uses={"milestone_id": "done_milestone"}),
}

PLANNED = {"dialogue_id": "planned_dialogue"}
REVEALED = {"dialogue_id": "revealed_dialogue"}
DIALOGUES = {
    "dialogues:dialogue_list": Row(get=door(TAKING_PART, 200)),
    "dialogues:dialogue_create": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "dialogues:dialogue_detail": Row(get=door(TAKING_PART, 200)),
    "dialogues:dialogue_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "dialogues:seat_manage": Row(get=door("coordinator", 200), post=door("coordinator", 303), uses=PLANNED),
    "dialogues:dialogue_open": Row(get=door("coordinator", 200), post=door("coordinator", 303), uses=PLANNED),
    # Partners and researchers who do not facilitate this dialogue are turned back behind the door.
    "dialogues:dialogue_reveal": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "dialogues:dialogue_hold": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "dialogues:dialogue_close": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "dialogues:dialogue_words": Row(get=door(TAKING_PART, 200)),
    "dialogues:disagreement_add": Row(get=door("coordinator", 200), post=door("coordinator", 422), uses=REVEALED),
    "dialogues:transcript_add": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "dialogues:transcript_detail": Row(get=door(TAKING_PART, 200)),
    # Whoever has a seat writes in it, whatever their role.
    "dialogues:reflection_write": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "dialogues:reflection_autosave": Row(post=door(TAKING_PART, 422)),
    "dialogues:reflection_permission": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "dialogues:reflection_check": Row(get=door(TAKING_PART, 200)),
    "dialogues:reflection_send": Row(get=door(TAKING_PART, 303), post=door(TAKING_PART, 422)),
    "dialogues:reflection_sent": Row(get=door(TAKING_PART, 303)),
}

# The export is the coordinator's: an administrator who did not ask for it finds nothing.
REPORTS = {
    "reports:export_list": Row(get=door(LEADS, 200)),
    "reports:export_create": Row(post=door(LEADS, 422)),
    "reports:export_detail": Row(get=door("coordinator", 200, administrator=404)),
    "reports:export_retry": Row(post=door("coordinator", 409, administrator=404)),
    "reports:export_cancel": Row(post=door("coordinator", 303, administrator=404)),
    "reports:export_download": Row(post=door("coordinator", 409, administrator=404)),
}

SITE = {
    "health": Row(get=anybody(200)),
    "home": Row(get=signed_in(200)),
    "mail_log": Row(get=administrator(200)),
    "mail_retry": Row(post=administrator(303)),
    "accounts:profile": Row(get=signed_in(200), post=signed_in(422)),
}

# Whoever is signed in already is sent on from the pages of signing in.
SIGN_IN = {
    "account_login": Row(get=signed_in(302, anonymous=200), post=signed_in(302, anonymous=422)),
    "account_logout": Row(get=signed_in(200), post=anybody(302)),
    "account_inactive": Row(get=anybody(200)),
    "account_signup": Row(get=signed_in(302, anonymous=200), post=signed_in(302, anonymous=422)),
    "account_request_login_code": Row(get=signed_in(302, anonymous=200), post=signed_in(302, anonymous=422)),
    "account_confirm_login_code": Row(get=anybody(302), post=anybody(302)),
    "account_change_password": Row(get=signed_in(302), post=signed_in(302)),
    "account_set_password": Row(get=signed_in(200), post=signed_in(422)),
    "account_reset_password": Row(get=anybody(200), post=anybody(422)),
    "account_reset_password_done": Row(get=anybody(200)),
    "account_reset_password_from_key": Row(get=anybody(200), post=anybody(422)),
    "account_reset_password_from_key_done": Row(get=anybody(200)),
}

INVITATIONS: dict[str, Row] = {}

CONSENT: dict[str, Row] = {}

WITHDRAWING: dict[str, Row] = {}

MY_DATA: dict[str, Row] = {}

MEETING: dict[str, Row] = {}

PROMPT_SETS: dict[str, Row] = {}

OUTCOMES: dict[str, Row] = {}

RESPONSES = {"dialogue_id": "answered_dialogue"}
RESPONDING = {
    "dialogues:response_write": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=RESPONSES),
    "dialogues:response_autosave": Row(post=door(TAKING_PART, 422), uses=RESPONSES),
    "dialogues:response_permission": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=RESPONSES),
    # Earlier words are their author's alone.
    "dialogues:reflection_history": Row(get=door(TAKING_PART, 200, partner=404, researcher=404), uses=RESPONSES),
    "dialogues:reflection_restore": Row(post=door(TAKING_PART, 303, partner=404, researcher=404), uses=RESPONSES),
}

SEARCHING: dict[str, Row] = {}

MATRIX: dict[str, Row] = (
    SITE
    | SIGN_IN
    | PROJECTS
    | DIALOGUES
    | REPORTS
    | INVITATIONS
    | CONSENT
    | WITHDRAWING
    | MY_DATA
    | MEETING
    | PROMPT_SETS
    | OUTCOMES
    | RESPONDING
    | SEARCHING
)

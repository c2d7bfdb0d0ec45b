"""Every URL, who asks it how, and what they get. Written out, not computed from the permission table: a change of the
table shows here.

Roles: an anonymous person, a stranger (leads another project), and the five roles. A POST is empty, so 422 means "let
in, and the form asks for more", 303 "let in and done", 409 "let in, and the state does not allow it".
"""

from __future__ import annotations

from tests.permissions.answers import (
    EVERYBODY,
    LEADS,
    MEMBERS_ONLY,
    NOT_OBSERVERS,
    ROLES,
    TAKING_PART,
    Row,
    administrator,
    anybody,
    door,
    signed_in,
)
from tests.permissions.areas import AREAS

PROJECTS = {
    "projects:project_list": Row(get=signed_in(200)),
    "projects:project_create": Row(get=administrator(200), post=administrator(422)),
    "overview:project_detail": Row(get=door(EVERYBODY, 200)),
    "projects:project_edit": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "overview:project_state": Row(get=door(LEADS, 200)),
    "overview:history": Row(get=door(LEADS, 200)),
    "projects:member_list": Row(get=door(NOT_OBSERVERS, 200)),
    "projects:member_add": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:member_edit": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:member_end": Row(get=door(LEADS, 200), post=door(LEADS, 303)),
    "milestones:milestone_list": Row(get=door(EVERYBODY, 200)),
    "milestones:milestone_add": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_detail": Row(get=door(EVERYBODY, 200)),
    "milestones:milestone_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_start": Row(post=door("coordinator", 303)),
    "milestones:milestone_complete": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_reopen": Row(post=door("coordinator", 303), uses={"milestone_id": "done_milestone"}),
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
    "dialogues:dialogue_close": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
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
    "needs_of_a_kind": Row(get=signed_in(200)),
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

# The link is somebody's who has no account: whoever is signed in is told that it is for another address.
INVITATIONS = {
    "projects:member_invite": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:member_claim": Row(
        get=door(LEADS, 200), post=door(LEADS, 422), uses={"membership_id": "addressless_membership"}
    ),
    "projects:invitation_list": Row(get=door(LEADS, 200)),
    "projects:invitation_resend": Row(post=door(LEADS, 303)),
    "projects:invitation_revoke": Row(get=door(LEADS, 200), post=door(LEADS, 303)),
    "projects:list_upload": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "projects:list_template": Row(get=door(LEADS, 200)),
    # A list is whose file it was.
    "projects:list_detail": Row(
        get=door("coordinator", 200, administrator=404), post=door("coordinator", 303, administrator=404)
    ),
    "projects:invitation": Row(get=anybody(200, administrator=410)),
    "projects:invitation_accept": Row(post=anybody(200, anonymous=303, administrator=410)),
    "projects:invitation_decline": Row(post=anybody(200, administrator=410)),
    "projects:membership_own": Row(
        get=door("observer partner researcher coordinator", 200),
        post=door("observer partner researcher coordinator", 422),
    ),
    # The only coordinator has to stay.
    "projects:membership_leave": Row(
        get=door("observer partner researcher coordinator", 200),
        post=door("observer partner researcher", 303, coordinator=422),
    ),
}

# The world has a draft and no published form: there is nothing to answer yet. A copy is its own person's alone.
CONSENT: dict[str, Row] = {
    "participants:consent_list": Row(get=door("coordinator", 200)),
    "participants:consent_begin": Row(post=door("coordinator", 409)),
    "participants:consent_version": Row(get=door("coordinator", 200)),
    "participants:consent_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "participants:consent_publish": Row(get=door("coordinator", 200), post=door("coordinator", 409)),
    "participants:consent_record": Row(get=door("coordinator", 409), post=door("coordinator", 409)),
    "participants:consent_answer": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 409)),
    "participants:consent_check": Row(get=door(TAKING_PART, 409), post=door(TAKING_PART, 409)),
    "participants:consent_unsure": Row(get=door(TAKING_PART, 200)),
    "participants:consent_copy": Row(get=signed_in(404, coordinator=200)),
    "participants:consent_pdf": Row(get=signed_in(404, coordinator=200)),
}

WITHDRAWING: dict[str, Row] = {
    "participants:withdraw": Row(get=door(MEMBERS_ONLY, 200), post=door(MEMBERS_ONLY, 422)),
    # Without a scope in the address one chooses it first.
    "participants:withdraw_check": Row(get=door(MEMBERS_ONLY, 303)),
    "participants:contact_resume": Row(post=door(MEMBERS_ONLY, 303)),
    "participants:withdraw_confirm": Row(post=signed_in(422)),
    # The receipt is the coordinator's own.
    "participants:withdrawal_receipt": Row(get=dict.fromkeys(ROLES, 404) | {"anonymous": 302, "coordinator": 200}),
}

# The file is the coordinator's. Without a fresh proof of who it is, erasing leads to signing in once more.
OWN = dict.fromkeys(ROLES, 404) | {"anonymous": 302}
MY_FILE = {"export_id": "my_export"}
MY_DATA: dict[str, Row] = {
    "mine:my_data": Row(get=signed_in(200)),
    "mine:my_data_create": Row(post=signed_in(422)),
    "mine:my_data_detail": Row(get=OWN | {"coordinator": 200}, uses=MY_FILE),
    "mine:my_data_retry": Row(post=OWN | {"coordinator": 409}, uses=MY_FILE),
    "mine:my_data_download": Row(post=OWN | {"coordinator": 409}, uses=MY_FILE),
    "mine:my_data_erase": Row(get=signed_in(200), post=signed_in(200)),
    "mine:my_data_erase_check": Row(get=signed_in(303), post=signed_in(303)),
    "mine:my_data_erase_again": Row(post=signed_in(303)),
    "mine:goodbye": Row(get=anybody(200)),
}

MET = {"dialogue_id": "meeting_dialogue"}
HELD = {"dialogue_id": "held_dialogue"}
MEETING: dict[str, Row] = {
    "dialogues:dialogue_copy": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "dialogues:rsvp": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=MET),
    "dialogues:calendar_download": Row(get=door(TAKING_PART, 200), uses=MET),
    # Partners and researchers who do not facilitate this dialogue are turned back behind the door.
    "dialogues:attendance": Row(get=door("coordinator", 200), post=door("coordinator", 303), uses=HELD),
    "calendar": Row(get=signed_in(200)),
    "calendar_make": Row(post=signed_in(303)),
    "calendar_delete": Row(post=signed_in(303)),
    # The address itself is the key, and it stands only on its owner's page.
    "calendar_feed": Row(get=anybody(200)),
}

PROMPT_SETS: dict[str, Row] = {
    "dialogues:prompt_set_list": Row(get=door("coordinator", 200)),
    "dialogues:prompt_set_make": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "dialogues:prompt_set_detail": Row(get=door("coordinator", 200)),
    "dialogues:prompt_set_edit": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
}

# Held, with an outcome of each kind, whose day to look back has come. The coordinator owns the action.
RECORDED = {"dialogue_id": "recorded_dialogue"}
RECORDING = Row(get=door("coordinator", 200), post=door("coordinator", 422), uses=RECORDED)
REMOVING = Row(get=door("coordinator", 200), post=door("coordinator", 303), uses=RECORDED)
OUTCOMES: dict[str, Row] = {
    "dialogues:outcome_list": Row(get=door(TAKING_PART, 200), uses=RECORDED),
    "dialogues:agreement_add": RECORDING,
    "dialogues:agreement_edit": RECORDING,
    "dialogues:agreement_remove": REMOVING,
    "dialogues:disagreement_edit": RECORDING,
    "dialogues:disagreement_remove": REMOVING,
    "dialogues:agreed_action_add": RECORDING,
    "dialogues:agreed_action_edit": RECORDING,
    "dialogues:agreed_action_follow": RECORDING,
    "dialogues:agreed_action_remove": REMOVING,
    "dialogues:look_back": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=RECORDED),
    "dialogues:look_back_date": RECORDING,
    "dialogues:look_back_finish": RECORDING,
    "dialogues:close_report": Row(get=door(TAKING_PART, 200), uses=RECORDED),
    "dialogues:transcript_speakers": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "dialogues:transcript_remove": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
}

RESPONSES = {"dialogue_id": "answered_dialogue"}
RESPONDING = {
    "dialogues:response_write": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=RESPONSES),
    "dialogues:response_autosave": Row(post=door(TAKING_PART, 422), uses=RESPONSES),
    "dialogues:response_permission": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=RESPONSES),
    # Earlier words are their author's alone.
    "dialogues:reflection_history": Row(get=door(TAKING_PART, 200, partner=404, researcher=404), uses=RESPONSES),
    "dialogues:reflection_restore": Row(
        post=door(TAKING_PART, 303, partner=404, researcher=404), uses=RESPONSES | {"version_id": "sent_version"}
    ),
}

SEARCHING = {
    "dialogues:words_search": Row(get=door(TAKING_PART, 200)),
}

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
    | {name: row for area in AREAS for name, row in area.ROWS.items()}
)

"""The rows about one person, from every table that has some, as plain values. One read for each kind of thing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from accounts.queries import drafts_of
from audit.queries import by_actor, event_in_words
from dialogues.models import AgreedAction, Draft, LookBackNote, Reflection, ReflectionVersion, Seat
from dialogues.queries.withdrawing import seats_of, spoken
from milestones.models import Milestone
from notifications.models import CalendarFeed, Mail
from participants.models import PERMISSION_FIELDS, Consent, Permitted, Withdrawal
from projects.models import Invitation, Membership
from reports.kinds import about_me_in_projects as in_projects
from reports.models import Export

if TYPE_CHECKING:
    from accounts.models import User

Row = dict[str, Any]
# Fields of a form that nobody sees.
HIDDEN = frozenset({"form_token", "version", "seen", "sequence", "rows"})


def everything(person: User) -> dict[str, list[Row]]:
    """Heading to records, in the order of the page."""
    return {name: collect(person) for name, collect in SECTIONS.items()}


def profile(person: User) -> list[Row]:
    """Who I am here."""
    return [
        {
            "full_name": person.full_name,
            "email_address": person.address,
            "phone": person.phone,
            "how_to_reach_me": str(person.get_contact_by_display()),
            "about": person.about,
            "how_i_want_to_be_named": str(person.get_name_rule_display()),
            "the_name_i_choose": person.pseudonym,
            "time_zone": person.time_zone,
            "here_since": person.created_at,
            "last_sign_in": person.last_login,
            "has_a_password": person.has_usable_password(),
            "administrator": person.is_administrator,
        }
    ]


def memberships(person: User) -> list[Row]:
    """The projects I am or was in."""
    rows = Membership.objects.filter(person=person).select_related("project").order_by("starts_on", "pk")
    return [
        {
            "project": row.project.title,
            "role": str(row.get_role_display()),
            "standpoint": str(row.get_standpoint_display()),
            "starts_on": row.starts_on,
            "ends_on": row.expires_on,
            "ended_at": row.ended_at,
            "how_i_want_to_be_named_here": str(row.get_name_rule_display()) if row.name_rule else "",
            "the_name_i_choose_here": row.pseudonym,
            "no_contact_since": row.no_contact_since,
        }
        for row in rows
    ]


def seats(person: User) -> list[Row]:
    """My places in dialogues."""
    rows = Seat.objects.filter(person=person).select_related("dialogue__project").order_by("created_at", "pk")
    return [
        {
            **_where(row),
            "standpoint": str(row.get_standpoint_display()),
            "facilitates": row.facilitates,
            "sent_at": row.sent_at,
            "named_by": str(row.get_name_rule_display()) if row.name_rule else "",
            "the_name_i_choose_here": row.pseudonym,
            "will_i_come": str(row.get_rsvp_display()) if row.rsvp else "",
            "answered_at": row.rsvp_at,
            "attended": row.attended,
        }
        for row in rows
    ]


def drafts(person: User) -> list[Row]:
    """Words that nobody else has seen."""
    rows = Draft.objects.filter(seat__person=person).select_related("seat__dialogue__project", "prompt")
    return [
        {
            **_where(row.seat),
            "prompt": row.prompt.text,
            "is_a_response": row.responds_to_id is not None,
            "text": row.text,
            "about_what": str(row.get_kind_display()),
            "saved_at": row.saved_at,
            "permission": _permission(row),
        }
        for row in rows.order_by("created_at", "pk")
    ]


def forms_i_began(person: User) -> list[Row]:
    """What I typed on a page and did not send. Nobody else has seen it."""
    return [
        {"page": row.address, "begun_at": row.created_at, "saved_at": row.saved_at, "draft": _typed(row.fields)}
        for row in drafts_of(person)
    ]


def _typed(fields: dict[str, list[str]]) -> str:
    """Everything that was typed or chosen, one field to a line, without what only the page itself reads."""
    shown = {name: "; ".join(values) for name, values in fields.items() if name not in HIDDEN and any(values)}
    return "\n".join(f"{name.replace('_', ' ')}: {said}" for name, said in shown.items())


def reflections(person: User) -> list[Row]:
    """What I sent, with every version and the permission I gave; responses without what they answer."""
    versions = Prefetch("versions", ReflectionVersion.objects.order_by("number"))
    rows = Reflection.objects.filter(seat__person=person).select_related("seat__dialogue__project", "prompt")
    return [
        {
            **_where(row.seat),
            "prompt": row.prompt.text,
            "is_a_response": row.responds_to_id is not None,
            "manner": str(row.get_manner_display()) if row.manner else "",
            "text": row.text,
            "about_what": str(row.get_kind_display()),
            "sent_at": row.sent_at,
            "version": row.version,
            "permission": _permission(row),
            "could_go_into_files_since": row.files_since,
            "withdrawn_at": row.withdrawn_at,
            "versions": [
                {"number": old.number, "sent_at": old.created_at, "text": old.text} for old in row.versions.all()
            ],
        }
        for row in rows.prefetch_related(versions).order_by("sent_at", "pk")
    ]


def spoken_turns(person: User) -> list[Row]:
    """What I said in transcripts, in every version of them, where a speaker is known to be me."""
    rows = spoken(seats_of(person)).select_related("version__transcript__dialogue__project")
    return [
        {
            "project": row.version.transcript.dialogue.project.title,
            "dialogue": row.version.transcript.dialogue.title,
            "transcript": row.version.transcript.title,
            "version": row.version.number,
            "turn": row.position,
            "text": row.text,
        }
        for row in rows.order_by("version__transcript", "version__number", "position")
    ]


def look_back_notes(person: User) -> list[Row]:
    """What I said when a dialogue looked back."""
    rows = LookBackNote.objects.filter(seat__person=person).select_related("seat__dialogue__project")
    return [
        {**_where(row.seat), "looked_back_on": row.looked_back_on, "text": row.text}
        for row in rows.order_by("created_at", "pk")
    ]


def agreed_actions(person: User) -> list[Row]:
    """What I took on."""
    rows = AgreedAction.objects.filter(owner__person=person).select_related("owner__dialogue__project")
    return [
        {
            **_where(row.owner),
            "text": row.text,
            "due_on": row.due_on,
            "done_on": row.done_on,
            "became": row.became,
        }
        for row in rows.order_by("created_at", "pk")
    ]


def milestones(person: User) -> list[Row]:
    """The milestones I own."""
    rows = Milestone.objects.filter(owner__person=person).select_related("project").order_by("due_on", "pk")
    return [
        {
            "project": row.project.title,
            "milestone": row.title,
            "due_on": row.due_on,
            "state": str(row.get_state_display()),
            "done_on": row.done_on,
        }
        for row in rows
    ]


def consents(person: User) -> list[Row]:
    """What I read and answered, as it was sealed."""
    rows = Consent.objects.filter(person=person).select_related("version__project").order_by("given_at", "pk")
    return [
        {
            "project": row.version.project.title,
            "form": row.version.title,
            "version": row.version.number,
            "given_at": row.given_at,
            "how": str(row.get_mode_display()),
            "agrees": row.agrees,
            "sealed": _unsealed(row.sealed),
            "sha256": row.sha256,
        }
        for row in rows
    ]


def withdrawals(person: User) -> list[Row]:
    """My receipts."""
    rows = Withdrawal.objects.filter(person=person).select_related("project").order_by("created_at", "pk")
    return [
        {
            "receipt": row.receipt,
            "project": row.project.title,
            "how_far": str(row.get_scope_display()),
            "when": row.created_at,
            "effects": [effect["sentence"] for effect in row.effects],
        }
        for row in rows
    ]


def invitations(person: User) -> list[Row]:
    """Invitations to me or to my address."""
    mine = Q(person=person) | Q(email=person.email) if person.email else Q(person=person)
    rows = Invitation.objects.filter(mine).select_related("project").order_by("created_at", "pk")
    return [
        {
            "project": row.project.title,
            "email_address": row.email,
            "full_name": row.full_name,
            "role": str(row.get_role_display()),
            "standpoint": str(row.get_standpoint_display()),
            "invited_at": row.created_at,
            "times_sent": row.times_sent,
            "state": str(row.get_state_display()),
            "answered_at": row.answered_at,
        }
        for row in rows
    ]


def mails(person: User) -> list[Row]:
    """What was sent to me: which kind and when. Their words are not kept."""
    mine = Q(person=person) | Q(to=person.email) if person.email else Q(person=person)
    rows = Mail.objects.filter(mine).defer("data").order_by("created_at", "pk")
    return [
        {
            "kind": row.kind,
            "written_at": row.created_at,
            "sent_at": row.sent_at,
            "state": str(row.get_state_display()),
        }
        for row in rows
    ]


def calendar_feed(person: User) -> list[Row]:
    """Is there an address that my calendar reads? It works like a key, so it is not in this file."""
    return [{"made_at": row.created_at} for row in CalendarFeed.objects.filter(person=person)]


def files(person: User) -> list[Row]:
    """Files I asked for."""
    rows = Export.objects.filter(submitted_by=person).select_related("project").order_by("created_at", "pk")
    return [
        {
            "file": str(row.get_kind_display()),
            "project": row.project.title if row.project else "",
            "asked_for_at": row.created_at,
            "state": str(row.get_state_display()),
            "downloaded_at": row.downloaded_at,
        }
        for row in rows
    ]


def what_i_did(person: User) -> list[Row]:
    """The trail of what I did. It holds no words and no names."""
    events = (event_in_words(event) for event in by_actor(person.pk))
    return [{"when": row.at, "what": row.sentence.replace("{actor}", "You")} for row in events]


SECTIONS: dict[str, Callable[[User], list[Row]]] = {
    collect.__name__: collect
    for collect in (
        profile,
        memberships,
        seats,
        reflections,
        drafts,
        forms_i_began,
        look_back_notes,
        spoken_turns,
        agreed_actions,
        milestones,
        in_projects.contributions,
        in_projects.answers_to_what_came_of_them,
        in_projects.expectations,
        in_projects.pulse_answers,
        in_projects.aim_signatures,
        in_projects.tensions_i_raised,
        in_projects.steps_on_tensions,
        in_projects.meanings_i_wrote,
        consents,
        withdrawals,
        invitations,
        mails,
        calendar_feed,
        files,
        what_i_did,
    )
}


def _where(seat: Seat) -> Row:
    return {"project": seat.dialogue.project.title, "dialogue": seat.dialogue.title}


def _permission(row: Permitted) -> Row:
    return {name: getattr(row, name) for name in PERMISSION_FIELDS}


def _unsealed(sealed: str) -> Any:
    try:
        return json.loads(sealed)
    except ValueError:
        return sealed

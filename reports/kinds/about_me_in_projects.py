"""What one person wrote in projects themselves, outside dialogues: their own words, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from contributions.models import Contribution, ContributionReply
from glossary.models import Definition
from tensions.models import Tension, TensionStep
from understanding.models import AimSignature, Expectation, PulseAnswer

if TYPE_CHECKING:
    from accounts.models import User

Row = dict[str, Any]


def contributions(person: User) -> list[Row]:
    """What I put in, and what was decided. What I am told about it stands on its page: those are words of others."""
    rows = Contribution.objects.filter(contributor__person=person).select_related("project")
    return [
        {
            "project": row.project.title,
            "text": row.said,
            "from_a_reflection_of_mine": row.taken,
            "standpoint": str(row.get_standpoint_display()) if row.standpoint else "",
            "raised_on": row.raised_on,
            "state": str(row.get_state_display()),
            "decision": str(row.get_decision_display()) if row.decision else "",
            "told_at": row.told_at,
            "closed_at": row.closed_at,
        }
        for row in rows.order_by("raised_on", "pk")
    ]


def answers_to_what_came_of_them(person: User) -> list[Row]:
    """What I answered when I was told."""
    rows = ContributionReply.objects.filter(submitted_by=person).select_related("contribution__project")
    return [
        {
            "project": row.contribution.project.title,
            "closed_for_me": row.settled,
            "text": row.text,
            "answered_at": row.created_at,
        }
        for row in rows.order_by("created_at", "pk")
    ]


def expectations(person: User) -> list[Row]:
    """What I expect: what I sent, and drafts that nobody else reads."""
    rows = Expectation.objects.filter(membership__person=person).select_related("round__project")
    return [
        {
            "project": row.round.project.title,
            "round": row.round.number,
            "topic": str(row.get_topic_display()),
            "text": row.text,
            "draft": row.draft,
            "standpoint": str(row.get_standpoint_display()) if row.standpoint else "",
            "saved_at": row.saved_at,
            "sent_at": row.sent_at,
        }
        for row in rows.order_by("round__created_at", "topic", "pk")
    ]


def pulse_answers(person: User) -> list[Row]:
    """My answers to rounds that are open. When a round closes, nobody's are kept."""
    rows = PulseAnswer.objects.filter(membership__person=person).select_related("round__project")
    return [
        {
            "project": row.round.project.title,
            "round": row.round.number,
            "answers": row.answers,
            "text": row.note,
        }
        for row in rows.order_by("created_at", "pk")
    ]


def aim_signatures(person: User) -> list[Row]:
    """Shared aims that I signed."""
    rows = AimSignature.objects.filter(membership__person=person).select_related("aim__project")
    return [
        {
            "project": row.aim.project.title,
            "version": row.aim.number,
            "standpoint": str(row.get_standpoint_display()),
            "signed_at": row.created_at,
        }
        for row in rows.order_by("created_at", "pk")
    ]


def tensions_i_raised(person: User) -> list[Row]:
    """Tensions and barriers that I raised, as they stand now."""
    rows = Tension.objects.filter(submitted_by=person).select_related("project")
    return [
        {
            "project": row.project.title,
            "what_it_is": str(row.get_nature_display()),
            "challenge": str(row.get_challenge_display()),
            "raised_on": row.raised_on,
            "state": str(row.get_state_display()),
            "in_one_sentence": row.title,
            "text": row.text,
        }
        for row in rows.order_by("raised_on", "pk")
    ]


def steps_on_tensions(person: User) -> list[Row]:
    """Steps that I recorded."""
    rows = TensionStep.objects.filter(submitted_by=person).select_related("tension__project")
    return [
        {"project": row.tension.project.title, "taken_on": row.taken_on, "text": row.text}
        for row in rows.order_by("taken_on", "pk")
    ]


def meanings_i_wrote(person: User) -> list[Row]:
    """Meanings of words that I wrote or changed last, where nobody has changed them since."""
    mine = Q(changed_by=person) | Q(submitted_by=person, changed_by=None)
    rows = Definition.objects.filter(mine).select_related("term__project")
    return [
        {
            "project": row.term.project.title,
            "word": row.term.name,
            "known_from": str(row.get_basis_display()),
            "text": row.text,
            "in_plain_words": row.plain_text,
        }
        for row in rows.order_by("created_at", "pk")
    ]

"""Opening a round of the pulse, answering it, and closing it, which deletes every answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.drafts import remove_everybodys_drafts
from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.models import once
from notifications.actions import Post, enqueue_all
from projects.actions.locking import lock_open_project, lock_project
from projects.models import Project
from understanding import events
from understanding.enums import PulseState
from understanding.measures.pulse import StandpointAnswers, frozen_groups, spread
from understanding.models import PulseAnswer, PulseRound
from understanding.notices.pulse import PULSE_OPENED
from understanding.policies import pulse as rules
from understanding.policies.members import check_takes_part
from understanding.queries import pulse as queries


@dataclass(frozen=True)
class PulseAnswers:
    """What somebody answers: a number of the scale or None ("not sure") by statement, and a note."""

    answers: dict[str, int | None] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def open_round(project: Project, *, closes_on: date, token: UUID, by: User) -> PulseRound:
    """Ask the eight statements of everybody who takes part. Sent twice with one token, it opens one round."""
    locked = lock_open_project(project)
    number = PulseRound.objects.filter(project=locked).count() + 1

    def make() -> PulseRound:
        rules.check_can_open(locked)
        rules.check_closes_on(closes_on, site_today())
        return PulseRound.objects.create(
            project=locked, number=number, closes_on=closes_on, submitted_by=by, form_token=token
        )

    row, is_new = once(PulseRound, by=by, token=token, make=make)
    if is_new:
        record(events.PULSE_OPENED, by=by, project=locked, target=row)
        _enqueue_opening(row, by)
    return row


def _enqueue_opening(row: PulseRound, by: User) -> None:
    """One mail to everybody who may answer, except to whoever opened it."""
    members = queries.members_asked(row).filter(no_contact_since=None).exclude(person=by).select_related("person")
    enqueue_all(
        PULSE_OPENED,
        posts=[
            Post(
                key=f"pulse_opened:{row.pk}:{member.person_id}",
                to=member.person.address,
                person=member.person,
                project_id=row.project_id,
                data={"round": str(row.pk)},
            )
            for member in members
            if member.person.address
        ],
    )


def _lock_round(row: PulseRound) -> PulseRound:
    """The round as it is stored: answering and closing take turns."""
    return PulseRound.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)


@transaction.atomic
def answer_round(row: PulseRound, *, answers: PulseAnswers, seen: str, by: User) -> PulseAnswer:
    """Keep somebody's answers until the round closes, under the standpoint they have now; no event says who answered.

    `seen` is the mark of the answers that their page showed. Raises `Stale` where other ones are stored since, and
    `Refused` once the round is closed. The same answers again change nothing.
    """
    lock_open_project(row.project)
    locked = _lock_round(row)
    rules.check_can_answer(locked, site_today())
    sentence = _("Only people who take part in this project now can answer.")
    membership = check_takes_part(locked.project, by, sentence)
    stored = PulseAnswer.objects.filter(round=locked, membership=membership).first()
    if stored is not None and (stored.answers, stored.note) == (answers.answers, answers.note):
        return stored
    rules.check_seen_answer(stored, seen)
    values = {"standpoint": membership.standpoint, "answers": answers.answers, "note": answers.note}
    return PulseAnswer.objects.update_or_create(round=locked, membership=membership, defaults=values)[0]


@transaction.atomic
def close_round(row: PulseRound, *, by: User | None) -> bool:
    """Keep what may be shown and delete every answer, sent or only begun. False where it was closed already.

    Somebody closes a round in a project that takes input. The clock (`by=None`) closes it in any project: the people
    who answered were told the day on which their answers go.
    """
    (lock_project if by is None else lock_open_project)(row.project)
    locked = _lock_round(row)
    if not rules.can_close(locked):
        return False
    answers = PulseAnswer.objects.filter(round=locked)
    locked.spread = frozen_groups(spread([_without_name(answer) for answer in answers]))
    answers.delete()
    remove_everybodys_drafts(queries.answer_address(locked), by=by)
    locked.state, locked.closed_at = PulseState.CLOSED, timezone.now()
    locked.save(update_fields=["spread", "state", "closed_at"])
    record(events.PULSE_CLOSED, by=by, project=locked.project, target=locked)
    return True


def _without_name(answer: PulseAnswer) -> StandpointAnswers:
    """What is counted of somebody's answers: their standpoint, and nothing else of them."""
    return StandpointAnswers(answer.standpoint, answer.answers, answer.note, order=uuid4().hex)

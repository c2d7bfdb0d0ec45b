"""Opening a round of the pulse, answering it, and closing it, which deletes every answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.dates import site_today
from core.errors import Refused
from core.models import once
from notifications.actions import Post, enqueue_all
from projects.actions.locking import lock_open_project, lock_project
from projects.models import Membership, Project
from understanding import events
from understanding.enums import PulseState
from understanding.measures.pulse import Given, frozen, spread
from understanding.models import PulseAnswer, PulseRound
from understanding.notices.pulse import PULSE_OPENED
from understanding.policies import pulse as rules
from understanding.queries import pulse as queries


@dataclass(frozen=True)
class Answers:
    """What somebody answers: a number of the scale or None ("not sure") by statement, and a note."""

    answers: dict[str, int | None] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def open_round(project: Project, *, closes_on: date, token: UUID, by: User) -> PulseRound:
    """Ask the eight statements of everybody who takes part. Sent twice with one token, it opens one round."""
    held = lock_open_project(project)
    number = PulseRound.objects.filter(project=held).count() + 1

    def make() -> PulseRound:
        rules.check_can_open(held)
        rules.check_closes_on(closes_on, site_today())
        return PulseRound.objects.create(
            project=held, number=number, closes_on=closes_on, submitted_by=by, form_token=token
        )

    row, is_new = once(PulseRound, by=by, token=token, make=make)
    if is_new:
        record(events.PULSE_OPENED, by=by, project=held, target=row)
        _tell(row, by)
    return row


def _tell(row: PulseRound, by: User) -> None:
    """One mail to everybody who may answer, except to whoever opened it."""
    members = queries.to_answer(row).filter(no_contact_since=None).exclude(person=by).select_related("person")
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


def _held(row: PulseRound) -> PulseRound:
    return PulseRound.objects.select_for_update(of=("self",)).select_related("project").get(pk=row.pk)


@transaction.atomic
def answer(row: PulseRound, *, given: Answers, seen: str, by: User) -> PulseAnswer:
    """Keep somebody's answers until the round closes, under the standpoint they have now; no event says who answered.

    `seen` is the mark of the answers that their page showed. Raises `Stale` where other ones are stored since, and
    `Refused` once the round is closed. The same answers again change nothing.
    """
    lock_open_project(row.project)
    held = _held(row)
    rules.check_can_answer(held, site_today())
    member = queries.to_answer(held).filter(person=by).first()
    if member is None:
        raise Refused(_("Only people who take part in this project now can answer."))
    stored = PulseAnswer.objects.filter(round=held, membership=member).first()
    if stored is not None and (stored.answers, stored.note) == (given.answers, given.note):
        return stored
    rules.check_fresh(stored, seen)
    return _keep(held, member, given)


def _keep(row: PulseRound, member: Membership, given: Answers) -> PulseAnswer:
    words = {"standpoint": member.standpoint, "answers": given.answers, "note": given.note}
    return PulseAnswer.objects.update_or_create(round=row, membership=member, defaults=words)[0]


@transaction.atomic
def close_round(row: PulseRound, *, by: User | None) -> bool:
    """Keep what may be shown and delete every answer, at once. False where it was closed already.

    Somebody closes a round in a project that takes input. The clock (`by=None`) closes it in any project: the people
    who answered were told the day on which their answers go.
    """
    (lock_project if by is None else lock_open_project)(row.project)
    held = _held(row)
    if not rules.can_close(held):
        return False
    answers = PulseAnswer.objects.filter(round=held)
    held.spread = frozen(spread([_given(one) for one in answers]))
    answers.delete()
    held.state, held.closed_at = PulseState.CLOSED, timezone.now()
    held.save(update_fields=["spread", "state", "closed_at"])
    record(events.PULSE_CLOSED, by=by, project=held.project, target=held)
    return True


def _given(one: PulseAnswer) -> Given:
    return Given(one.standpoint, one.answers, one.note, order=uuid4().hex)

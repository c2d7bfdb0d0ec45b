"""The report of a dialogue that was held or closed: counts by standpoint, never words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.measures.voices import SeatFact, StandpointVoice, Totals, WordFact, totals, voice_balance
from dialogues.models import Dialogue, Position, Reflection
from dialogues.pictures import Balance, balance
from dialogues.policies.words import FOR_EVERY_SEAT
from projects.enums import Standpoint

HEADINGS = (_("Seats"), _("Reflections"), _("Responses"), _("Outcomes"))


@dataclass(frozen=True)
class CloseReport:
    """What the page shows. `covered` and `agenda` count steps of the meeting, `answered` and `prompts` prompts."""

    rows: list[StandpointVoice]
    totals: Totals
    came_is_noted: bool
    silences: list[str]
    picture: Balance
    covered: int
    agenda: int
    answered: int
    prompts: int
    agreements: int
    disagreements: int
    actions: int
    actions_done: int

    @property
    def headings(self) -> list[tuple[int, str | Promise]]:
        """Where each column of the picture begins, and what it counts."""
        return list(zip(self.picture.columns, HEADINGS, strict=True))


def close_report(dialogue: Dialogue) -> CloseReport:
    """The report, in the same number of queries whatever the size of the dialogue.

    Of words only those count that everybody with a seat may read: were all counted, then of the only academic one
    could see that they wrote, and that they wrote for themselves or the facilitators alone. So nobody is told apart
    from somebody who wrote nothing. Before the reveal no words count, and words taken back never do. A response counts
    where what it answers counts too.
    """
    words = counted(dialogue)
    seats = [SeatFact(*row) for row in dialogue.seats.values_list("pk", "standpoint", "attended")]
    facts = [WordFact(seat, answers is not None) for seat, _prompt, answers in words]
    rows = voice_balance(seats, facts, taken_part_in(dialogue), order=Standpoint.values)
    agenda = dialogue.agenda.aggregate(all=Count("pk"), covered=Count("pk", filter=Q(covered=True)))
    done = dialogue.agreed_actions.aggregate(all=Count("pk"), done=Count("done_on"))
    return CloseReport(
        rows=rows,
        totals=totals(rows),
        came_is_noted=any(row.came is not None for row in rows),
        silences=[str(Standpoint(row.standpoint).label) for row in rows if row.is_silent and dialogue.is_revealed],
        picture=picture(rows),
        covered=agenda["covered"],
        agenda=agenda["all"],
        answered=len({prompt for _seat, prompt, answers in words if answers is None}),
        prompts=dialogue.prompts.count(),
        agreements=dialogue.agreements.count(),
        disagreements=dialogue.kept_disagreements.count(),
        actions=done["all"],
        actions_done=done["done"],
    )


def counted(dialogue: Dialogue) -> list[tuple[object, object, object]]:
    """Seat, prompt and what is answered of every reflection and response that counts."""
    if not dialogue.is_revealed:
        return []
    answered = Q(responds_to=None) | Q(responds_to__audience__in=FOR_EVERY_SEAT)
    rows = Reflection.objects.filter(answered, seat__dialogue=dialogue, audience__in=FOR_EVERY_SEAT, withdrawn_at=None)
    return list(rows.values_list("seat", "prompt", "responds_to"))


def taken_part_in(dialogue: Dialogue) -> list[str]:
    """The standpoint of each position that was kept and of each action that was taken on."""
    positions = Position.objects.filter(disagreement__dialogue=dialogue).order_by()
    held = positions.values_list("held_by", flat=True)
    return [*held, *dialogue.agreed_actions.order_by().values_list("owner__standpoint", flat=True)]


def picture(rows: list[StandpointVoice]) -> Balance:
    """Seats, reflections, responses and outcomes by standpoint."""
    return balance(
        [
            (
                row.standpoint,
                str(Standpoint(row.standpoint).label),
                (row.seats, row.reflections, row.responses, row.outcomes),
            )
            for row in rows
        ]
    )

"""Rounds of expectations and what each person writes in them. What others wrote is in `mirror.py`, once revealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from projects.enums import OPEN_PROJECT, TAKING_PART
from projects.models import Membership, Project, where_current
from understanding.enums import RoundState, Topic
from understanding.models import Expectation, ExpectationRound
from understanding.policies.expectations import FEWEST_TO_REVEAL, has_words, number_told

SENT = Q(sent_at__isnull=False)


@dataclass(frozen=True)
class Question:
    """How one topic is asked: the question, and what helps to answer it."""

    text: str | Promise
    help: str | Promise


QUESTIONS: dict[str, Question] = {
    Topic.PURPOSE: Question(
        _("What is this project for, as you see it?"),
        _("Say why you think we do this together, and what should be better at the end."),
    ),
    Topic.VALUE: Question(
        _("What would make it worth your time?"),
        _("Say what you hope to get from it, for yourself or for others. Say what you bring to it."),
    ),
    Topic.PACE: Question(
        _("How fast should we go?"),
        _("Say when you need the first results. Say what takes time and should not be rushed."),
    ),
    Topic.OUTPUTS: Question(
        _("What should there be at the end?"),
        _("A leaflet, a changed clinic, a paper, a talk: say what you want to see, and who should have it."),
    ),
}


def address(name: str, row: ExpectationRound, *more: object) -> str:
    """A page of this round."""
    return reverse(f"understanding:expectation_{name}", args=[row.project_id, row.pk, *more])


def newest_text(row: Expectation) -> str:
    """The draft, or what was sent where nothing was saved since."""
    return row.text if row.saved_at is None else row.draft


@dataclass(frozen=True)
class Answer:
    """What somebody writes under one topic of a round. `earlier` is what they sent in the round before."""

    round: ExpectationRound
    membership: Membership
    position: int
    topic: Topic
    row: Expectation | None
    earlier: str

    @property
    def question(self) -> Question:
        """How the topic is asked."""
        return QUESTIONS[self.topic]

    @property
    def text(self) -> str:
        """The newest words, sent or not."""
        return newest_text(self.row) if self.row else ""

    @property
    def version(self) -> int:
        """Which words these are."""
        return self.row.version if self.row else 0

    @property
    def is_sent(self) -> bool:
        """Was something sent here?"""
        return self.row is not None and self.row.sent_at is not None

    @property
    def is_written(self) -> bool:
        """Is there something to read in the box?"""
        return has_words(self.text)

    @property
    def is_emptied(self) -> bool:
        """Was something sent here that its author wants to take back?"""
        return self.is_sent and not self.is_written

    @property
    def is_unsent(self) -> bool:
        """Is there something to send: words, or taking them back?"""
        return self.is_emptied or (self.row is not None and self.is_written and self.text != self.row.text)

    @property
    def write_url(self) -> str:
        """Where it is written."""
        return address("write", self.round, self.position)

    @property
    def autosave_url(self) -> str:
        """Where the script saves it."""
        return address("autosave", self.round, self.position)


def answers_of(row: ExpectationRound, membership: Membership) -> list[Answer]:
    """What somebody writes in a round: one for each topic, in the order in which they are asked. Two reads."""
    mine = {expectation.topic: expectation for expectation in row.expectations.filter(membership=membership)}
    before = Expectation.objects.filter(SENT, round__project=row.project_id, round__number=row.number - 1)
    earlier = dict(before.filter(membership=membership).values_list("topic", "text"))
    return [
        Answer(row, membership, number, topic, mine.get(topic), earlier.get(topic, ""))
        for number, topic in enumerate(Topic, 1)
    ]


def answer_at(row: ExpectationRound, membership: Membership, position: int) -> Answer | None:
    """The answer under the topic at this place; None where there is no such place."""
    return next((answer for answer in answers_of(row, membership) if answer.position == position), None)


def people_sent(row: ExpectationRound) -> int:
    """How many people have sent something in this round."""
    return Expectation.objects.filter(SENT, round=row).values("membership").distinct().count()


def people_taking_part(project: Project) -> int:
    """How many take part today."""
    return Membership.objects.current().filter(project=project, role__in=TAKING_PART).count()


@dataclass(frozen=True)
class ExpectationRoundRow:
    """A round in the list. `people` is empty as long as it is not told."""

    round: ExpectationRound
    mine: int
    people: int | None
    url: str

    @property
    def is_open(self) -> bool:
        """Can it be written to, as far as the round goes?"""
        return self.round.is_open


def rounds(project: Project, person: User) -> QuerySet[ExpectationRound]:
    """Every round of a project, the newest first, with how many people sent something, and how much of it is mine."""
    sent = Q(expectations__sent_at__isnull=False)
    return (
        ExpectationRound.objects.visible_to(person)
        .filter(project=project)
        .annotate(
            people=Count("expectations__membership", filter=sent, distinct=True),
            mine=Count("expectations", filter=sent & Q(expectations__membership__person=person), distinct=True),
        )
        .order_by("-number")
    )


def expectations_fact(project: Project) -> str:
    """What the page of shared understanding says about the expectations."""
    latest = ExpectationRound.objects.filter(project=project).order_by("-number").first()
    if latest is None:
        return gettext("Nobody has been asked yet")
    words = {"number": latest.number, "state": str(RoundState(latest.state).label).lower()}
    return gettext("Round %(number)d: %(state)s") % words


def round_rows(page: Iterable[ExpectationRound]) -> list[ExpectationRoundRow]:
    """Rows of the list; no read of their own. `page` is one of `rounds`."""
    rows = []
    for row in page:
        mine, people = row.mine, row.people  # type: ignore[attr-defined]  # annotated by `rounds`
        told = number_told(people) if row.is_open else people
        rows.append(ExpectationRoundRow(row, mine, told, address("round", row)))
    return rows


def open_rounds() -> QuerySet[ExpectationRound]:
    """Rounds of open projects in which words can be sent."""
    return ExpectationRound.objects.filter(state=RoundState.OPEN, project__state__in=OPEN_PROJECT)


def rounds_to_write(person: User) -> QuerySet[ExpectationRound]:
    """Open rounds in which this person has sent nothing."""
    mine = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
    sent = Expectation.objects.filter(SENT, round=OuterRef("pk"), membership__person=person)
    rows = open_rounds().filter(~Exists(sent), project__in=mine.values("project"))
    return rows.select_related("project").order_by("created_at")


def rounds_to_reveal(person: User) -> QuerySet[ExpectationRound]:
    """Open rounds of this coordinator's projects in which everybody who can sign in today has sent."""
    mine = Membership.objects.leading().filter(person=person)
    can_send = Membership.objects.filter(
        where_current(), role__in=TAKING_PART, person__is_active=True, person__email__isnull=False
    )
    sent = Expectation.objects.filter(SENT, round=OuterRef(OuterRef("pk")), membership=OuterRef("pk"))
    missing = can_send.filter(~Exists(sent), project=OuterRef("project"))
    people = Count("expectations__membership", filter=Q(expectations__sent_at__isnull=False), distinct=True)
    rows = open_rounds().filter(~Exists(missing), project__in=mine.values("project"))
    ready = rows.annotate(people=people).filter(people__gte=FEWEST_TO_REVEAL)
    return ready.select_related("project").order_by("created_at")


def members_to_tell(row: ExpectationRound) -> QuerySet[Membership]:
    """Everybody who takes part today and has sent nothing in this round."""
    sent = Expectation.objects.filter(SENT, round=row, membership=OuterRef("pk"))
    members = Membership.objects.current().filter(project=row.project_id, role__in=TAKING_PART)
    return members.filter(~Exists(sent)).select_related("person").order_by("created_at", "id")


def rounds_due_again(on: date) -> QuerySet[ExpectationRound]:
    """Revealed rounds of open projects from which another follows on this day or before, and has not yet."""
    later = ExpectationRound.objects.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
    rows = ExpectationRound.objects.filter(
        state=RoundState.REVEALED, ask_again_on__lte=on, project__state__in=OPEN_PROJECT
    )
    return rows.filter(~Exists(later)).select_related("project").order_by("ask_again_on", "id")

"""How fast we agreed to go, and how long things took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from contributions.models import Contribution
from core.dates import site_day
from milestones.enums import MilestoneKind, MilestoneState, Pace
from milestones.models import Milestone
from projects.models import PaceAgreement, Project
from projects.queries.agreements import current_pace
from projects.queries.people import distinct_names_by_person
from understanding.measures.pace import Facts, Sides, days_taken, facts, months_taken, sides

FEEDBACK, OUTPUT = "feedback", "output"

Text = str | Promise
KINDS: dict[str, Text] = {
    FEEDBACK: gettext_lazy("Feedback to a contributor"),
    OUTPUT: gettext_lazy("Slow output"),
}


@dataclass(frozen=True)
class AgreementRow:
    """One agreement and who recorded it, under the name they chose."""

    agreement: PaceAgreement
    by: str


def agreements(project: Project, person: User) -> list[AgreementRow]:
    """Every version, the latest first. Two reads."""
    rows = PaceAgreement.objects.visible_to(person).filter(project=project).order_by("-number")
    names = distinct_names_by_person(project)
    return [AgreementRow(row, names.get(row.submitted_by_id, _("Somebody who is no longer here"))) for row in rows]


@dataclass(frozen=True)
class Actual:
    """How long one thing took: days for feedback, months for an output. Without `ended`, it goes on."""

    kind: str
    title: str
    url: str
    began: date
    ended: date | None
    taken: int
    agreed: int | None

    @property
    def kind_in_words(self) -> Text:
        """What it is."""
        return KINDS[self.kind]

    @property
    def look(self) -> str:
        """How the picture draws it."""
        if self.ended is None:
            return "planned"
        return "late" if self.agreed is not None and self.taken > self.agreed else "done"

    @property
    def length(self) -> str:
        """How long, in words."""
        if self.kind == OUTPUT:
            return _("Month %(number)d") % {"number": self.taken}
        return ngettext("%(number)d day", "%(number)d days", self.taken) % {"number": self.taken}

    @property
    def beside(self) -> str:
        """How that stands beside what was agreed; empty where nothing was."""
        if self.agreed is None:
            return ""
        if self.ended is None:
            return _("Still open, past what we agreed")
        return _("Longer than we agreed") if self.taken > self.agreed else _("As we agreed")


@dataclass(frozen=True)
class Actuals:
    """How both paces went. `waiting` are contributors who are told later than was agreed; None without agreement."""

    rows: list[Actual]
    feedback: Facts
    feedback_sides: Sides | None
    waiting: int | None
    milestones: Facts
    outputs: Facts
    output_sides: Sides | None

    @property
    def middle_milestone(self) -> str:
        """When the rapid milestone in the middle was done, beside its first date."""
        return days_beside_date(self.milestones.middle)

    @property
    def latest_milestone(self) -> str:
        """When the rapid milestone that took longest was done, beside its first date."""
        return days_beside_date(self.milestones.longest)


def days_beside_date(days: float | None) -> str:
    """So many days before or after a date, in words; empty where there is nothing to say."""
    if days is None:
        return ""
    if days == 0:
        return _("on its first date")
    words = ngettext("%(number)s day", "%(number)s days", 1 if abs(days) == 1 else 2) % {"number": f"{abs(days):g}"}
    return (_("%(days)s before its first date") if days < 0 else _("%(days)s after its first date")) % {"days": words}


def actuals(project: Project, person: User, agreed: PaceAgreement | None, today: date) -> Actuals:
    """Three reads. Contributions are counted by their dates alone: nobody's words are read."""
    rapid = agreed.rapid_days if agreed else None
    slow = agreed.slow_months if agreed else None
    told, waiting = _feedback(project, person, rapid, today)
    outputs = _outputs(project, person, slow)
    spans = [row.taken for row in told]
    months = [row.taken for row in outputs]
    rows = sorted([*told, *waiting, *outputs], key=lambda row: (row.ended or today, row.began), reverse=True)
    return Actuals(
        rows,
        feedback=facts(spans),
        feedback_sides=None if rapid is None else sides(spans, rapid),
        waiting=None if rapid is None else len(waiting),
        milestones=facts(_moved(project, person)),
        outputs=facts(months),
        output_sides=None if slow is None else sides(months, slow),
    )


def _feedback(project: Project, person: User, agreed: int | None, today: date) -> tuple[list[Actual], list[Actual]]:
    """What contributors were told, and those who still wait for it longer than was agreed."""
    told: list[Actual] = []
    waiting: list[Actual] = []
    rows = Contribution.objects.visible_to(person).filter(project=project).order_by("raised_on", "id")
    for began, told_at in rows.values_list("raised_on", "told_at"):
        ended = site_day(told_at) if told_at else None
        taken = days_taken(began, ended or today)
        row = Actual(FEEDBACK, "", "", began, ended, taken, agreed)
        if ended is not None:
            told.append(row)
        elif agreed is not None and taken > agreed:
            waiting.append(row)
    return told, waiting


def _outputs(project: Project, person: User, agreed: int | None) -> list[Actual]:
    """Slow outputs that are done, in months since the project began."""
    done = Milestone.objects.visible_to(person).filter(project=project, state=MilestoneState.DONE)
    rows = done.filter(pace=Pace.SLOW, kind=MilestoneKind.OUTPUT, done_on__isnull=False).order_by("done_on", "id")
    began = project.starts_on
    return [
        Actual(OUTPUT, row.title, row.get_absolute_url(), began, row.done_on, months_taken(began, row.done_on), agreed)
        for row in rows
        if row.done_on is not None
    ]


def _moved(project: Project, person: User) -> list[int]:
    """Days from the first date of each rapid milestone to the day it was done."""
    rows = Milestone.objects.visible_to(person).filter(project=project, pace=Pace.RAPID, state=MilestoneState.DONE)
    return [days_taken(planned, done) for planned, done in rows.values_list("baseline_on", "done_on") if done]


def pace_fact(project: Project) -> str:
    """What the page of shared understanding says about the pace."""
    agreed = current_pace(project)
    if agreed is None:
        return _("Not agreed yet")
    return f"{rapid_sentence(agreed)} {slow_sentence(agreed)}"


def rapid_sentence(agreed: PaceAgreement) -> str:
    """The rapid pace in a sentence."""
    days = agreed.rapid_days
    words = ngettext("Rapid feedback within %(days)d day.", "Rapid feedback within %(days)d days.", days)
    return words % {"days": days}


def slow_sentence(agreed: PaceAgreement) -> str:
    """The slow pace in a sentence."""
    months = agreed.slow_months
    words = ngettext("Slow outputs within %(months)d month.", "Slow outputs within %(months)d months.", months)
    return words % {"months": months}

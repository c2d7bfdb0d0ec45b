"""Whose consent counts, and what the state of a consent form allows. Each `check_x` raises `Refused`.

The latest answer of a person in a project counts. It counts as agreement while it is to the latest published version,
says yes to all that is needed, and was not followed by a withdrawal. A project without a published form asks nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.compiled import compiled
from core.editing import check_seen
from core.errors import Refused
from participants.enums import ClauseKind
from participants.models import Clause, Consent, ConsentAnswer, ConsentVersion, Withdrawal
from participants.policies.withdrawing import LEAVES
from participants.registry import STARTING_GAP
from projects.enums import TAKING_PART
from projects.models import Membership, Project

if TYPE_CHECKING:
    from accounts.models import User


class NewerForm(Refused):
    """The form that was answered is not the one that counts any more."""


class NoConsent(Refused):
    """There is a form this person has to answer first."""


def published(project: Any) -> QuerySet[ConsentVersion]:
    """The published versions of a project, the latest first. `project` may be an `OuterRef`."""
    return ConsentVersion.objects.filter(project=project, published_at__isnull=False).order_by("-number")


def latest_version(project: Project) -> ConsentVersion | None:
    """The version that counts, or None where the project asks nobody."""
    return published(project).select_related("project").first()


def required_version(project: Project) -> ConsentVersion:
    """The version that counts. Raises Refused where there is none."""
    version = latest_version(project)
    if version is None:
        raise Refused(_("This project has no consent form yet."))
    return version


def asks_consent(project: Project) -> bool:
    """Has this project a published form?"""
    return published(project).exists()


def latest_answers(project: Project) -> QuerySet[Consent]:
    """The consent that counts of each person: the latest they gave in this project, to whatever version."""
    rows = Consent.objects.filter(version__project=project)
    last = rows.order_by("person", "-given_at", "-created_at", "-pk").distinct("person")
    return Consent.objects.filter(pk__in=last.values("pk"))


def withdrawn_since() -> Exists:
    """For a query of consents: did the person withdraw from the project after it?"""
    later = Withdrawal.objects.filter(
        person=OuterRef("person"),
        project=OuterRef("version__project"),
        scope__in=LEAVES,
        created_at__gte=OuterRef("given_at"),
    )
    return Exists(later)


def consented(project: Project) -> QuerySet[Consent, UUID]:
    """Ids of the people who agree now, for `person__in`. Ask `asks_consent` first: without a form it is empty."""
    latest = Subquery(published(project).values("pk")[:1])
    rows = latest_answers(project).filter(~withdrawn_since(), version=latest, agrees=True)
    return rows.values_list("person", flat=True)


def agreed_once(project: Project) -> QuerySet[Consent, UUID]:
    """Ids of the people whose latest answer, to whatever version, agrees and stands. What they gave may be used."""
    return latest_answers(project).filter(~withdrawn_since(), agrees=True).values_list("person", flat=True)


def refusing(project: Project, kind: ClauseKind) -> QuerySet[ConsentAnswer, UUID]:
    """Ids of the people whose latest answer says no to a clause of this kind."""
    answers = ConsentAnswer.objects.filter(consent__in=latest_answers(project), clause__kind=kind, agreed=False)
    return answers.values_list("consent__person", flat=True)


@compiled
def _newest_form(project: Project) -> QuerySet[ConsentVersion, UUID]:
    return published(project).values_list("pk", flat=True)[:1]


@compiled
def _standing_consent(person: User, project: Project) -> QuerySet[Consent, UUID]:
    return consented(project).filter(person=person)[:1]


def has_consented(person: User, project: Project) -> bool:
    """Does this person agree now, or are they not asked?"""
    return not _newest_form(project) or bool(_standing_consent(person, project))


def check_consent(person: User, project: Project) -> None:
    """Raises NoConsent where the project has a form and this person does not agree to its latest version."""
    if not has_consented(person, project):
        raise NoConsent(
            _("Sending needs your consent to the latest consent form. Answer it first; your words are kept.")
        )


def check_all_consent(people: Collection[UUID], project: Project) -> None:
    """Raises Refused with how many of these people do not agree now."""
    if not people or not asks_consent(project):
        return
    missing = len(set(people) - set(consented(project).filter(person__in=people)))
    if missing:
        sentence = ngettext(
            "%(number)d person you chose has not agreed to the latest consent form. They cannot have a seat yet.",
            "%(number)d people you chose have not agreed to the latest consent form. They cannot have a seat yet.",
            missing,
        )
        raise Refused(sentence % {"number": missing})


def check_draft(version: ConsentVersion) -> None:
    """A published version never changes."""
    if version.published_at is not None:
        raise Refused(_("This version is published. It stays as it is. Write a new version to change something."))


def check_read(now: str, seen: str) -> None:
    """Only what was read is published. Both are marks of a draft. Raises Stale."""
    check_seen(now, seen, _("Somebody changed the draft since you opened this page. Read it again first."))


def check_complete(version: ConsentVersion, clauses: Collection[Clause]) -> None:
    """A form tells what it is about, has no gaps, and has a clause without which nobody can take part."""
    if not (version.title and version.information):
        raise Refused(_("Write a title and the information first."))
    if str(STARTING_GAP) in version.information:
        raise Refused(_("The information still says “%(gap)s”. Fill that in first.") % {"gap": STARTING_GAP})
    if not any(clause.needed for clause in clauses):
        raise Refused(_("Mark at least one clause as needed to take part."))


def check_latest(version: ConsentVersion) -> None:
    """Only the latest published version can be answered."""
    if latest_version(version.project) != version:
        raise NewerForm(_("There is a newer consent form now. Nothing was recorded. Read it and answer it."))


def check_answers(clauses: Collection[Clause], answers: Collection[UUID]) -> None:
    """Each clause has an answer and nothing else has."""
    if {clause.pk for clause in clauses} != set(answers):
        raise Refused(_("Answer each question with yes or no."))


def check_takes_part(person: User, project: Project) -> None:
    """Only people who take part today are asked."""
    here = Membership.objects.current().filter(project=project, person=person, role__in=TAKING_PART)
    if not here.exists():
        raise Refused(_("Only people who take part in the project answer its consent form."))


def check_recordable(person: User) -> None:
    """Whoever can sign in answers for themselves."""
    if person.address:
        raise Refused(_("This person has an e-mail address. They answer the form themselves, on this site."))


def agreeing(clauses: Collection[Clause], answers: dict[UUID, bool]) -> bool:
    """Has every needed clause a yes?"""
    return all(answers.get(clause.pk) is True for clause in clauses if clause.needed)


def unanswered(person: User) -> Q:
    """For a query of versions: this person gave no answer to it that still stands."""
    standing = Consent.objects.filter(~withdrawn_since(), version=OuterRef("pk"), person=person)
    return ~Q(Exists(standing))

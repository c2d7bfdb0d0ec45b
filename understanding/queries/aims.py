"""The shared aim in its versions, and who has signed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.compiled import compiled
from core.differences import Piece, word_diff
from projects.enums import OPEN_PROJECT, STANDPOINT_PEOPLE, TAKING_PART, Standpoint
from projects.models import Membership, Project, where_current
from projects.queries.people import distinct_names_by_membership, distinct_names_by_person
from understanding.models import Aim, AimSignature

VERSIONS_ON_A_PAGE = 5


def current_aim(project: Project) -> Aim | None:
    """The latest version; None where nobody has written one."""
    return _newest_aim.first(project)


@compiled
def _newest_aim(project: Project) -> QuerySet[Aim]:
    return Aim.objects.filter(project=project).order_by("-number")[:1]


@compiled
def _standpoints_taking_part(project_id: UUID) -> QuerySet[Membership, tuple[UUID, str]]:
    rows = Membership.objects.current().filter(project=project_id, role__in=TAKING_PART)
    return rows.values_list("pk", "standpoint")


@compiled
def _signatures(aim: Aim) -> QuerySet[AimSignature]:
    return AimSignature.objects.filter(aim=aim).select_related("membership").order_by("created_at", "id")


@dataclass(frozen=True)
class Signer:
    """Somebody who signed, under the name they chose. `now` says what is different today: they left, or observe."""

    name: str
    standpoint: str
    signed_at: datetime
    is_me: bool
    now: str


@dataclass(frozen=True)
class SignatureGroup:
    """Who speaks from one standpoint: how many take part, how many of them have signed, and everybody who did."""

    standpoint: str
    signed: int
    total: int
    signers: list[Signer]

    @property
    def is_complete(self) -> bool:
        """Do some take part, and has each of them signed?"""
        return self.total > 0 and self.signed == self.total

    @property
    def is_silent(self) -> bool:
        """Do some take part, and none of them has signed?"""
        return self.total > 0 and self.signed == 0

    @property
    def sentence(self) -> str:
        """How many have signed, in words."""
        words = {"signed": self.signed, "total": self.total, "many": str(STANDPOINT_PEOPLE[self.standpoint])}
        if not self.total:
            return _("No %(many)s take part today") % words
        if not self.signed:
            return _("Not yet signed by %(many)s") % words
        return (
            ngettext(
                "%(signed)d of %(total)d %(many)s has signed",
                "%(signed)d of %(total)d %(many)s have signed",
                self.signed,
            )
            % words
        )


@dataclass(frozen=True)
class Standing:
    """One version of the aim and how it stands: its groups, and the standpoints that nobody speaks from here."""

    aim: Aim
    groups: list[SignatureGroup]
    absent: list[str]
    is_signed_by_me: bool

    @property
    def silent(self) -> list[SignatureGroup]:
        """Groups in which nobody has signed."""
        return [group for group in self.groups if group.is_silent]


def standing(aim: Aim, person: User) -> Standing:
    """How one version stands. Three reads. Somebody counts under the standpoint they signed from, or else today's."""
    today = dict(_standpoints_taking_part(aim.project_id))
    names = distinct_names_by_membership(aim.project)
    signed = _signatures(aim)
    signers = [_signer(row, row.membership_id in today, names, person) for row in signed]
    counted = today | {row.membership_id: row.standpoint for row in signed if row.membership_id in today}
    standpoints = {*counted.values(), *(row.standpoint for row in signers)}
    groups = [_group(name, signers, list(counted.values())) for name in Standpoint.values if name in standpoints]
    absent = [str(STANDPOINT_PEOPLE[name]) for name in Standpoint.values if name not in standpoints]
    return Standing(aim, groups, absent, any(row.is_me for row in signers))


def _signer(row: AimSignature, takes_part: bool, names: dict[UUID, str], person: User) -> Signer:
    now = "" if takes_part else _("left since") if row.membership.has_ended else _("observes now")
    return Signer(names[row.membership_id], row.standpoint, row.created_at, row.membership.person_id == person.pk, now)


def _group(standpoint: str, signers: list[Signer], counted: list[str]) -> SignatureGroup:
    mine = [row for row in signers if row.standpoint == standpoint]
    return SignatureGroup(standpoint, sum(not row.now for row in mine), counted.count(standpoint), mine)


def aim_card(project: Project, person: User) -> Standing | None:
    """The current aim for the overview of its project; None where nobody has written one."""
    aim = current_aim(project)
    if aim is None:
        return None
    aim.project = project
    return standing(aim, person)


def aim_fact(project: Project) -> str:
    """What the page of shared understanding says about the aim."""
    aim = current_aim(project)
    if aim is None:
        return _("Not written yet")
    taking_part = Membership.objects.current().filter(project=project, role__in=TAKING_PART)
    signed = Exists(AimSignature.objects.filter(aim=aim, membership=OuterRef("pk")))
    count = taking_part.aggregate(all=Count("pk"), signed=Count("pk", filter=signed))
    words = {"number": aim.number, "signed": count["signed"], "all": count["all"]}
    return _("Version %(number)d, signed by %(signed)d of %(all)d who take part") % words


def versions(project: Project, person: User) -> QuerySet[Aim]:
    """Every version, the newest first, with how many people have signed it."""
    rows = Aim.objects.visible_to(person).filter(project=project)
    return rows.annotate(signed=Count("signatures")).order_by("-number")


@dataclass(frozen=True)
class AimVersion:
    """A version, who wrote it, and how its words came of those before it; no pieces for the first."""

    aim: Aim
    by: str
    pieces: list[Piece]
    is_newest: bool


def versions_compared(page: Page[Aim], project: Project) -> list[AimVersion]:
    """The versions of a page; the one before the last of them is fetched with them."""
    total, start = page.paginator.count, page.start_index() - 1 if page.paginator.count else 0
    rows = list(page.paginator.object_list[start : start + VERSIONS_ON_A_PAGE + 1])
    names = distinct_names_by_person(project)
    before = [*rows[1:], None]
    compared = []
    for aim, older in list(zip(rows, before, strict=True))[:VERSIONS_ON_A_PAGE]:
        pieces = word_diff(older.text, aim.text) if older else []
        by = names.get(aim.submitted_by_id, _("Somebody who is no longer here"))
        compared.append(AimVersion(aim, by, pieces, is_newest=aim.number == total))
    return compared


def aims_to_sign(person: User) -> QuerySet[Aim]:
    """The latest aims of open projects that this person takes part in and has not signed."""
    mine = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
    newer = Aim.objects.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
    signed = AimSignature.objects.filter(aim=OuterRef("pk"), membership__person=person)
    rows = Aim.objects.filter(~Exists(newer), ~Exists(signed), project__in=mine.values("project"))
    return rows.filter(project__state__in=OPEN_PROJECT).select_related("project").order_by("created_at")

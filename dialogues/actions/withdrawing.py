"""Somebody leaves: what they wrote goes or stays, as they chose. Always within the transaction of their own act."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import NameRule
from accounts.models import User
from core.errors import Refused
from dialogues.models import Draft, LookBackNote, Reflection, ReflectionVersion, Seat, Turn
from dialogues.queries import withdrawing as queries
from dialogues.queries.locking import membership_to_lock
from dialogues.queries.transcripts import free_pseudonyms, is_numbered
from participants.enums import Scope
from participants.models import Identity, Participant, Withdrawal
from participants.policies.withdrawing import LEAVES
from projects.models import Membership

NAMELESS = {"name_rule": NameRule.STANDPOINT, "pseudonym": ""}


def lock_membership(seat: Seat) -> None:
    """Before anything is written in a seat: its person takes part, and does so until this transaction ends.

    A withdrawal locks the membership first, so what is written at the same moment is written before it, and taken
    back with the rest, or not at all. Raises Refused. To be called before the seat itself is locked.
    """
    if not membership_to_lock(seat.dialogue.project_id, seat.person_id):
        raise Refused(_("You do not take part in this project any more."))


@transaction.atomic
def take_back(withdrawal: Withdrawal, *, by: User) -> None:
    """Do in dialogues what `queries.withdrawing.effects` told."""
    if withdrawal.scope not in LEAVES:
        return
    seats = queries.seats_of(withdrawal.person, withdrawal.project)
    _leave(seats, and_words=withdrawal.scope == Scope.WORDS)


@transaction.atomic
def forget(person: User, *, keep_words: bool, by: User) -> None:
    """Somebody is erased: no seat, word or speaker leads to them any more. `keep_words` keeps the words themselves."""
    list(Membership.objects.select_for_update().filter(person=person).order_by("pk"))
    seats = queries.seats_of(person)
    speakers = Participant.objects.filter(_is_speaker(person, seats)).distinct()
    _unname(list(speakers))
    _leave(seats, and_words=not keep_words)
    Reflection.objects.filter(seat__in=seats).update(**NAMELESS, may_quote_named=False)
    seats.update(**NAMELESS)


def _leave(seats: QuerySet[Seat], *, and_words: bool) -> None:
    free = list(queries.to_give_back(seats).values_list("pk", flat=True))
    Draft.objects.filter(seat__in=seats).delete()
    if and_words:
        _remove_words(seats)
    Seat.objects.filter(pk__in=free).delete()


def _remove_words(seats: QuerySet[Seat]) -> None:
    rows = Reflection.objects.filter(pk__in=list(queries.to_remove(seats).values_list("pk", flat=True)))
    ReflectionVersion.objects.filter(reflection__in=rows).delete()
    rows.update(
        text="",
        withdrawn_at=timezone.now(),
        files_since=None,
        may_analyse=False,
        may_quote=False,
        may_quote_named=False,
        may_archive=False,
    )
    Turn.objects.filter(pk__in=queries.spoken(seats).values("pk")).update(text="")
    LookBackNote.objects.filter(seat__in=seats).delete()


def _is_speaker(person: User, seats: QuerySet[Seat]) -> Q:
    """Speakers that were said to be this person, or who carry the very name in a project of theirs."""
    named = Q(pseudonym__iexact=person.full_name) | Q(identity__full_name__iexact=person.full_name)
    return Q(speaker_seats__seat__in=seats) | (named & Q(project__memberships__person=person))


def _unname(speakers: list[Participant]) -> None:
    """A number instead of a name, and no identity behind it."""
    Identity.objects.filter(participant__in=speakers).delete()
    for speaker in speakers:
        if not is_numbered(speaker):
            speaker.pseudonym = free_pseudonyms(speaker.project_id, 1)[0]
            speaker.save(update_fields=["pseudonym"])

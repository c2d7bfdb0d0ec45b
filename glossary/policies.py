"""Who may change what of the glossary. Everybody who takes part adds; each changes their own, coordinators any."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from glossary.models import Definition, Term
from projects.policies.leading import leads


def can_change_meaning(meaning: Definition, person: User, *, is_coordinator: bool) -> bool:
    """Everybody their own meaning, a coordinator any: to change it or to take it out."""
    return is_coordinator or meaning.submitted_by_id == person.pk


def can_remove_term(term: Term, meanings: list[Definition], person: User, *, is_coordinator: bool) -> bool:
    """Whoever added the term, while nobody else has said what it means; coordinators always."""
    added_it = term.submitted_by_id == person.pk
    return is_coordinator or (added_it and all(meaning.submitted_by_id == person.pk for meaning in meanings))


def check_change_meaning(meaning: Definition, person: User) -> None:
    """Raises PermissionDenied where `can_change_meaning` says no. Needs `term__project` fetched."""
    is_coordinator = leads(meaning.term.project, person)
    if not can_change_meaning(meaning, person, is_coordinator=is_coordinator):
        raise PermissionDenied


def check_remove_term(term: Term, person: User) -> None:
    """As `can_remove_term`. Raises PermissionDenied where others added it, Refused where others gave it meaning."""
    if leads(term.project, person):
        return
    if term.submitted_by_id != person.pk:
        raise PermissionDenied
    if not can_remove_term(term, list(term.definitions.all()), person, is_coordinator=False):
        raise Refused(_("Somebody else has said what this word means. Only a coordinator can take it out now."))


def check_term_stands(term: Term) -> None:
    """A meaning is added to a term that nobody has taken out since it was read. Raises Refused."""
    if not Term.objects.filter(pk=term.pk).exists():
        raise Refused(_("Somebody has taken this word out of the glossary. You can add it again."))


def meaning_or_refuse(meaning: Definition | None) -> Definition:
    """The meaning as it was read again; raises Refused where it is None: somebody has taken it out meanwhile."""
    if meaning is None:
        raise Refused(_("Somebody has taken this meaning out of the glossary. You can add yours again."))
    return meaning

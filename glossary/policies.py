"""Who may change what of the glossary. Everybody who takes part adds; each changes their own, coordinators any."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Refused
from glossary.models import Definition, Term
from projects.policies.leading import leads


def may_change_meaning(definition: Definition, person: User, *, leading: bool) -> bool:
    """One's own meaning, or any where one leads the project."""
    return leading or definition.submitted_by_id == person.pk


def may_remove_term(term: Term, meanings: list[Definition], person: User, *, leading: bool) -> bool:
    """Whoever added the word, while nobody else has said what it means; coordinators always."""
    mine = term.submitted_by_id == person.pk and all(row.submitted_by_id == person.pk for row in meanings)
    return leading or mine


def check_change_meaning(definition: Definition, person: User) -> None:
    """Raises PermissionDenied where `may_change_meaning` says no. Needs `term__project` fetched."""
    leading = leads(definition.term.project, person)
    if not may_change_meaning(definition, person, leading=leading):
        raise PermissionDenied


def check_remove_term(term: Term, person: User) -> None:
    """Raises PermissionDenied where it is not theirs, Refused where others have added meanings since."""
    if leads(term.project, person):
        return
    if term.submitted_by_id != person.pk:
        raise PermissionDenied
    if not may_remove_term(term, list(term.definitions.all()), person, leading=False):
        raise Refused(_("Somebody else has said what this word means. Only a coordinator can take it out now."))


def check_term_stands(term: Term) -> None:
    """A meaning is added to a word that nobody has taken out since it was read. Raises Refused."""
    if not Term.objects.filter(pk=term.pk).exists():
        raise Refused(_("Somebody has taken this word out of the glossary. You can add it again."))


def check_meaning_stands(definition: Definition | None) -> Definition:
    """The meaning, as long as nobody has taken it out since it was read. Raises Refused."""
    if definition is None:
        raise Refused(_("Somebody has taken this meaning out of the glossary. You can add yours again."))
    return definition

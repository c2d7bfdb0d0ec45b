"""Adding terms and meanings to the glossary, changing meanings, and taking them out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.editing import check_fresh
from core.models import once
from glossary import events, policies
from glossary.enums import KnowledgeBasis
from glossary.models import Definition, Term
from glossary.queries import term_named
from projects.actions.locking import lock_open_project
from projects.models import Project


@dataclass(frozen=True)
class MeaningDetails:
    """What a term means to somebody: from where they know it, what, and the same in plain words."""

    basis: KnowledgeBasis
    text: str
    plain_text: str


@transaction.atomic
def add_term(project: Project, *, name: str, details: MeaningDetails, token: UUID, by: User) -> tuple[Term, bool]:
    """A term with its first meaning, and whether it is new. A term that is there gets the meaning beside its others."""
    locked = lock_open_project(project)
    term = term_named(locked, name)
    is_new = False
    if term is None:

        def make() -> Term:
            return Term.objects.create(project=locked, name=name, submitted_by=by, form_token=token)

        term, is_new = once(Term, by=by, token=token, make=make)
    if is_new:
        record(events.TERM_ADDED, by=by, project=locked, target=term)
    _create_meaning(term, locked, details, token, by)
    return term, is_new


def _create_meaning(term: Term, project: Project, details: MeaningDetails, token: UUID, by: User) -> Definition:
    """A meaning of a term, once for a token."""

    def make() -> Definition:
        return Definition.objects.create(term=term, submitted_by=by, form_token=token, **vars(details))

    meaning, is_new = once(Definition, by=by, token=token, make=make)
    if is_new:
        record(events.MEANING_ADDED, by=by, project=project, target=meaning)
    return meaning


@transaction.atomic
def add_meaning(term: Term, *, details: MeaningDetails, token: UUID, by: User) -> Definition:
    """Another meaning of a term, beside those it has. Sent twice with one token, it adds one."""
    locked = lock_open_project(term.project)
    policies.check_term_stands(term)
    return _create_meaning(term, locked, details, token, by)


def _lock_meaning(meaning: Definition) -> Definition:
    """The meaning as it is stored, its project locked and open."""
    lock_open_project(meaning.term.project)
    rows = Definition.objects.select_for_update(of=("self",)).select_related("term__project")
    return policies.meaning_or_refuse(rows.filter(pk=meaning.pk).first())


@transaction.atomic
def edit_meaning(meaning: Definition, *, details: MeaningDetails, version: int, by: User) -> Definition:
    """Change a meaning as it was at `version`; the same details again change nothing.

    Raises PermissionDenied where it is neither `by`'s own nor `by` a coordinator, Stale where it has changed since.
    """
    locked = _lock_meaning(meaning)
    policies.check_change_meaning(locked, by)
    check_fresh(locked, version)
    if all(getattr(locked, name) == value for name, value in vars(details).items()):
        return locked
    locked.basis, locked.text, locked.plain_text = details.basis, details.text, details.plain_text
    locked.version += 1
    locked.changed_by = by
    locked.save(update_fields=["basis", "text", "plain_text", "version", "changed_by"])
    record(events.MEANING_CHANGED, by=by, project=locked.term.project, target=locked)
    return locked


@transaction.atomic
def remove_meaning(meaning: Definition, *, by: User) -> None:
    """Take a meaning out for good; the term stays. Raises PermissionDenied as `edit_meaning`."""
    locked_project = lock_open_project(meaning.term.project)
    policies.check_change_meaning(meaning, by)
    if Definition.objects.filter(pk=meaning.pk).delete()[0]:
        record(events.MEANING_REMOVED, by=by, project=locked_project, target=meaning)


@transaction.atomic
def remove_term(term: Term, *, by: User) -> None:
    """Take a term out for good, with its meanings. Raises what `policies.check_remove_term` does."""
    locked_project = lock_open_project(term.project)
    policies.check_remove_term(term, by)
    if Term.objects.filter(pk=term.pk).delete()[0]:
        record(events.TERM_REMOVED, by=by, project=locked_project, target=term)

"""Adding words and meanings to the glossary, changing meanings, and taking them out."""

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
from glossary.queries import same_word
from projects.actions.locking import lock_open_project
from projects.models import Project


@dataclass(frozen=True)
class MeaningDetails:
    """What a word means to somebody: from where they know it, what, and the same in plain words."""

    basis: KnowledgeBasis
    text: str
    plain_text: str


@transaction.atomic
def add_term(project: Project, *, name: str, meaning: MeaningDetails, token: UUID, by: User) -> tuple[Term, bool]:
    """A word with its first meaning, and whether it is new. Where it is there already, the meaning stands beside."""
    locked = lock_open_project(project)
    term = same_word(locked, name)
    is_new = False
    if term is None:

        def make() -> Term:
            return Term.objects.create(project=locked, name=name, submitted_by=by, form_token=token)

        term, is_new = once(Term, by=by, token=token, make=make)
    if is_new:
        record(events.TERM_ADDED, by=by, project=locked, target=term)
    _add_meaning(term, locked, meaning, token, by)
    return term, is_new


def _add_meaning(term: Term, project: Project, meaning: MeaningDetails, token: UUID, by: User) -> Definition:
    """A meaning of a word, once for a token."""

    def make() -> Definition:
        return Definition.objects.create(term=term, submitted_by=by, form_token=token, **vars(meaning))

    definition, is_new = once(Definition, by=by, token=token, make=make)
    if is_new:
        record(events.DEFINITION_ADDED, by=by, project=project, target=definition)
    return definition


@transaction.atomic
def add_definition(term: Term, *, meaning: MeaningDetails, token: UUID, by: User) -> Definition:
    """Another meaning of a word, beside those it has. Sent twice with one token, it adds one."""
    locked = lock_open_project(term.project)
    policies.check_term_stands(term)
    return _add_meaning(term, locked, meaning, token, by)


def _lock_meaning(definition: Definition) -> Definition:
    """The meaning as it is stored, its project locked and open."""
    lock_open_project(definition.term.project)
    rows = Definition.objects.select_for_update(of=("self",)).select_related("term__project")
    return policies.check_meaning_stands(rows.filter(pk=definition.pk).first())


@transaction.atomic
def edit_definition(definition: Definition, *, meaning: MeaningDetails, version: int, by: User) -> Definition:
    """Change a meaning as it was at `version`. Raises PermissionDenied for others, Stale where it has changed since."""
    row = _lock_meaning(definition)
    policies.check_change_meaning(row, by)
    check_fresh(row, version)
    if all(getattr(row, name) == value for name, value in vars(meaning).items()):
        return row
    row.basis, row.text, row.plain_text = meaning.basis, meaning.text, meaning.plain_text
    row.version += 1
    row.changed_by = by
    row.save(update_fields=["basis", "text", "plain_text", "version", "changed_by"])
    record(events.DEFINITION_CHANGED, by=by, project=row.term.project, target=row)
    return row


@transaction.atomic
def remove_definition(definition: Definition, *, by: User) -> None:
    """Take a meaning out for good; the word stays. Raises PermissionDenied for others."""
    locked = lock_open_project(definition.term.project)
    policies.check_change_meaning(definition, by)
    if Definition.objects.filter(pk=definition.pk).delete()[0]:
        record(events.DEFINITION_REMOVED, by=by, project=locked, target=definition)


@transaction.atomic
def remove_term(term: Term, *, by: User) -> None:
    """Take a word out for good, with its meanings. Raises PermissionDenied or Refused where it is not theirs alone."""
    locked = lock_open_project(term.project)
    policies.check_remove_term(term, by)
    if Term.objects.filter(pk=term.pk).delete()[0]:
        record(events.TERM_REMOVED, by=by, project=locked, target=term)

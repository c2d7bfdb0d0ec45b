"""Sets of prompts that a project keeps. A change is a new version: the ones before stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.editing import check_seen
from core.errors import Refused
from core.models import once
from dialogues import events
from dialogues.actions.prompts import Question
from dialogues.models import PromptSet, PromptSetVersion, SetPrompt
from dialogues.queries.prompt_sets import last_version
from projects.models import Project
from projects.policies.projects import check_open as check_project


def _write_version(
    prompt_set: PromptSet, number: int, prompts: Sequence[Question], token: UUID, by: User
) -> PromptSetVersion:
    version = PromptSetVersion.objects.create(prompt_set=prompt_set, number=number, submitted_by=by, form_token=token)
    SetPrompt.objects.bulk_create(
        SetPrompt(version=version, position=position, text=prompt.text, plain_text=prompt.plain_text)
        for position, prompt in enumerate(prompts, start=1)
    )
    return version


def _check_name(project: Project, name: str, own: PromptSet | None = None) -> None:
    """A name is used once in a project."""
    others = PromptSet.objects.filter(project=project, name=name)
    if (others.exclude(pk=own.pk) if own else others).exists():
        raise Refused(_("This project has a set with this name already. Choose another name."))


def make_set(project: Project, *, token: UUID, name: str, prompts: Sequence[Question], by: User) -> PromptSet:
    """A new set in its first version. The same form sent twice makes one. Raises Refused where the name is taken."""
    check_project(project)

    def make() -> PromptSet:
        _check_name(project, name)
        prompt_set = PromptSet.objects.create(project=project, name=name, submitted_by=by, form_token=token)
        _write_version(prompt_set, 1, prompts, token, by)
        record(events.PROMPT_SET_MADE, by=by, project=project, target=prompt_set, prompts=len(prompts))
        return prompt_set

    try:
        with transaction.atomic():
            return once(PromptSet, by=by, token=token, make=make)[0]
    except IntegrityError:  # somebody else took the name in the same moment
        _check_name(project, name)
        raise


@transaction.atomic
def edit_set(
    prompt_set: PromptSet, *, token: UUID, name: str, prompts: Sequence[Question], seen: int, by: User
) -> None:
    """A new version of a set as it was at version `seen`. Where nothing changed, no version is made.

    Raises Stale where somebody else made a version since, Refused where the name is taken or the project closed.
    """
    prompt_set = PromptSet.objects.select_for_update(of=("self",)).select_related("project").get(pk=prompt_set.pk)
    check_project(prompt_set.project)
    if prompt_set.versions.filter(submitted_by=by, form_token=token).exists():
        return
    last = last_version(prompt_set)
    check_seen(last.number, seen)
    now = [Question(prompt.text, prompt.plain_text) for prompt in last.prompts.all()]
    if (prompt_set.name, now) == (name, list(prompts)):
        return
    _check_name(prompt_set.project, name, prompt_set)
    prompt_set.name = name
    prompt_set.save(update_fields=["name"])
    version = _write_version(prompt_set, last.number + 1, prompts, token, by)
    record(events.PROMPT_SET_CHANGED, by=by, project=prompt_set.project, target=prompt_set, version=version.number)

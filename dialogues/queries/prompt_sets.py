"""A project's sets of prompts, with their versions and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from dialogues.models import PromptSet, PromptSetVersion, SetPrompt
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Version:
    """A version of a set as people read it. `changes` are sentences, empty for the first."""

    row: PromptSetVersion
    prompts: list[SetPrompt]
    changes: list[str]


def of_project(person: User, project: Project) -> QuerySet[PromptSet]:
    """The project's sets by name, each with its latest version and how many prompts that has."""
    last = PromptSetVersion.objects.filter(prompt_set=OuterRef("pk")).order_by("-number")
    counted = last.annotate(total=Count("prompts")).values("total")[:1]
    rows = PromptSet.objects.visible_to(person).filter(project=project)
    return rows.annotate(number=Max("versions__number"), total=Subquery(counted)).order_by("name", "pk")


def latest(project: Project) -> QuerySet[PromptSetVersion]:
    """The newest version of each set, by name, with its prompts."""
    last = PromptSetVersion.objects.filter(prompt_set=OuterRef("prompt_set")).order_by("-number").values("pk")[:1]
    rows = PromptSetVersion.objects.filter(prompt_set__project=project, pk=Subquery(last))
    return rows.select_related("prompt_set").prefetch_related("prompts").order_by("prompt_set__name", "pk")


def last_version(prompt_set: PromptSet) -> PromptSetVersion:
    """The newest version of one set, with its prompts."""
    rows = prompt_set.versions.select_related("prompt_set").prefetch_related("prompts")
    return rows.order_by("-number")[0]


def label_of(version: PromptSetVersion) -> str:
    """What a dialogue notes down; needs `prompt_set` fetched."""
    return f"{version.prompt_set.name}, version {version.number}"


def versions_noted(project: Project, notes: str, taken: PromptSetVersion | None) -> list[PromptSetVersion]:
    """The versions of the project's sets that these notes name, and the one that is taken now."""
    rows = PromptSetVersion.objects.filter(prompt_set__project=project)
    rows = rows.select_related("prompt_set").prefetch_related("prompts").order_by("prompt_set__name", "number")
    key = taken.pk if taken else None
    return [row for row in rows if row.pk == key or f"; {label_of(row)};" in f"; {notes};"]


def versions(prompt_set: PromptSet) -> list[Version]:
    """Every version, the newest first, each with what changed from the one before."""
    rows = list(prompt_set.versions.prefetch_related("prompts").order_by("number"))
    read = [list(row.prompts.all()) for row in rows]
    before: list[list[SetPrompt]] = [[], *read]
    found = [
        Version(row, now, changes(was, now) if was else []) for row, was, now in zip(rows, before, read, strict=False)
    ]
    return found[::-1]


def changes(was: Sequence[SetPrompt], now: Sequence[SetPrompt]) -> list[str]:
    """What somebody would see: new prompts, prompts gone, other plain words, another order."""
    old, new = {item.text: item for item in was}, {item.text: item for item in now}
    said = [_("New: “%(text)s”") % {"text": text} for text in new if text not in old]
    said += [_("Taken out: “%(text)s”") % {"text": text} for text in old if text not in new]
    both = [text for text in new if text in old]
    plainer = [text for text in both if old[text].plain_text != new[text].plain_text]
    said += [_("Other plain words: “%(text)s”") % {"text": text} for text in plainer]
    if both != [text for text in old if text in new]:
        said.append(_("The order has changed."))
    return said or [_("Only the name has changed.")]

"""Sets of prompts that a project keeps for its dialogues, in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record, Submitted
from projects.enums import TAKING_PART
from projects.models import Membership, Project, where_current

if TYPE_CHECKING:
    from accounts.models import User


class PromptSetQuerySet(models.QuerySet["PromptSet"]):
    """Prompt sets as somebody sees them."""

    def visible_to(self, person: User) -> PromptSetQuerySet:
        """Those of projects in which this person takes part."""
        mine = Membership.objects.filter(where_current(), person=person, role__in=TAKING_PART)
        return self.filter(project__in=mine.values("project"))


class PromptSet(Submitted):
    """Prompts that a project asks again and again. Its words are in its versions; a dialogue copies them."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="prompt_sets")
    name = models.CharField(_("Name"), max_length=120)

    objects = PromptSetQuerySet.as_manager()

    class Privacy:
        free_text = ("name",)
        plain = ("project",)

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "name"], name="dialogues_promptset_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PromptSetVersion(Submitted):
    """The prompts of a set as they stood from one change to the next. Never changed; a change is a new version."""

    prompt_set = models.ForeignKey(PromptSet, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()

    class Privacy:
        plain = ("prompt_set", "number")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["prompt_set", "number"], name="dialogues_promptsetversion_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_set_id}, version {self.number}"


class SetPrompt(Record):
    """A prompt of one version of a set, with its plain-language twin."""

    version = models.ForeignKey(PromptSetVersion, on_delete=models.CASCADE, related_name="prompts")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Prompt"), max_length=300)
    plain_text = models.CharField(_("In plain words"), max_length=300, blank=True)

    class Privacy:
        free_text = ("text", "plain_text")
        plain = ("version", "position")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="dialogues_setprompt_position_once")
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text

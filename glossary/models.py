"""Terms of a project, which are the words of its glossary, and the meanings that people give them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.editing import Versioned
from core.models import Submitted
from glossary.enums import KnowledgeBasis
from projects.models.projects import InProject, Project


class TermQuerySet(InProject["Term"]):
    """Terms as somebody sees them."""


class Term(Submitted):
    """A word of the glossary. It can mean several things, none of them the right one."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(_("Word"), max_length=80)

    objects = TermQuerySet.as_manager()

    class Privacy:
        free_text = ("name",)
        plain = ("project",)

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(F("project"), Lower("name"), name="glossary_term_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Definition(Versioned, Submitted):
    """A meaning: what a term means to somebody, from one knowledge basis, and the same in plain words.

    Everything but this class calls it a meaning. `changed_by` is who changed it last; None while nobody has.
    """

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="definitions")
    basis = models.CharField(_("Known from"), max_length=12, choices=KnowledgeBasis.choices)
    text = models.TextField(_("What it means"))
    plain_text = models.TextField(_("In plain words"), blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Privacy:
        identity = ("changed_by",)
        free_text = ("text", "plain_text")
        plain = ("term", "basis")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(basis__in=KnowledgeBasis.values), name="glossary_definition_basis"),
        ]

    def __str__(self) -> str:
        return f"Definition {self.pk}"

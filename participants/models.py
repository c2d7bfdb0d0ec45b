"""Permission, which every contribution carries; and participants, the people the data are about.

A participant has a pseudonym here and an identity in its own table, behind its own permission.
"""

from __future__ import annotations

from django.db import models

from accounts.enums import NameRule
from core.models import Record
from participants.enums import Audience
from projects.models import Project


class Permitted(models.Model):
    """A contribution with its author's permission attached. Nothing is granted by default but being read."""

    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.DIALOGUE)
    name_rule = models.CharField(max_length=12, choices=NameRule.choices, default=NameRule.FULL)
    pseudonym = models.CharField(max_length=60, blank=True)
    may_analyse = models.BooleanField(default=False)
    may_quote = models.BooleanField(default=False)
    may_quote_named = models.BooleanField(default=False)
    may_archive = models.BooleanField(default=False)

    class Privacy:
        pseudonym = ("pseudonym",)
        plain = ("audience", "name_rule", "may_analyse", "may_quote", "may_quote_named", "may_archive")

    class Meta:
        abstract = True


PERMISSION_FIELDS = (*Permitted.Privacy.plain, "pseudonym")


class Participant(Record):
    """Somebody who speaks in a transcript, known by a pseudonym."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participants")
    pseudonym = models.CharField(max_length=80)

    class Privacy:
        pseudonym = ("pseudonym",)
        plain = ("project",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "pseudonym"], name="participants_participant_pseudonym_once")
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Identity(Record):
    """Who a participant is. Nothing shows it yet; revealing it will be an act with a reason and an audit event."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="identity")
    full_name = models.CharField(max_length=150)
    note = models.TextField(blank=True)

    class Privacy:
        identity = ("full_name",)
        free_text = ("note",)
        plain = ("participant",)

    def __str__(self) -> str:
        return f"Identity of {self.participant_id}"

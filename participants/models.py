"""Permission, which every contribution carries; consent forms, answers and withdrawals; and whom the data are about.

Of those, a participant has a pseudonym and an identity in a table of its own (ADR 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import NameRule
from core.models import Record, Submitted
from participants.enums import Audience, ClauseKind, ConsentMode, Scope
from projects.models import Project

if TYPE_CHECKING:
    from accounts.models import User


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


class ConsentVersionQuerySet(models.QuerySet["ConsentVersion"]):
    """Consent forms as somebody sees them."""

    def visible_to(self, person: User) -> ConsentVersionQuerySet:
        """Those of the projects this person sees; the door asks for the role."""
        return self.filter(project__in=Project.objects.visible_to(person))


class ConsentVersion(Submitted):
    """One version of a project's consent form, with its information sheet and the same in plain words.

    `published_at` is from when it is the one that counts; from then on nothing of it changes. Without it, a draft.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="consent_versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("Title"), max_length=200)
    information = models.TextField(_("Information about the project"))
    plain_information = models.TextField(_("The same in plain words"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ConsentVersionQuerySet.as_manager()

    class Privacy:
        plain = ("project", "number", "title", "information", "plain_information", "published_at")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.UniqueConstraint(fields=["project", "number"], name="participants_consentversion_number_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(published_at=None), name="participants_consentversion_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"


class Clause(Record):
    """One thing asked in a consent form. `needed`: without a yes nobody can take part."""

    version = models.ForeignKey(ConsentVersion, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("What it is about"), max_length=12, choices=ClauseKind.choices)
    text = models.CharField(_("Clause"), max_length=500)
    plain_text = models.CharField(_("In plain words"), max_length=500, blank=True)
    needed = models.BooleanField(_("Needed to take part"), default=False)

    class Privacy:
        plain = ("version", "position", "kind", "text", "plain_text", "needed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="participants_clause_position_once")
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents as somebody sees them."""

    def visible_to(self, person: User) -> ConsentQuerySet:
        """One's own only; the sealed copy stays readable after leaving the project."""
        return self.filter(person=person)


class Consent(Submitted):
    """A person's answers to one version of a consent form, sealed: the database refuses to change a row.

    `sealed` is the whole of what was read and answered as JSON, with who, which version and when; `sha256` is its
    hash. `agrees`: every needed clause has a yes. Somebody who answers again gets a new row; the latest counts.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")
    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    mode = models.CharField(max_length=6, choices=ConsentMode.choices, default=ConsentMode.ONLINE)
    agrees = models.BooleanField()
    sealed = models.TextField()
    sha256 = models.CharField(max_length=64)

    objects = ConsentQuerySet.as_manager()

    class Privacy:
        identity = ("person", "sealed")
        plain = ("version", "given_at", "mode", "agrees", "sha256")

    class Meta(Submitted.Meta):
        constraints = [*Submitted.Meta.constraints]
        indexes = [models.Index(fields=["person", "version", "-given_at"], name="participants_consent_latest")]

    def __str__(self) -> str:
        return f"Consent {self.pk}"


class ConsentAnswer(Record):
    """Yes or no to one clause. The database refuses to change a row."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="answers")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="answers")
    agreed = models.BooleanField()

    class Privacy:
        plain = ("consent", "clause", "agreed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "clause"], name="participants_consentanswer_clause_once")
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Withdrawals as somebody sees them."""

    def visible_to(self, person: User) -> WithdrawalQuerySet:
        """One's own only; the receipt stays readable after leaving the project."""
        return self.filter(person=person)


class Withdrawal(Submitted):
    """A person withdrew from a project, how far, and what it did. No reason is asked. `effects` are counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="withdrawals")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    receipt = models.CharField(max_length=16, unique=True)
    effects = models.JSONField(default=list)

    objects = WithdrawalQuerySet.as_manager()

    class Privacy:
        identity = ("person",)
        plain = ("project", "scope", "receipt", "effects")

    class Meta(Submitted.Meta):
        constraints = [
            *Submitted.Meta.constraints,
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="participants_withdrawal_scope"),
        ]
        indexes = [models.Index(fields=["person", "project"], name="participants_withdrawal_person")]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        return reverse("participants:withdrawal_receipt", args=[self.pk])


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

"""The person who signs in, and what they have begun and not sent."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import ContactBy, NameRule
from accounts.permissions.names import name_of
from core.editing import Versioned
from core.models import Record


def check_time_zone(value: str) -> None:
    """Only names of the IANA database."""
    if value not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, full_name: str, password: str | None = None, **fields: Any) -> User:
        """A person; without a password they sign in by a code sent to their address."""
        user = self.model(email=email.strip().lower(), full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, full_name: str, password: str | None = None) -> User:
        """An administrator of the site."""
        return self.create_user(email, full_name, password, is_administrator=True)


class User(Record, AbstractBaseUser):
    """Somebody who can sign in. What they may do in a project is in `projects.Membership`.

    Without `email` a person was added by a coordinator and cannot sign in until they claim their place; `erased_at`
    is when somebody had their identity removed for good.
    """

    email = models.EmailField(_("E-mail address"), max_length=254, unique=True, null=True, blank=True)
    full_name = models.CharField(_("Full name"), max_length=150)
    name_rule = models.CharField(
        _("How I want to be named"), max_length=12, choices=NameRule.choices, default=NameRule.FULL
    )
    pseudonym = models.CharField(_("The name I choose"), max_length=60, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="Europe/London", validators=[check_time_zone])
    about = models.TextField(_("About me"), blank=True)
    contact_by = models.CharField(
        _("How to reach me"), max_length=6, choices=ContactBy.choices, default=ContactBy.EMAIL
    )
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    erased_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    # What rules of reading decide by in Python: a compiled read has one statement for administrators, one for others.
    decides_reads = ("is_administrator",)

    objects = UserManager()

    class Privacy:
        identity = ("email", "full_name", "phone")
        pseudonym = ("pseudonym",)
        free_text = ("about",)
        plain = (
            "password",
            "last_login",
            "name_rule",
            "time_zone",
            "contact_by",
            "erased_at",
            "is_active",
            "is_administrator",
        )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower")
        ]

    def __str__(self) -> str:
        return self.named()

    def get_absolute_url(self) -> str:
        return reverse("accounts:profile")

    @property
    def address(self) -> str:
        """Where mail reaches them; empty for somebody without an e-mail address."""
        return self.email or ""

    def named(self, standpoint: str = "", *, rule: str = "", pseudonym: str = "") -> str:
        """The name this person chose to be shown under; `standpoint` in words where it is known.

        `rule` and `pseudonym` are those of a place they hold, where it has its own.
        """
        chosen = (rule, pseudonym) if rule else (self.name_rule, self.pseudonym)
        return name_of(chosen[0], full_name=self.full_name, pseudonym=chosen[1], standpoint=standpoint)


class FormDraft(Versioned, Record):
    """A form that somebody began on a page and has not sent. Nobody else ever reads it.

    `address` is the path of the page, without its query; `fields` are names, each with all its values.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="form_drafts")
    address = models.CharField(max_length=500)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Privacy:
        free_text = ("fields",)
        plain = ("person", "address", "saved_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "address"], name="accounts_formdraft_once")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"

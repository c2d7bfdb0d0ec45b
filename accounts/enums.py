"""How a person wants to be named."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NameRule(models.TextChoices):
    """Under what name words are shown."""

    FULL = "full", _("My full name")
    PSEUDONYM = "pseudonym", _("A name I choose")
    STANDPOINT = "standpoint", _("My standpoint only, without a name")


class ContactBy(models.TextChoices):
    """How a person would rather be reached by a coordinator."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("A phone call")
    TEXT = "text", _("A text message")

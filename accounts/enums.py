"""How a person wants to be named."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NameRule(models.TextChoices):
    """Under what name words are shown."""

    FULL = "full", _("My full name")
    PSEUDONYM = "pseudonym", _("A name I choose")
    STANDPOINT = "standpoint", _("My standpoint only, without a name")

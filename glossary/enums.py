"""From where a word gets its meaning."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KnowledgeBasis(models.TextChoices):
    """From where a word gets its meaning. There is no order among them."""

    LIVED = "lived", _("Lived experience")
    CLINICAL = "clinical", _("Clinical practice")
    RESEARCH = "research", _("Research")
    ORGANISATION = "organisation", _("Running services")
    EVERYDAY = "everyday", _("Everyday speech")

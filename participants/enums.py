"""What one contribution may be used for, and who reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who reads these words, once they are revealed."""

    ONLY_ME = "only_me", _("Only me")
    FACILITATORS = "facilitators", _("The facilitators of this dialogue")
    DIALOGUE = "dialogue", _("Everybody with a seat in this dialogue")
    PROJECT = "project", _("Everybody in this project, except observers")


class Use(models.TextChoices):
    """What these words may be used for, besides being read by the audience."""

    ANALYSED = "may_analyse", _("Analysed by this project's researchers, and in files made for them")
    QUOTED = "may_quote", _("Quoted without my name")
    QUOTED_NAMED = "may_quote_named", _("Quoted with my name")
    ARCHIVED = "may_archive", _("Kept in the project's archive")

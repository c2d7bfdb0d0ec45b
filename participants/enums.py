"""What one contribution may be used for and who reads it; clauses and ways of consent; scopes of a withdrawal."""

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


class ClauseKind(models.TextChoices):
    """What a clause of a consent form is about. Some kinds limit what words may be used for."""

    TAKE_PART = "take_part", _("Taking part")
    RECORDED = "recorded", _("Being recorded")
    QUOTED = "quoted", _("Being quoted without name")
    ARCHIVED = "archived", _("Words kept in an archive")
    CONTACTED = "contacted", _("Being contacted again")
    RESULTS = "results", _("Getting the results")
    CO_ANALYSIS = "co_analysis", _("Partners help to analyse")
    OTHER = "other", _("Something else")


class ConsentMode(models.TextChoices):
    """How consent was given."""

    ONLINE = "online", _("On this site")
    SPOKEN = "spoken", _("Read aloud and answered by voice")
    PAPER = "paper", _("On paper")


class Scope(models.TextChoices):
    """How far somebody withdraws. Each includes those before it."""

    CONTACT = "contact", _("Stop contacting me about this project")
    TAKING_PART = "taking_part", _("Stop taking part, and keep what I wrote")
    WORDS = "words", _("Stop taking part, and remove what I wrote")

"""The words of an export."""

from __future__ import annotations

from typing import TypeAlias

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import UseRefusal


class ExportKind(models.TextChoices):
    """What can leave."""

    PROJECT_REPORT = "project_report", _("Project report (web page)")
    REFLECTIONS = "reflections", _("Reflections (spreadsheet, CSV)")
    MY_DATA = "my_data", _("Everything about me (ZIP)")


class ExportState(models.TextChoices):
    """From asked for to downloaded."""

    WAITING = "waiting", _("Waiting")
    BUILDING = "building", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


EXPORT_STEPS: dict[ExportState, frozenset[ExportState]] = {
    ExportState.WAITING: frozenset({ExportState.BUILDING, ExportState.CANCELLED, ExportState.FAILED}),
    ExportState.BUILDING: frozenset({ExportState.READY, ExportState.FAILED, ExportState.CANCELLED}),
    ExportState.READY: frozenset({ExportState.EXPIRED}),
    ExportState.FAILED: frozenset({ExportState.WAITING}),
    ExportState.CANCELLED: frozenset({ExportState.WAITING}),
    ExportState.EXPIRED: frozenset({ExportState.WAITING}),
}

# How each state is marked on a page (`{% tag %}`).
STATE_MARKS: dict[ExportState, str] = {
    ExportState.WAITING: "waiting",
    ExportState.BUILDING: "soon",
    ExportState.READY: "done",
    ExportState.FAILED: "late",
    ExportState.CANCELLED: "neutral",
    ExportState.EXPIRED: "neutral",
}


class ReportOmission(models.TextChoices):
    """What a project report never holds."""

    NO_WORDS = "no_words", _("Reflections: this report holds nobody's words")
    NO_NAMES = "no_names", _("Names of people: this report only counts them")
    NO_EVIDENCE = "no_evidence", _("Owners and evidence of milestones")
    NO_POSITIONS = "no_positions", _("The positions in kept disagreements")


# Why something stayed out of a file, as its manifest keeps it, and how a page says so.
Omission: TypeAlias = UseRefusal | ReportOmission
OMISSIONS: dict[str, Promise | str] = {reason.value: reason.label for reason in (*UseRefusal, *ReportOmission)}

# What went into a file, as its manifest counts it, and how a page says so.
INCLUDED: dict[str, Promise] = {
    "reflections": _("Reflections"),
    "milestones": _("Milestones"),
    "dialogues": _("Dialogues"),
    "kept_disagreements": _("Kept disagreements"),
}


class WordsChoice(models.TextChoices):
    """What becomes of the words of somebody who is erased."""

    REMOVE = "remove", _("Remove what I wrote, everywhere")
    KEEP = "keep", _("Keep what I wrote, without my name")


class DoorRefusal(models.TextChoices):
    """Why a file was not given out at the last moment."""

    ROLE = "role", _("Your role does not let you have this file.")
    TOKEN = "token", _("This page was open for too long. Go back to the export and press Download again.")
    STATE = "state", _("This file is not ready.")
    OLD = "old", _("This file was kept for a day and is gone now. Make it again.")
    MISSING = "missing", _("The file is no longer there. Make it again.")
    CHANGED = "changed", _("Words or permissions have changed since. Make it again.")
    WITHDRAWN = "withdrawn", _("Somebody whose words were in this file took them back. Make it again.")


# After one of these there is nothing left to give out.
ENDS_THE_FILE = frozenset({DoorRefusal.OLD, DoorRefusal.MISSING, DoorRefusal.CHANGED, DoorRefusal.WITHDRAWN})


class Failure(models.TextChoices):
    """Why a file could not be made, as its owner reads it."""

    DISK_FULL = "disk_full", _("There is no room left for files on the server. Tell whoever runs it, then try again.")
    DISK = "disk", _("The file could not be written on the server. Try again.")
    TOO_LONG = "too_long", _("Making this file took too long, so we stopped. Try again at a quieter time.")
    CHANGED = "changed", _("Words or permissions changed while this file was being made. Try again.")
    STALLED = "stalled", _("The worker stopped while making this file.")
    OTHER = "other", _("Something went wrong while this file was being made. Try again.")

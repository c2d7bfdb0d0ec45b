"""The form of the shared aim."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.forms import CreateForm, VersionForm, WordsField
from understanding.models import Aim

LONGEST = 5_000  # characters


class AimForm(CreateForm, VersionForm):
    """A version of the aim; `version` is the number of the one it was written from, 0 for none."""

    text = WordsField(
        label=_("Our shared aim"),
        rows=8,
        max_length=LONGEST,
        help_text=_("What do we want to reach together? Two or three sentences that everybody can put their name to."),
        error_messages={"required": _("Write the shared aim.")},
    )

    @staticmethod
    def fields_of(aim: Aim | None) -> dict[str, Any]:
        """What the form shows first: the words of the latest version."""
        return {"text": aim.text, "version": aim.number} if aim else {"version": 0}

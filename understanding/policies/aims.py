"""What the state allows of the shared aim."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core import editing
from core.errors import Refused
from understanding.models import Aim


def check_seen_version(latest: Aim | None, seen: int | None) -> None:
    """No newer version was written since the one that `seen` numbers was read, 0 for none. Raises Stale.

    None: whoever asks read nothing before.
    """
    sentence = _("Somebody else wrote a newer version meanwhile. Nothing is overwritten.")
    editing.check_seen(latest.number if latest else 0, seen, sentence)


def check_latest_version(aim: Aim) -> None:
    """Only the latest version is signed. Raises Refused."""
    if Aim.objects.filter(project=aim.project_id, number__gt=aim.number).exists():
        raise Refused(_("There is a newer version of the aim. Read it first, then sign it."))


def check_aim_is_written(aim: Aim | None) -> Aim:
    """The aim, as long as somebody has written one. Raises Refused."""
    if aim is None:
        raise Refused(_("There is no shared aim yet."))
    return aim

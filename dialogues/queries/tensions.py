"""Kept disagreements and the tensions that came of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from dialogues.enums import Theme
from dialogues.models import Dialogue, KeptDisagreement, TensionOrigin
from dialogues.queries.dialogues import address
from projects.registry import Origin
from tensions.enums import Challenge
from tensions.models import Tension
from tensions.queries import standpoints


def tension_of(kept: KeptDisagreement) -> Tension | None:
    """The tension that came of it, if one did."""
    return Tension.objects.filter(origin__disagreement=kept).first()


def first_values(kept: KeptDisagreement) -> dict[str, object]:
    """What the form shows first: its title, those who hold its positions, and the challenge if one is likely."""
    holders = kept.positions.values_list("held_by", flat=True)
    return {"title": kept.title, "borne_by": standpoints(holders), "challenge": likely_challenge(kept.dialogue)}


def likely_challenge(dialogue: Dialogue) -> str:
    """The challenge that the dialogue asked about, where it asked about just one of the five."""
    themes = set(dialogue.prompts.exclude(theme="").values_list("theme", flat=True)) & CHALLENGES
    return themes.pop() if len(themes) == 1 else ""


# Themes of prompts that are challenges have the challenge's value.
CHALLENGES = set(Theme.values) & set(Challenge.values)


def origins(reader: User, tensions: Collection[UUID]) -> Mapping[UUID, Origin]:
    """Where tensions came from. Whoever sees no dialogues is only told that it was one. One read."""
    open_to = Dialogue.objects.visible_to(reader).filter(pk=OuterRef("disagreement__dialogue"))
    rows: QuerySet[TensionOrigin] = TensionOrigin.objects.filter(tension__in=tensions)
    rows = rows.select_related("disagreement__dialogue").annotate(is_open=Exists(open_to))
    return {row.tension_id: _origin(row) for row in rows}


def _origin(row: TensionOrigin) -> Origin:
    if not row.is_open:  # type: ignore[attr-defined]  # annotated
        return Origin(readable=False, label=_("A kept disagreement of a dialogue"))
    kept = row.disagreement
    label = _("A kept disagreement of the dialogue “%(title)s”") % {"title": kept.dialogue.title}
    url = f"{address('outcome_list', kept.dialogue)}#kept-{kept.pk}"
    return Origin(readable=True, label=label, url=url, words=kept.title)

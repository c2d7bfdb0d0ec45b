"""Where contributions came from in dialogues, as each reader may know it at this moment."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.models import Dialogue, Reflection
from dialogues.models.origins import ContributionOrigin
from dialogues.queries.dialogues import address
from dialogues.queries.reflections import permission_of
from dialogues.queries.words import ANY, words_address
from projects.enums import Standpoint
from projects.registry import Origin

if TYPE_CHECKING:
    from accounts.models import User

HOLDERS = ("agreement", "disagreement", "action")
CLOSED = Origin(readable=False, label="")


def origins(reader: User, keys: Collection[UUID]) -> dict[UUID, Origin]:
    """The origin of each of these contributions that came from a dialogue; three queries.

    A reflection is open to whoever may read it now, an outcome to whoever sees the outcomes of its dialogue. To
    everybody else nothing is said: no name, no standpoint, not even which dialogue it was.
    """
    dialogues = [f"{name}__dialogue" for name in HOLDERS]
    rows = list(ContributionOrigin.objects.filter(contribution__in=list(keys)).select_related(*dialogues))
    reflections = readable_reflections(reader, [row.reflection_id for row in rows if row.reflection_id])
    recorded_in = {row.pk: dialogue_of(row) for row in rows if not row.reflection_id}
    visible = visible_dialogues(reader, {dialogue.pk for dialogue in recorded_in.values() if dialogue})
    return {
        row.contribution_id: origin_in_reflection(reflections.get(row.reflection_id))
        if row.reflection_id
        else origin_in_outcome(row, recorded_in[row.pk], visible)
        for row in rows
    }


def readable_reflections(reader: User, keys: Collection[UUID]) -> dict[UUID, Reflection]:
    """Those of these reflections that a reader may read now."""
    if not keys:
        return {}
    rows = Reflection.objects.visible_to(reader).filter(pk__in=keys)
    return rows.select_related("seat__person", "seat__dialogue", "prompt").in_bulk()


def visible_dialogues(reader: User, keys: Collection[UUID]) -> set[UUID]:
    """The keys of those of these dialogues that a reader sees."""
    if not keys:
        return set()
    return set(Dialogue.objects.visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True))


def dialogue_of(row: ContributionOrigin) -> Dialogue | None:
    """The dialogue of the outcome that it is."""
    outcome = row.agreement or row.disagreement or row.action
    return outcome.dialogue if outcome else None


def origin_in_reflection(reflection: Reflection | None) -> Origin:
    """Under the name its author chose for these words, never that of their membership."""
    if reflection is None:
        return CLOSED
    seat = reflection.seat
    standpoint = str(Standpoint(seat.standpoint).label)
    return Origin(
        readable=True,
        label=_("A reflection in the dialogue “%(title)s”") % {"title": seat.dialogue.title},
        url=words_address(reflection),
        words=reflection.text,
        author_name=permission_of(reflection).shown_as(full_name=seat.person.full_name, standpoint=standpoint),
        standpoint=seat.standpoint,
    )


def origin_in_outcome(row: ContributionOrigin, dialogue: Dialogue | None, visible: Collection[UUID]) -> Origin:
    """In the words that the dialogue agreed to record."""
    if dialogue is None or dialogue.pk not in visible:
        return CLOSED
    if row.agreement:
        label, words = _("An agreement in the dialogue “%(title)s”"), row.agreement.text
    elif row.disagreement:
        label, words = _("A kept disagreement in the dialogue “%(title)s”"), row.disagreement.title
    else:
        label, words = _("An agreed action in the dialogue “%(title)s”"), row.action.text if row.action else ""
    return Origin(True, label % {"title": dialogue.title}, address("outcome_list", dialogue), words)


def take_up_address(dialogue: Dialogue) -> str:
    """Where words of a dialogue are taken up, with `ANY` in place of the words."""
    return reverse("dialogues:contribution_from_reflection", args=[dialogue.project_id, dialogue.pk, ANY])

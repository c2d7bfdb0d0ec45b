"""What of dialogues stands in a coordinator's morning: who has not been heard, who can write, when the group meets."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.queries import silences
from projects.registry import AHEAD, Measure, declare_measure

SILENT = declare_measure(
    Measure(
        name="silent_standpoints",
        one=_("standpoint not heard for 8 weeks"),
        many=_("standpoints not heard for 8 weeks"),
        column=_("Standpoints not heard"),
        count=silences.silent_standpoints,
        url=lambda project: f"{reverse('dialogues:silences', args=[project])}?show=silent",
        late=True,
        rank=20,
    )
)
WRITING = declare_measure(
    Measure(
        name="dialogues_writing",
        one=_("dialogue open for writing"),
        many=_("dialogues open for writing"),
        column=_("Dialogues open"),
        count=silences.dialogues_writing,
        url=lambda project: f"{reverse('dialogues:dialogue_list', args=[project])}?show=writing",
        rank=70,
    )
)
AHEAD.append(silences.next_meetings)

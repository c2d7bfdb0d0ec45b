"""The invitations of the demo: one that waits, one declined, one whose link has run out."""

from __future__ import annotations

from typing import NamedTuple


class InvitationStory(NamedTuple):
    """An invitation, the day it was sent, and the day somebody said no. Waiting longer than 14 days, its link ends."""

    key: str
    full_name: str
    standpoint: str
    sent: int
    declined: int | None = None


INVITATIONS = [
    InvitationStory("tom", "Tom Ellery", "patient", -40, declined=-36),
    InvitationStory("grace", "Grace Obi", "carer", -33),
    InvitationStory("sunita", "Sunita Rao", "clinician", -3),
]

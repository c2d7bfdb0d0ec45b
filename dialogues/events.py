"""What happens in dialogues: the sentences of its audit events."""

from __future__ import annotations

from audit.registry import declare

# Planning and reveal
DIALOGUE_PLANNED = declare("dialogues.dialogue_planned", "{actor} planned a dialogue.")
DIALOGUE_CHANGED = declare("dialogues.dialogue_changed", "{actor} changed a dialogue.", "fields")
SEATS_CHANGED = declare(
    "dialogues.seats_changed",
    "{actor} gave {given} and took away {taken} seats in a dialogue; {facilitating} of its seats facilitate.",
    "given",
    "taken",
    "facilitating",
)
DIALOGUE_OPENED = declare("dialogues.dialogue_opened", "{actor} opened a dialogue for writing.")
DIALOGUE_REVEALED = declare(
    "dialogues.dialogue_revealed", "{actor} opened the reflections of a dialogue to each other.", "not_sent"
)
DIALOGUE_REVEALED_ON_TIME = declare(
    "dialogues.dialogue_revealed_on_time", "The reflections of a dialogue opened at the time that was set.", "not_sent"
)
DIALOGUE_HELD = declare("dialogues.dialogue_held", "{actor} noted that a dialogue was held.")
DIALOGUE_CLOSED = declare("dialogues.dialogue_closed", "{actor} closed a dialogue.")
DISAGREEMENT_KEPT = declare(
    "dialogues.disagreement_kept", "{actor} recorded a kept disagreement with {positions} positions.", "positions"
)
TRANSCRIPT_ATTACHED = declare(
    "dialogues.transcript_attached",
    "{actor} attached a transcript of {turns} turns by {speakers} speakers.",
    "turns",
    "speakers",
)

# Writing. The history does not say who: that somebody wrote at a certain minute can tell whose words they are.
REFLECTIONS_SENT = declare(
    "dialogues.reflections_sent",
    "Somebody with a seat sent {reflections} reflections.",
    "reflections",
    confidential=True,
)
PERMISSION_CHANGED = declare(
    "dialogues.permission_changed",
    "Somebody with a seat changed the permission of {reflections} reflections.",
    "reflections",
    confidential=True,
)

# Responding, and going back to earlier words
RESPONSE_SENT = declare("dialogues.response_sent", "Somebody with a seat sent a response.", confidential=True)
VERSION_RESTORED = declare(
    "dialogues.version_restored", "Somebody with a seat went back to earlier words of theirs.", confidential=True
)

"""What happens in dialogues: the sentences of its audit events."""

from __future__ import annotations

from audit.registry import declare

# Planning and reveal
DIALOGUE_PLANNED = declare("dialogues.dialogue_planned", "{actor} planned a dialogue.")
DIALOGUE_CHANGED = declare("dialogues.dialogue_changed", "{actor} changed a dialogue.", "fields")
SEATS_CHANGED = declare(
    "dialogues.seats_changed",
    "{actor} changed the seats of a dialogue. Given: {given}. Taken away: {taken}. Facilitators: {facilitating}.",
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
    "Somebody with a seat sent reflections: {reflections}.",
    "reflections",
    confidential=True,
)
PERMISSION_CHANGED = declare(
    "dialogues.permission_changed",
    "Somebody with a seat changed the permission of {reflections} reflections.",
    "reflections",
    confidential=True,
)

# Outcomes, looking back, and speakers of transcripts. An owner and whoever looks back may have hidden their name.
AGREEMENT_RECORDED = declare("dialogues.agreement_recorded", "{actor} recorded an agreement of a dialogue.")
ACTION_AGREED = declare("dialogues.action_agreed", "{actor} recorded an agreed action of a dialogue.")
OUTCOME_CHANGED = declare("dialogues.outcome_changed", "{actor} changed an outcome of a dialogue.")
OUTCOME_REMOVED = declare("dialogues.outcome_removed", "{actor} removed an outcome of a dialogue.")
ACTION_FOLLOWED = declare(
    "dialogues.action_followed", "Somebody said what came of an agreed action.", "done", confidential=True
)
LOOK_BACK_SET = declare("dialogues.look_back_set", "{actor} set when a dialogue looks back.", "again")
LOOKED_BACK = declare("dialogues.looked_back", "Somebody with a seat looked back at a dialogue.", confidential=True)
LOOK_BACK_FINISHED = declare("dialogues.look_back_finished", "{actor} finished a look-back of a dialogue.", "again")
SPEAKERS_MAPPED = declare(
    "dialogues.speakers_mapped", "{actor} said which seats {seats} speakers of a transcript hold.", "seats"
)
TRANSCRIPT_REMOVED = declare("dialogues.transcript_removed", "{actor} removed a transcript of {turns} turns.", "turns")
# Meeting, and prompt sets
MEETING_TOLD = declare("dialogues.meeting_told", "{actor} told {seats} seats when and where a dialogue meets.", "seats")
MEETING_CALLED_OFF = declare(
    "dialogues.meeting_called_off", "{actor} took the date of a dialogue out of {seats} calendars.", "seats"
)
MEETING_ANSWERED = declare("dialogues.meeting_answered", "{actor} said whether they come to a dialogue.")
ATTENDANCE_NOTED = declare(
    "dialogues.attendance_noted",
    "{actor} noted that {came} of {seats} seats came to a dialogue, and that {covered} agenda items were covered.",
    "came",
    "seats",
    "covered",
)
DIALOGUE_COPIED = declare("dialogues.dialogue_copied", "{actor} planned a dialogue as a copy of another.")
PROMPT_SET_MADE = declare("dialogues.prompt_set_made", "{actor} made a set of {prompts} prompts.", "prompts")
PROMPT_SET_CHANGED = declare(
    "dialogues.prompt_set_changed", "{actor} changed a set of prompts to version {version}.", "version"
)
# Responding, and going back to earlier words
RESPONSE_SENT = declare("dialogues.response_sent", "Somebody with a seat sent a response.", confidential=True)
VERSION_RESTORED = declare(
    "dialogues.version_restored", "Somebody with a seat went back to earlier words of theirs.", confidential=True
)

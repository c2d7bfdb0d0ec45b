"""What is kept of aims, expectations and the pulse. Who has answered is never said."""

from __future__ import annotations

from audit.registry import declare

# The aim and expectations.
AIM_WRITTEN = declare("understanding.aim_written", "{actor} wrote version {number} of the shared aim.", "number")
AIM_SIGNED = declare("understanding.aim_signed", "{actor} signed version {number} of the shared aim.", "number")
AIM_UNSIGNED = declare(
    "understanding.aim_unsigned",
    "{actor} took back their signature under version {number} of the shared aim.",
    "number",
)
EXPECTATIONS_ASKED = declare("understanding.expectations_asked", "{actor} asked everybody what they expect.")
EXPECTATIONS_SENT = declare("understanding.expectations_sent", "Somebody sent what they expect.", confidential=True)
EXPECTATIONS_REVEALED = declare("understanding.expectations_revealed", "{actor} revealed what everybody expects.")
EXPECTATIONS_DATED = declare(
    "understanding.expectations_dated", "{actor} changed the day on which everybody is asked again what they expect."
)
# The pulse. Who has answered is never said.
PULSE_OPENED = declare("understanding.pulse_opened", "{actor} opened a round of the pulse.")
PULSE_CLOSED = declare("understanding.pulse_closed", "A round of the pulse closed.")
WORDS_REMOVED = declare(
    "understanding.words_removed", "Words of somebody who withdrew were removed.", confidential=True
)

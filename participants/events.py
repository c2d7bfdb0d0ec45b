"""What happens to consent and withdrawal: the sentences of their audit events."""

from __future__ import annotations

from audit.registry import declare

# Consent
CONSENT_DRAFTED = declare(
    "participants.consent_drafted", "{actor} began version {number} of the consent form.", "number"
)
CONSENT_CHANGED = declare(
    "participants.consent_changed", "{actor} changed the draft of version {number} of the consent form.", "number"
)
CONSENT_PUBLISHED = declare(
    "participants.consent_published",
    "{actor} published version {number} of the consent form; {people} people are asked.",
    "number",
    "people",
)
# The history does not say who: whether somebody agreed is between them and the coordinators.
CONSENT_GIVEN = declare(
    "participants.consent_given",
    "Somebody answered version {number} of the consent form.",
    "number",
    "mode",
    confidential=True,
)
# Withdrawal. The history does not say who: nobody has to explain themselves.
WITHDRAWN = declare("participants.withdrawn", "Somebody withdrew: “{scope}”.", "scope", confidential=True)
CONTACT_RESUMED = declare(
    "participants.contact_resumed", "Somebody who had withdrawn from contact may be contacted again.", confidential=True
)

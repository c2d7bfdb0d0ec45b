"""What happens to consent and withdrawal: the sentences of their audit events."""

from __future__ import annotations

from audit.registry import declare

# Withdrawal. The history does not say who: nobody has to explain themselves.
WITHDRAWN = declare("participants.withdrawn", "Somebody withdrew: “{scope}”.", "scope", confidential=True)
CONTACT_RESUMED = declare(
    "participants.contact_resumed", "Somebody who had withdrawn from contact may be contacted again.", confidential=True
)

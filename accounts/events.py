"""Events of accounts."""

from audit.registry import declare

PROFILE_CHANGED = declare("accounts.profile_changed", "{actor} changed their profile: {fields}.", "fields")

# Erasure
PERSON_ERASED = declare(
    "accounts.person_erased", "Somebody had their account and their name removed for good.", confidential=True
)

"""Events of accounts."""

from audit.registry import declare

PROFILE_CHANGED = declare("accounts.profile_changed", "{actor} changed their profile: {fields}.", "fields")

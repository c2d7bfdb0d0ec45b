"""What is kept of the glossary."""

from __future__ import annotations

from audit.registry import declare

TERM_ADDED = declare("glossary.term_added", "{actor} added a word to the glossary.")


TERM_REMOVED = declare("glossary.term_removed", "{actor} took a word out of the glossary.")


MEANING_ADDED = declare("glossary.definition_added", "{actor} added a meaning to the glossary.")


MEANING_CHANGED = declare("glossary.definition_changed", "{actor} changed a meaning in the glossary.")


MEANING_REMOVED = declare("glossary.definition_removed", "{actor} took a meaning out of the glossary.")

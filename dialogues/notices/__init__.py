"""What of dialogues needs somebody, and the mails that say so. No mail holds words of research or names of others."""

from dialogues.notices import life, meetings, outcomes, tensions, withdrawing, writing

__all__ = ["life", "meetings", "outcomes", "tensions", "withdrawing", "writing"]

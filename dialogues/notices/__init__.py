"""What of dialogues needs somebody, and the mails that say so. No mail holds words of research or names of others."""

from dialogues.notices import life, meetings, outcomes, withdrawing, writing

__all__ = ["life", "meetings", "outcomes", "withdrawing", "writing"]

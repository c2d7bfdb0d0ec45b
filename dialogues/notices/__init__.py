"""What of dialogues needs somebody, and the mails that say so. No mail holds words of research or names of others."""

from dialogues.notices import meetings, morning, outcomes, withdrawing, writing

__all__ = ["meetings", "morning", "outcomes", "withdrawing", "writing"]

"""What of dialogues needs somebody, and the mails that say so. No mail holds words of research or names of others."""

from dialogues.notices import outcomes, withdrawing, writing

__all__ = ["outcomes", "withdrawing", "writing"]

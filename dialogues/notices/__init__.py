"""What of dialogues needs somebody, and the mails that say so. No mail holds words of research or names of others."""

from dialogues.notices import contributions, meetings, outcomes, tensions, withdrawing, writing

__all__ = ["contributions", "meetings", "outcomes", "tensions", "withdrawing", "writing"]

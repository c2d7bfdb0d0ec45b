"""What of consent and withdrawal needs somebody, whom it mutes, and the mails about both."""

from participants.notices import consent, morning, withdrawing

__all__ = ["consent", "morning", "withdrawing"]

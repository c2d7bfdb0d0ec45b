"""What of consent and withdrawal needs somebody, whom it mutes, and the mails about both."""

from participants.notices import consent, withdrawing

__all__ = ["consent", "withdrawing"]

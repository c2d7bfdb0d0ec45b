"""What of projects needs somebody, the mails that say so, and which mail is held back."""

from projects.notices import invitations, life, members

__all__ = ["invitations", "life", "members"]

"""What of shared understanding needs somebody, the mails that say so, and what a withdrawal does to it."""

from understanding.notices import aims, expectations, pulse, withdrawing

__all__ = ["aims", "expectations", "pulse", "withdrawing"]

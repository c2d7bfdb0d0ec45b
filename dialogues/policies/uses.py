"""May these words be used? One pure rule for files that leave and for analysis alike.

`queries.uses.judged_reflections` says the same in SQL; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dialogues.enums import UseRefusal
from dialogues.policies.words import FOR_EVERY_SEAT
from participants.permissions import Permission


@dataclass(frozen=True)
class UseFacts:
    """What decides whether a reflection or a response may be used.

    `author_takes_part`: the author is in the project today. `answered_usable`: of a response, what it responds to may
    be used too; true of every reflection.
    """

    audience: str
    revealed: bool
    may_analyse: bool
    author_takes_part: bool
    withdrawn: bool = False
    consented: bool = True
    answered_usable: bool = True


# Why words may not be used; where several hold, the first is told.
USE_REFUSALS: tuple[tuple[UseRefusal, Callable[[UseFacts], bool]], ...] = (
    (UseRefusal.WITHDRAWN, lambda facts: facts.withdrawn),
    (UseRefusal.NOT_REVEALED, lambda facts: not facts.revealed),
    (UseRefusal.FEWER_READERS, lambda facts: facts.audience not in FOR_EVERY_SEAT),
    (UseRefusal.NOT_PERMITTED, lambda facts: not facts.may_analyse),
    (UseRefusal.AUTHOR_LEFT, lambda facts: not facts.author_takes_part),
    (UseRefusal.NO_CONSENT, lambda facts: not facts.consented),
    # A response may say again what it responds to, so it is used only with that.
    (UseRefusal.ANSWERED, lambda facts: not facts.answered_usable),
)


def use_refusal(facts: UseFacts) -> UseRefusal | None:
    """Why these words may not be used, or None where they may. In SQL it is `queries.uses.judged_reflections`."""
    return next((refusal for refusal, applies in USE_REFUSALS if applies(facts)), None)


def permits_use(permission: Permission) -> bool:
    """Does the author let these words be used, once they are sent and revealed?"""
    facts = UseFacts(permission.audience, revealed=True, may_analyse=permission.may_analyse, author_takes_part=True)
    return use_refusal(facts) is None

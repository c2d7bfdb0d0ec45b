"""What somebody in a role gets: the words that the matrix is written in."""

from __future__ import annotations

from dataclasses import dataclass, field

Answers = dict[str, int]

ROLES = ("anonymous", "stranger", "observer", "partner", "researcher", "coordinator", "administrator")
MEMBERS = ROLES[2:]
EVERYBODY = "observer partner researcher coordinator administrator"
TAKING_PART = "partner researcher coordinator"
NOT_OBSERVERS = "partner researcher coordinator administrator"
LEADS = "coordinator administrator"
MEMBERS_ONLY = "observer partner researcher coordinator"


def door(allowed: str, status: int, **otherwise: int) -> Answers:
    """A page of a project: sign in first, strangers find nothing, other roles may not."""
    inside = {role: status if role in allowed.split() else 403 for role in MEMBERS}
    return {"anonymous": 302, "stranger": 404} | inside | otherwise


def signed_in(status: int, **otherwise: int) -> Answers:
    """A page for whoever is signed in."""
    return dict.fromkeys(ROLES, status) | {"anonymous": 302} | otherwise


def anybody(status: int, **otherwise: int) -> Answers:
    """A page for everybody."""
    return dict.fromkeys(ROLES, status) | otherwise


def administrator(status: int) -> Answers:
    """A page for administrators of the site."""
    return dict.fromkeys(ROLES, 403) | {"anonymous": 302, "administrator": status}


@dataclass(frozen=True)
class Row:
    """What one URL answers to GET and POST; None where it does not answer. `uses` names other objects of the world."""

    get: Answers | None = None
    post: Answers | None = None
    uses: dict[str, str] = field(default_factory=dict)

    @property
    def methods(self) -> dict[str, Answers]:
        """The methods that are answered."""
        both = {"GET": self.get, "POST": self.post}
        return {method: answers for method, answers in both.items() if answers is not None}

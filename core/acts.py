"""What can be done from a page: decided before the template, drawn by `components/acts.html`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Weight(StrEnum):
    """How much an act stands out, as the class of its button. A page has at most one that is primary."""

    PRIMARY = ""
    QUIET = "quiet"
    DANGER = "danger"


@dataclass(frozen=True)
class Act:
    """Something to do, and the page where it is done."""

    label: str | Promise
    url: str
    weight: Weight = Weight.QUIET


def first_primary(acts: list[Act]) -> list[Act]:
    """The same acts; the first of them stands out, the others do not, dangerous ones stay as they are."""
    if not acts or acts[0].weight is Weight.DANGER:
        return acts
    first, *others = acts
    return [Act(first.label, first.url, Weight.PRIMARY), *others]

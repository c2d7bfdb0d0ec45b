from __future__ import annotations

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refused
from milestones.enums import MilestoneKind, RelationalStep
from milestones.measures import Pair, reachable_from, reversed_pairs, shortest_path
from milestones.models import Milestone
from milestones.policies.milestones import check_relational_step
from milestones.policies.proofs import PROOFS, RELATIONAL_PROOFS, proof_of

KEYS = [UUID(int=number) for number in range(6)]
KEY = st.sampled_from(KEYS)
# Each is what one milestone is to wait for from now on: one or several others, added at once.
ASKED = st.lists(st.tuples(KEY, st.sets(KEY, min_size=1, max_size=3)), max_size=30)


def goes_round(pairs: set[Pair]) -> bool:
    """By taking away what waits for nothing, until nothing is left or all that is left is a circle."""
    left = {key for pair in pairs for key in pair}
    while free := {key for key in left if not any(after == key and before in left for before, after in pairs)}:
        left -= free
    return bool(left)


@given(asked=ASKED)
def test_in_any_order_of_adding_no_circle_comes_about_and_nothing_else_is_refused(
    asked: list[tuple[UUID, set[UUID]]],
) -> None:
    pairs: set[Pair] = set()
    for after, before in asked:
        kept = {pair for pair in pairs if pair[1] != after}
        wanted = kept | {(one, after) for one in before}
        refused = bool(shortest_path(pairs, after, before))
        assert refused == goes_round(wanted)
        pairs = pairs if refused else wanted
        assert not goes_round(pairs)


@given(asked=ASKED)
def test_the_way_that_is_named_leads_along_links_that_are_there(asked: list[tuple[UUID, set[UUID]]]) -> None:
    pairs = {(one, after) for after, before in asked for one in before}
    found = shortest_path(pairs, KEYS[0], {KEYS[1]})
    assert all(step in pairs for step in pairwise(found))
    assert found == [] or (found[0], found[-1]) == (KEYS[0], KEYS[1])


@given(pairs=st.sets(st.tuples(KEY, KEY)), one=KEY, other=KEY)
def test_what_is_behind_one_has_that_one_ahead(pairs: set[Pair], one: UUID, other: UUID) -> None:
    assert (other in reachable_from(pairs, one)) == (one in reachable_from(reversed_pairs(pairs), other))


def test_nothing_waits_for_itself() -> None:
    assert shortest_path([], KEYS[0], {KEYS[0]}) == [KEYS[0]]


def test_every_kind_and_every_step_asks_its_own_question() -> None:
    questions = [str(proof.question) for proof in (*PROOFS.values(), *RELATIONAL_PROOFS.values())]
    assert len(set(questions)) == len(questions) == len(MilestoneKind) + len(RelationalStep)


def test_a_step_asks_more_than_its_kind() -> None:
    terms = Milestone(kind=MilestoneKind.RELATIONAL, step=RelationalStep.TERMS)
    assert "Where are the terms written down" in str(proof_of(terms).question)


def test_only_a_milestone_about_the_relationship_is_a_step_of_it() -> None:
    check_relational_step(MilestoneKind.RELATIONAL, RelationalStep.TERMS)
    check_relational_step(MilestoneKind.DATA, "")
    with pytest.raises(Refused, match="Only a milestone of the kind"):
        check_relational_step(MilestoneKind.DATA, RelationalStep.TERMS)

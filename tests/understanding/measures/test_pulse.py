"""What is shown of a round is about nobody, or about at least three people, however it is added up and subtracted."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from projects.enums import Standpoint
from understanding.measures.pulse import (
    ALL,
    CELLS,
    GROUP,
    OTHERS,
    STATEMENTS,
    StandpointAnswers,
    frozen_groups,
    is_enough,
    spread,
    thawed_groups,
    total,
)

KEYS = list(STATEMENTS)

answers = st.dictionaries(st.sampled_from(KEYS), st.none() | st.integers(1, 5))
one_answer = st.builds(
    StandpointAnswers,
    standpoint=st.sampled_from([kind.value for kind in Standpoint]),
    answers=answers,
    note=st.text(max_size=8),
    order=st.uuids().map(lambda key: key.hex),
)
rounds = st.lists(one_answer, max_size=16)


def people(**counts: int) -> list[StandpointAnswers]:
    """So many answers from each standpoint, each with a note that names its place."""
    return [
        StandpointAnswers(kind, {"voice": 4}, note=f"{kind} {place}", order=f"{place:03}")
        for kind, count in counts.items()
        for place in range(count)
    ]


def sizes(given: list[StandpointAnswers]) -> dict[str, int]:
    return {group.name: group.count for group in spread(given)}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"patient": 3}, {}),
        ({"patient": 4}, {"patient": 4}),
        ({"patient": 3, "carer": 1}, {}),
        ({"patient": 3, "carer": 2}, {}),
        ({"patient": 4, "carer": 1}, {"patient": 4}),
        ({"patient": 4, "carer": 2}, {"patient": 4}),
        ({"patient": 3, "carer": 3}, {"patient": 3, "carer": 3}),
        ({"patient": 3, "carer": 2, "manager": 1}, {"patient": 3, OTHERS: 3}),
        ({"patient": 2, "carer": 1}, {}),
        ({"patient": 2, "carer": 2}, {OTHERS: 4}),
        ({"patient": 2, "carer": 2, "academic": 2}, {OTHERS: 6}),
        ({"academic": 1, "carer": 1, "clinician": 1, "patient": 1}, {OTHERS: 4}),
        ({"academic": 3, "clinician": 3, "carer": 1}, {"academic": 3, "clinician": 3}),
    ],
)
def test_groups_of_fewer_than_three_count_together_or_not_at_all(counts: dict[str, int], shown: dict[str, int]) -> None:
    assert sizes(people(**counts)) == shown


def sets(given: list[StandpointAnswers]) -> list[set[int]]:
    """Whose answers stand behind each group and total that is published, told by the notes."""
    marked = [StandpointAnswers(one.standpoint, one.answers, str(place), one.order) for place, one in enumerate(given)]
    groups = [{int(note) for note in group.notes} for group in spread(marked)]
    return [*groups, set().union(*groups)] if groups else []


@given(rounds)
def test_no_union_intersection_or_difference_is_about_one_or_two_people(given: list[StandpointAnswers]) -> None:
    """Until nothing new comes of it."""
    found = {frozenset(one) for one in sets(given)}
    grown = True
    while grown:
        more = {made for one, two in product(found, repeat=2) for made in (one | two, one & two, one - two)}
        grown = not more <= found
        found |= more
    assert {len(one) for one in found if 0 < len(one) < GROUP} == set()


@given(rounds, st.data())
def test_no_sum_with_whole_factors_counts_one_or_two_people_alone(
    given: list[StandpointAnswers], data: st.DataObject
) -> None:
    """Somebody weighs each published row and adds them up; whoever ends with a weight is in company."""
    published = sets(given)
    factors = data.draw(st.lists(st.integers(-5, 5), min_size=len(published), max_size=len(published)))
    weights: Counter[int] = Counter()
    for factor, people_behind in zip(factors, published, strict=True):
        for person in people_behind:
            weights[person] += factor
    alike = Counter(weight for weight in weights.values() if weight)
    assert all(count >= GROUP for count in alike.values())


@given(rounds)
def test_something_is_shown_of_at_least_four_answers_or_nothing(given: list[StandpointAnswers]) -> None:
    shown = sum(sizes(given).values())
    assert shown == 0 or shown >= ALL


@given(rounds)
def test_every_number_is_what_counting_by_hand_gives(given: list[StandpointAnswers]) -> None:
    for group in spread(given):
        apart = [one for one in given if one.standpoint == group.name]
        rest = [one for one in given if sum(other.standpoint == one.standpoint for other in given) < GROUP]
        behind = rest if group.name == OTHERS else apart
        for key in STATEMENTS:
            by_hand = [sum(key in one.answers and one.answers[key] == step for one in behind) for step in range(1, 6)]
            by_hand += [sum(one.answers.get(key, 0) is None for one in behind)]
            by_hand += [sum(key not in one.answers for one in behind)]
            assert list(group.cells[key]) == by_hand
        assert sorted(group.notes) == sorted(one.note for one in behind if one.note)


@given(rounds)
def test_each_statement_adds_up_to_its_group_whoever_left_it_out(given: list[StandpointAnswers]) -> None:
    assert all(sum(cells) == group.count for group in spread(given) for cells in group.cells.values())


@given(rounds)
def test_the_total_is_the_sum_of_what_is_shown(given: list[StandpointAnswers]) -> None:
    groups = spread(given)
    assume(groups)
    every = total(groups)
    assert every.count == sum(group.count for group in groups)
    assert {key: sum(cells) for key, cells in every.cells.items()} == dict.fromkeys(STATEMENTS, every.count)


@given(rounds, st.randoms(use_true_random=False))
def test_the_order_of_answering_changes_nothing(given: list[StandpointAnswers], random: Random) -> None:
    assume(len({one.order for one in given}) == len(given))
    mixed = random.sample(given, len(given))
    assert spread(mixed) == spread(given)


@given(rounds)
def test_an_answer_that_is_left_out_moves_no_number(given: list[StandpointAnswers]) -> None:
    """With and without it everything that is published is the same, where anything is published at all."""
    groups = spread(given)
    assume(groups)
    behind = set().union(*sets(given))
    for place in set(range(len(given))) - behind:
        assert spread(given[:place] + given[place + 1 :]) == groups


@given(rounds)
def test_what_is_frozen_thaws_as_it_was(given: list[StandpointAnswers]) -> None:
    groups = spread(given)
    assert thawed_groups(json.loads(json.dumps(frozen_groups(groups)))) == groups


def test_notes_stand_in_an_order_of_their_own() -> None:
    given = [
        StandpointAnswers("patient", {}, note, order)
        for note, order in [("a", "3"), ("b", "1"), ("c", "4"), ("d", "2")]
    ]
    assert spread(given)[0].notes == ("b", "d", "a", "c")


def test_notes_of_a_group_that_is_left_out_are_nowhere() -> None:
    assert "carer" not in json.dumps(frozen_groups(spread(people(patient=4, carer=2))))


def test_there_is_no_mean_and_no_score() -> None:
    stored = frozen_groups(spread(people(patient=4)))
    assert set(stored) == {"groups"}
    assert set(stored["groups"][0]) == {"name", "count", "cells", "notes"}
    assert all(isinstance(number, int) for cells in stored["groups"][0]["cells"].values() for number in cells)


def test_while_a_round_is_open_only_enough_or_not_enough_is_told() -> None:
    assert [is_enough(number) for number in (0, 3, 4, 40)] == [False, False, True, True]


def test_there_are_eight_statements_and_five_steps_and_two_ways_out() -> None:
    assert (len(STATEMENTS), len(CELLS)) == (8, 7)

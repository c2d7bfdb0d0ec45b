"""What of dialogues needs somebody: one thing and three ask the database the same number of questions."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from projects.models import Project
from tests.dialogues.planning import opened
from tests.factories import signed_in


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_of_a_partner_costs_the_same_for_one_and_three(
    count: int, project: Project, amara: User, dee: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        opened(project, amara, dee)
    client = signed_in(dee)
    with django_assert_num_queries(5):
        page = client.get(reverse("home")).content.decode()
    assert page.count("You have a seat in this dialogue.") == count

from __future__ import annotations

import threading

import pytest
from django.db import connection

from accounts.models import User
from audit.queries import of_project
from core.editing import Stale
from core.errors import Refused
from milestones.actions.links import set_links
from milestones.models import Milestone, MilestoneLink
from projects.enums import ProjectState
from projects.models import Project
from tests.projects.making import milestone


def wait(after: Milestone, *before: Milestone, by: User) -> Milestone:
    after.refresh_from_db()
    return set_links(after, before=before, version=after.version, by=by)


def pairs() -> set[tuple[str, str]]:
    return set(MilestoneLink.objects.values_list("before__title", "after__title"))


def test_a_milestone_waits_for_just_what_was_chosen(project: Project, amara: User) -> None:
    one, two, three = (milestone(project, amara, title=title) for title in "ABC")
    wait(three, one, by=amara)
    wait(three, one, two, by=amara)
    assert pairs() == {("A", "C"), ("B", "C")}
    wait(three, two, by=amara)
    assert pairs() == {("B", "C")}


def test_the_same_choice_again_changes_and_records_nothing(project: Project, amara: User) -> None:
    one, two = milestone(project, amara), milestone(project, amara)
    for _ in range(2):
        set_links(two, before=[one], version=1, by=amara)
    assert of_project(project.pk).filter(type="milestones.milestone_linked").count() == 1


def test_a_circle_is_refused_in_words_that_name_it(project: Project, amara: User) -> None:
    one, two, three = (milestone(project, amara, title=title) for title in "ABC")
    wait(two, one, by=amara)
    wait(three, two, by=amara)
    with pytest.raises(Refused, match="“A” waits for “C”, “C” waits for “B”, “B” waits for “A”"):
        wait(one, three, by=amara)
    assert pairs() == {("A", "B"), ("B", "C")}


def test_of_two_chosen_at_once_one_circle_refuses_both(project: Project, amara: User) -> None:
    one, two, three = (milestone(project, amara, title=title) for title in "ABC")
    wait(two, one, by=amara)
    with pytest.raises(Refused, match="circle"):
        wait(one, two, three, by=amara)
    assert pairs() == {("A", "B")}


def test_a_milestone_does_not_wait_for_itself(project: Project, amara: User) -> None:
    one = milestone(project, amara)
    with pytest.raises(Refused, match="circle"):
        wait(one, one, by=amara)


def test_a_milestone_of_another_project_is_refused(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="its own project"):
        wait(milestone(project, amara), milestone(other_project, zoe), by=amara)


def test_a_choice_about_what_somebody_else_changed_overwrites_nothing(project: Project, amara: User) -> None:
    one, two, three = (milestone(project, amara, title=title) for title in "ABC")
    wait(three, one, by=amara)
    with pytest.raises(Stale):
        set_links(three, before=[two], version=1, by=amara)
    assert pairs() == {("A", "C")}


def test_a_closed_project_refuses_it(project: Project, amara: User) -> None:
    one, two = milestone(project, amara), milestone(project, amara)
    Project.objects.update(state=ProjectState.CLOSED)
    with pytest.raises(Refused, match="closed"):
        wait(two, one, by=amara)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_link_at_the_same_moment_make_no_circle(project: Project, amara: User) -> None:
    one, two = milestone(project, amara, title="A"), milestone(project, amara, title="B")
    start = threading.Barrier(2)

    def run(after: Milestone, before: Milestone) -> None:
        start.wait()
        try:
            set_links(after, before=[before], version=1, by=amara)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pairs()) == 1

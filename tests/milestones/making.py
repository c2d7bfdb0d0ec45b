"""Very many milestones at once, past the action that makes one: for what has to stay small whatever there is."""

from __future__ import annotations

from accounts.models import User
from milestones.models import Milestone
from projects.models import Project
from tests.factories import in_days
from tests.projects.making import membership


def many(project: Project, by: User, count: int, *, late: int = 0) -> list[Milestone]:
    """`count` milestones spread over two years, `late` of them past their date; the others that are past are done."""
    owner = membership(project, by)
    rows = []
    for number in range(count):
        due_on = in_days(number * 730 // count - 180)
        is_done = due_on < in_days(0)
        state = {"state": "done", "evidence": "Minutes", "done_on": due_on} if is_done else {}
        rows.append((due_on, state))
    rows[:late] = [(in_days(-1 - number), {}) for number in range(late)]
    return Milestone.objects.bulk_create(
        Milestone(
            project=project,
            title=f"Step {number} of <b>many</b>",
            owner=owner,
            due_on=due_on,
            baseline_on=due_on,
            pace=("rapid", "slow")[number % 2],
            kind="data",
            submitted_by=by,
            **state,
        )
        for number, (due_on, state) in enumerate(rows)
    )

"""What waits for what in the demo, and the first steps of the relationship."""

from __future__ import annotations

from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.milestone_links import set_links
from projects.models import Milestone, Project

# Day on which it was agreed, what waits, and what it waits for.
WAITS = [
    (-260, "Twelve interviews done and transcribed", ["Ethics approval for the interviews"]),
    (-120, "Analytical framework agreed", ["Twelve interviews done and transcribed"]),
    (-100, "Discharge letter rewritten with patients", ["First brief to the clinic"]),
    (-60, "Feedback given to everybody who was interviewed", ["Analytical framework agreed"]),
    (-60, "Paper drafted, authorship agreed", ["Analytical framework agreed", "First brief to the clinic"]),
]


def tell(project: Project, people: People) -> None:
    """The coordinator writes down what waits for what."""
    rows = {row.title: row for row in Milestone.objects.filter(project=project)}
    for day, title, before in WAITS:
        after = rows[title]
        with on_day(day):
            waits = [rows[name] for name in before]
            set_links(after, before=waits, version=after.version, by=people["amara"])

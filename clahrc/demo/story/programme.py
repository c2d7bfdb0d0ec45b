"""Two more projects of the outsider, so that there is a programme to look at: one late, one at its end."""

from __future__ import annotations

from clahrc.demo.story.projects import ProjectStory

LATE_PROJECT = ProjectStory(
    "Nights on the Ward", "Patients and night staff look at what keeps people awake in hospital."
)

ENDED_PROJECT = ProjectStory(
    "Letters We Can Read", "Clinic letters that people can read, written together with them. The project has ended."
)

# Titles and due days of the late one's milestones.
LATE_PROJECT_MILESTONES = (
    ("First night walk together", -9),
    ("What we heard, on one page", -2),
    ("Quiet hours tried out", 11),
)

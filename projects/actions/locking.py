"""TODO-doc."""

from __future__ import annotations

from projects.models import Project
from projects.policies import projects as policies


def hold(project: Project) -> Project:
    """The project as it is stored, locked until the transaction ends; so two writes to one project take turns."""
    return Project.objects.select_for_update().get(pk=project.pk)


def hold_open(project: Project) -> Project:
    """As `hold`; raises `Refused` where the project takes no input."""
    held = hold(project)
    policies.check_open(held)
    return held

"""Writes to one project take turns: each locks its row."""

from __future__ import annotations

from projects.models import Project
from projects.policies import projects as policies


def lock_project(project: Project) -> Project:
    """The project as it is stored, locked until the transaction ends; so two writes to one project take turns."""
    return Project.objects.select_for_update().get(pk=project.pk)


def lock_open_project(project: Project) -> Project:
    """As `lock_project`; raises `Refused` where the project takes no input."""
    locked = lock_project(project)
    policies.check_open(locked)
    return locked

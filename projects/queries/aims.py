"""The shared aim in its versions."""

from __future__ import annotations

from projects.models import Aim, Project


def current_aim(project: Project) -> Aim | None:
    """The latest version; None where nobody has written one."""
    return Aim.objects.filter(project=project).order_by("-number").first()

"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, members, roles, the door, milestones."""

    name = "projects"

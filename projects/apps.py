"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, members, roles, the door, milestones."""

    name = "projects"

    def ready(self) -> None:
        """Declare the notices of this app."""
        import projects.notices  # noqa: F401

"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, members, roles, the door, milestones."""

    name = "projects"

    def ready(self) -> None:
        """Declare the notices of this app; hear what happens below."""
        import tensions.notices  # noqa: F401
        from accounts.signals import person_erased
        from projects import receivers

        person_erased.connect(receivers.forget_member, dispatch_uid="projects.forget_member")

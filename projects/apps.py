"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects, members, invitations, roles, the door."""

    name = "projects"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import projects.events
        import projects.notices  # noqa: F401
        from accounts.signals import person_erased
        from projects import receivers

        person_erased.connect(receivers.forget_member, dispatch_uid="projects.forget_member")

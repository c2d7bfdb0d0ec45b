"""The overview app."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """What a project and a programme show at a glance."""

    name = "overview"

    def ready(self) -> None:
        """Declare events and notices."""
        import overview.events
        import overview.notices  # noqa: F401

"""The tensions app."""

from django.apps import AppConfig


class TensionsConfig(AppConfig):
    """The register of tensions and barriers."""

    name = "tensions"

    def ready(self) -> None:
        """Declare events and notices."""
        import tensions.events
        import tensions.notices  # noqa: F401

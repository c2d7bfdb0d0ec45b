"""The glossary app."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    """Words with several meanings."""

    name = "glossary"

    def ready(self) -> None:
        """Declare events."""
        import glossary.events  # noqa: F401

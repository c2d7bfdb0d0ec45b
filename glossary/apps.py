"""The glossary app."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    """The words of a project, and what each means to whom."""

    name = "glossary"

    def ready(self) -> None:
        """Declare what is kept in the history."""
        import glossary.events  # noqa: F401

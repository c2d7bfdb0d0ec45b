"""The dialogues app."""

from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    """Dialogues, seats, prompts, reflections, reveal, outcomes."""

    name = "dialogues"

    def ready(self) -> None:
        import dialogues.events
        import dialogues.notices  # noqa: F401

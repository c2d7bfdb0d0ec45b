"""The dialogues app."""

from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    """Dialogues, seats, prompts, reflections, reveal, outcomes."""

    name = "dialogues"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import dialogues.events
        import dialogues.notices  # noqa: F401
        from accounts.signals import person_merged
        from dialogues import receivers
        from projects.signals import naming_changed

        naming_changed.connect(receivers.follow_naming, dispatch_uid="dialogues.follow_naming")
        person_merged.connect(receivers.follow_merge, dispatch_uid="dialogues.follow_merge")

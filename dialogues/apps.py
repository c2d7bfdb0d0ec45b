"""The dialogues app."""

from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    """Dialogues, seats, prompts, reflections, reveal, outcomes."""

    name = "dialogues"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import dialogues.events
        import dialogues.notices  # noqa: F401
        from accounts.signals import person_erased, person_merged
        from dialogues import receivers
        from participants.signals import participant_withdrawn
        from projects.signals import naming_changed

        naming_changed.connect(receivers.follow_naming, dispatch_uid="dialogues.follow_naming")
        participant_withdrawn.connect(receivers.take_back_words, dispatch_uid="dialogues.take_back_words")
        person_erased.connect(receivers.forget_author, dispatch_uid="dialogues.forget_author")
        person_merged.connect(receivers.follow_merge, dispatch_uid="dialogues.follow_merge")

"""The understanding app."""

from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    """Aim, expectations, pace, pulse."""

    name = "understanding"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import understanding.events
        import understanding.notices  # noqa: F401
        from accounts.signals import person_erased
        from participants.signals import participant_withdrawn
        from understanding import receivers

        person_erased.connect(receivers.forget_writer, dispatch_uid="understanding.forget_writer")
        participant_withdrawn.connect(receivers.take_back_words, dispatch_uid="understanding.take_back_words")

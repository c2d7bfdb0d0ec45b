"""The contributions app."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """Contributions: said, decided, changed, told."""

    name = "contributions"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import contributions.events
        import contributions.notices  # noqa: F401
        from accounts.signals import person_erased
        from contributions import receivers
        from participants.signals import participant_withdrawn

        person_erased.connect(receivers.forget_contributor, dispatch_uid="contributions.forget_contributor")
        participant_withdrawn.connect(receivers.take_back_words, dispatch_uid="contributions.take_back_words")

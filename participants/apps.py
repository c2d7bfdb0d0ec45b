"""The participants app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Consent, withdrawal, and the permission that every contribution carries."""

    name = "participants"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import participants.events
        import participants.notices  # noqa: F401
        from accounts.signals import person_erased
        from participants import receivers

        person_erased.connect(receivers.forget_consents, dispatch_uid="participants.forget_consents")

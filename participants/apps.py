"""The participants app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """People the data are about: pseudonym here, identity in a table of its own."""

    name = "participants"

    def ready(self) -> None:
        """Declare the events and the notices of this app."""
        import participants.events
        import participants.notices  # noqa: F401

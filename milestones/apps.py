"""The milestones app."""

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """Milestones, what waits for what, phases."""

    name = "milestones"

    def ready(self) -> None:
        """Declare events and notices; hear what happens below."""
        import milestones.events
        import milestones.notices  # noqa: F401
        from accounts.signals import person_erased
        from milestones import receivers

        person_erased.connect(receivers.forget_owner, dispatch_uid="milestones.forget_owner")

"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What leaves: exports and reports."""

    name = "reports"

    def ready(self) -> None:
        """Declare notices; hear what happens below."""
        import reports.notices  # noqa: F401
        from accounts.signals import person_erased
        from participants.signals import participant_withdrawn
        from reports import receivers

        participant_withdrawn.connect(receivers.end_files, dispatch_uid="reports.end_files")
        person_erased.connect(receivers.forget_files, dispatch_uid="reports.forget_files")

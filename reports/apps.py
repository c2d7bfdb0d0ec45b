"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What leaves: exports and reports."""

    name = "reports"

    def ready(self) -> None:
        import reports.notices  # noqa: F401  # declares what needs somebody

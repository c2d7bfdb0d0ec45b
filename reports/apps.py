"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What leaves: exports and reports."""

    name = "reports"

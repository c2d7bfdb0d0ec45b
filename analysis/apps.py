"""The analysis app."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """What it means: sources, codebooks, coding, findings. Its rooms open as they are built."""

    name = "analysis"

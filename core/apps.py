"""The lowest app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Tags, middleware and base classes; no tables."""

    name = "core"

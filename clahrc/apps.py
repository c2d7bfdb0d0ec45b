"""The composition root as a Django app, for its management commands."""

from django.apps import AppConfig


class ClahrcConfig(AppConfig):
    """Makes the Celery app the default one before any task is called."""

    name = "clahrc"

    def ready(self) -> None:
        import clahrc.celery  # noqa: F401

"""Composition root: settings, urls, Celery, the launcher. Imported by nobody."""

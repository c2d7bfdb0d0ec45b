"""The Celery application: `celery -A clahrc worker` and `celery -A clahrc beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clahrc.settings")

app = Celery("clahrc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="jobs")

"""The application with a schedule of seconds instead of minutes: `celery -A tests.faults.fast_beat beat`."""

from clahrc.celery import app

EVERY = 0.5
app.conf.beat_schedule = {
    name: {"task": name, "schedule": EVERY} for name in ("dialogues.remind", "notifications.sweep")
}

"""Two tables: what the form writes and what the list shows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse


class Note(models.Model):
    """Words of somebody."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Note {self.pk}"


class Item(models.Model):
    """A row of a list."""

    list_number = models.PositiveIntegerField(db_index=True)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=[("planned", "Not yet started"), ("done", "Completed")])

    objects: models.Manager[Item] = models.Manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("items", args=[self.list_number])

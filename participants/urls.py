"""URLs of consent and withdrawal: those below one project, and those of a person's own papers."""

from django.urls import URLPattern

app_name = "participants"

consent: list[URLPattern] = []

withdrawing: list[URLPattern] = []

# Readable after leaving the project: sealed copies and receipts.
papers: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*consent, *withdrawing, *papers]

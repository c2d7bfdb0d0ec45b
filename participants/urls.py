"""URLs of consent and withdrawal: those below one project, and those of a person's own papers."""

from django.urls import URLPattern, path

from participants.views import withdrawing as withdrawals

app_name = "participants"

consent: list[URLPattern] = []

withdrawing: list[URLPattern] = [
    path("projects/<uuid:project_id>/withdraw/", withdrawals.withdraw, name="withdraw"),
    path("projects/<uuid:project_id>/withdraw/check/", withdrawals.withdraw_check, name="withdraw_check"),
    path("projects/<uuid:project_id>/withdraw/contact-again/", withdrawals.contact_resume, name="contact_resume"),
    path("withdrawals/confirm/", withdrawals.withdraw_confirm, name="withdraw_confirm"),
    path("withdrawals/<uuid:withdrawal_id>/", withdrawals.withdrawal_receipt, name="withdrawal_receipt"),
]

# Readable after leaving the project: sealed copies and receipts.
papers: list[URLPattern] = []

urlpatterns: list[URLPattern] = [*consent, *withdrawing, *papers]

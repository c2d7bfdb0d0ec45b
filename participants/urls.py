"""URLs of consent and withdrawal: those below one project, and those of a person's own papers."""

from django.urls import URLPattern, path

from participants.views import answering, consent_forms
from participants.views import papers as paper_views
from participants.views import withdrawing as withdrawals

app_name = "participants"

CONSENT = "projects/<uuid:project_id>/consent/"
consent: list[URLPattern] = [
    path(CONSENT, consent_forms.consent_list, name="consent_list"),
    path(f"{CONSENT}new/", consent_forms.consent_begin, name="consent_begin"),
    path(f"{CONSENT}versions/<uuid:version_id>/", consent_forms.consent_version, name="consent_version"),
    path(f"{CONSENT}versions/<uuid:version_id>/edit/", consent_forms.consent_edit, name="consent_edit"),
    path(f"{CONSENT}versions/<uuid:version_id>/publish/", consent_forms.consent_publish, name="consent_publish"),
    path(f"{CONSENT}record/<uuid:membership_id>/", consent_forms.consent_record, name="consent_record"),
    path(f"{CONSENT}answer/", answering.consent_answer, name="consent_answer"),
    path(f"{CONSENT}answer/check/", answering.consent_check, name="consent_check"),
    path(f"{CONSENT}answer/unsure/", answering.consent_unsure, name="consent_unsure"),
]

withdrawing: list[URLPattern] = [
    path("projects/<uuid:project_id>/withdraw/", withdrawals.withdraw, name="withdraw"),
    path("projects/<uuid:project_id>/withdraw/check/", withdrawals.withdraw_check, name="withdraw_check"),
    path("projects/<uuid:project_id>/withdraw/contact-again/", withdrawals.contact_resume, name="contact_resume"),
    path("withdrawals/confirm/", withdrawals.withdraw_confirm, name="withdraw_confirm"),
    path("withdrawals/<uuid:withdrawal_id>/", withdrawals.withdrawal_receipt, name="withdrawal_receipt"),
]

# Readable after leaving the project: sealed copies and receipts.
papers: list[URLPattern] = [
    path("consents/<uuid:consent_id>/", paper_views.consent_copy, name="consent_copy"),
    path("consents/<uuid:consent_id>/copy.pdf", paper_views.consent_pdf, name="consent_pdf"),
]

urlpatterns: list[URLPattern] = [*consent, *withdrawing, *papers]

"""A person's own papers: sealed copies of what they consented to, readable after leaving the project."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import person, signed_in
from participants.formats import consent as formats
from participants.models import Consent


def _consent(request: HttpRequest, consent_id: UUID) -> Consent:
    """One of my own consents, or 404."""
    return get_object_or_404(Consent.objects.visible_to(person(request)), pk=consent_id)


@signed_in
@require_GET
def consent_copy(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The sealed copy as a page, from the sealed record and nothing else."""
    consent = _consent(request, consent_id)
    context = {"consent": consent, "copy": formats.copy_content(consent.sealed)}
    return render(request, "participants/consent_copy.html", context)


@signed_in
@require_GET
def consent_pdf(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The same as a tagged PDF."""
    consent = _consent(request, consent_id)
    response = HttpResponse(formats.pdf(consent.sealed, consent.sha256), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="consent.pdf"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response

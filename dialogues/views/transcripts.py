"""Conversations attached to a dialogue."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of
from dialogues.access import dialogue_here
from dialogues.actions.transcripts import attach_transcript
from dialogues.forms.transcripts import TranscriptForm
from dialogues.policies import dialogues as policies
from dialogues.queries.transcripts import said, turns_of
from projects.access import Here, project_view
from projects.permissions import Action

TURNS = 50


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def transcript_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Attach a text file as turns."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_edit(dialogue)
    form = TranscriptForm(request.POST, request.FILES) if request.method == "POST" else TranscriptForm()
    if request.method == "POST" and form.is_valid():
        try:
            transcript = attach_transcript(
                dialogue,
                token=form.cleaned_data["form_token"],
                fields={"title": form.cleaned_data["title"], "credit": form.cleaned_data["credit"]},
                turns=form.cleaned_data["file"],
                keep_names=form.cleaned_data["names"] == "keep",
                by=here.person,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The transcript is attached."))
            return see(request, transcript.get_absolute_url())
    return form_page(request, "dialogues/transcript_form.html", form, dialogue=dialogue)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def transcript_detail(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """A conversation, 50 turns to a page."""
    dialogue = dialogue_here(here, dialogue_id)
    transcript = get_object_or_404(dialogue.transcripts, pk=transcript_id)
    page = page_of(request, turns_of(transcript), TURNS)
    context = {"dialogue": dialogue, "transcript": transcript, "page": page, "turns": said(page.object_list)}
    return render(request, "dialogues/transcript_detail.html", context)

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
from core.pages import form_page, get_or_post, page_of, sent
from dialogues.access import dialogue_here
from dialogues.actions.transcripts import attach_transcript, map_speakers, remove_transcript
from dialogues.forms.transcripts import SpeakersForm, TranscriptForm
from dialogues.models import Transcript
from dialogues.policies import dialogues as policies
from dialogues.queries.outcomes import seats_of
from dialogues.queries.seats import names_apart
from dialogues.queries.transcripts import seats_of_speakers, speakers, transcript_address, turns_as_shown, turns_of
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies.projects import check_open as check_project

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
            messages.success(request, _("The transcript is attached. Say next who spoke."))
            return see(request, transcript_address("transcript_speakers", transcript))
    return form_page(request, "dialogues/transcript_form.html", form, dialogue=dialogue)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def transcript_detail(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """A conversation, 50 turns to a page."""
    dialogue = dialogue_here(here, dialogue_id)
    transcript = get_object_or_404(dialogue.transcripts, pk=transcript_id)
    page = page_of(request, turns_of(transcript), TURNS)
    context = {
        "dialogue": dialogue,
        "transcript": transcript,
        "page": page,
        "turns": turns_as_shown(page.object_list, seats_of_speakers(transcript)),
        "may_change": here.may(Action.DIALOGUE_MANAGE) and here.project.is_open,
    }
    return render(request, "dialogues/transcript_detail.html", context)


def changing(here: Here, dialogue_id: UUID, transcript_id: UUID) -> Transcript:
    """A transcript to be changed or removed, in an open project."""
    dialogue = dialogue_here(here, dialogue_id)
    check_project(here.project)
    transcript = get_object_or_404(dialogue.transcripts, pk=transcript_id)
    transcript.dialogue = dialogue
    return transcript


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def transcript_speakers(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """Who spoke? A seat for each speaker, or the pseudonym stays; in a closed dialogue too."""
    transcript = changing(here, dialogue_id, transcript_id)
    seats = list(seats_of(transcript.dialogue))
    names = names_apart(here.project, seats)
    form = SpeakersForm(sent(request), speakers=speakers(transcript), seats=seats, names=names)
    if request.method == "POST" and form.is_valid():
        map_speakers(transcript, chosen=form.chosen(), by=here.person)
        messages.success(request, _("Saved."))
        return see(request, transcript.get_absolute_url())
    context = {"dialogue": transcript.dialogue, "transcript": transcript}
    return form_page(request, "dialogues/transcript_speakers.html", form, **context)


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def transcript_remove(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """Ask once; then remove it with all its turns."""
    transcript = changing(here, dialogue_id, transcript_id)
    if request.method == "POST":
        remove_transcript(transcript, by=here.person)
        messages.success(request, _("The transcript is removed."))
        return see(request, transcript.dialogue.get_absolute_url())
    context = {"dialogue": transcript.dialogue, "transcript": transcript}
    return render(request, "dialogues/transcript_remove.html", context)

"""Conversations attached to a dialogue."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.forms import CleanForm
from core.pages import get_or_post, page_of, sent, submit
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

TURNS = 50


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def transcript_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Attach a text file as turns."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_edit(dialogue)
    form = TranscriptForm(request.POST, request.FILES) if request.method == "POST" else TranscriptForm()

    def act() -> Transcript:
        given = form.cleaned_data
        fields = {name: given[name] for name in ("title", "credit")}
        keeps = given["names"] == "keep"
        return attach_transcript(
            dialogue, token=given["form_token"], fields=fields, turns=given["file"], keep_names=keeps, by=here.person
        )

    return submit(
        request,
        form,
        act,
        template="dialogues/transcript_form.html",
        done=_("The transcript is attached. Say next who spoke."),
        back=partial(transcript_address, "transcript_speakers"),
        context={"dialogue": dialogue},
    )


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
    """A transcript to be changed or removed."""
    dialogue = dialogue_here(here, dialogue_id)
    transcript = get_object_or_404(dialogue.transcripts, pk=transcript_id)
    transcript.dialogue = dialogue
    return transcript


@project_view(Action.DIALOGUE_MANAGE, while_open=True)
@get_or_post
def transcript_speakers(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """Who spoke? A seat for each speaker, or the pseudonym stays; in a closed dialogue too."""
    transcript = changing(here, dialogue_id, transcript_id)
    seats = list(seats_of(transcript.dialogue))
    names = names_apart(here.project, seats)
    form = SpeakersForm(sent(request), speakers=speakers(transcript), seats=seats, names=names)
    return submit(
        request,
        form,
        lambda: map_speakers(transcript, chosen=form.chosen(), by=here.person),
        template="dialogues/transcript_speakers.html",
        done=_("Saved."),
        back=transcript.get_absolute_url(),
        context={"dialogue": transcript.dialogue, "transcript": transcript},
    )


@project_view(Action.DIALOGUE_MANAGE, while_open=True)
@get_or_post
def transcript_remove(request: HttpRequest, here: Here, dialogue_id: UUID, transcript_id: UUID) -> HttpResponse:
    """Ask once; then remove it with all its turns."""
    transcript = changing(here, dialogue_id, transcript_id)
    return submit(
        request,
        CleanForm(sent(request)),
        partial(remove_transcript, transcript, by=here.person),
        template="dialogues/transcript_remove.html",
        done=_("The transcript is removed."),
        back=transcript.dialogue.get_absolute_url(),
        context={"dialogue": transcript.dialogue, "transcript": transcript},
    )

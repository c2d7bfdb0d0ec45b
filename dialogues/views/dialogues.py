"""The list of dialogues, one dialogue, and its words."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from core.pages import page_of
from dialogues.access import dialogue_here
from dialogues.models import Dialogue
from dialogues.policies import dialogues as policies
from dialogues.policies.words import why_no_editing, why_no_responding
from dialogues.queries import dialogues as queries
from dialogues.queries.contributions import take_up_address
from dialogues.queries.meetings import meeting_of
from dialogues.queries.transcripts import of_dialogue
from dialogues.queries.words import PageOfWords, answered_prompts, page_with, pages_of_words
from projects.access import Here, project_view
from projects.enums import Role
from projects.permissions import Action

LIST_SIZE = 20


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The dialogues that `?show=` asks for, each with the reader's next step; anything else shows all."""
    asked, now = request.GET.get("show", "all"), timezone.now()
    show = asked if asked in queries.SHOWS else "all"
    page = page_of(request, queries.of_project(here.person, here.project, show=show, now=now), LIST_SIZE)
    manages = here.may(Action.DIALOGUE_MANAGE)
    context = {
        "page": page,
        "rows": queries.rows(here.person, page.object_list, now, manages=manages),
        "may_plan": manages and here.project.is_open,
        "show": show,
        "is_filtered": show != "all",
        "shows": queries.SHOWS,
    }
    return render(request, "dialogues/dialogue_list.html", context)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_detail(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """What a dialogue is about, who sits in it, and what is next. Never words."""
    dialogue = dialogue_here(here, dialogue_id)
    seat = queries.seat_of(here.person, dialogue)
    manages = here.may(Action.DIALOGUE_MANAGE)
    leads = manages or bool(seat and seat.facilitates)
    context = {
        "dialogue": dialogue,
        "meeting": meeting_of(dialogue, seat, timezone.now(), leads=leads),
        "step": queries.next_step(dialogue, seat, timezone.now(), manages=manages),
        "prompts": dialogue.prompts.all(),
        "seats": queries.seats_by_standpoint(dialogue),
        "acts": queries.acts(dialogue, manages=manages, facilitates=leads),
        "not_sent": None if dialogue.is_revealed else queries.not_sent(dialogue),
        "kept": queries.kept_disagreements(dialogue),
        "transcripts": of_dialogue(dialogue),
    }
    return render(request, "dialogues/dialogue_detail.html", context)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_words(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """The standpoints side by side, prompt by prompt. Before the reveal: when it opens, and no words."""
    dialogue = dialogue_here(here, dialogue_id)
    page = _page_of_words(request, here.person, dialogue)
    seat = queries.seat_of(here.person, dialogue)
    responds = seat is not None and not why_no_responding(dialogue)
    leads = here.role == Role.COORDINATOR or (seat is not None and seat.facilitates)
    takes_up = here.may(Action.CONTRIBUTION_MANAGE) and here.project.is_open
    context = {
        "dialogue": dialogue,
        "page": page,
        "may_edit": not why_no_editing(dialogue),
        "answered": answered_prompts(dialogue, here.person, page[0].prompts, responds=responds, part=page[0].part),
        "kept": queries.kept_disagreements(dialogue) if dialogue.is_revealed else [],
        "may_record": policies.can_record(dialogue) and here.project.is_open and leads,
        "take_up": take_up_address(dialogue) if takes_up else "",
    }
    return render(request, "dialogues/dialogue_words.html", context)


def _page_of_words(request: HttpRequest, person: User, dialogue: Dialogue) -> Page[PageOfWords]:
    """The page that `?page=` asks for, or the one that holds the words of `?at=`."""
    pages, at = pages_of_words(dialogue, person), _key(request.GET.get("at", ""))
    if at and "page" not in request.GET and len(pages) > 1:
        return Paginator(pages, 1).page(page_with(pages, dialogue, person, at))
    return page_of(request, pages, 1)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

"""The list of dialogues, one dialogue, its planning, and its words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from dialogues.access import dialogue_here
from dialogues.actions.dialogues import edit_dialogue, plan_dialogue
from dialogues.forms.dialogues import DialogueCreateForm, DialogueForm, PlannedForm, initial_of
from dialogues.policies import dialogues as policies
from dialogues.policies.words import why_no_editing, why_no_responding
from dialogues.queries import dialogues as queries
from dialogues.queries.transcripts import of_dialogue
from dialogues.queries.words import PROMPTS_ON_A_PAGE, words
from projects.access import Here, project_view
from projects.permissions import Action

LIST_SIZE = 20
PLAN = "dialogues/dialogue_form.html"


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The project's dialogues, each with the reader's next step."""
    page = page_of(request, queries.of_project(here.person, here.project), LIST_SIZE)
    manages = here.may(Action.DIALOGUE_MANAGE)
    rows = queries.rows(here.person, page.object_list, timezone.now(), manages=manages)
    may_plan = manages and here.project.is_open
    return render(request, "dialogues/dialogue_list.html", {"page": page, "rows": rows, "may_plan": may_plan})


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_create(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a dialogue."""
    form = DialogueCreateForm(sent(request), initial={"time_zone": here.person.time_zone})
    if request.method == "POST" and form.is_valid():
        try:
            dialogue = plan_dialogue(
                here.project,
                token=form.cleaned_data["form_token"],
                fields=form.fields_of_dialogue(),
                themes=form.cleaned_data["themes"],
                own_prompts=form.cleaned_data["own_prompts"],
                by=here.person,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The dialogue is planned. Give seats next."))
            return see(request, queries.address("seat_manage", dialogue))
    return form_page(request, PLAN, form)


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_edit(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Change a dialogue until it is closed; its prompts only while it is planned."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_edit(dialogue)
    kind = PlannedForm if policies.can_change_prompts(dialogue) else DialogueForm
    form = kind(sent(request), initial=initial_of(dialogue, dialogue.prompts.all()))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        prompts = (cleaned["themes"], cleaned["own_prompts"]) if isinstance(form, PlannedForm) else None
        try:
            edit_dialogue(dialogue, fields=form.fields_of_dialogue(), prompts=prompts, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return see(request, dialogue.get_absolute_url())
    return form_page(request, PLAN, form, dialogue=dialogue)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_detail(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """What a dialogue is about, who sits in it, and what is next. Never words."""
    dialogue = dialogue_here(here, dialogue_id)
    seat = queries.seat_of(here.person, dialogue)
    manages = here.may(Action.DIALOGUE_MANAGE)
    context = {
        "dialogue": dialogue,
        "step": queries.next_step(dialogue, seat, timezone.now(), manages=manages),
        "prompts": dialogue.prompts.all(),
        "seats": queries.seats_by_standpoint(dialogue),
        "not_sent": None if dialogue.is_revealed else queries.not_sent(dialogue),
        "acts": queries.acts(dialogue, manages=manages, facilitates=manages or bool(seat and seat.facilitates)),
        "kept": queries.kept_disagreements(dialogue),
        "transcripts": of_dialogue(dialogue),
    }
    return render(request, "dialogues/dialogue_detail.html", context)


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def dialogue_words(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """The standpoints side by side, prompt by prompt. Before the reveal: when it opens, and no words."""
    dialogue = dialogue_here(here, dialogue_id)
    page = page_of(request, dialogue.prompts.all(), PROMPTS_ON_A_PAGE)
    seat = queries.seat_of(here.person, dialogue)
    responds = seat is not None and not why_no_responding(dialogue)
    context = {
        "dialogue": dialogue,
        "page": page,
        "may_edit": not why_no_editing(dialogue),
        "answered": words(dialogue, here.person, page.object_list, responds=responds),
        "kept": queries.kept_disagreements(dialogue) if dialogue.is_revealed else [],
        "may_record": policies.can_record(dialogue)
        and here.project.is_open
        and policies.facilitates(dialogue, here.person),
    }
    return render(request, "dialogues/dialogue_words.html", context)

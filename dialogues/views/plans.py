"""Planning a dialogue, changing its plan, and planning another like it."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.editing import Stale
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.access import dialogue_here
from dialogues.actions import dialogues as actions
from dialogues.forms.dialogues import (
    DialogueCreateForm,
    DialogueEditForm,
    PlannedEditForm,
    initial_of,
    initial_of_copy,
    initial_of_new,
)
from dialogues.models import Dialogue
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import address
from dialogues.queries.meetings import agenda
from dialogues.queries.prompt_sets import latest
from projects.access import Here, project_view
from projects.permissions import Action

PLAN = "dialogues/dialogue_form.html"


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_create(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a dialogue."""
    form = DialogueCreateForm(sent(request), initial=initial_of_new(here.person.time_zone), sets=latest(here.project))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            dialogue = actions.make_plan(here.project, token=token, plan=form.plan(), by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The dialogue is planned. Give seats next."))
            return see(request, address("seat_manage", dialogue))
    return form_page(request, PLAN, form)


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_copy(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Plan another dialogue like this one: the same plan and seats, other times, no words and no outcomes."""
    source = dialogue_here(here, dialogue_id)
    initial = initial_of_copy(source, source.prompts.all())
    form = DialogueCreateForm(sent(request), initial=initial, sets=latest(here.project))
    if request.method == "POST" and form.is_valid():
        token, plan = form.cleaned_data["form_token"], form.plan()
        plan = replace(plan, asked=replace(plan.asked, noted=source.prompt_set))
        try:
            dialogue, left_out = actions.copy_dialogue(source, token=token, plan=plan, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, said_of_copy(left_out))
            return see(request, dialogue.get_absolute_url())
    return form_page(request, PLAN, form, copied=source)


def said_of_copy(left_out: int) -> str:
    """That it is planned, and whether somebody could not get a seat."""
    planned = _("The dialogue is planned, with the same seats for those who still take part.")
    missing = ngettext(
        "%(number)s of them could not get a seat now.", "%(number)s of them could not get seats now.", left_out
    ) % {"number": left_out}
    return f"{planned} {missing}" if left_out else planned


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_edit(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Change a dialogue until it is closed; its prompts only while it is planned."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_edit(dialogue)
    kind = PlannedEditForm if policies.can_change_prompts(dialogue) else DialogueEditForm
    form = kind(sent(request), initial=initial_of(dialogue, dialogue.prompts.all()), sets=latest(here.project))
    if request.method == "POST" and form.is_valid():
        try:
            save(here, dialogue, form)
        except Stale as stale:
            return both(request, here, form, stale, dialogue)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return see(request, dialogue.get_absolute_url())
    return form_page(request, PLAN, form, dialogue=dialogue)


def save(here: Here, dialogue: Dialogue, form: DialogueEditForm | PlannedEditForm) -> None:
    """Hand the form to the action."""
    actions.edit_dialogue(
        dialogue,
        fields=form.fields_of_dialogue(),
        asked=form.asked() if isinstance(form, PlannedEditForm) else None,
        agenda=form.agenda(),
        version=form.cleaned_data["version"],
        by=here.person,
    )


def both(
    request: HttpRequest, here: Here, form: DialogueEditForm | PlannedEditForm, stale: Stale, dialogue: Dialogue
) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    stored = dialogue_here(here, dialogue.pk)
    form.read_again(version=stored.version)
    context = {
        "form": form,
        "dialogue": stored,
        "stored": stored,
        "steps": agenda(stored),
        "prompts": stored.prompts.all(),
        "sentence": str(stale),
        "typed_prompts": "" if isinstance(form, PlannedEditForm) else request.POST.get("own_prompts", ""),
    }
    return render(request, PLAN, context, status=HTTPStatus.CONFLICT)

"""The steps of a dialogue, each on a short page of its own that says what will happen."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.access import dialogue_here
from dialogues.actions import dialogues as actions
from dialogues.forms.look_backs import LookBackDateForm
from dialogues.models import Dialogue
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import address, not_sent
from projects.access import Here, project_view
from projects.permissions import Action


class Act(Protocol):
    """An action that takes one step."""

    def __call__(self, dialogue: Dialogue, *, by: User) -> None: ...


def done(request: HttpRequest, here: Here, dialogue: Dialogue, act: Act, sentence: str) -> HttpResponse:
    """Take the step, say so, and go back to the dialogue."""
    act(dialogue, by=here.person)
    messages.success(request, sentence)
    return see(request, dialogue.get_absolute_url())


def ask(request: HttpRequest, dialogue: Dialogue, template: str) -> HttpResponse:
    """The page that asks, with how many have not sent."""
    missing, seats = not_sent(dialogue)
    context = {
        "dialogue": dialogue,
        "missing": missing,
        "seats": seats,
        "still_writing": dialogue.takes_writing(timezone.now()),
    }
    return render(request, f"dialogues/{template}.html", context)


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_open(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Open a planned dialogue for writing."""
    dialogue = dialogue_here(here, dialogue_id)
    if request.method == "POST":
        return done(request, here, dialogue, actions.open_dialogue, _("The dialogue is open for writing."))
    policies.check_open(dialogue, timezone.now())
    return ask(request, dialogue, "dialogue_open")


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def dialogue_reveal(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Open the reflections to each other. Only for coordinators and facilitators of this dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    if request.method == "POST":
        actions.reveal(dialogue, by=here.person)
        messages.success(request, _("The reflections are open to each other."))
        return see(request, address("dialogue_words", dialogue))
    policies.check_reveal(dialogue)
    return ask(request, dialogue, "dialogue_reveal")


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_hold(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Note that the group has met."""
    dialogue = dialogue_here(here, dialogue_id)
    if request.method == "POST":
        actions.hold_dialogue(dialogue, by=here.person)
        messages.success(request, _("The dialogue is noted as held. Say now who came."))
        return see(request, address("attendance", dialogue))
    policies.check_hold(dialogue)
    return ask(request, dialogue, "dialogue_hold")


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_close(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Close a dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_close(dialogue)
    form = LookBackDateForm(sent(request)) if dialogue.look_back_on is None else CleanForm(sent(request))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.close_dialogue, look_back_on=form.cleaned_data.get("on"))
        return done(request, here, dialogue, act, _("The dialogue is closed."))
    return form_page(request, "dialogues/dialogue_close.html", form, dialogue=dialogue)

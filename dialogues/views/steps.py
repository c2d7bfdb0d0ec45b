"""The steps of a dialogue, each on a short page of its own that says what will happen."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms import CleanForm
from core.pages import get_or_post, sent, submit
from dialogues.access import dialogue_here
from dialogues.actions import dialogues as actions
from dialogues.forms.look_backs import LookBackDateForm
from dialogues.models import Dialogue
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import address, not_sent
from projects.access import Here, project_view
from projects.permissions import Action


def step_context(dialogue: Dialogue) -> dict[str, Any]:
    """What the page that asks says, with how many have not sent."""
    missing, seats = not_sent(dialogue)
    still_writing = dialogue.takes_writing(timezone.now())
    return {"dialogue": dialogue, "missing": missing, "seats": seats, "still_writing": still_writing}


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_open(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Open a planned dialogue for writing."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_open(dialogue, timezone.now())
    return submit(
        request,
        CleanForm(sent(request)),
        partial(actions.open_dialogue, dialogue, by=here.person),
        template="dialogues/dialogue_open.html",
        done=_("The dialogue is open for writing."),
        back=dialogue.get_absolute_url(),
        context=step_context(dialogue),
    )


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def dialogue_reveal(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Open the reflections to each other. Only for coordinators and facilitators of this dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    policies.check_reveal(dialogue)
    return submit(
        request,
        CleanForm(sent(request)),
        partial(actions.reveal, dialogue, by=here.person),
        template="dialogues/dialogue_reveal.html",
        done=_("The reflections are open to each other."),
        back=address("dialogue_words", dialogue),
        context=step_context(dialogue),
    )


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_hold(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Note that the group has met."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_hold(dialogue)
    return submit(
        request,
        CleanForm(sent(request)),
        partial(actions.hold_dialogue, dialogue, by=here.person),
        template="dialogues/dialogue_hold.html",
        done=_("The dialogue is noted as held. Say now who came."),
        back=address("attendance", dialogue),
        context=step_context(dialogue),
    )


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_close(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Close a dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_close(dialogue)
    form = LookBackDateForm(sent(request)) if dialogue.look_back_on is None else CleanForm(sent(request))

    def act() -> None:
        actions.close_dialogue(dialogue, look_back_on=form.cleaned_data.get("on"), by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/dialogue_close.html",
        done=_("The dialogue is closed."),
        back=dialogue.get_absolute_url(),
        context={"dialogue": dialogue},
    )

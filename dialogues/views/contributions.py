"""From a dialogue to a contribution: what was said there is taken up, so that it gets an answer."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import User
from contributions.actions import Input
from contributions.forms import TakeUpForm
from contributions.models import Contribution
from contributions.queries.contributions import clock_from
from core.dates import site_today
from core.pages import get_or_post, sent, submit
from dialogues.access import dialogue_here
from dialogues.actions import contributions as actions
from dialogues.actions.contributions import Outcome
from dialogues.models import Dialogue
from dialogues.policies.contributions import check_take_up
from dialogues.queries.dialogues import address
from dialogues.queries.words import readable, voice, words_address
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies.projects import check_open
from projects.queries.people import labels, taking_part


class Act(Protocol):
    """What makes the contribution."""

    def __call__(self, *, words: Input, token: UUID, by: User) -> Contribution: ...


def _form(request: HttpRequest, here: Here) -> TakeUpForm:
    """Empty: whoever takes it up says it in a sentence of their own."""
    first = {"answer_by": clock_from(here.project, site_today())}
    return TakeUpForm(sent(request), initial=first, people=taking_part(here.project), names=labels(here.project))


def _answer(request: HttpRequest, here: Here, act: Act, **shown: object) -> HttpResponse:
    """The page, or the contribution that was made."""
    form = _form(request, here)

    def take_up() -> Contribution:
        return act(words=form.words(None, ""), token=form.cleaned_data["form_token"], by=here.person)

    return submit(
        request,
        form,
        take_up,
        template="dialogues/contribution_take_up.html",
        done=_("It is taken up as a contribution."),
        back=Contribution.get_absolute_url,
        context=shown,
    )


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_from_reflection(
    request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID
) -> HttpResponse:
    """Take up a reflection or a response that its author opened to the dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    row = get_object_or_404(readable(here.person).filter(seat__dialogue=dialogue), pk=reflection_id)
    check_open(here.project)
    check_take_up(row)
    row.seat.dialogue = dialogue
    act = partial(actions.take_up_reflection, row)
    return _answer(request, here, act, dialogue=dialogue, voice=voice(row, here.person), back=words_address(row))


def _from_outcome(
    request: HttpRequest, here: Here, dialogue: Dialogue, rows: QuerySet[Outcome], key: UUID
) -> HttpResponse:
    outcome = get_object_or_404(rows, pk=key)
    check_open(here.project)
    outcome.dialogue = dialogue
    act = partial(actions.take_up_outcome, outcome)
    said = getattr(outcome, "text", "") or str(outcome)
    return _answer(request, here, act, dialogue=dialogue, said=said, back=address("outcome_list", dialogue))


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_from_agreement(
    request: HttpRequest, here: Here, dialogue_id: UUID, agreement_id: UUID
) -> HttpResponse:
    """Take up an agreement."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.agreements.all(), agreement_id)


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_from_disagreement(
    request: HttpRequest, here: Here, dialogue_id: UUID, disagreement_id: UUID
) -> HttpResponse:
    """Take up a kept disagreement."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.kept_disagreements.all(), disagreement_id)


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_from_action(request: HttpRequest, here: Here, dialogue_id: UUID, action_id: UUID) -> HttpResponse:
    """Take up an agreed action."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.agreed_actions.all(), action_id)

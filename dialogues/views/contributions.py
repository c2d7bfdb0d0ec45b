"""From a dialogue to a contribution: what was said there is taken up, so that it gets an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from contributions.forms import take_up_form
from contributions.models import Contribution
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


def _take_up_page(
    request: HttpRequest, here: Here, take_up: Callable[..., Contribution], **context: object
) -> HttpResponse:
    """The page on which something is taken up, or the contribution that came of it."""
    form = take_up_form(sent(request), here.project)

    def act() -> Contribution:
        return take_up(details=form.details(), token=form.cleaned_data["form_token"], by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/contribution_take_up.html",
        done=_("It is taken up as a contribution."),
        back=Contribution.get_absolute_url,
        context=context,
    )


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_from_reflection(
    request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID
) -> HttpResponse:
    """Take up a reflection or a response that its author opened to the dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    row = get_object_or_404(readable(here.person).filter(seat__dialogue=dialogue), pk=reflection_id)
    check_take_up(row)
    row.seat.dialogue = dialogue
    context = {"dialogue": dialogue, "voice": voice(row, here.person), "back": words_address(row)}
    return _take_up_page(request, here, partial(actions.take_up_reflection, row), **context)


def _from_outcome(
    request: HttpRequest, here: Here, dialogue: Dialogue, rows: QuerySet[Outcome], key: UUID
) -> HttpResponse:
    """The page of an outcome of this dialogue; 404 for any other."""
    outcome = get_object_or_404(rows, pk=key)
    outcome.dialogue = dialogue
    recorded = getattr(outcome, "text", "") or str(outcome)
    context = {"dialogue": dialogue, "recorded": recorded, "back": address("outcome_list", dialogue)}
    return _take_up_page(request, here, partial(actions.take_up_outcome, outcome), **context)


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_from_agreement(
    request: HttpRequest, here: Here, dialogue_id: UUID, agreement_id: UUID
) -> HttpResponse:
    """Take up an agreement."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.agreements.all(), agreement_id)


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_from_disagreement(
    request: HttpRequest, here: Here, dialogue_id: UUID, disagreement_id: UUID
) -> HttpResponse:
    """Take up a kept disagreement."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.kept_disagreements.all(), disagreement_id)


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_from_action(request: HttpRequest, here: Here, dialogue_id: UUID, action_id: UUID) -> HttpResponse:
    """Take up an agreed action."""
    dialogue = dialogue_here(here, dialogue_id)
    return _from_outcome(request, here, dialogue, dialogue.agreed_actions.all(), action_id)

"""Who sits in a dialogue."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.pages import get_or_post, sent, submit
from dialogues.access import dialogue_here
from dialogues.actions.dialogues import set_seats
from dialogues.forms.seats import SeatsForm
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import members_taking_part, seats_chosen
from participants.policies.consent import asks_consent, consented
from projects.access import Here, project_view
from projects.permissions import Action
from projects.queries.people import distinct_names_by_membership


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def seat_manage(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Give and take seats, before the reveal."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_seat(dialogue)
    members = list(members_taking_part(here.project))
    chosen, asks = seats_chosen(dialogue, members), asks_consent(here.project)
    agree = {member.person_id for member in members} if not asks else set(consented(here.project))
    names = distinct_names_by_membership(here.project)
    form = SeatsForm(sent(request), members=members, names=names, agree=agree, seated=chosen["seated"])
    form.initial = chosen

    def act() -> None:
        set_seats(dialogue, chosen=form.chosen(), by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/seat_manage.html",
        done=_("The seats are saved."),
        back=dialogue.get_absolute_url(),
        context={"dialogue": dialogue, "asks": asks},
    )

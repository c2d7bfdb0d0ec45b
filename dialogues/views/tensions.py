"""A kept disagreement goes into the register of tensions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.htmx import see
from core.pages import get_or_post, sent, submit
from dialogues.access import dialogue_here
from dialogues.actions.tensions import raise_from_disagreement
from dialogues.policies.tensions import check_raise
from dialogues.queries.tensions import first_values, tension_of
from projects.access import Here, project_view
from projects.permissions import Action
from tensions.forms import difference_form
from tensions.models import Tension


@project_view(Action.TENSION_RAISE)
@get_or_post
def disagreement_raise(request: HttpRequest, here: Here, dialogue_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Whoever reads the outcomes can put a kept disagreement into the register, once; then this leads there."""
    dialogue = dialogue_here(here, dialogue_id)
    kept = get_object_or_404(dialogue.kept_disagreements.select_related("dialogue__project"), pk=disagreement_id)
    if raised := tension_of(kept):
        return see(request, raised.get_absolute_url())
    if request.method != "POST":
        check_raise(dialogue)
    leads = here.may(Action.TENSION_MANAGE)
    form = difference_form(sent(request), here.project, here.person, leads=leads, initial=first_values(kept))

    def act() -> Tension:
        token = form.cleaned_data["form_token"]
        return raise_from_disagreement(kept, difficulty=form.difficulty(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/disagreement_raise.html",
        done=_("It is in the register of tensions."),
        back=Tension.get_absolute_url,
        context={"dialogue": dialogue, "kept": kept},
    )

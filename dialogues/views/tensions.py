"""A kept disagreement goes into the register of tensions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.access import dialogue_here
from dialogues.actions.tensions import raise_from
from dialogues.policies.tensions import check_raise
from dialogues.queries.tensions import first_words, tension_of
from projects.access import Here, project_view
from projects.permissions import Action
from tensions.forms import DifferenceForm
from tensions.views.tensions import choosing


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
    form = DifferenceForm(sent(request), initial=first_words(kept), **choosing(here))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            tension = raise_from(kept, told=form.difficulty(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is in the register of tensions."))
            return see(request, tension.get_absolute_url())
    return form_page(request, "dialogues/disagreement_raise.html", form, dialogue=dialogue, kept=kept)

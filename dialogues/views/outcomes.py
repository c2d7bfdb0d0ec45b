"""What a dialogue records of itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.access import dialogue_here
from dialogues.actions.outcomes import keep_disagreement
from dialogues.forms.outcomes import DisagreementForm
from dialogues.policies import dialogues as policies
from dialogues.queries.dialogues import address
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def disagreement_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Record a difference that is kept. Only for coordinators and facilitators of this dialogue, after the reveal."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    policies.check_record(dialogue)
    form = DisagreementForm(sent(request))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        fields = {"title": cleaned["title"], "look_back_on": cleaned["look_back_on"]}
        try:
            keep_disagreement(
                dialogue, token=cleaned["form_token"], fields=fields, positions=form.positions(), by=here.person
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The disagreement is kept."))
            return see(request, address("dialogue_words", dialogue))
    return form_page(request, "dialogues/outcome_form.html", form, dialogue=dialogue)

"""Planning a dialogue, changing its plan, and planning another like it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.pages import Stored, get_or_post, sent, submit
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
from dialogues.queries.prompt_sets import latest
from projects.access import Here, project_view
from projects.permissions import Action

PLAN = "dialogues/dialogue_form.html"
COPIED = gettext_lazy(
    "The plan is copied, without its times. Whoever sat there and still takes part gets a seat. "
    "Words and outcomes are not copied."
)
PROMPTS_STAY = gettext_lazy("Writing has begun, so the prompts stay as they are.")


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_create(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a dialogue."""
    form = DialogueCreateForm(sent(request), initial=initial_of_new(here.person.time_zone), sets=latest(here.project))

    def act() -> Dialogue:
        return actions.make_plan(here.project, token=form.cleaned_data["form_token"], plan=form.plan(), by=here.person)

    return submit(
        request,
        form,
        act,
        template=PLAN,
        done=_("The dialogue is planned. Give seats next."),
        back=partial(address, "seat_manage"),
        context={
            "heading": _("Plan a dialogue"),
            "button": _("Plan the dialogue"),
            "back_url": reverse("dialogues:dialogue_list", args=[here.project.pk]),
            "back_label": _("Dialogues"),
        },
    )


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def dialogue_copy(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Plan another dialogue like this one: the same plan and seats, other times, no words and no outcomes."""
    source = dialogue_here(here, dialogue_id)
    initial = initial_of_copy(source, source.prompts.all())
    form = DialogueCreateForm(sent(request), initial=initial, sets=latest(here.project))

    def act() -> tuple[Dialogue, int]:
        plan = form.plan()
        plan = replace(plan, prompts=replace(plan.prompts, noted=source.prompt_set))
        return actions.copy_dialogue(source, token=form.cleaned_data["form_token"], plan=plan, by=here.person)

    return submit(
        request,
        form,
        act,
        template=PLAN,
        done=lambda made: copied_in_words(made[1]),
        back=lambda made: made[0].get_absolute_url(),
        context=way_back(source)
        | {"heading": _("Plan another like this"), "lead": COPIED, "button": _("Plan the dialogue")},
    )


def way_back(dialogue: Dialogue) -> dict[str, str]:
    """Where the page of a plan leads back to."""
    return {"back_url": dialogue.get_absolute_url(), "back_label": dialogue.title}


def copied_in_words(left_out: int) -> str:
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
    lead = "" if kind is PlannedEditForm else PROMPTS_STAY
    form = kind(sent(request), initial=initial_of(dialogue, dialogue.prompts.all()), sets=latest(here.project))
    return submit(
        request,
        form,
        partial(save, here, dialogue, form),
        template=PLAN,
        done=_("Saved."),
        back=dialogue.get_absolute_url(),
        stored=lambda: stored_plan(dialogue_here(here, dialogue.pk), form),
        context=way_back(dialogue) | {"heading": _("Change the plan"), "lead": lead, "button": _("Save")},
    )


def save(here: Here, dialogue: Dialogue, form: DialogueEditForm | PlannedEditForm) -> None:
    """Hand the form to the action."""
    actions.edit_dialogue(
        dialogue,
        fields=form.fields_of_dialogue(),
        prompts=form.prompt_choice() if isinstance(form, PlannedEditForm) else None,
        agenda=form.agenda(),
        version=form.cleaned_data["version"],
        by=here.person,
    )


def stored_plan(dialogue: Dialogue, form: DialogueEditForm | PlannedEditForm) -> Stored:
    """The plan as it is stored. Prompts that were typed and cannot be changed any more are shown, to be copied."""
    rows: list[tuple[str, str, str | None]] = [*form.rows_in_words(initial_of(dialogue, dialogue.prompts.all()))]
    if not isinstance(form, PlannedEditForm):
        prompts = "\n".join(prompt.text for prompt in dialogue.prompts.all())
        typed = form.data.get("own_prompts", "")
        rows.append((_("Prompts"), prompts, None))
        rows.append((_("The prompts can no longer be changed. You had typed these"), typed, None))
    return Stored({"version": dialogue.version}, rows)

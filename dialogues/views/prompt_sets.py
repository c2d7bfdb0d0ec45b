"""The sets of prompts that a project keeps."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.pages import Stored, get_or_post, page_of, sent, submit
from dialogues.access import prompt_set_here
from dialogues.actions import prompt_sets as actions
from dialogues.forms.prompt_sets import PromptSetForm, initial_of_set
from dialogues.models import PromptSet
from dialogues.queries import prompt_sets as queries
from projects.access import Here, project_view
from projects.permissions import Action

FORM = "dialogues/prompt_set_form.html"


def page_of_set(prompt_set: PromptSet) -> str:
    """The path of a set."""
    return reverse("dialogues:prompt_set_detail", args=[prompt_set.project_id, prompt_set.pk])


@project_view(Action.DIALOGUE_MANAGE)
@require_GET
def prompt_set_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The project's sets, by name."""
    page = page_of(request, queries.of_project(here.person, here.project))
    return render(request, "dialogues/prompt_set_list.html", {"page": page, "may_make": here.project.is_open})


@project_view(Action.DIALOGUE_MANAGE)
@get_or_post
def prompt_set_make(request: HttpRequest, here: Here) -> HttpResponse:
    """Make a set."""
    form = PromptSetForm(sent(request))

    def act() -> PromptSet:
        token, name = form.cleaned_data["form_token"], form.cleaned_data["name"]
        return actions.make_set(here.project, token=token, name=name, prompts=form.prompts(), by=here.person)

    return submit(
        request,
        form,
        act,
        template=FORM,
        done=_("The set is saved. You can choose it when you plan a dialogue."),
        back=page_of_set,
        context={
            "heading": _("Make a set of prompts"),
            "back_url": reverse("dialogues:prompt_set_list", args=[here.project.pk]),
            "back_label": _("Sets of prompts"),
        },
    )


@project_view(Action.DIALOGUE_MANAGE)
@require_GET
def prompt_set_detail(request: HttpRequest, here: Here, prompt_set_id: UUID) -> HttpResponse:
    """Every version of a set, the newest first, with what changed."""
    prompt_set = prompt_set_here(here, prompt_set_id)
    context = {
        "prompt_set": prompt_set,
        "versions": queries.versions(prompt_set),
        "may_change": here.project.is_open,
    }
    return render(request, "dialogues/prompt_set_detail.html", context)


@project_view(Action.DIALOGUE_MANAGE, while_open=True)
@get_or_post
def prompt_set_edit(request: HttpRequest, here: Here, prompt_set_id: UUID) -> HttpResponse:
    """Change a set, which makes a new version of it. The dialogues that took prompts from it stay as they are."""
    prompt_set = prompt_set_here(here, prompt_set_id)
    form = PromptSetForm(sent(request), initial=initial_of_set(queries.last_version(prompt_set)))

    def stored() -> Stored:
        now = initial_of_set(queries.last_version(prompt_set))
        return Stored({"seen": now["seen"]}, form.rows_in_words(now))

    return submit(
        request,
        form,
        partial(save, here, prompt_set, form),
        template=FORM,
        done=_("Saved."),
        back=page_of_set(prompt_set),
        stored=stored,
        context={
            "heading": _("Change a set of prompts"),
            "lead": _("A change makes a new version. The dialogues that used the set stay as they are."),
            "back_url": page_of_set(prompt_set),
            "back_label": prompt_set.name,
        },
    )


def save(here: Here, prompt_set: PromptSet, form: PromptSetForm) -> None:
    """Hand the form to the action."""
    cleaned = form.cleaned_data
    actions.edit_set(
        prompt_set,
        token=cleaned["form_token"],
        name=cleaned["name"],
        prompts=form.prompts(),
        seen=cleaned["seen"],
        by=here.person,
    )

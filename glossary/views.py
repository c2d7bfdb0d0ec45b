"""The glossary: what words mean to whom, adding, changing and taking out."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import editing
from core.errors import Refused
from core.htmx import see
from core.pages import PAGE_SIZE, csv_file, form_page, get_or_post, page_of, sent
from glossary import actions, queries
from glossary import policies as rules
from glossary.formats import sheet
from glossary.forms import DefinitionEditForm, DefinitionForm, GlossarySearchForm, TermForm
from glossary.models import Definition, Term
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.models import Project
from projects.permissions import Action
from projects.policies import projects as project_rules

MANY = 12  # words from which on the letters of the alphabet help


def _term(here: Here, term_id: UUID) -> Term:
    rows = Term.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=term_id)


def _definition(here: Here, term_id: UUID, definition_id: UUID) -> Definition:
    """A meaning that this person may change."""
    rows = _term(here, term_id).definitions.select_related("term__project")
    definition = get_object_or_404(rows, pk=definition_id)
    rules.check_change_meaning(definition, here.person)
    return definition


def _at(here: Here, term: Term) -> str:
    """The glossary, at this word."""
    page = queries.place_of(term, here.person, PAGE_SIZE)
    asked = f"?page={page}" if page > 1 else ""
    return f"{_list(here.project)}{asked}#{queries.anchor(term)}"


def _list(project: Project) -> str:
    return reverse("glossary:glossary", args=[project.pk])


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def glossary(request: HttpRequest, here: Here) -> HttpResponse:
    """The words in the order of the alphabet, each with all its meanings; `?q=` looks for a word."""
    form = GlossarySearchForm(request.GET)
    found = queries.terms(here.project, here.person, asked := form.asked())
    page = page_of(request, found)
    context = {
        "search": form,
        "asked": asked,
        "page": page,
        "rows": queries.term_rows(here.project, list(page.object_list), here.person),
        "letters": queries.letters(found, PAGE_SIZE) if len(found) >= MANY else [],
        "may_write": here.may(Action.GLOSSARY_WRITE) and here.project.is_open,
    }
    return render(request, "glossary/glossary.html", context)


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def glossary_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The same words as a file."""
    found = queries.terms(here.project, here.person, GlossarySearchForm(request.GET).asked())
    rows = queries.term_rows(here.project, found, here.person)
    note_fetched(here.project, name="glossary", by=here.person)
    return csv_file("glossary", sheet(rows))


@project_view(Action.GLOSSARY_WRITE)
@get_or_post
def term_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add a word with what it means; where the word is there already, the meaning stands beside the others."""
    project_rules.check_open(here.project)
    form = TermForm(sent(request))
    if request.method == "POST" and form.is_valid():
        name, token = form.cleaned_data["name"], form.cleaned_data["form_token"]
        term, is_new = actions.add_term(here.project, name=name, meaning=form.meaning(), token=token, by=here.person)
        beside = _("This word was there already. What you wrote stands beside what others wrote.")
        messages.success(request, _("The word is added.") if is_new else beside)
        return see(request, _at(here, term))
    return form_page(request, "glossary/term_add.html", form)


@project_view(Action.GLOSSARY_WRITE)
@get_or_post
def term_remove(request: HttpRequest, here: Here, term_id: UUID) -> HttpResponse:
    """Take a word out with all its meanings."""
    project_rules.check_open(here.project)
    term = _term(here, term_id)
    rules.check_remove_term(term, here.person)
    if request.method == "POST":
        actions.remove_term(term, by=here.person)
        messages.success(request, _("The word is taken out."))
        return see(request, _list(here.project))
    return render(request, "glossary/term_remove.html", {"term": term, "count": term.definitions.count()})


@project_view(Action.GLOSSARY_WRITE)
@get_or_post
def definition_add(request: HttpRequest, here: Here, term_id: UUID) -> HttpResponse:
    """Say what a word means, beside what others said."""
    project_rules.check_open(here.project)
    term = _term(here, term_id)
    form = DefinitionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            actions.add_definition(term, meaning=form.meaning(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("What you wrote is added."))
            return see(request, _at(here, term))
    rows = queries.term_rows(here.project, [term], here.person)
    return form_page(request, "glossary/definition_add.html", form, term=term, row=rows[0])


@project_view(Action.GLOSSARY_WRITE)
@get_or_post
def definition_edit(request: HttpRequest, here: Here, term_id: UUID, definition_id: UUID) -> HttpResponse:
    """Change a meaning; where somebody else changed it meanwhile, show both and overwrite nothing."""
    project_rules.check_open(here.project)
    definition = _definition(here, term_id, definition_id)
    form = DefinitionEditForm(sent(request), definition=definition)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit_definition(definition, meaning=form.meaning(), version=version, by=here.person)
        except editing.Stale as stale:
            return _both(request, here, form, definition, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The meaning is changed."))
            return see(request, _at(here, definition.term))
    return form_page(request, "glossary/definition_edit.html", form, definition=definition)


def _both(
    request: HttpRequest, here: Here, form: DefinitionEditForm, definition: Definition, stale: editing.Stale
) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    stored = _definition(here, definition.term_id, definition.pk)
    form.read_again(version=stored.version)
    context = {"form": form, "definition": stored, "stored": stored, "sentence": str(stale)}
    return render(request, "glossary/definition_edit.html", context, status=HTTPStatus.CONFLICT)


@project_view(Action.GLOSSARY_WRITE)
@get_or_post
def definition_remove(request: HttpRequest, here: Here, term_id: UUID, definition_id: UUID) -> HttpResponse:
    """Take a meaning out; the word stays."""
    project_rules.check_open(here.project)
    definition = _definition(here, term_id, definition_id)
    if request.method == "POST":
        actions.remove_definition(definition, by=here.person)
        messages.success(request, _("The meaning is taken out."))
        return see(request, _at(here, definition.term))
    return render(request, "glossary/definition_remove.html", {"definition": definition})

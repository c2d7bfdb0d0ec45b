"""The glossary: what words mean to whom, adding, changing and taking out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, Weight
from core.forms import CleanForm
from core.pages import PAGE_SIZE, Stored, csv_file, get_or_post, page_of, sent, submit
from glossary import actions, policies, queries
from glossary.formats import rows_of_file
from glossary.forms import GlossarySearchForm, MeaningAddForm, MeaningEditForm, TermForm
from glossary.models import Definition, Term
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.models import Project
from projects.permissions import Action

ADDED = gettext_lazy("The word is added.")
ADDED_BESIDE = gettext_lazy("This word was there already. What you wrote stands beside what others wrote.")


def _term(here: Here, term_id: UUID) -> Term:
    """A term of this project, or 404."""
    rows = Term.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=term_id)


def _meaning(here: Here, term_id: UUID, meaning_id: UUID) -> Definition:
    """A meaning that this person may change; 404 where there is none, PermissionDenied where it is not theirs."""
    rows = _term(here, term_id).definitions.select_related("term__project")
    meaning = get_object_or_404(rows, pk=meaning_id)
    policies.check_change_meaning(meaning, here.person)
    return meaning


def _address_of_term(here: Here, term: Term) -> str:
    """The glossary, at this term."""
    page_number = queries.page_of_term(term, here.person, PAGE_SIZE)
    query = f"?page={page_number}" if page_number > 1 else ""
    return f"{_address_of_glossary(here.project)}{query}#{queries.anchor(term)}"


def _address_of_glossary(project: Project) -> str:
    """The page of the glossary."""
    return reverse("glossary:glossary", args=[project.pk])


def _list_acts(project: Project) -> list[Act]:
    """What somebody who takes part can do from the glossary."""
    return [Act(_("Add a word"), reverse("glossary:term_add", args=[project.pk]), Weight.PRIMARY)]


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def glossary(request: HttpRequest, here: Here) -> HttpResponse:
    """The words in the order of the alphabet, each with all its meanings; `?q=` looks for a word."""
    search_form = GlossarySearchForm(request.GET)
    search_text = search_form.search_text()
    terms = queries.terms(here.project, here.person, search_text)
    page = page_of(request, terms)
    letters = queries.letters(terms, PAGE_SIZE)
    rows = queries.term_rows(here.project, list(page.object_list), here.person)
    may_write = here.may(Action.GLOSSARY_WRITE) and here.project.is_open
    context = {
        "search_form": search_form,
        "search_text": search_text,
        "page": page,
        "sections": queries.letter_sections(rows, letters),
        "letters": letters,
        "may_write": may_write,
        "acts": _list_acts(here.project) if may_write else [],
    }
    return render(request, "glossary/glossary.html", context)


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def glossary_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The words that the page was asked for, as a file."""
    terms = queries.terms(here.project, here.person, GlossarySearchForm(request.GET).search_text())
    rows = queries.term_rows(here.project, terms, here.person)
    note_fetched(here.project, name="glossary", by=here.person)
    return csv_file("glossary", rows_of_file(rows))


@project_view(Action.GLOSSARY_WRITE, while_open=True)
@get_or_post
def term_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add a word with what it means; where the word is there already, the meaning stands beside the others."""
    form = TermForm(sent(request))

    def act() -> tuple[Term, bool]:
        name, token = form.cleaned_data["name"], form.cleaned_data["form_token"]
        return actions.add_term(here.project, name=name, details=form.details(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="glossary/term_add.html",
        done=lambda answer: str(ADDED if answer[1] else ADDED_BESIDE),
        back=lambda answer: _address_of_term(here, answer[0]),
    )


@project_view(Action.GLOSSARY_WRITE, while_open=True)
@get_or_post
def term_remove(request: HttpRequest, here: Here, term_id: UUID) -> HttpResponse:
    """Take a word out with all its meanings."""
    term = _term(here, term_id)
    policies.check_remove_term(term, here.person)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: actions.remove_term(term, by=here.person),
        template="glossary/term_remove.html",
        done=_("The word is taken out."),
        back=_address_of_glossary(here.project),
        context={"term": term, "number_of_meanings": term.definitions.count()},
    )


@project_view(Action.GLOSSARY_WRITE, while_open=True)
@get_or_post
def meaning_add(request: HttpRequest, here: Here, term_id: UUID) -> HttpResponse:
    """Say what a word means, beside what others said."""
    term = _term(here, term_id)
    form = MeaningAddForm(sent(request))

    def act() -> Definition:
        token = form.cleaned_data["form_token"]
        return actions.add_meaning(term, details=form.details(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="glossary/meaning_add.html",
        done=_("What you wrote is added."),
        back=lambda _answer: _address_of_term(here, term),
        context={"term": term, "meanings": queries.term_rows(here.project, [term], here.person)[0].meanings},
    )


@project_view(Action.GLOSSARY_WRITE, while_open=True)
@get_or_post
def meaning_edit(request: HttpRequest, here: Here, term_id: UUID, meaning_id: UUID) -> HttpResponse:
    """Change a meaning; where somebody else changed it meanwhile, show both and overwrite nothing."""
    meaning = _meaning(here, term_id, meaning_id)
    form = MeaningEditForm(sent(request), meaning=meaning)

    def act() -> Definition:
        version = form.cleaned_data["version"]
        return actions.edit_meaning(meaning, details=form.details(), version=version, by=here.person)

    def stored() -> Stored:
        stored_now = _meaning(here, term_id, meaning_id)
        return Stored({"version": stored_now.version}, form.rows_in_words(form.fields_of(stored_now)))

    return submit(
        request,
        form,
        act,
        template="glossary/meaning_edit.html",
        done=_("The meaning is changed."),
        back=lambda _answer: _address_of_term(here, meaning.term),
        stored=stored,
        context={"meaning": meaning},
    )


@project_view(Action.GLOSSARY_WRITE, while_open=True)
@get_or_post
def meaning_remove(request: HttpRequest, here: Here, term_id: UUID, meaning_id: UUID) -> HttpResponse:
    """Take a meaning out; the word stays."""
    meaning = _meaning(here, term_id, meaning_id)
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: actions.remove_meaning(meaning, by=here.person),
        template="glossary/meaning_remove.html",
        done=_("The meaning is taken out."),
        back=lambda _answer: _address_of_term(here, meaning.term),
        context={"meaning": meaning},
    )

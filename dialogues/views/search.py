"""Search in the words of a project. What somebody searches for is in no log and in no history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from core.pages import form_page
from dialogues.forms.search import SearchForm
from dialogues.queries.search import Place, dialogues_of, search
from projects.access import Here, project_view
from projects.permissions import Action

PAGE = "dialogues/words_search.html"


@project_view(Action.WORDS_SEARCH)
@require_GET
def words_search(request: HttpRequest, here: Here) -> HttpResponse:
    """The form, and below it a page of what was found."""
    place = Place(here.person, here.project, dialogues_of(here.person, here.project))
    form = SearchForm(request.GET, dialogues=place.dialogues)
    if not form.is_valid() or form.search_terms().is_empty:
        return form_page(request, PAGE, form, can_search=bool(place.dialogues))
    found = search(place, form.search_terms(), page_number(request.GET))
    wider = [(label, without(request.GET, name)) for name, label in form.narrowing()]
    return form_page(request, PAGE, form, found=found, page=found.page, asked=form.search_terms(), wider=wider)


def page_number(data: QueryDict) -> int:
    """What `?page=` says; the first page for anything that is no number."""
    said = data.get("page", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1


def without(data: QueryDict, name: str) -> str:
    """The same search without one filter, from its first page."""
    rest = data.copy()
    for key in (name, "page"):
        rest.pop(key, None)
    return f"?{rest.urlencode()}"

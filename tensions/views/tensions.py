"""Tensions and barriers: the register with its picture and its file, one of them, and every change."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.dates import site_today
from core.editing import Stale
from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.models import Membership, Project
from projects.permissions import Action
from projects.policies.projects import check_open
from projects.queries.people import labels, taking_part
from tensions import actions, policies, queries
from tensions.enums import Challenge
from tensions.formats import sheet
from tensions.forms import FilterForm, TensionAddForm, TensionEditForm, choose_among, own_label
from tensions.models import Tension, TensionQuerySet
from tensions.pictures import Ages, Item, ages

LOOKS = {"open": "soon", "escalated": "late", "resolved": "done", "lived_with": "planned"}


def tension_here(here: Here, tension_id: UUID) -> Tension:
    """A tension of this project. Raises Http404."""
    rows = Tension.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "owner__person"), pk=tension_id)


def may_write(request: HttpRequest, project: Project, check: Callable[[], None] = lambda: None) -> None:
    """Asked before a form is shown. Of a form that was sent the action asks, and what was typed stays."""
    if request.method != "POST":
        check_open(project)
        check()


def choosing(here: Here, before: Membership | None = None) -> dict[str, Any]:
    """Whom this person may choose as the owner, and under which names."""
    leads = here.may(Action.TENSION_MANAGE)
    everybody = list(taking_part(here.project, before))
    owners = choose_among(everybody, here.person, before, leads=leads)
    return {"owners": owners, "names": own_label(labels(here.project), owners, here.person)}


def _draw(rows: list[queries.TensionRow]) -> Ages:
    items = [
        Item(
            key=row.tension.get_absolute_url(),
            title=row.tension.title,
            lane=row.tension.challenge,
            days=row.days,
            look=LOOKS[row.tension.state],
            marks=[one.value for one in row.borne_by],
        )
        for row in rows
    ]
    return ages(items, lanes=Challenge.values)


def _asked(request: HttpRequest, here: Here) -> tuple[FilterForm, TensionQuerySet]:
    """The filters of the address, and what they let through."""
    form = FilterForm(request.GET)
    today = site_today()
    return form, queries.tensions(here.project, asked=form.asked(), person=here.person, today=today)


@project_view(Action.TENSION_RAISE)
@require_GET
def tension_list(request: HttpRequest, here: Here) -> HttpResponse:
    """What is difficult: counts, filters, the picture, and the equal table."""
    form, found = _asked(request, here)
    page = page_of(request, found)
    rows = queries.tension_rows(page.object_list, site_today(), page.start_index())
    number, counts = queries.counts(here.project, here.person)
    context = {
        "filters": form,
        "filtered": form.asked() != queries.Asked(),
        "page": page,
        "rows": rows,
        "number": number,
        "counts": counts,
        "labels": dict(Challenge.choices),
        "picture": _draw(rows),
        "bearers": queries.standpoints(one for row in rows for one in row.borne_by),
        "may_raise": here.project.is_open,
    }
    return render(request, "tensions/tension_list.html", context)


@project_view(Action.TENSION_RAISE)
@require_POST
def tension_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The same rows as a file; the filters are those of the address."""
    _form, found = _asked(request, here)
    rows = queries.tension_rows(found, site_today())
    note_fetched(here.project, name="tensions", by=here.person)
    return csv_file("tensions", sheet(rows))


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Raise a tension or barrier."""
    may_write(request, here.project)
    form = TensionAddForm(sent(request), **choosing(here))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            tension = actions.raise_tension(here.project, told=form.difficulty(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is in the register."))
            return see(request, tension.get_absolute_url())
    return form_page(request, "tensions/tension_add.html", form)


@project_view(Action.TENSION_RAISE)
@require_GET
def tension_detail(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """One of them: what happens, who bears it, every step in order, and how it ended."""
    tension = tension_here(here, tension_id)
    leads = here.may(Action.TENSION_MANAGE)
    context = {
        "tension": tension,
        "row": queries.tension_rows([tension], site_today())[0],
        "explained": queries.EXPLAINED[Challenge(tension.challenge)],
        "path": queries.path(tension),
        "origin": queries.origin(here.person, tension),
        "may_edit": policies.can_edit(tension, here.person, is_lead=leads),
        "may_add": here.project.is_open and tension.is_open,
        "may_manage": here.project.is_open and leads,
    }
    return render(request, "tensions/tension_detail.html", context)


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_edit(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Change what was said; where somebody else changed it meanwhile, show both and overwrite nothing."""
    tension = tension_here(here, tension_id)
    policies.check_edit(tension, here.person)
    may_write(request, here.project, lambda: policies.check_live(tension))
    form = TensionEditForm(sent(request), tension=tension, **choosing(here, tension.owner))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.edit_tension(tension, told=form.difficulty(), version=version, by=here.person)
        except Stale as stale:
            return _both(request, here, form, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is changed."))
            return see(request, tension.get_absolute_url())
    return form_page(request, "tensions/tension_edit.html", form, tension=tension)


def _both(request: HttpRequest, here: Here, form: TensionEditForm, stale: Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    stored = tension_here(here, form.tension.pk)
    form.read_again(version=stored.version)
    row = queries.tension_rows([stored], site_today())[0]
    context = {"form": form, "tension": stored, "stored": row, "sentence": str(stale)}
    return render(request, "tensions/tension_edit.html", context, status=HTTPStatus.CONFLICT)

"""The programme: many projects at a glance, and the same as a file."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import person, signed_in
from accounts.models import User
from core.pages import csv_file, page_of
from overview.formats import rows_of_file
from overview.queries import programme as queries
from projects.access import opens
from projects.actions.files import note_fetched
from projects.enums import Role

INTRODUCTIONS = {
    Role.ADMINISTRATOR: _(
        "All projects at a glance. A number leads to what was counted. Without a link, its list is not open to you."
    ),
    Role.COORDINATOR: _("The projects you coordinate, at a glance. Each number leads to what was counted."),
}


def _rows_of(me: User) -> list[queries.ProgrammeRow]:
    """Every project of this person's programme. Raises PermissionDenied for whoever looks after none."""
    rows = queries.rows_of_programme(me, timezone.now())
    if not rows and not me.is_administrator:
        raise PermissionDenied
    return rows


def _filtered(
    request: HttpRequest, rows: list[queries.ProgrammeRow]
) -> tuple[str, queries.Sort, list[queries.ProgrammeRow]]:
    """What `?show=` and `?sort=` ask for, each from a fixed list, and the rows that they give."""
    show = request.GET.get("show", "open")
    show, sort = show if show in queries.SHOWS else "open", queries.sort_of(request.GET.get("sort", ""))
    return show, sort, queries.rows_in_order([row for row in rows if queries.FILTERS[show](row)], sort)


@signed_in
@require_GET
def programme(request: HttpRequest) -> HttpResponse:
    """A project to a row, a measure to a column. Administrators see all, coordinators those they coordinate."""
    me = person(request)
    all_rows = _rows_of(me)
    show, sort, rows = _filtered(request, all_rows)
    page = page_of(request, rows)
    role = Role.ADMINISTRATOR if me.is_administrator else Role.COORDINATOR
    context = {
        "page": page,
        "linked_rows": queries.linked_rows(list(page.object_list), role, opens),
        "columns": queries.columns(sort),
        "totals": queries.totals(rows),
        "introduction": INTRODUCTIONS[role],
        "says_nothing_is_late": show != "closed" and not any(row.has_worries for row in rows),
        "has_projects": bool(all_rows),
        "show": show,
        "shows": queries.SHOWS,
    }
    return render(request, "overview/programme.html", context)


@signed_in
@require_POST
def programme_csv(request: HttpRequest) -> HttpResponseBase:
    """The same rows in the same order, all pages of them, as a file."""
    me = person(request)
    _show, _sort, rows = _filtered(request, _rows_of(me))
    note_fetched(None, name="projects", by=me)
    return csv_file("projects", rows_of_file(rows))

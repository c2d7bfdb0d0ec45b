"""The pace agreement, and how long things took beside it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.agreements import agree_pace
from projects.actions.files import note_fetched
from projects.models import PaceAgreement
from projects.permissions import Action
from projects.policies import projects as policies
from projects.queries import agreements as agreements_pace
from understanding.formats.pace import sheet
from understanding.forms.pace import PaceForm
from understanding.pictures.pace import Dot, PacePicture, draw
from understanding.queries import pace as understanding_pace


def _draw(rows: list[understanding_pace.Actual], agreed: PaceAgreement | None) -> PacePicture:
    dots = {kind: [Dot(row.taken, row.look) for row in rows if row.kind == kind] for kind in understanding_pace.KINDS}
    strips = [
        (understanding_pace.FEEDBACK, dots[understanding_pace.FEEDBACK], agreed.rapid_days if agreed else None),
        (understanding_pace.OUTPUT, dots[understanding_pace.OUTPUT], agreed.slow_months if agreed else None),
    ]
    return draw(strips)


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def pace_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """What was agreed, in its versions, and how long things took: a picture and an equal table."""
    versions = understanding_pace.agreements(here.project, here.person)
    agreed = versions[0].agreement if versions else None
    actual = understanding_pace.actuals(here.project, here.person, agreed, site_today())
    context = {
        "versions": versions,
        "agreed": agreed,
        "actual": actual,
        "page": page_of(request, actual.rows),
        "picture": _draw(actual.rows, agreed),
        "may_agree": here.may(Action.AIM_WRITE) and here.project.is_open,
    }
    return render(request, "understanding/pace_detail.html", context)


@project_view(Action.AIM_WRITE)
@get_or_post
def pace_agree(request: HttpRequest, here: Here) -> HttpResponse:
    """Record what was agreed; what was agreed before is kept."""
    policies.check_open(here.project)
    form = PaceForm(sent(request), initial=PaceForm.start(agreements_pace.current_pace(here.project)))
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            agree_pace(here.project, token=fields.pop("form_token"), **fields, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The pace is recorded."))
            return see(request, reverse("understanding:pace_detail", args=[here.project.pk]))
    return form_page(request, "understanding/pace_agree.html", form)


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def pace_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """How long things took, as a file."""
    agreed = agreements_pace.current_pace(here.project)
    actual = understanding_pace.actuals(here.project, here.person, agreed, site_today())
    note_fetched(here.project, name="pace", by=here.person)
    return csv_file("pace", sheet(actual.rows))

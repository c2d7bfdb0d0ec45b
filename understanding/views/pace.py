"""The pace agreement, and how long things took beside it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, Weight
from core.dates import site_today
from core.pages import csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.agreements import agree_pace
from projects.actions.files import note_fetched
from projects.models import PaceAgreement
from projects.permissions import Action
from projects.queries.agreements import current_pace
from understanding.formats.pace import rows_of_file
from understanding.forms.pace import PaceForm
from understanding.pictures.pace import Dot, PacePicture, draw
from understanding.queries import pace as queries
from understanding.queries.pace import FEEDBACK, KINDS, OUTPUT, Actual


def _picture(rows: list[Actual], agreed: PaceAgreement | None) -> PacePicture:
    """Two strips: how long feedback took in days, and slow outputs in months."""
    dots = {kind: [Dot(row.taken, row.look) for row in rows if row.kind == kind] for kind in KINDS}
    strips = [
        (_("Feedback to contributors, in days"), dots[FEEDBACK], agreed.rapid_days if agreed else None),
        (_("Slow outputs, in months of the project"), dots[OUTPUT], agreed.slow_months if agreed else None),
    ]
    return draw(strips)


def _acts(here: Here, agreed: PaceAgreement | None) -> list[Act]:
    """What can be done from the page of the pace."""
    if not (here.may(Action.AIM_WRITE) and here.project.is_open):
        return []
    label = _("Agree another pace") if agreed else _("Agree the pace")
    return [Act(label, reverse("understanding:pace_agree", args=[here.project.pk]), Weight.PRIMARY)]


@project_view(Action.UNDERSTANDING_VIEW)
@require_GET
def pace_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """What was agreed, in its versions, and how long things took: a picture and an equal table."""
    versions = queries.agreements(here.project, here.person)
    agreed = versions[0].agreement if versions else None
    actual = queries.actuals(here.project, here.person, agreed, site_today())
    context = {
        "versions": versions,
        "agreed": agreed,
        "actual": actual,
        "page": page_of(request, actual.rows),
        "picture": _picture(actual.rows, agreed),
        "acts": _acts(here, agreed),
    }
    return render(request, "understanding/pace_detail.html", context)


@project_view(Action.AIM_WRITE, while_open=True)
@get_or_post
def pace_agree(request: HttpRequest, here: Here) -> HttpResponse:
    """Record what was agreed; what was agreed before is kept."""
    form = PaceForm(sent(request), initial=PaceForm.fields_of(current_pace(here.project)))

    def act() -> PaceAgreement:
        agreed = dict(form.cleaned_data)
        return agree_pace(here.project, token=agreed.pop("form_token"), **agreed, by=here.person)

    return submit(
        request,
        form,
        act,
        template="understanding/pace_agree.html",
        done=_("The pace is recorded."),
        back=reverse("understanding:pace_detail", args=[here.project.pk]),
    )


@project_view(Action.UNDERSTANDING_VIEW)
@require_POST
def pace_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """How long things took, as a file."""
    actual = queries.actuals(here.project, here.person, current_pace(here.project), site_today())
    note_fetched(here.project, name="pace", by=here.person)
    return csv_file("pace", rows_of_file(actual.rows))

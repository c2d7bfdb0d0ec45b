"""The pulse: its rounds, asking, answering, closing, and the spread of a closed round."""

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
from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.kept import forget, kept, writer_token
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from projects.policies import projects as project_rules
from understanding.actions import pulse as actions
from understanding.enums import PulseState
from understanding.formats.pulse import sheet
from understanding.forms.pulse import PulseAnswerForm, PulseOpenForm
from understanding.measures.pulse import CELLS, is_enough
from understanding.models import PulseRound
from understanding.policies import pulse as rules
from understanding.queries import pulse as queries


def _round(here: Here, round_id: UUID) -> PulseRound:
    rows = PulseRound.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=round_id)


def _address(name: str, row: PulseRound) -> str:
    return reverse(f"understanding:{name}", args=[row.project_id, row.pk])


def _may_manage(here: Here) -> bool:
    return here.may(Action.PULSE_MANAGE) and here.project.is_open


@project_view(Action.PULSE_ANSWER)
@require_GET
def pulse_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every round, newest first."""
    rounds = queries.rounds(here.project, here.person)
    page = page_of(request, rounds)
    unanswered = queries.unanswered(here.person, site_today())
    context = {
        "page": page,
        "rows": queries.round_rows(list(page.object_list)),
        "to_answer": unanswered.filter(project=here.project).first(),
        "may_open": _may_manage(here) and not rounds.filter(state=PulseState.OPEN).exists(),
    }
    return render(request, "understanding/pulse_list.html", context)


@project_view(Action.PULSE_MANAGE)
@get_or_post
def pulse_open(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask the eight statements of everybody who takes part."""
    form = PulseOpenForm(sent(request))
    if request.method != "POST":
        rules.check_can_open(here.project)
    elif form.is_valid():
        closes_on, token = form.cleaned_data["closes_on"], form.cleaned_data["form_token"]
        try:
            row = actions.open_round(here.project, closes_on=closes_on, token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The round is open. Everybody who takes part is told."))
            return see(request, _address("pulse_round", row))
    return form_page(request, "understanding/pulse_open.html", form)


@project_view(Action.PULSE_ANSWER)
@require_GET
def pulse_round(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """What a closed round shows; of an open one, until when it is open and whether there are enough answers."""
    row = _round(here, round_id)
    if row.state == PulseState.CLOSED:
        context = {"round": row, "shown": queries.shown(row), "cells": CELLS}
        context["may_plan"] = here.may(Action.DIALOGUE_MANAGE) and here.project.is_open
        return render(request, "understanding/pulse_round.html", context)
    context = {
        "round": row,
        "why": rules.why_no_answer(row, site_today()),
        "is_answered": queries.own_answer(row, here.person) is not None,
        "is_enough": is_enough(queries.count_answers(row)),
        "may_close": _may_manage(here),
    }
    return render(request, "understanding/pulse_waiting.html", context)


def _answer_page(
    request: HttpRequest, here: Here, row: PulseRound, form: PulseAnswerForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """The page on which somebody answers, with whatever they typed."""
    context: dict[str, object] = {"round": row, "form": form, "writer_token": writer_token(here.person.pk), **more}
    context["why"] = rules.why_no_answer(row, site_today())
    context["membership"] = here.membership
    return render(request, "understanding/pulse_answer.html", context, status=status)


@project_view(Action.PULSE_ANSWER)
@get_or_post
def pulse_answer(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Answer, or change one's answers until the round closes; whatever is refused stays on the page."""
    row = _round(here, round_id)
    stored = queries.own_answer(row, here.person)
    if request.method != "POST":
        typed = kept(request, here.person.pk)
        form = PulseAnswerForm(initial=PulseAnswerForm.start(stored) | (typed or {}))
        return _answer_page(request, here, row, form, is_stored=stored is not None, is_kept=typed is not None)
    form = PulseAnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, here, row, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.answer(row, given=form.given(), seen=form.cleaned_data["seen"], by=here.person)
    except Refused as refused:
        return _refused(request, here, form, refused, row)
    forget(request, request.path)
    messages.success(request, _("Your answers are saved. You can change them until the round closes."))
    return see(request, _address("pulse_round", row))


def _refused(
    request: HttpRequest, here: Here, form: PulseAnswerForm, refused: Refused, row: PulseRound
) -> HttpResponse:
    """What was typed stays. Where other answers are stored since, they stand beside it; the button then decides."""
    now = _round(here, row.pk)
    stored = queries.own_answer(now, here.person)
    form.read_again(seen=rules.mark(stored))
    form.refuse(refused)
    other: dict[str, object] = {}
    if stored and isinstance(refused, editing.Stale):
        other = {"other": queries.said(stored), "other_note": stored.note}
    return _answer_page(request, here, now, form, status=HTTPStatus.CONFLICT, **other)


@project_view(Action.PULSE_MANAGE)
@get_or_post
def pulse_close(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Add the answers up and delete them, on a page of its own: it cannot be undone."""
    project_rules.check_open(here.project)
    row = _round(here, round_id)
    if request.method == "POST":
        if actions.close_round(row, by=here.person):
            messages.success(request, _("The round is closed. The answers are added up and deleted."))
        return see(request, _address("pulse_round", row))
    if row.state == PulseState.CLOSED:
        return see(request, _address("pulse_round", row))
    context = {"round": row, "is_enough": is_enough(queries.count_answers(row))}
    return render(request, "understanding/pulse_close.html", context)


@project_view(Action.PULSE_ANSWER)
@require_POST
def pulse_csv(request: HttpRequest, here: Here, round_id: UUID) -> StreamingHttpResponse:
    """The numbers of a closed round as a file; of an open one there are none."""
    row = _round(here, round_id)
    if row.state != PulseState.CLOSED:
        raise Refused(_("This round is open. Its numbers can be seen once it is closed."))
    note_fetched(here.project, name="pulse", by=here.person)
    return csv_file("pulse", sheet(row))

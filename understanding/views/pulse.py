"""The pulse: its rounds, asking, answering, closing, and the spread of a closed round."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import drafts
from core.acts import Act, Weight, first_primary
from core.dates import site_today
from core.forms import CleanForm
from core.htmx import see
from core.pages import Stored, csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from understanding.actions import pulse as actions
from understanding.enums import PulseState
from understanding.formats.pulse import rows_of_file
from understanding.forms.pulse import PulseAnswerForm, PulseOpenForm
from understanding.measures.pulse import CELLS, is_enough
from understanding.models import PulseAnswer, PulseRound
from understanding.policies import pulse as rules
from understanding.queries import pulse as queries


def _round(here: Here, round_id: UUID) -> PulseRound:
    """A round of this project, or 404."""
    rows = PulseRound.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=round_id)


def _address(row: PulseRound) -> str:
    """The page of a round."""
    return reverse("understanding:pulse_round", args=[row.project_id, row.pk])


def _may_manage(here: Here) -> bool:
    """May this person open and close rounds, in a project that takes input?"""
    return here.may(Action.PULSE_MANAGE) and here.project.is_open


def _list_acts(here: Here, waiting: PulseRound | None, *, may_open: bool) -> list[Act]:
    """What can be done from the list of rounds: answering the one that waits, or else opening one."""
    if waiting is not None:
        label = _("Answer round %(number)d") % {"number": waiting.number}
        return [Act(label, queries.answer_address(waiting), Weight.PRIMARY)]
    url = reverse("understanding:pulse_open", args=[here.project.pk])
    return [Act(_("Open a round"), url, Weight.PRIMARY)] if may_open else []


def _open_round_acts(here: Here, row: PulseRound, *, is_answered: bool) -> list[Act]:
    """What can be done in a round that takes answers."""
    label = _("Change your answers") if is_answered else _("Answer")
    acts = [Act(label, queries.answer_address(row))]
    if _may_manage(here):
        acts.append(Act(_("Close this round"), reverse("understanding:pulse_close", args=[row.project_id, row.pk])))
    return first_primary(acts)


@project_view(Action.PULSE_ANSWER)
@require_GET
def pulse_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every round, newest first."""
    rounds = queries.rounds(here.project, here.person)
    page = page_of(request, rounds)
    waiting = queries.unanswered_rounds(here.person, site_today()).filter(project=here.project).first()
    may_open = _may_manage(here) and not rounds.filter(state=PulseState.OPEN).exists()
    context = {
        "page": page,
        "rows": queries.round_rows(page.object_list),
        "may_open": may_open,
        "acts": _list_acts(here, waiting, may_open=may_open),
    }
    return render(request, "understanding/pulse_list.html", context)


@project_view(Action.PULSE_MANAGE, while_open=True)
@get_or_post
def pulse_open(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask the eight statements of everybody who takes part."""
    if request.method != "POST":
        rules.check_can_open(here.project)
    form = PulseOpenForm(sent(request))

    def act() -> PulseRound:
        closes_on, token = form.cleaned_data["closes_on"], form.cleaned_data["form_token"]
        return actions.open_round(here.project, closes_on=closes_on, token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="understanding/pulse_open.html",
        done=_("The round is open. Everybody who takes part is told."),
        back=_address,
    )


@project_view(Action.PULSE_ANSWER)
@require_GET
def pulse_round(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """What a closed round shows; of an open one, until when it is open and whether there are enough answers."""
    row = _round(here, round_id)
    if not row.is_open:
        context = {"round": row, "closed": queries.closed_round(row), "cells": CELLS}
        context["may_plan"] = here.may(Action.DIALOGUE_MANAGE) and here.project.is_open
        return render(request, "understanding/pulse_round.html", context)
    why = rules.why_no_answer(row, site_today())
    is_answered = queries.own_answer(row, here.person) is not None
    context = {
        "round": row,
        "why": why,
        "is_answered": is_answered,
        "is_enough": is_enough(queries.count_answers(row)),
        "acts": [] if why else _open_round_acts(here, row, is_answered=is_answered),
    }
    return render(request, "understanding/pulse_waiting.html", context)


@project_view(Action.PULSE_ANSWER)
@get_or_post
def pulse_answer(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Answer, or change one's answers until the round closes; whatever is refused stays on the page."""
    row = _round(here, round_id)
    if why := rules.why_no_answer(row, site_today()):
        return _late_page(request, row, why)
    answer = queries.own_answer(row, here.person)
    form = PulseAnswerForm(sent(request), initial=PulseAnswerForm.fields_of(answer))

    def act() -> PulseAnswer:
        return actions.answer_round(row, answers=form.answers(), seen=form.cleaned_data["seen"], by=here.person)

    def stored() -> Stored:
        now = form.fields_of(queries.own_answer(row, here.person))
        return Stored({"seen": now["seen"]}, form.rows_in_words(now))

    return submit(
        request,
        form,
        act,
        template="understanding/pulse_answer.html",
        done=_("Your answers are saved. You can change them until the round closes."),
        back=_address(row),
        stored=stored,
        context={"round": row, "membership": here.membership, "is_stored": answer is not None},
    )


def _late_page(request: HttpRequest, row: PulseRound, why: str) -> HttpResponse:
    """No answers are taken now: nothing is kept of what arrives, and its writer sees it, so that they can copy it."""
    form = PulseAnswerForm(sent(request))
    begun = drafts.given_back(request, form) if not form.is_bound else None
    is_typed = form.is_bound or bool(begun and (begun.is_kept or begun.since))
    context = {"round": row, "form": form, "why": why, "is_typed": is_typed}
    status = HTTPStatus.CONFLICT if form.is_bound else HTTPStatus.OK
    return render(request, "understanding/pulse_late.html", context, status=status)


@project_view(Action.PULSE_MANAGE, while_open=True)
@get_or_post
def pulse_close(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Add the answers up and delete them, on a page of its own: it cannot be undone."""
    row = _round(here, round_id)
    if not row.is_open:
        return see(request, _address(row))
    thanks = _("The round is closed. The answers are added up and deleted.")
    return submit(
        request,
        CleanForm(sent(request)),
        lambda: actions.close_round(row, by=here.person),
        template="understanding/pulse_close.html",
        done=lambda is_closed_now: thanks if is_closed_now else "",
        back=_address(row),
        context={"round": row, "is_enough": is_enough(queries.count_answers(row))},
    )


@project_view(Action.PULSE_ANSWER)
@require_POST
def pulse_csv(request: HttpRequest, here: Here, round_id: UUID) -> StreamingHttpResponse:
    """The numbers of a closed round as a file; of an open one there are none."""
    row = _round(here, round_id)
    rules.check_closed(row)
    note_fetched(here.project, name="pulse", by=here.person)
    return csv_file("pulse", rows_of_file(row))

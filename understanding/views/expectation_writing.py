"""Somebody writes what they expect: one question to a page, saved as they write, checked, then sent."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from core.dates import local_moment
from core.differences import word_diff
from core.editing import Conflict
from core.errors import Refused
from core.htmx import see
from core.kept import forget, kept, writer_token
from core.pages import Compared, Overtaken, get_or_post
from projects.access import Here, project_view
from projects.permissions import Action
from understanding.actions import expectations as actions
from understanding.enums import Topic
from understanding.forms.expectations import ExpectationForm
from understanding.models import ExpectationRound
from understanding.policies.expectations import why_no_words
from understanding.queries import expectations as queries
from understanding.queries.expectations import Answer, address
from understanding.views.expectations import round_of


def _answer(here: Here, round_id: UUID, position: int) -> Answer:
    """One's own answer under one topic, or 404."""
    assert here.membership is not None
    answer = queries.answer_at(round_of(here, round_id), here.membership, position)
    if answer is None:
        raise Http404
    return answer


def _clock(moment: datetime | None, person: User) -> str:
    """Such as 14:02, on this person's clock."""
    return f"{local_moment(moment, person.time_zone):%H:%M}" if moment else ""


def _page(
    request: HttpRequest, answer: Answer, form: ExpectationForm, *, status: int = HTTPStatus.OK, **more: object
) -> HttpResponse:
    """The page on which it is written, with whatever was typed."""
    person, why_not = answer.membership.person, why_no_words(answer.round)
    context: dict[str, object] = {
        "answer": answer,
        "round": answer.round,
        "form": form,
        "total": len(Topic),
        "why_not": why_not,
        "may_write": not why_not,
        "saved_at": _clock(answer.row.saved_at, person) if answer.row else "",
        "writer_token": writer_token(person.pk),
        **more,
    }
    return render(request, "understanding/expectation_write.html", context, status=status)


def _first_page(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The newest words, or those that were typed when the session had ended."""
    typed = kept(request, answer.membership.person_id)
    if not answer.round.is_open and typed is None:
        return see(request, address("round", answer.round))
    initial: dict[str, object] = {"text": answer.text, "version": answer.version}
    return _page(request, answer, ExpectationForm(initial=initial | (typed or {})), is_kept=typed is not None)


@project_view(Action.EXPECTATION_WRITE)
@get_or_post
def expectation_write(request: HttpRequest, here: Here, round_id: UUID, position: int) -> HttpResponse:
    """One question and a text box. "Continue" and "Save and come back later" both save."""
    answer = _answer(here, round_id, position)
    if request.method != "POST":
        return _first_page(request, answer)
    form = ExpectationForm(request.POST)
    if not form.is_valid():
        return _page(request, answer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.save_draft(answer.round, topic=answer.topic, **form.draft(), by=here.person)
    except Conflict as conflict:
        return _overtaken(request, answer, form, conflict)
    except Refused as refused:
        form.refuse(refused)
        return _page(request, answer, form, status=HTTPStatus.CONFLICT)
    forget(request, answer.write_url)
    return see(request, _after(request, answer))


def _overtaken(request: HttpRequest, answer: Answer, form: ExpectationForm, conflict: Conflict) -> HttpResponse:
    """The newer text above what was typed, with the differences; the button then decides."""
    form.read_again(version=conflict.version)
    pieces = word_diff(conflict.text, form.cleaned_data["text"])
    stored = Overtaken(str(conflict), [Compared(str(answer.question.text), conflict.text, pieces)])
    return _page(request, answer, form, status=HTTPStatus.CONFLICT, stored=stored)


def _after(request: HttpRequest, answer: Answer) -> str:
    """The next question, the page to check, or back to the round."""
    if request.POST.get("next") == "later":
        messages.success(request, _("Saved. Nobody else can read it. Come back any time before the reveal."))
        return address("round", answer.round)
    if request.GET.get("from") != "check" and answer.position < len(Topic):
        return address("write", answer.round, answer.position + 1)
    return address("check", answer.round)


@project_view(Action.EXPECTATION_WRITE)
@require_POST
def expectation_autosave(request: HttpRequest, here: Here, round_id: UUID, position: int) -> HttpResponse:
    """What `autosave.js` posts while somebody types. Answers as `docs/look.md` says."""
    answer = _answer(here, round_id, position)
    form = ExpectationForm(request.POST)
    if not form.is_valid():
        sentence = next(iter(form.errors.values()))[0]
        return JsonResponse({"error": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        row = actions.save_draft(answer.round, topic=answer.topic, **form.draft(), by=here.person)
    except Conflict as conflict:
        return JsonResponse({"version": conflict.version, "text": conflict.text}, status=HTTPStatus.CONFLICT)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    forget(request, answer.write_url)
    saved_at = _clock((row and row.saved_at) or timezone.now(), here.person)
    return JsonResponse({"version": row.version if row else 0, "saved_at": saved_at})


def _check_page(
    request: HttpRequest, here: Here, row: ExpectationRound, *, sentence: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """Everything that would be sent, who reads it, and under what name."""
    assert here.membership is not None
    answers = queries.answers_of(row, here.membership)
    why_not = why_no_words(row)
    context = {
        "round": row,
        "answers": answers,
        "sentence": sentence,
        "why_not": why_not,
        "may_write": not why_not,
        "has_sent": any(answer.is_sent for answer in answers),
        "unsent": sum(answer.is_unsent for answer in answers),
        "my_name": here.membership.named(),
    }
    return render(request, "understanding/expectation_check.html", context, status=status)


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_check(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Check your answers; once revealed, they stand in the mirror."""
    row = round_of(here, round_id)
    if not row.is_open:
        return see(request, address("round", row))
    return _check_page(request, here, row)


@project_view(Action.EXPECTATION_WRITE)
@get_or_post
def expectation_send(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Send what is written. Whoever had to sign in first comes back by GET, and is shown what would be sent."""
    row = round_of(here, round_id)
    if request.method != "POST":
        return see(request, address("check", row))
    try:
        actions.send_drafts(row, by=here.person)
    except Refused as refused:
        return _check_page(request, here, row, sentence=str(refused), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return see(request, address("sent", row))


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_sent(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """What happens next, and how to change what was sent."""
    row = round_of(here, round_id)
    assert here.membership is not None
    answers = [answer for answer in queries.answers_of(row, here.membership) if answer.is_sent]
    if not answers and row.is_open:
        return see(request, address("check", row))
    return render(request, "understanding/expectation_sent.html", {"round": row, "answers": answers})

"""A partner writes: one prompt to a page, saved as they write, checked, then sent."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Refused
from core.htmx import see
from core.pages import get_or_post
from dialogues.actions import reflections as actions
from dialogues.forms.reflections import ReflectionForm
from dialogues.models import Seat
from dialogues.policies.words import why_no_editing, why_no_writing
from dialogues.queries import reflections as queries
from dialogues.queries.reflections import Answer
from dialogues.views.writing import autosaved, first_page, own_seat, permission_page, trouble_saving, where
from participants.policies.consent import has_consented
from projects.access import Here, project_view
from projects.permissions import Action

PERMISSION_PARTS = ("audience", "name_rule", "uses")


def own_answer(seat: Seat, position: int) -> Answer:
    """Their answer to one prompt, or 404."""
    answer = queries.answer_at(seat, position)
    if answer is None:
        raise Http404
    return answer


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def reflection_write(request: HttpRequest, here: Here, dialogue_id: UUID, position: int) -> HttpResponse:
    """One prompt and a text box. "Continue" and "Save and come back later" both save."""
    seat = own_seat(here, dialogue_id)
    answer = own_answer(seat, position)
    if request.method == "GET":
        return first_page(request, answer, {"kind": answer.row.kind if answer.row else ""})
    form = ReflectionForm(request.POST)
    return trouble_saving(request, answer, form) or see(request, after_saving(request, seat, position))


def after_saving(request: HttpRequest, seat: Seat, position: int) -> str:
    """The next prompt, a part of the permission, the page to check, or back to the dialogue."""
    pressed = request.POST.get("next", "")
    if pressed in PERMISSION_PARTS:
        origin = "?from=check" if request.GET.get("from") == "check" else ""
        return where("reflection_permission", seat, position) + f"{origin}#div_id_{pressed}"
    if pressed == "later":
        messages.success(request, _("Saved. Nobody else can read it. Come back any time until writing ends."))
        return seat.dialogue.get_absolute_url()
    if request.GET.get("from") != "check" and position < seat.dialogue.prompts.count():
        return where("reflection_write", seat, position + 1)
    return where("reflection_check", seat)


@project_view(Action.REFLECTION_WRITE)
@require_POST
def reflection_autosave(request: HttpRequest, here: Here, dialogue_id: UUID, position: int) -> HttpResponse:
    """What `autosave.js` posts while somebody types."""
    slot = queries.slot_at(own_seat(here, dialogue_id), position)
    if slot is None:
        raise Http404
    return autosaved(request, slot)


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def reflection_permission(request: HttpRequest, here: Here, dialogue_id: UUID, position: int) -> HttpResponse:
    """Change who reads an answer, under what name and for what use, without touching its words."""
    return permission_page(request, own_answer(own_seat(here, dialogue_id), position))


def check_page(request: HttpRequest, seat: Seat, *, sentence: str = "", status: int = 200) -> HttpResponse:
    """Everything that would be sent, each with who reads it, under what name and for what use; and the responses."""
    answers = queries.answers(seat)
    lead = lead_of_check(seat, answers)
    must_consent = not has_consented(seat.person, seat.dialogue.project)
    context = {
        "seat": seat,
        "dialogue": seat.dialogue,
        "sentence": sentence,
        "lead": lead or _("Look at your words, and at who will read them. Then send."),
        "answers": [answer for answer in answers if not answer.is_left],
        "left": [answer for answer in answers if answer.is_left],
        "responses": queries.responses(seat),
        "consents_first": must_consent and not why_no_editing(seat.dialogue),
        "may_send": not lead and not must_consent,
    }
    return render(request, "dialogues/reflection_check.html", context, status=status)


def lead_of_check(seat: Seat, answers: list[Answer]) -> str:
    """Why there is nothing to send now, and what becomes of what was not sent; empty where something can be sent."""
    no_writing, no_editing = why_no_writing(seat.dialogue, timezone.now()), why_no_editing(seat.dialogue)
    if any(answer.is_unsent and not answer.why_no_words() for answer in answers) or not (no_writing or seat.sent_at):
        return ""
    if not (no_writing or no_editing):
        return _("Everything you wrote is sent. You can change it until the dialogue is closed.")
    may_change = bool(seat.sent_at) and not no_editing
    sentences = [
        no_editing or no_writing,
        _("You can still change what you sent.") if may_change else "",
        _("What you did not send stays with you alone.") if any(answer.is_unsent for answer in answers) else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


@project_view(Action.REFLECTION_WRITE)
@require_GET
def reflection_check(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Check your answers."""
    return check_page(request, own_seat(here, dialogue_id))


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def reflection_send(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Send what is written. Whoever had to sign in first comes back by GET, and is shown what would be sent."""
    seat = own_seat(here, dialogue_id)
    if request.method == "GET":
        return see(request, where("reflection_check", seat))
    try:
        actions.send_reflections(seat, by=here.person)
    except Refused as refused:
        return check_page(request, seat, sentence=str(refused), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return see(request, where("reflection_sent", seat))


@project_view(Action.REFLECTION_WRITE)
@require_GET
def reflection_sent(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """What happens next, and when; and how to change it."""
    seat = own_seat(here, dialogue_id)
    answered = [answer for answer in queries.answers(seat) if answer.reflection]
    if not answered:
        return see(request, where("reflection_check", seat))
    context = {"seat": seat, "dialogue": seat.dialogue, "sent": answered}
    context["why_no_editing"] = why_no_editing(seat.dialogue)
    context["must_consent"] = not has_consented(seat.person, seat.dialogue.project)
    return render(request, "dialogues/reflection_sent.html", context)

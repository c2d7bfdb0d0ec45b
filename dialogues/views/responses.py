"""Responding to somebody's words, which have equal standing; and the earlier versions of one's own."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Refused
from core.htmx import see
from core.pages import get_or_post, page_of
from dialogues.actions import reflections as actions
from dialogues.enums import Manner
from dialogues.forms.reflections import ResponseForm
from dialogues.models import Reflection, Seat
from dialogues.policies.words import why_no_editing
from dialogues.queries import reflections as queries
from dialogues.queries.dialogues import address
from dialogues.queries.reflections import Answer
from dialogues.queries.versions import VERSIONS_ON_A_PAGE, compared
from dialogues.queries.words import words_address
from dialogues.views.writing import autosaved, first_page, own_seat, permission_page, trouble_saving, where, write_page
from projects.access import Here, project_view
from projects.permissions import Action


def own_response(seat: Seat, reflection_id: UUID) -> Answer:
    """A new response to these words, or their own response, or 404."""
    answer = queries.response_at(seat, reflection_id)
    if answer is None:
        raise Http404
    return answer


def gone(request: HttpRequest, seat: Seat, reflection_id: UUID) -> HttpResponse:
    """Nothing is found here; but whoever has begun to respond gets their text back."""
    text = request.POST.get("text") or queries.lost_draft(seat, reflection_id)
    if not text.strip():
        raise Http404
    context = {"text": text, "dialogue": seat.dialogue}
    return render(request, "dialogues/response_gone.html", context, status=HTTPStatus.NOT_FOUND)


def manner_asked(request: HttpRequest) -> str:
    """How the link that was followed would respond."""
    asked = request.GET.get("manner", "")
    return asked if asked in Manner.values else ""


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def response_write(request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID) -> HttpResponse:
    """What is answered, and a text box. "Send" saves and sends, "Save and come back later" saves."""
    seat = own_seat(here, dialogue_id)
    answer = queries.response_at(seat, reflection_id)
    if answer is None:
        return gone(request, seat, reflection_id)
    if request.method == "GET":
        manner = (answer.row.manner if answer.row else "") or manner_asked(request)
        return first_page(request, answer, {"manner": manner})
    form = ResponseForm(request.POST)
    return trouble_saving(request, answer, form) or after_saving(request, answer, form)


def after_saving(request: HttpRequest, answer: Answer, form: ResponseForm) -> HttpResponse:
    """Sent and shown in its place; or to a part of the permission; or kept, and back to the dialogue."""
    slot, pressed = answer.slot, request.POST.get("next", "")
    if pressed == "send":
        try:
            response = actions.send_response(slot, by=slot.seat.person)
        except Refused as refused:
            form.refuse(refused)
            return write_page(request, answer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.success(request, _("Your response is sent. Whoever you allowed can read it now."))
        return see(request, words_address(response))
    if pressed in ("audience", "name_rule", "uses"):
        return see(request, f"{answer.permission_url}#div_id_{pressed}")
    messages.success(request, _("Saved. Nobody else can read it until you send it."))
    return see(request, address("dialogue_words", slot.seat.dialogue))


@project_view(Action.REFLECTION_WRITE)
@require_POST
def response_autosave(request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID) -> HttpResponse:
    """What `autosave.js` posts while somebody types."""
    answer = queries.response_at(own_seat(here, dialogue_id), reflection_id)
    if answer is None:
        return JsonResponse({"error": str(actions.Unreadable())}, status=HTTPStatus.NOT_FOUND)
    return autosaved(request, answer.slot, None if answer.row else manner_asked(request))


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def response_permission(request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID) -> HttpResponse:
    """Change who reads a response, under what name and for what use, without touching its words."""
    return permission_page(request, own_response(own_seat(here, dialogue_id), reflection_id))


def own_words(here: Here, dialogue_id: UUID, reflection_id: UUID) -> Reflection:
    """What the reader sent themselves, or 404."""
    found = queries.own_reflection(here.person, here.project.pk, dialogue_id, reflection_id)
    if found is None:
        raise Http404
    return found


@project_view(Action.REFLECTION_WRITE)
@require_GET
def reflection_history(request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID) -> HttpResponse:
    """Every version of one's own words, with what changed from one to the next. For nobody else."""
    reflection = own_words(here, dialogue_id, reflection_id)
    dialogue = reflection.seat.dialogue
    page = page_of(request, queries.versions_of(reflection), VERSIONS_ON_A_PAGE)
    context = {"dialogue": dialogue, "reflection": reflection, "page": page, "versions": compared(page)}
    context["back_url"] = words_address(reflection) if dialogue.is_revealed else address("reflection_check", dialogue)
    context["why_not"] = why_no_editing(dialogue)
    return render(request, "dialogues/reflection_history.html", context)


@project_view(Action.REFLECTION_WRITE)
@require_POST
def reflection_restore(
    request: HttpRequest, here: Here, dialogue_id: UUID, reflection_id: UUID, version_id: UUID
) -> HttpResponse:
    """Go back to an earlier version: it becomes the newest."""
    reflection = own_words(here, dialogue_id, reflection_id)
    version = get_object_or_404(queries.versions_of(reflection), pk=version_id)
    actions.restore_version(reflection, version_id=version.pk, by=here.person)
    messages.success(request, _("These are your words again. The others are kept below."))
    return see(request, where("reflection_history", reflection.seat, reflection.pk))

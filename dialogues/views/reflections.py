"""A partner writes: one prompt to a page, saved as they write, checked, then sent."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from core.dates import local_moment
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from dialogues.actions import reflections as actions
from dialogues.forms.reflections import AutosaveForm, PermissionForm, ReflectionForm
from dialogues.models import Seat
from dialogues.policies.words import why_no_writing
from dialogues.queries import reflections as queries
from dialogues.queries.reflections import Answer
from participants.permissions import Permission
from participants.policies.consent import has_consented
from projects.access import Here, project_view
from projects.permissions import Action

PAGE = "dialogues/reflection_write.html"
PERMISSION_PARTS = ("audience", "name_rule", "uses")


def own_seat(here: Here, dialogue_id: UUID) -> Seat:
    """The reader's seat. Without one the dialogue cannot be written to: 404."""
    seat = queries.seat_of(here.person, here.project, dialogue_id)
    if seat is None:
        raise Http404
    return seat


def own_answer(seat: Seat, position: int) -> Answer:
    """Their answer to one prompt, or 404."""
    answer = queries.answer_at(seat, position)
    if answer is None:
        raise Http404
    return answer


def where(name: str, seat: Seat, *more: object) -> str:
    """A URL of this dialogue."""
    return reverse(f"dialogues:{name}", args=[seat.dialogue.project_id, seat.dialogue_id, *more])


def clock(moment: datetime, person: User) -> str:
    """Such as 14:02, on this person's clock."""
    return f"{local_moment(moment, person.time_zone):%H:%M}"


def write_page(
    request: HttpRequest, seat: Seat, answer: Answer, form: ReflectionForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """The page of one prompt, with whatever was typed."""
    context = {"seat": seat, "dialogue": seat.dialogue, "answer": answer, "form": form, **more}
    context["why_no_writing"] = why_no_writing(seat.dialogue, timezone.now())
    context["total"] = seat.dialogue.prompts.count()
    permission = allowed(seat, answer)
    context |= {"permission": permission, "shown_as": shown_as(seat, permission)}
    context["saved_at"] = clock(answer.draft.saved_at, seat.person) if answer.draft else ""
    return render(request, PAGE, context, status=status)


def allowed(seat: Seat, answer: Answer) -> Permission:
    """What the author allows for this answer, or would to begin with."""
    return queries.permission_of(answer.row) if answer.row else queries.first_permission(seat)


def shown_as(seat: Seat, permission: Permission) -> str:
    """The name that readers of this answer see."""
    return permission.shown_as(full_name=seat.person.full_name, standpoint=seat.get_standpoint_display())


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def reflection_write(request: HttpRequest, here: Here, dialogue_id: UUID, position: int) -> HttpResponse:
    """One prompt and a text box. "Continue" and "Save and come back later" both save."""
    seat = own_seat(here, dialogue_id)
    answer = own_answer(seat, position)
    if request.method == "GET":
        initial = {"text": answer.text, "version": answer.version, "kind": answer.row.kind if answer.row else ""}
        return write_page(request, seat, answer, ReflectionForm(initial=initial))
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return write_page(request, seat, answer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    data = form.cleaned_data
    words = {"text": data["text"], "version": data["version"], "kind": data["kind"] or None}
    try:
        actions.save_draft(seat, prompt=answer.prompt, **words, by=here.person)
    except actions.Conflict as conflict:
        return conflict_page(request, seat, answer, conflict)
    except Refused as refused:
        form.refuse(refused)
        return write_page(request, seat, answer, form, status=HTTPStatus.CONFLICT)
    return see(request, after_saving(request, seat, position))


def conflict_page(request: HttpRequest, seat: Seat, answer: Answer, conflict: actions.Conflict) -> HttpResponse:
    """Both texts: what was typed in the box, the newer one beside it. Saving again is then a choice."""
    typed = request.POST.copy()
    typed["version"] = str(conflict.version)
    form = ReflectionForm(typed)
    form.is_valid()
    form.refuse(conflict)
    return write_page(request, seat, answer, form, status=HTTPStatus.CONFLICT, other=conflict.text)


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
    """What `autosave.js` posts while somebody types. Answers as `docs/look.md` says."""
    seat = own_seat(here, dialogue_id)
    prompt = queries.prompt_at(seat, position)
    if prompt is None:
        raise Http404
    form = AutosaveForm(request.POST)
    if not form.is_valid():
        sentence = next(iter(form.errors.values()))[0]
        return JsonResponse({"error": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        draft = actions.save_draft(seat, prompt=prompt, **form.cleaned_data, by=here.person)
    except actions.Conflict as conflict:
        return JsonResponse({"version": conflict.version, "text": conflict.text}, status=HTTPStatus.CONFLICT)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    saved_at = draft.saved_at if draft else timezone.now()
    version = draft.version if draft else own_answer(seat, position).version
    return JsonResponse({"version": version, "saved_at": clock(saved_at, here.person)})


@project_view(Action.REFLECTION_WRITE)
@get_or_post
def reflection_permission(request: HttpRequest, here: Here, dialogue_id: UUID, position: int) -> HttpResponse:
    """Change who reads an answer, under what name and for what use, without touching its words."""
    seat = own_seat(here, dialogue_id)
    answer = own_answer(seat, position)
    form = PermissionForm(sent(request), initial=PermissionForm.starting_from(allowed(seat, answer)))
    if form.is_valid():
        every = [each.prompt for each in queries.answers(seat)]
        prompts = every if form.cleaned_data["everywhere"] else [answer.prompt]
        actions.give_permission(seat, prompts=prompts, permission=form.permission(), by=here.person)
        messages.success(request, _("Your choices are saved. They count from now on."))
        back = "reflection_check" if request.GET.get("from") == "check" else "reflection_write"
        return see(request, where(back, seat, *([] if back == "reflection_check" else [position])))
    context = {"seat": seat, "dialogue": seat.dialogue, "answer": answer, "is_alone": queries.is_alone(seat)}
    return form_page(request, "dialogues/reflection_permission.html", form, **context)


def check_page(request: HttpRequest, seat: Seat, *, sentence: str = "", status: int = 200) -> HttpResponse:
    """Everything that would be sent, each with who reads it, under what name and for what use."""
    every = queries.answers(seat)
    context = {"seat": seat, "dialogue": seat.dialogue, "sentence": sentence}
    permissions = [allowed(seat, answer) for answer in every]
    context["rows"] = [(answer, each, shown_as(seat, each)) for answer, each in zip(every, permissions, strict=True)]
    context["unsent"] = sum(answer.is_unsent for answer in every)
    context["why_no_writing"] = why_no_writing(seat.dialogue, timezone.now())
    context["must_consent"] = not has_consented(seat.person, seat.dialogue.project)
    return render(request, "dialogues/reflection_check.html", context, status=status)


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
    context["why_no_writing"] = why_no_writing(seat.dialogue, timezone.now())
    return render(request, "dialogues/reflection_sent.html", context)

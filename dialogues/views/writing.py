"""What the pages of an answer and of a response do alike: they save, show both texts, and lose nothing."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.dates import local_moment, say_day
from core.editing import Conflict
from core.errors import Refused
from core.htmx import see
from core.kept import forget, kept, writer_token
from core.pages import form_page, sent
from dialogues.actions import reflections as actions
from dialogues.forms.reflections import AutosaveForm, PermissionForm, ReflectionForm, ResponseForm
from dialogues.models import Seat
from dialogues.queries import reflections as queries
from dialogues.queries.reflections import Answer, Slot
from dialogues.queries.words import readable_one, words_address
from participants.registry import HeldFile
from projects.access import Here

WordsForm = ReflectionForm | ResponseForm


def own_seat(here: Here, dialogue_id: UUID) -> Seat:
    """The reader's seat. Without one the dialogue cannot be written to: 404."""
    seat = queries.seat_of(here.person, here.project, dialogue_id)
    if seat is None:
        raise Http404
    return seat


def where(name: str, seat: Seat, *more: object) -> str:
    """A URL of this dialogue."""
    return reverse(f"dialogues:{name}", args=[seat.dialogue.project_id, seat.dialogue_id, *more])


def clock(moment: datetime, person: User) -> str:
    """Such as 14:02, on this person's clock."""
    return f"{local_moment(moment, person.time_zone):%H:%M}"


def write_page(
    request: HttpRequest, answer: Answer, form: WordsForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """The page on which an answer or a response is written, with whatever was typed."""
    seat = answer.slot.seat
    context: dict[str, object] = {"seat": seat, "dialogue": seat.dialogue, "answer": answer, "form": form, **more}
    context["why_no_writing"] = answer.why_no_words()
    context["saved_at"] = clock(answer.draft.saved_at, seat.person) if answer.draft else ""
    context["writer_token"] = writer_token(seat.person_id)
    context["may_write"] = not context["why_no_writing"]
    if answer.slot.responds_to is None:
        context["total"] = seat.dialogue.prompts.count()
        return render(request, "dialogues/reflection_write.html", context, status=status)
    answered = readable_one(seat.person, answer.slot.responds_to.pk)
    context["answered"] = answered
    context["why_no_writing"] = answer.why_no_words() or ("" if answered else str(actions.Unreadable()))
    context["may_write"] = not context["why_no_writing"]
    return render(request, "dialogues/response_write.html", context, status=status)


def first_page(request: HttpRequest, answer: Answer, initial: dict[str, Any]) -> HttpResponse:
    """The page as it is opened: the newest words, or those that were typed when the session had ended."""
    form = ResponseForm if answer.slot.is_response else ReflectionForm
    typed = kept(request, answer.slot.seat.person_id)
    initial |= {"text": answer.text, "version": answer.version} | (typed or {})
    return write_page(request, answer, form(initial=initial), is_kept=typed is not None)


def trouble_saving(request: HttpRequest, answer: Answer, form: WordsForm) -> HttpResponse | None:
    """Save what was typed. None where it is saved, or else the page that says why not, with the text in it."""
    if not form.is_valid():
        return write_page(request, answer, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        actions.save_draft(answer.slot, **form.words(), by=answer.slot.seat.person)
    except Conflict as conflict:
        return conflict_page(request, answer, form, conflict)
    except Refused as refused:
        form.refuse(refused)
        return write_page(request, answer, form, status=HTTPStatus.CONFLICT)
    forget(request, answer.write_url)
    return None


def conflict_page(
    request: HttpRequest, answer: Answer, form: ReflectionForm | ResponseForm, conflict: Conflict
) -> HttpResponse:
    """Both texts: what was typed in the box, the newer one beside it. Saving again is then a choice."""
    form.read_again(version=conflict.version)
    form.refuse(conflict)
    return write_page(request, answer, form, status=HTTPStatus.CONFLICT, other=conflict.text)


def autosaved(request: HttpRequest, slot: Slot, manner: str | None = None) -> HttpResponse:
    """What `autosave.js` is told. Answers as `docs/look.md` says."""
    form, person = AutosaveForm(request.POST), slot.seat.person
    if not form.is_valid():
        sentence = next(iter(form.errors.values()))[0]
        return JsonResponse({"error": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        draft = actions.save_draft(slot, **form.cleaned_data, manner=manner, by=person)
    except Conflict as conflict:
        return JsonResponse({"version": conflict.version, "text": conflict.text}, status=HTTPStatus.CONFLICT)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    forget(request, slot.address("write"))
    newest = draft or slot.sent()
    saved_at = draft.saved_at if draft else timezone.now()
    return JsonResponse({"version": newest.version if newest else 0, "saved_at": clock(saved_at, person)})


def permission_page(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Change who reads something, under what name and for what use, without touching its words."""
    seat, back = answer.slot.seat, after_permission(request, answer)
    form = PermissionForm(sent(request), initial=PermissionForm.starting_from(answer.permission))
    if form.is_valid():
        everywhere = form.cleaned_data["everywhere"]
        answers = [answer, *(queries.everything(seat) if everywhere else [])]
        files, slots = queries.files_with(answers), list(dict.fromkeys(each.slot for each in answers))
        actions.give_permission(seat, slots=slots, permission=form.permission(), by=seat.person)
        messages.success(request, _("Your choices are saved. They count from now on."))
        if files and not form.goes_into_files():
            messages.warning(request, said_of(files))
        return see(request, back)
    files = queries.files_with([answer])
    context = {"seat": seat, "dialogue": seat.dialogue, "answer": answer, "is_alone": queries.is_alone(seat)}
    context |= {"back_url": back, "files": said_of(files) if files else ""}
    return form_page(request, "dialogues/reflection_permission.html", form, **context)


def after_permission(request: HttpRequest, answer: Answer) -> str:
    """Back to where the reader came from: the page to check, the words, or the page on which it is written."""
    origin = request.GET.get("from")
    if origin == "words" and answer.reflection is not None:
        return words_address(answer.reflection)
    if origin == "check":
        return where("reflection_check", answer.slot.seat)
    return answer.write_url


def said_of(files: list[HeldFile]) -> str:
    """How many files left with these words. Nobody can call them back."""
    day = say_day(timezone.localtime(files[0].fetched_at).date())
    sentence = ngettext(
        "%(count)s file with these words was fetched on %(day)s. It cannot be called back.",
        "%(count)s files with these words were fetched, the last on %(day)s. They cannot be called back.",
        len(files),
    )
    return sentence % {"count": len(files), "day": day}

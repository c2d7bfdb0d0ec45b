"""Whether I come, the date for my calendar, and who came."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.pages import Stored, get_or_post, sent, submit
from dialogues.access import dialogue_here, seat_here
from dialogues.actions import meetings as actions
from dialogues.forms.meetings import AttendanceForm, RsvpForm
from dialogues.policies import dialogues as dialogue_policies
from dialogues.policies import meetings as policies
from dialogues.queries import meetings as queries
from dialogues.queries.seats import names_apart
from notifications.formats.calendar import PUBLISH, calendar_file
from notifications.queries import sender_address
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.DIALOGUE_ATTEND)
@get_or_post
def rsvp(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Say whether I come. Looking at the page says nothing."""
    seat = seat_here(here, dialogue_id)
    policies.check_answer(seat.dialogue, timezone.now())
    form = RsvpForm(sent(request), initial={"rsvp": seat.rsvp, "sequence": seat.dialogue.sequence})
    meeting = queries.meeting_of(seat.dialogue, seat, timezone.now(), leads=False)

    def act() -> None:
        chosen = form.cleaned_data
        actions.answer_meeting(seat, rsvp=chosen["rsvp"], sequence=chosen["sequence"], by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/meeting_rsvp.html",
        done=_("Thank you. Your answer is saved. You can change it until we meet."),
        back=seat.dialogue.get_absolute_url(),
        stored=lambda: Stored({"sequence": dialogue_here(here, dialogue_id).sequence}, []),
        context={"dialogue": seat.dialogue, "meeting": meeting},
    )


@project_view(Action.DIALOGUE_ATTEND)
@require_GET
def calendar_download(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """The date as a file for my calendar."""
    dialogue = seat_here(here, dialogue_id).dialogue
    policies.check_download(dialogue)
    date = queries.entry(dialogue, queries.length(dialogue))
    file = calendar_file([date], method=PUBLISH, organizer=sender_address(), now=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="dialogue.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers)


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def attendance(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Note who came and what the group came to. Only for coordinators and facilitators of this dialogue."""
    dialogue = dialogue_here(here, dialogue_id)
    dialogue_policies.check_facilitates(dialogue, here.person)
    policies.check_note(dialogue, timezone.now())
    seats = list(queries.seats_in_order(dialogue))
    names = names_apart(here.project, seats)
    form = AttendanceForm(sent(request), seats=seats, names=names, items=dialogue.agenda.all())

    def act() -> None:
        actions.note_attendance(dialogue, came=form.came(), covered=form.covered(), by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/meeting_attendance.html",
        done=_("Saved."),
        back=dialogue.get_absolute_url(),
        context={"dialogue": dialogue},
    )

"""URLs of the dialogues app, below one project, by what they are about."""

from django.urls import URLPattern, path

from dialogues.views import (
    dialogues,
    meetings,
    outcomes,
    plans,
    reflections,
    seats,
    steps,
    transcripts,
)
from dialogues.views import (
    prompt_sets as sets,
)

app_name = "dialogues"

planning = [
    path("", dialogues.dialogue_list, name="dialogue_list"),
    path("new/", plans.dialogue_create, name="dialogue_create"),
    path("<uuid:dialogue_id>/", dialogues.dialogue_detail, name="dialogue_detail"),
    path("<uuid:dialogue_id>/edit/", plans.dialogue_edit, name="dialogue_edit"),
    path("<uuid:dialogue_id>/copy/", plans.dialogue_copy, name="dialogue_copy"),
    path("<uuid:dialogue_id>/seats/", seats.seat_manage, name="seat_manage"),
    path("<uuid:dialogue_id>/open/", steps.dialogue_open, name="dialogue_open"),
    path("<uuid:dialogue_id>/reveal/", steps.dialogue_reveal, name="dialogue_reveal"),
    path("<uuid:dialogue_id>/hold/", steps.dialogue_hold, name="dialogue_hold"),
    path("<uuid:dialogue_id>/close/", steps.dialogue_close, name="dialogue_close"),
]

meeting: list[URLPattern] = [
    path("<uuid:dialogue_id>/rsvp/", meetings.rsvp, name="rsvp"),
    path("<uuid:dialogue_id>/attendance/", meetings.attendance, name="attendance"),
    path("<uuid:dialogue_id>/calendar.ics", meetings.calendar_download, name="calendar_download"),
]

prompt_sets: list[URLPattern] = [
    path("prompts/", sets.prompt_set_list, name="prompt_set_list"),
    path("prompts/new/", sets.prompt_set_make, name="prompt_set_make"),
    path("prompts/<uuid:prompt_set_id>/", sets.prompt_set_detail, name="prompt_set_detail"),
    path("prompts/<uuid:prompt_set_id>/edit/", sets.prompt_set_edit, name="prompt_set_edit"),
]

outcomes_of = [
    path("<uuid:dialogue_id>/disagreements/new/", outcomes.disagreement_add, name="disagreement_add"),
]

transcripts_of = [
    path("<uuid:dialogue_id>/transcripts/new/", transcripts.transcript_add, name="transcript_add"),
    path(
        "<uuid:dialogue_id>/transcripts/<uuid:transcript_id>/", transcripts.transcript_detail, name="transcript_detail"
    ),
]

reading = [
    path("<uuid:dialogue_id>/words/", dialogues.dialogue_words, name="dialogue_words"),
]

writing = [
    path("<uuid:dialogue_id>/write/<small:position>/", reflections.reflection_write, name="reflection_write"),
    path(
        "<uuid:dialogue_id>/write/<small:position>/save/", reflections.reflection_autosave, name="reflection_autosave"
    ),
    path(
        "<uuid:dialogue_id>/write/<small:position>/permission/",
        reflections.reflection_permission,
        name="reflection_permission",
    ),
    path("<uuid:dialogue_id>/check/", reflections.reflection_check, name="reflection_check"),
    path("<uuid:dialogue_id>/send/", reflections.reflection_send, name="reflection_send"),
    path("<uuid:dialogue_id>/sent/", reflections.reflection_sent, name="reflection_sent"),
]

responding: list[URLPattern] = []

searching: list[URLPattern] = []

urlpatterns = [
    *searching,
    *prompt_sets,
    *planning,
    *meeting,
    *outcomes_of,
    *transcripts_of,
    *reading,
    *writing,
    *responding,
]

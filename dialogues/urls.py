"""URLs of the dialogues app, below one project, by what they are about."""

from django.urls import URLPattern, path

from dialogues.views import dialogues, outcomes, reflections, responses, seats, steps, transcripts

app_name = "dialogues"

planning = [
    path("", dialogues.dialogue_list, name="dialogue_list"),
    path("new/", dialogues.dialogue_create, name="dialogue_create"),
    path("<uuid:dialogue_id>/", dialogues.dialogue_detail, name="dialogue_detail"),
    path("<uuid:dialogue_id>/edit/", dialogues.dialogue_edit, name="dialogue_edit"),
    path("<uuid:dialogue_id>/seats/", seats.seat_manage, name="seat_manage"),
    path("<uuid:dialogue_id>/open/", steps.dialogue_open, name="dialogue_open"),
    path("<uuid:dialogue_id>/reveal/", steps.dialogue_reveal, name="dialogue_reveal"),
    path("<uuid:dialogue_id>/hold/", steps.dialogue_hold, name="dialogue_hold"),
    path("<uuid:dialogue_id>/close/", steps.dialogue_close, name="dialogue_close"),
]

meeting: list[URLPattern] = []

prompt_sets: list[URLPattern] = []

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

responding = [
    path("<uuid:dialogue_id>/respond/<uuid:reflection_id>/", responses.response_write, name="response_write"),
    path(
        "<uuid:dialogue_id>/respond/<uuid:reflection_id>/save/", responses.response_autosave, name="response_autosave"
    ),
    path(
        "<uuid:dialogue_id>/respond/<uuid:reflection_id>/permission/",
        responses.response_permission,
        name="response_permission",
    ),
    path("<uuid:dialogue_id>/history/<uuid:reflection_id>/", responses.reflection_history, name="reflection_history"),
    path(
        "<uuid:dialogue_id>/history/<uuid:reflection_id>/restore/<uuid:version_id>/",
        responses.reflection_restore,
        name="reflection_restore",
    ),
]

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

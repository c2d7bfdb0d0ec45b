"""URLs of the dialogues app, below one project, by what they are about."""

from django.urls import URLPattern, path

from dialogues.views import (
    close_reports,
    contributions,
    dialogues,
    look_backs,
    meetings,
    outcomes,
    plans,
    reflections,
    responses,
    search,
    seats,
    silences,
    steps,
    tensions,
    transcripts,
)
from dialogues.views import prompt_sets as sets

app_name = "dialogues"

planning = [
    path("", dialogues.dialogue_list, name="dialogue_list"),
    path("silences/", silences.silences, name="silences"),
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
    path("<uuid:dialogue_id>/outcomes/", outcomes.outcome_list, name="outcome_list"),
    path("<uuid:dialogue_id>/agreements/new/", outcomes.agreement_add, name="agreement_add"),
    path("<uuid:dialogue_id>/agreements/<uuid:agreement_id>/", outcomes.agreement_edit, name="agreement_edit"),
    path(
        "<uuid:dialogue_id>/agreements/<uuid:agreement_id>/remove/", outcomes.agreement_remove, name="agreement_remove"
    ),
    path("<uuid:dialogue_id>/disagreements/new/", outcomes.disagreement_add, name="disagreement_add"),
    path(
        "<uuid:dialogue_id>/disagreements/<uuid:disagreement_id>/", outcomes.disagreement_edit, name="disagreement_edit"
    ),
    path(
        "<uuid:dialogue_id>/disagreements/<uuid:disagreement_id>/remove/",
        outcomes.disagreement_remove,
        name="disagreement_remove",
    ),
    path(
        "<uuid:dialogue_id>/disagreements/<uuid:disagreement_id>/tension/",
        tensions.disagreement_raise,
        name="disagreement_raise",
    ),
    path("<uuid:dialogue_id>/actions/new/", outcomes.agreed_action_add, name="agreed_action_add"),
    path("<uuid:dialogue_id>/actions/<uuid:action_id>/", outcomes.agreed_action_edit, name="agreed_action_edit"),
    path(
        "<uuid:dialogue_id>/actions/<uuid:action_id>/done/", outcomes.agreed_action_follow, name="agreed_action_follow"
    ),
    path(
        "<uuid:dialogue_id>/actions/<uuid:action_id>/remove/",
        outcomes.agreed_action_remove,
        name="agreed_action_remove",
    ),
    path("<uuid:dialogue_id>/look-back/", look_backs.look_back, name="look_back"),
    path("<uuid:dialogue_id>/look-back/date/", look_backs.look_back_date, name="look_back_date"),
    path("<uuid:dialogue_id>/look-back/finish/", look_backs.look_back_finish, name="look_back_finish"),
    path("<uuid:dialogue_id>/report/", close_reports.close_report, name="close_report"),
]

transcripts_of = [
    path("<uuid:dialogue_id>/transcripts/new/", transcripts.transcript_add, name="transcript_add"),
    path(
        "<uuid:dialogue_id>/transcripts/<uuid:transcript_id>/", transcripts.transcript_detail, name="transcript_detail"
    ),
    path(
        "<uuid:dialogue_id>/transcripts/<uuid:transcript_id>/speakers/",
        transcripts.transcript_speakers,
        name="transcript_speakers",
    ),
    path(
        "<uuid:dialogue_id>/transcripts/<uuid:transcript_id>/remove/",
        transcripts.transcript_remove,
        name="transcript_remove",
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

searching = [
    path("search/", search.words_search, name="words_search"),
]

taking_up = [
    path(
        "<uuid:dialogue_id>/words/<uuid:reflection_id>/contribution/",
        contributions.contribution_from_reflection,
        name="contribution_from_reflection",
    ),
    path(
        "<uuid:dialogue_id>/agreements/<uuid:agreement_id>/contribution/",
        contributions.contribution_from_agreement,
        name="contribution_from_agreement",
    ),
    path(
        "<uuid:dialogue_id>/disagreements/<uuid:disagreement_id>/contribution/",
        contributions.contribution_from_disagreement,
        name="contribution_from_disagreement",
    ),
    path(
        "<uuid:dialogue_id>/actions/<uuid:action_id>/contribution/",
        contributions.contribution_from_action,
        name="contribution_from_action",
    ),
]

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
    *taking_up,
]

"""URLs of shared understanding: aim, expectations, pace, pulse, below `projects/`."""

from django.urls import URLPattern, path

from understanding.views import aims, expectation_writing, expectations, pace, pulse, understanding

app_name = "understanding"

EXPECTED = "<uuid:project_id>/understanding/expectations/"
ROUND = EXPECTED + "<uuid:round_id>/"
AIM = "<uuid:project_id>/understanding/aim/"
PULSE = "<uuid:project_id>/understanding/pulse/<uuid:round_id>/"

urlpatterns: list[URLPattern] = [
    path(AIM, aims.aim_detail, name="aim_detail"),
    path(AIM + "write/", aims.aim_write, name="aim_write"),
    path(AIM + "history/", aims.aim_history, name="aim_history"),
    path(AIM + "signatures/csv/", aims.aim_csv, name="aim_csv"),
    path(AIM + "<uuid:aim_id>/sign/", aims.aim_sign, name="aim_sign"),
    path(AIM + "<uuid:aim_id>/unsign/", aims.aim_unsign, name="aim_unsign"),
    path(EXPECTED, expectations.expectation_list, name="expectation_list"),
    path(EXPECTED + "ask/", expectations.expectation_ask, name="expectation_ask"),
    path(ROUND, expectations.expectation_round, name="expectation_round"),
    path(ROUND + "csv/", expectations.expectation_csv, name="expectation_csv"),
    path(ROUND + "reveal/", expectations.expectation_reveal, name="expectation_reveal"),
    path(ROUND + "again/", expectations.expectation_again, name="expectation_again"),
    path(ROUND + "write/<small:position>/", expectation_writing.expectation_write, name="expectation_write"),
    path(ROUND + "write/<small:position>/save/", expectation_writing.expectation_autosave, name="expectation_autosave"),
    path(ROUND + "check/", expectation_writing.expectation_check, name="expectation_check"),
    path(ROUND + "send/", expectation_writing.expectation_send, name="expectation_send"),
    path(ROUND + "sent/", expectation_writing.expectation_sent, name="expectation_sent"),
    path("<uuid:project_id>/understanding/", understanding.understanding, name="understanding"),
    path("<uuid:project_id>/understanding/pace/", pace.pace_detail, name="pace_detail"),
    path("<uuid:project_id>/understanding/pace/agree/", pace.pace_agree, name="pace_agree"),
    path("<uuid:project_id>/understanding/pace/csv/", pace.pace_csv, name="pace_csv"),
    path("<uuid:project_id>/understanding/pulse/", pulse.pulse_list, name="pulse_list"),
    path("<uuid:project_id>/understanding/pulse/open/", pulse.pulse_open, name="pulse_open"),
    path(PULSE, pulse.pulse_round, name="pulse_round"),
    path(PULSE + "answer/", pulse.pulse_answer, name="pulse_answer"),
    path(PULSE + "close/", pulse.pulse_close, name="pulse_close"),
    path(PULSE + "csv/", pulse.pulse_csv, name="pulse_csv"),
]

"""URLs of tensions and barriers, below `projects/`."""

from django.urls import URLPattern, path

from tensions.views import steps, tensions

app_name = "tensions"

TENSION = "<uuid:project_id>/tensions/<uuid:tension_id>/"

urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/tensions/", tensions.tension_list, name="tension_list"),
    path("<uuid:project_id>/tensions/csv/", tensions.tension_csv, name="tension_csv"),
    path("<uuid:project_id>/tensions/add/", tensions.tension_add, name="tension_add"),
    path(TENSION, tensions.tension_detail, name="tension_detail"),
    path(TENSION + "edit/", tensions.tension_edit, name="tension_edit"),
    path(TENSION + "step/", steps.tension_step, name="tension_step"),
    path(TENSION + "escalate/", steps.tension_escalate, name="tension_escalate"),
    path(TENSION + "return/", steps.tension_return, name="tension_return"),
    path(TENSION + "close/", steps.tension_close, name="tension_close"),
    path(TENSION + "reopen/", steps.tension_reopen, name="tension_reopen"),
]

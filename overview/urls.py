"""URLs of what a project and a programme show at a glance, below `projects/`."""

from django.urls import URLPattern, path

from overview.views import copies, history, programme, project, states

app_name = "overview"


urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/state/", states.project_state, name="project_state"),
    path("<uuid:project_id>/state/activate/", states.project_activate, name="project_activate"),
    path("<uuid:project_id>/state/close/", states.project_close, name="project_close"),
    path("<uuid:project_id>/state/reopen/", states.project_reopen, name="project_reopen"),
    path("<uuid:project_id>/state/archive/", states.project_archive, name="project_archive"),
    path("<uuid:project_id>/copy/", copies.project_copy, name="project_copy"),
    path("programme/", programme.programme, name="programme"),
    path("programme/csv/", programme.programme_csv, name="programme_csv"),
    path("<uuid:project_id>/", project.project_detail, name="project_detail"),
    path("<uuid:project_id>/history/", history.history, name="history"),
]

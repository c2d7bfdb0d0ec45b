"""URLs of contributions, below `projects/`."""

from django.urls import URLPattern, path

from contributions.views import contributions, steps

app_name = "contributions"

CONTRIBUTION = "<uuid:project_id>/contributions/<uuid:contribution_id>/"

urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/contributions/", contributions.contribution_list, name="contribution_list"),
    path("<uuid:project_id>/contributions/add/", contributions.contribution_add, name="contribution_add"),
    path("<uuid:project_id>/contributions/csv/", contributions.contribution_csv, name="contribution_csv"),
    path(CONTRIBUTION, contributions.contribution_detail, name="contribution_detail"),
    path(CONTRIBUTION + "edit/", steps.contribution_edit, name="contribution_edit"),
    path(CONTRIBUTION + "decide/", steps.contribution_decide, name="contribution_decide"),
    path(CONTRIBUTION + "change/", steps.contribution_change, name="contribution_change"),
    path(CONTRIBUTION + "tell/", steps.contribution_tell, name="contribution_tell"),
    path(CONTRIBUTION + "reply/", steps.contribution_reply, name="contribution_reply"),
]

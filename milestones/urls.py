"""URLs of milestones and phases, below `projects/`."""

from django.urls import URLPattern, path

from milestones.views import lists, milestones, phases, planning

app_name = "milestones"

MILESTONE = "<uuid:project_id>/milestones/<uuid:milestone_id>/"
PHASE = "<uuid:project_id>/phases/<uuid:phase_id>/"
IMPORT = "<uuid:project_id>/milestones/import/"

urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/phases/", phases.phase_list, name="phase_list"),
    path("<uuid:project_id>/phases/csv/", phases.phase_csv, name="phase_csv"),
    path("<uuid:project_id>/phases/add/", phases.phase_add, name="phase_add"),
    path(PHASE + "edit/", phases.phase_edit, name="phase_edit"),
    path(PHASE + "remove/", phases.phase_remove, name="phase_remove"),
    path("<uuid:project_id>/milestones/csv/", milestones.milestone_csv, name="milestone_csv"),
    path("<uuid:project_id>/milestones/change/", planning.milestone_several, name="milestone_several"),
    path("<uuid:project_id>/milestones/relationship/", planning.milestone_steps, name="milestone_steps"),
    path(MILESTONE + "waits/", planning.milestone_links, name="milestone_links"),
    path(IMPORT, lists.milestone_import, name="milestone_import"),
    path(IMPORT + "template/", lists.milestone_template, name="milestone_template"),
    path(IMPORT + "<uuid:milestone_list_id>/", lists.milestone_list_detail, name="milestone_list_detail"),
    path("<uuid:project_id>/milestones/", milestones.milestone_list, name="milestone_list"),
    path("<uuid:project_id>/milestones/add/", milestones.milestone_add, name="milestone_add"),
    path(MILESTONE, milestones.milestone_detail, name="milestone_detail"),
    path(MILESTONE + "edit/", milestones.milestone_edit, name="milestone_edit"),
    path(MILESTONE + "start/", milestones.milestone_start, name="milestone_start"),
    path(MILESTONE + "complete/", milestones.milestone_complete, name="milestone_complete"),
    path(MILESTONE + "reopen/", milestones.milestone_reopen, name="milestone_reopen"),
]

"""URLs of projects, people and milestones."""

from django.urls import URLPattern, path

from projects.views import history, members, milestones, projects

app_name = "projects"

MEMBER = "<uuid:project_id>/people/<uuid:membership_id>/"
MILESTONE = "<uuid:project_id>/milestones/<uuid:milestone_id>/"

people: list[URLPattern] = [
    path("<uuid:project_id>/people/", members.member_list, name="member_list"),
    path("<uuid:project_id>/people/add/", members.member_add, name="member_add"),
    path(MEMBER + "edit/", members.member_edit, name="member_edit"),
    path(MEMBER + "end/", members.member_end, name="member_end"),
]

invitations: list[URLPattern] = []

urlpatterns: list[URLPattern] = [
    *people,
    *invitations,
    path("", projects.project_list, name="project_list"),
    path("add/", projects.project_create, name="project_create"),
    path("<uuid:project_id>/", projects.project_detail, name="project_detail"),
    path("<uuid:project_id>/edit/", projects.project_edit, name="project_edit"),
    path("<uuid:project_id>/state/", projects.project_state, name="project_state"),
    path("<uuid:project_id>/history/", history.history, name="history"),
    path("<uuid:project_id>/milestones/", milestones.milestone_list, name="milestone_list"),
    path("<uuid:project_id>/milestones/add/", milestones.milestone_add, name="milestone_add"),
    path(MILESTONE, milestones.milestone_detail, name="milestone_detail"),
    path(MILESTONE + "edit/", milestones.milestone_edit, name="milestone_edit"),
    path(MILESTONE + "start/", milestones.milestone_start, name="milestone_start"),
    path(MILESTONE + "complete/", milestones.milestone_complete, name="milestone_complete"),
    path(MILESTONE + "reopen/", milestones.milestone_reopen, name="milestone_reopen"),
]

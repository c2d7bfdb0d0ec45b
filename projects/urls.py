"""URLs of projects, people and milestones."""

from django.urls import URLPattern, path, re_path

from projects.queries.invitations import SIGNED_KEY
from projects.views import answers, history, invitations, lists, members, milestones, own, projects
from projects.views import programme as many

app_name = "projects"

MEMBER = "<uuid:project_id>/people/<uuid:membership_id>/"
MILESTONE = "<uuid:project_id>/milestones/<uuid:milestone_id>/"

people: list[URLPattern] = [
    path("<uuid:project_id>/people/", members.member_list, name="member_list"),
    path("<uuid:project_id>/people/add/", members.member_add, name="member_add"),
    path("<uuid:project_id>/people/me/", own.membership_own, name="membership_own"),
    path("<uuid:project_id>/people/me/leave/", own.membership_leave, name="membership_leave"),
    path(MEMBER + "edit/", members.member_edit, name="member_edit"),
    path(MEMBER + "end/", members.member_end, name="member_end"),
    path(MEMBER + "address/", invitations.member_claim, name="member_claim"),
]

INVITATION = "<uuid:project_id>/people/invitations/<uuid:invitation_id>/"
LIST = "<uuid:project_id>/people/invite/list/"

inviting: list[URLPattern] = [
    path("<uuid:project_id>/people/invite/", invitations.member_invite, name="member_invite"),
    path("<uuid:project_id>/people/invitations/", invitations.invitation_list, name="invitation_list"),
    path(INVITATION + "resend/", invitations.invitation_resend, name="invitation_resend"),
    path(INVITATION + "revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path(LIST, lists.list_upload, name="list_upload"),
    path(LIST + "template/", lists.list_template, name="list_template"),
    path(LIST + "<uuid:list_id>/", lists.list_detail, name="list_detail"),
    # Behind a mailed link, for whoever holds it.
    re_path(rf"^invitations/(?P<token>{SIGNED_KEY})/$", answers.invitation, name="invitation"),
    re_path(rf"^invitations/(?P<token>{SIGNED_KEY})/accept/$", answers.invitation_accept, name="invitation_accept"),
    re_path(rf"^invitations/(?P<token>{SIGNED_KEY})/decline/$", answers.invitation_decline, name="invitation_decline"),
]

# Phases, copies and the programme over many projects.
life: list[URLPattern] = []

# Milestones: what waits for what, many at once, files.
plan: list[URLPattern] = []

# Shared understanding: aim and expectations.
aims: list[URLPattern] = []

# Shared understanding: pace and glossary.
words: list[URLPattern] = []

tensions: list[URLPattern] = []

contributions: list[URLPattern] = []

pulse: list[URLPattern] = []

programme: list[URLPattern] = [
    path("programme/", many.programme, name="programme"),
    path("programme/file/", many.programme_csv, name="programme_csv"),
]

urlpatterns: list[URLPattern] = [
    *people,
    *inviting,
    *life,
    *plan,
    *aims,
    *words,
    *tensions,
    *contributions,
    *pulse,
    *programme,
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

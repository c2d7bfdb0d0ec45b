"""URLs of projects, people and invitations, below `projects/`."""

from django.urls import URLPattern, path, re_path

from projects.queries.invitations import SIGNED_KEY
from projects.views import invitation_answers, invitation_lists, invitations, members, my_membership, projects

app_name = "projects"

MEMBER = "<uuid:project_id>/people/<uuid:membership_id>/"
INVITATION = "<uuid:project_id>/people/invitations/<uuid:invitation_id>/"
LIST = "<uuid:project_id>/people/invite/list/"

urlpatterns: list[URLPattern] = [
    path("<uuid:project_id>/people/", members.member_list, name="member_list"),
    path("<uuid:project_id>/people/add/", members.member_add, name="member_add"),
    path("<uuid:project_id>/people/me/", my_membership.membership_own, name="membership_own"),
    path("<uuid:project_id>/people/me/leave/", my_membership.membership_leave, name="membership_leave"),
    path(MEMBER + "edit/", members.member_edit, name="member_edit"),
    path(MEMBER + "end/", members.member_end, name="member_end"),
    path(MEMBER + "address/", invitations.member_claim, name="member_claim"),
    path("<uuid:project_id>/people/invite/", invitations.member_invite, name="member_invite"),
    path("<uuid:project_id>/people/invitations/", invitations.invitation_list, name="invitation_list"),
    path(INVITATION + "resend/", invitations.invitation_resend, name="invitation_resend"),
    path(INVITATION + "revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path(LIST, invitation_lists.list_upload, name="list_upload"),
    path(LIST + "template/", invitation_lists.list_template, name="list_template"),
    path(LIST + "<uuid:list_id>/", invitation_lists.list_detail, name="list_detail"),
    re_path(rf"^invitations/(?P<token>{SIGNED_KEY})/$", invitation_answers.invitation, name="invitation"),
    re_path(
        rf"^invitations/(?P<token>{SIGNED_KEY})/accept/$",
        invitation_answers.invitation_accept,
        name="invitation_accept",
    ),
    re_path(
        rf"^invitations/(?P<token>{SIGNED_KEY})/decline/$",
        invitation_answers.invitation_decline,
        name="invitation_decline",
    ),
    path("<uuid:project_id>/approvals/", projects.project_approvals, name="project_approvals"),
    path("", projects.project_list, name="project_list"),
    path("add/", projects.project_create, name="project_create"),
    path("<uuid:project_id>/edit/", projects.project_edit, name="project_edit"),
]

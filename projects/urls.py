"""URLs of projects, people and milestones."""

from django.urls import URLPattern, path, re_path

from contributions.views import contributions as said
from contributions.views import steps as contribution_steps
from glossary import views as glossary
from milestones.views import lists as milestone_lists
from milestones.views import milestones, phases
from milestones.views import planning as milestone_plan
from overview.views import copies, history
from overview.views import programme as many
from overview.views import project as project_projects
from overview.views import states as steps
from projects.queries.invitations import SIGNED_KEY
from projects.views import invitation_answers as answers
from projects.views import invitation_lists as lists
from projects.views import invitations, members, projects
from projects.views import my_membership as own
from tensions.views import steps as tension_steps
from tensions.views import tensions as tension_views
from understanding.views import aims as aim_views
from understanding.views import expectation_writing as expecting
from understanding.views import expectations, pace
from understanding.views import pulse as pulse_views
from understanding.views.understanding import understanding

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

PHASE = "<uuid:project_id>/phases/<uuid:phase_id>/"

# The steps of a project's life, its approvals and phases, and a copy of it.
life: list[URLPattern] = [
    path("<uuid:project_id>/state/", steps.project_state, name="project_state"),
    path("<uuid:project_id>/state/activate/", steps.project_activate, name="project_activate"),
    path("<uuid:project_id>/state/close/", steps.project_close, name="project_close"),
    path("<uuid:project_id>/state/reopen/", steps.project_reopen, name="project_reopen"),
    path("<uuid:project_id>/state/archive/", steps.project_archive, name="project_archive"),
    path("<uuid:project_id>/approvals/", projects.project_approvals, name="project_approvals"),
    path("<uuid:project_id>/copy/", copies.project_copy, name="project_copy"),
    path("<uuid:project_id>/phases/", phases.phase_list, name="phase_list"),
    path("<uuid:project_id>/phases/csv/", phases.phase_csv, name="phase_csv"),
    path("<uuid:project_id>/phases/add/", phases.phase_add, name="phase_add"),
    path(PHASE + "edit/", phases.phase_edit, name="phase_edit"),
    path(PHASE + "remove/", phases.phase_remove, name="phase_remove"),
]

# Milestones: what waits for what, many at once, files.
IMPORT = "<uuid:project_id>/milestones/import/"

plan: list[URLPattern] = [
    path("<uuid:project_id>/milestones/csv/", milestones.milestone_csv, name="milestone_csv"),
    path("<uuid:project_id>/milestones/change/", milestone_plan.milestone_many, name="milestone_many"),
    path("<uuid:project_id>/milestones/relationship/", milestone_plan.milestone_steps, name="milestone_steps"),
    path(MILESTONE + "waits/", milestone_plan.milestone_links, name="milestone_links"),
    path(IMPORT, milestone_lists.milestone_import, name="milestone_import"),
    path(IMPORT + "template/", milestone_lists.milestone_template, name="milestone_template"),
    path(IMPORT + "<uuid:milestone_list_id>/", milestone_lists.milestone_list_detail, name="milestone_list_detail"),
]

# Shared understanding: aim and expectations.
EXPECTED = "<uuid:project_id>/understanding/expectations/"
ROUND = EXPECTED + "<uuid:round_id>/"
AIM = "<uuid:project_id>/understanding/aim/"

aims: list[URLPattern] = [
    path(AIM, aim_views.aim_detail, name="aim_detail"),
    path(AIM + "write/", aim_views.aim_write, name="aim_write"),
    path(AIM + "history/", aim_views.aim_history, name="aim_history"),
    path(AIM + "signatures/csv/", aim_views.aim_csv, name="aim_csv"),
    path(AIM + "<uuid:aim_id>/sign/", aim_views.aim_sign, name="aim_sign"),
    path(AIM + "<uuid:aim_id>/unsign/", aim_views.aim_unsign, name="aim_unsign"),
    path(EXPECTED, expectations.expectation_list, name="expectation_list"),
    path(EXPECTED + "ask/", expectations.expectation_ask, name="expectation_ask"),
    path(ROUND, expectations.expectation_round, name="expectation_round"),
    path(ROUND + "csv/", expectations.expectation_csv, name="expectation_csv"),
    path(ROUND + "reveal/", expectations.expectation_reveal, name="expectation_reveal"),
    path(ROUND + "again/", expectations.expectation_again, name="expectation_again"),
    path(ROUND + "write/<small:position>/", expecting.expectation_write, name="expectation_write"),
    path(ROUND + "write/<small:position>/save/", expecting.expectation_autosave, name="expectation_autosave"),
    path(ROUND + "check/", expecting.expectation_check, name="expectation_check"),
    path(ROUND + "send/", expecting.expectation_send, name="expectation_send"),
    path(ROUND + "sent/", expecting.expectation_sent, name="expectation_sent"),
]

# Shared understanding: pace and glossary.
TERM = "<uuid:project_id>/understanding/glossary/<uuid:term_id>/"
MEANING = TERM + "<uuid:definition_id>/"

words: list[URLPattern] = [
    path("<uuid:project_id>/understanding/", understanding, name="understanding"),
    path("<uuid:project_id>/understanding/pace/", pace.pace_detail, name="pace_detail"),
    path("<uuid:project_id>/understanding/pace/agree/", pace.pace_agree, name="pace_agree"),
    path("<uuid:project_id>/understanding/pace/csv/", pace.pace_csv, name="pace_csv"),
    path("<uuid:project_id>/understanding/glossary/", glossary.glossary, name="glossary"),
    path("<uuid:project_id>/understanding/glossary/csv/", glossary.glossary_csv, name="glossary_csv"),
    path("<uuid:project_id>/understanding/glossary/add/", glossary.term_add, name="term_add"),
    path(TERM + "remove/", glossary.term_remove, name="term_remove"),
    path(TERM + "add/", glossary.definition_add, name="definition_add"),
    path(MEANING + "edit/", glossary.definition_edit, name="definition_edit"),
    path(MEANING + "remove/", glossary.definition_remove, name="definition_remove"),
]

TENSION = "<uuid:project_id>/tensions/<uuid:tension_id>/"

tensions: list[URLPattern] = [
    path("<uuid:project_id>/tensions/", tension_views.tension_list, name="tension_list"),
    path("<uuid:project_id>/tensions/file/", tension_views.tension_csv, name="tension_csv"),
    path("<uuid:project_id>/tensions/add/", tension_views.tension_add, name="tension_add"),
    path(TENSION, tension_views.tension_detail, name="tension_detail"),
    path(TENSION + "edit/", tension_views.tension_edit, name="tension_edit"),
    path(TENSION + "step/", tension_steps.tension_step, name="tension_step"),
    path(TENSION + "escalate/", tension_steps.tension_escalate, name="tension_escalate"),
    path(TENSION + "return/", tension_steps.tension_return, name="tension_return"),
    path(TENSION + "close/", tension_steps.tension_close, name="tension_close"),
    path(TENSION + "reopen/", tension_steps.tension_reopen, name="tension_reopen"),
]

CONTRIBUTION = "<uuid:project_id>/contributions/<uuid:contribution_id>/"

contributions: list[URLPattern] = [
    path("<uuid:project_id>/contributions/", said.contribution_list, name="contribution_list"),
    path("<uuid:project_id>/contributions/add/", said.contribution_add, name="contribution_add"),
    path("<uuid:project_id>/contributions/csv/", said.contribution_csv, name="contribution_csv"),
    path(CONTRIBUTION, said.contribution_detail, name="contribution_detail"),
    path(CONTRIBUTION + "edit/", contribution_steps.contribution_edit, name="contribution_edit"),
    path(CONTRIBUTION + "decide/", contribution_steps.contribution_decide, name="contribution_decide"),
    path(CONTRIBUTION + "change/", contribution_steps.contribution_change, name="contribution_change"),
    path(CONTRIBUTION + "tell/", contribution_steps.contribution_tell, name="contribution_tell"),
    path(CONTRIBUTION + "reply/", contribution_steps.contribution_reply, name="contribution_reply"),
]

PULSE = "<uuid:project_id>/understanding/pulse/<uuid:round_id>/"

pulse: list[URLPattern] = [
    path("<uuid:project_id>/understanding/pulse/", pulse_views.pulse_list, name="pulse_list"),
    path("<uuid:project_id>/understanding/pulse/open/", pulse_views.pulse_open, name="pulse_open"),
    path(PULSE, pulse_views.pulse_round, name="pulse_round"),
    path(PULSE + "answer/", pulse_views.pulse_answer, name="pulse_answer"),
    path(PULSE + "close/", pulse_views.pulse_close, name="pulse_close"),
    path(PULSE + "csv/", pulse_views.pulse_csv, name="pulse_csv"),
]

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
    path("<uuid:project_id>/", project_projects.project_detail, name="project_detail"),
    path("<uuid:project_id>/edit/", projects.project_edit, name="project_edit"),
    path("<uuid:project_id>/history/", history.history, name="history"),
    path("<uuid:project_id>/milestones/", milestones.milestone_list, name="milestone_list"),
    path("<uuid:project_id>/milestones/add/", milestones.milestone_add, name="milestone_add"),
    path(MILESTONE, milestones.milestone_detail, name="milestone_detail"),
    path(MILESTONE + "edit/", milestones.milestone_edit, name="milestone_edit"),
    path(MILESTONE + "start/", milestones.milestone_start, name="milestone_start"),
    path(MILESTONE + "complete/", milestones.milestone_complete, name="milestone_complete"),
    path(MILESTONE + "reopen/", milestones.milestone_reopen, name="milestone_reopen"),
]

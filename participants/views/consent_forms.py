"""The coordinator's side of consent: versions, who has answered which, writing, publishing, recording."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.drafts import typed
from core.errors import Refused
from core.forms import CreateForm
from core.htmx import see
from core.pages import Stored, get_or_post, page_of, sent, shown_again, submit
from participants.actions import consent as actions
from participants.enums import ConsentMode
from participants.forms.consent import ConsentVersionForm, PublishForm, RecordForm, count_in
from participants.models import ConsentVersion
from participants.policies import consent as policies
from participants.queries import consent as queries
from projects.access import Here, project_view
from projects.models import Membership
from projects.permissions import Action
from projects.policies.projects import check_open
from projects.queries.people import name_in

EDIT = "participants/consent_edit.html"


def _version(here: Here, version_id: UUID) -> ConsentVersion:
    """A version of this project, or 404."""
    rows = ConsentVersion.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=version_id)


def _where(name: str, here: Here, *more: object) -> str:
    """A page of this project's consent."""
    return reverse(f"participants:{name}", args=[here.project.pk, *more])


@project_view(Action.CONSENT_MANAGE)
@require_GET
def consent_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The versions, and where everybody stands: whom to ask again first."""
    latest = policies.latest_version(here.project)
    rows = queries.member_rows(here.project, latest)
    versions = queries.version_rows(here.project, here.person)
    show = request.GET.get("show", "")
    context = {
        "latest": latest,
        "versions": versions,
        "draft": next((row.version for row in versions if row.version.published_at is None), None),
        "form": CreateForm(),
        "standpoints": queries.by_standpoint(rows),
        "waiting": sum(row.standing == "waiting" for row in rows),
        "people": len(rows),
        "shows": queries.SHOWS,
        "show": show if show in queries.SHOWS else "all",
        "page": page_of(request, queries.shown_rows(rows, show)),
    }
    return render(request, "participants/consent_list.html", context)


@project_view(Action.CONSENT_MANAGE)
@require_POST
def consent_begin(request: HttpRequest, here: Here) -> HttpResponse:
    """A new version, as a draft copied from the latest; or the draft there is."""
    form = CreateForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This page was open for too long. Go back to it and load it again."))
    version = actions.begin_version(here.project, token=form.cleaned_data["form_token"], by=here.person)
    return see(request, _where("consent_edit", here, version.pk))


@project_view(Action.CONSENT_MANAGE)
@require_GET
def consent_version(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """One version as people read it."""
    version = _version(here, version_id)
    context = {"version": version, "clauses": queries.clauses_of(version)}
    return render(request, "participants/consent_version.html", context)


@project_view(Action.CONSENT_MANAGE)
@get_or_post
def consent_edit(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """Write the draft. The buttons at a clause move it about and keep what was typed."""
    version = _version(here, version_id)
    check_open(here.project)
    policies.check_draft(version)
    context = {"version": version}
    if request.POST.get("act"):
        form = ConsentVersionForm.arranged(request.POST)
        return shown_again(request, form, EDIT, context | {"moved": True})
    form = _edit_form(request, version)

    def act() -> None:
        actions.edit_version(version, words=form.words(), seen=form.cleaned_data["seen"], by=here.person)

    def stored() -> Stored:
        now = queries.words_of(version)
        return Stored({"seen": now.mark}, form.rows_of(now))

    done = _("The draft is saved. Nobody is asked until you publish it.")
    back = _where("consent_version", here, version.pk)
    return submit(request, form, act, template=EDIT, done=done, back=back, stored=stored, context=context)


def _edit_form(request: HttpRequest, version: ConsentVersion) -> ConsentVersionForm:
    """What was sent; or with as many clauses as the reader began to write; or as the draft stands."""
    if request.method == "POST":
        return ConsentVersionForm(request.POST, count=count_in(request.POST))
    begun = typed(request)
    if begun is not None:
        return ConsentVersionForm.begun(begun)
    return ConsentVersionForm.start(queries.words_of(version))


@project_view(Action.CONSENT_MANAGE)
@get_or_post
def consent_publish(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """A page of its own: from then on everybody is asked, and nothing of the version changes."""
    version = _version(here, version_id)
    check_open(here.project)
    policies.check_draft(version)
    clauses = queries.clauses_of(version)
    form = PublishForm(sent(request), initial={"seen": queries.words_of(version).mark})
    rows = queries.member_rows(here.project, policies.latest_version(here.project))
    asked_again = sum(bool(row.standing != "waiting") for row in rows)

    def act() -> None:
        actions.publish_version(version, seen=form.cleaned_data["seen"], by=here.person)

    return submit(
        request,
        form,
        act,
        template="participants/consent_publish.html",
        done=_("The form is published. Everybody who takes part is asked."),
        back=_where("consent_list", here),
        stored=lambda: Stored({"seen": queries.words_of(version).mark}, []),
        context={"version": version, "clauses": clauses, "people": len(rows), "asked_again": asked_again},
    )


@project_view(Action.CONSENT_MANAGE)
@get_or_post
def consent_record(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Write down what somebody without an e-mail address answered by voice or on paper."""
    check_open(here.project)
    rows = Membership.objects.visible_to(here.person).filter(project=here.project).select_related("person")
    member = get_object_or_404(rows, pk=membership_id)
    policies.check_recordable(member.person)
    version = policies.required_version(here.project)
    form = RecordForm(sent(request), clauses=queries.clauses_of(version), initial={"version": version.pk})
    return submit(
        request,
        form,
        partial(_record, here, member, form),
        template="participants/consent_record.html",
        done=_("The answers are recorded."),
        back=_where("consent_list", here),
        context={"version": version, "member": member},
    )


def _record(here: Here, member: Membership, form: RecordForm) -> None:
    """Seal what the form holds."""
    data = form.cleaned_data
    signature = actions.Signature(
        member.person, data["full_name"], ConsentMode(data["mode"]), name_in(here.project, here.person)
    )
    actions.record_consent(
        _version(here, data["version"]),
        answers=form.typed(),
        signature=signature,
        token=data["form_token"],
        by=here.person,
    )

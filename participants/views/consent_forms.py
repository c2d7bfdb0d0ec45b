"""The coordinator's side of consent: versions, who has answered which, writing, publishing, recording."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import drafts
from core.errors import refusal
from core.forms import CreateForm, SeenForm
from core.htmx import see
from core.kept import writer_token
from core.pages import Stored, form_page, get_or_post, page_of, sent, submit
from participants.actions import consent as actions
from participants.enums import ConsentMode
from participants.forms.consent import RecordForm, VersionForm, count_in
from participants.models import ConsentVersion
from participants.policies import consent as policies
from participants.queries import consent as queries
from projects.access import Here, project_view
from projects.models import Membership
from projects.permissions import Action
from projects.queries.people import name_in

EDIT = "participants/consent_edit.html"


def _version(here: Here, version_id: UUID) -> ConsentVersion:
    """A version of this project, or 404."""
    rows = ConsentVersion.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=version_id)


def _url_of(name: str, here: Here, *more: object) -> str:
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
        "waiting": sum(row.is_waiting for row in rows),
        "people": len(rows),
        "shows": queries.SHOWS,
        "show": show if show in queries.SHOWS else "all",
        "page": page_of(request, queries.shown_rows(rows, show)),
        "is_filtered": show in queries.TAGS,
    }
    return render(request, "participants/consent_list.html", context)


@project_view(Action.CONSENT_MANAGE, while_open=True)
@require_POST
def consent_begin(request: HttpRequest, here: Here) -> HttpResponse:
    """A new version, as a draft copied from the latest; or the draft there is."""
    form = CreateForm(request.POST)
    if not form.is_valid():
        return refusal(request, _("This page was open for too long. Go back to it and load it again."), 409)
    version = actions.begin_version(here.project, token=form.cleaned_data["form_token"], by=here.person)
    return see(request, _url_of("consent_edit", here, version.pk))


@project_view(Action.CONSENT_MANAGE)
@require_GET
def consent_version(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """One version as people read it."""
    version = _version(here, version_id)
    may_change = version.published_at is None and here.project.is_open
    context = {"version": version, "clauses": queries.clauses_of(version), "may_change": may_change}
    return render(request, "participants/consent_version.html", context)


@project_view(Action.CONSENT_MANAGE, while_open=True)
@get_or_post
def consent_edit(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """Write the draft. The buttons at a clause move it about and keep what was typed."""
    version = _version(here, version_id)
    policies.check_draft(version)
    if request.POST.get("act") and not drafts.is_autosave(request):
        return _arranged_page(request, version)
    form = _version_form(request, version)

    def stored() -> Stored:
        now = queries.text_of(_version(here, version_id))
        return Stored({"seen": now.mark}, form.stored_rows(now))

    return submit(
        request,
        form,
        lambda: actions.edit_version(version, text=form.text(), seen=form.cleaned_data["seen"], by=here.person),
        template=EDIT,
        done=_("The draft is saved. Nobody is asked until you publish it."),
        back=_url_of("consent_version", here, version.pk),
        stored=stored,
        context={"version": version},
    )


def _version_form(request: HttpRequest, version: ConsentVersion) -> VersionForm:
    """How many clauses it has depends on what was sent, or begun and not sent."""
    if request.method == "POST":
        return VersionForm(request.POST, count=count_in(request.POST))
    return VersionForm.of_draft(queries.text_of(version), drafts.typed(request))


def _arranged_page(request: HttpRequest, version: ConsentVersion) -> HttpResponse:
    """The page after a button at a clause. Nothing is saved or checked; the script keeps it as soon as it is open."""
    begun = drafts.find(request)
    context = {
        "version": version,
        "moved": True,
        "draft": drafts.Begun(begun.version if begun else 0, is_unsaved=True),
        "writer_token": writer_token(request.user.pk),
    }
    return form_page(request, EDIT, VersionForm.arranged(request.POST), **context)


@project_view(Action.CONSENT_MANAGE, while_open=True)
@get_or_post
def consent_publish(request: HttpRequest, here: Here, version_id: UUID) -> HttpResponse:
    """A page of its own: from then on everybody is asked, and nothing of the version changes."""
    version = _version(here, version_id)
    policies.check_draft(version)
    form = SeenForm(sent(request), initial={"seen": queries.text_of(version).mark})
    rows = queries.member_rows(here.project, policies.latest_version(here.project))
    return submit(
        request,
        form,
        lambda: actions.publish_version(version, seen=form.cleaned_data["seen"], by=here.person),
        template="participants/consent_publish.html",
        done=_("The form is published. Everybody who takes part is asked."),
        back=_url_of("consent_list", here),
        context={
            "version": version,
            "clauses": queries.clauses_of(version),
            "people": len(rows),
            "asked_again": sum(not row.is_waiting for row in rows),
        },
    )


@project_view(Action.CONSENT_MANAGE, while_open=True)
@get_or_post
def consent_record(request: HttpRequest, here: Here, membership_id: UUID) -> HttpResponse:
    """Write down what somebody without an e-mail address answered by voice or on paper."""
    rows = Membership.objects.visible_to(here.person).filter(project=here.project).select_related("person")
    member = get_object_or_404(rows, pk=membership_id)
    policies.check_recordable(member.person)
    version = policies.required_version(here.project)
    form = RecordForm(sent(request), clauses=queries.clauses_of(version), initial={"version": version.pk})
    return submit(
        request,
        form,
        lambda: _record_answers(here, member, form),
        template="participants/consent_record.html",
        done=_("The answers are recorded."),
        back=_url_of("consent_list", here),
        context={"version": version, "member": member},
    )


def _record_answers(here: Here, member: Membership, form: RecordForm) -> None:
    """Seal what the form holds."""
    data = form.cleaned_data
    signature = actions.Signature(
        member.person, data["full_name"], ConsentMode(data["mode"]), name_in(here.project, here.person)
    )
    actions.record_consent(
        _version(here, data["version"]),
        answers=form.typed_answers(),
        signature=signature,
        token=data["form_token"],
        by=here.person,
    )

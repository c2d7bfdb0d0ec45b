"""A person reads the consent form, answers it, checks what they answered, and signs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.errors import Refused
from core.htmx import see
from core.pages import get_or_post, sent, submit
from participants.actions import consent as actions
from participants.forms.consent import AnswerForm, SignForm
from participants.models import Clause, Consent, ConsentVersion
from participants.policies import consent as policies
from participants.queries import consent as queries
from projects.access import Here, project_view
from projects.permissions import Action

SALT = "participants.consent.read"

Answers = dict[UUID, bool]


def _url_of(name: str, here: Here) -> str:
    return reverse(f"participants:{name}", args=[here.project.pk])


def _session_key(version: ConsentVersion) -> str:
    """Where a session keeps the answers of a form that is not signed yet."""
    return f"consent.{version.pk}"


def _kept_answers(request: HttpRequest, version: ConsentVersion, clauses: list[Clause]) -> Answers:
    """Answers given on the page before and not signed yet."""
    kept = request.session.get(_session_key(version), {})
    return {clause.pk: bool(kept[str(clause.pk)]) for clause in clauses if str(clause.pk) in kept}


def _keep_answers(request: HttpRequest, version: ConsentVersion, answers: Answers) -> None:
    request.session[_session_key(version)] = {str(key): agreed for key, agreed in answers.items()}


def _newer_form(request: HttpRequest, here: Here) -> HttpResponse:
    """Back to the form that counts now, with a sentence."""
    messages.warning(request, _("There is a newer consent form now. Nothing was recorded. Read it and answer it."))
    return see(request, _url_of("consent_answer", here))


@project_view(Action.CONSENT_ANSWER, while_open=True)
@get_or_post
def consent_answer(request: HttpRequest, here: Here) -> HttpResponse:
    """The information, then each clause with yes and no. What is answered is kept until it is signed."""
    version = policies.latest_version(here.project)
    if version is None and request.method != "POST":
        return render(request, "participants/consent_none.html")
    version = policies.required_version(here.project)
    clauses = queries.clauses_of(version)
    initial = AnswerForm.initial_of_answers(_kept_answers(request, version, clauses))
    form = AnswerForm(sent(request), clauses=clauses, initial=initial)
    if request.method == "POST":
        if request.POST.get("version", str(version.pk)) != str(version.pk):
            return _newer_form(request, here)
        _keep_answers(request, version, form.typed_answers())
        if request.POST.get("next") == "unsure":
            return see(request, _url_of("consent_unsure", here))
    return submit(
        request,
        form,
        lambda: None,
        template="participants/consent_answer.html",
        done="",
        back=_url_of("consent_check", here),
        context={"version": version, "last": queries.last_answer(here.person, version)},
    )


@project_view(Action.CONSENT_ANSWER)
@require_GET
def consent_unsure(request: HttpRequest, here: Here) -> HttpResponse:
    """Whom to talk to before answering."""
    return render(request, "participants/consent_unsure.html", {"people": queries.contacts(here.project)})


@project_view(Action.CONSENT_ANSWER, while_open=True)
@get_or_post
def consent_check(request: HttpRequest, here: Here) -> HttpResponse:
    """What was answered, to look at once more; then the name and the one button."""
    read = _read(request.POST.get("read", ""), here) if request.method == "POST" else None
    version = read[0] if read else policies.required_version(here.project)
    clauses = queries.clauses_of(version)
    answers = read[1] if read else _kept_answers(request, version, clauses)
    if len(answers) < len(clauses):
        return see(request, _url_of("consent_answer", here))
    form = _sign_form(request, _signed(here, version, answers), is_read=read is not None)
    return submit(
        request,
        form,
        lambda: _seal(request, here, version, answers, form),
        template="participants/consent_check.html",
        done=_thanks,
        back=lambda consent: _url_of("consent_answer", here) if consent is None else _copy_url(consent),
        context={
            "version": version,
            "rows": queries.answered_clauses(clauses, answers),
            "agrees": policies.agreeing(clauses, answers),
        },
    )


def _sign_form(request: HttpRequest, shown: str, *, is_read: bool) -> SignForm:
    """The form under what the page shows. Where it is not what was signed before, the person looks at it first."""
    if request.method != "POST":
        return SignForm(initial={"read": shown})
    typed = request.POST.copy()
    typed["read"] = shown
    form = SignForm(typed)
    if form.is_valid() and not is_read:
        form.refuse(Refused(_("Look at your answers once more, then press the button again.")))
    return form


def _signed(here: Here, version: ConsentVersion, answers: Answers) -> str:
    """What the page shows, for this person alone."""
    shown = {str(key): agreed for key, agreed in answers.items()}
    return signing.dumps([str(here.person.pk), str(version.pk), shown], salt=SALT)


def _read(signed: str, here: Here) -> tuple[ConsentVersion, Answers] | None:
    """What the page showed when its button was pressed; None where it is not of this person or this project."""
    try:
        person, version_id, shown = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None
    rows = ConsentVersion.objects.visible_to(here.person).filter(project=here.project, pk=version_id)
    version = rows.select_related("project").first() if person == str(here.person.pk) else None
    return (version, {UUID(key): agreed for key, agreed in shown.items()}) if version else None


def _seal(
    request: HttpRequest, here: Here, version: ConsentVersion, answers: Answers, form: SignForm
) -> Consent | None:
    """Seal the answers and forget what was kept of them. Where another form counts by now: warn, and answer None."""
    signature, token = actions.Signature(here.person, form.cleaned_data["full_name"]), form.cleaned_data["form_token"]
    try:
        consent = actions.give_consent(version, answers=answers, signature=signature, token=token, by=here.person)
    except policies.NewerForm as newer:
        messages.warning(request, str(newer))
        return None
    request.session.pop(_session_key(consent.version), None)
    return consent


def _copy_url(consent: Consent) -> str:
    return reverse("participants:consent_copy", args=[consent.pk])


def _thanks(consent: Consent | None) -> str:
    if consent is None:
        return ""
    return _("Your consent is recorded.") if consent.agrees else _("Your answers are recorded. You do not take part.")

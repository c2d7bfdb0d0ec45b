"""Withdrawing: how far, what it does in numbers, the receipt."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import person, signed_in
from core.errors import Refused, refusal
from core.htmx import see
from core.pages import form_page, get_or_post, sent, submit
from participants.actions import withdrawing as actions
from participants.enums import Scope
from participants.forms.withdrawing import ConfirmForm, ScopeForm
from participants.models import Withdrawal
from participants.policies import withdrawing as policies
from participants.queries import withdrawing as queries
from participants.registry import Effect
from projects.access import Here, enter, project_view
from projects.models import Membership
from projects.permissions import Action


@project_view(Action.WITHDRAW)
@get_or_post
def withdraw(request: HttpRequest, here: Here) -> HttpResponse:
    """How far? Nothing is chosen beforehand, and no reason is asked."""
    membership = _membership(here)
    form = ScopeForm(sent(request), offered=policies.scopes(membership))

    def act() -> Scope:
        scope: Scope = form.cleaned_data["scope"]
        policies.check_withdraw(membership, scope)
        return scope

    return submit(
        request,
        form,
        act,
        template="participants/withdraw.html",
        done="",
        back=lambda scope: f"{_url_of(here, 'withdraw_check')}?scope={scope.value}",
    )


@project_view(Action.WITHDRAW)
@require_GET
def withdraw_check(request: HttpRequest, here: Here) -> HttpResponse:
    """What it does, in numbers, and one button."""
    wanted = request.GET.get("scope", "")
    if wanted not in Scope.values:
        return see(request, _url_of(here, "withdraw"))
    policies.check_withdraw(_membership(here), Scope(wanted))
    return _check_page(request, here, Scope(wanted))


@signed_in
@require_POST
def withdraw_confirm(request: HttpRequest) -> HttpResponse:
    """Do it. Outside the project's address, so that a second press finds the receipt when the first has left it."""
    me, form = person(request), ConfirmForm(request.POST)
    if not form.is_valid():
        return refusal(request, _("This page is not whole. Nothing is done yet. Go back and load it again."), 422)
    data = form.cleaned_data
    done = Withdrawal.objects.visible_to(me).filter(form_token=data["form_token"]).first()
    if done is not None:
        return see(request, done.get_absolute_url())
    here = enter(me, data["project"])
    if not here.may(Action.WITHDRAW):
        raise PermissionDenied
    try:
        row = actions.withdraw(here.project, scope=data["scope"], seen=data["seen"], token=data["form_token"], by=me)
    except policies.EffectsChanged as changed:
        return _check_page(request, here, data["scope"], changed)
    return see(request, row.get_absolute_url())


@signed_in
@require_GET
def withdrawal_receipt(request: HttpRequest, withdrawal_id: UUID) -> HttpResponse:
    """One's own receipt, readable after leaving the project."""
    rows = Withdrawal.objects.visible_to(person(request)).select_related("project")
    row = get_object_or_404(rows, pk=withdrawal_id)
    effects = [Effect(**effect) for effect in row.effects]
    return render(request, "participants/withdrawal_receipt.html", {"row": row, **_effect_lists(effects)})


@project_view(Action.WITHDRAW)
@require_POST
def contact_resume(request: HttpRequest, here: Here) -> HttpResponse:
    """Mail about this project comes again."""
    actions.resume_contact(here.project, by=here.person)
    messages.success(request, _("You get mail about this project again."))
    return see(request, here.project.get_absolute_url())


def _check_page(request: HttpRequest, here: Here, scope: Scope, changed: Refused | None = None) -> HttpResponse:
    """The page with the effects as they are now, and the button that agrees to just these.

    Not run by `submit`: its button leads outside the project, which is left by the time of a second press.
    """
    effects = queries.effects(here.person, here.project, scope)
    start = {"project": here.project.pk, "scope": scope.value, "seen": queries.mark_of(effects)}
    form = ConfirmForm(start | {"form_token": uuid4()} if changed else None, initial=start)
    if changed:
        form.refuse(changed)
    leaves = scope in policies.LEAVES
    context = {"project": here.project, "scope": scope, "leaves": leaves, **_effect_lists(effects)}
    return form_page(request, "participants/withdraw_check.html", form, **context)


def _effect_lists(effects: list[Effect]) -> dict[str, object]:
    """What is done, and what nobody can undo."""
    return {
        "effects": [effect for effect in effects if effect.possible],
        "remains": [effect for effect in effects if not effect.possible],
    }


def _membership(here: Here) -> Membership:
    """The door lets in nobody without one."""
    assert here.membership is not None
    return here.membership


def _url_of(here: Here, name: str) -> str:
    return reverse(f"participants:{name}", args=[here.project.pk])

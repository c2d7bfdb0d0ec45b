"""What is done about one tension or barrier: steps, escalation, its two ends, and opening it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.forms import CleanForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from projects.access import Here, project_view
from projects.permissions import Action
from tensions import actions, policies
from tensions.enums import TensionState
from tensions.forms import CloseForm, EscalateForm, StepForm, WhyForm
from tensions.models import Tension
from tensions.views.tensions import may_write, tension_here

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """What a page says: its heading, its button, and what it says when it is done."""

    heading: Text
    button: Text
    done: Text


STEP = Words(_("Add a step"), _("Add the step"), _("The step is added."))
ESCALATE = Words(_("Escalate it"), _("Escalate it"), _("It is escalated."))
RETURN = Words(_("Bring it back"), _("Bring it back"), _("It is open again, with us."))
CLOSE = Words(
    _("Resolve it or live with it"), _("Save how it ends"), _("It has ended. Its path stays in the register.")
)
REOPEN = Words(_("Open it again"), _("Open it again"), _("It is open again."))


def _sheet(
    request: HttpRequest, here: Here, tension: Tension, words: Words, form: CleanForm, act: Callable[..., object]
) -> HttpResponse:
    """The page, or the act with what was said and the way back to the tension."""
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data.pop("form_token")
        try:
            act(tension, token=token, **form.cleaned_data, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(words.done))
            return see(request, tension.get_absolute_url())
    return form_page(request, "tensions/tension_step.html", form, tension=tension, words=words)


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_step(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Anybody who takes part says what was done about it."""
    tension = tension_here(here, tension_id)
    may_write(request, here.project, lambda: policies.check_live(tension))
    return _sheet(request, here, tension, STEP, StepForm(sent(request)), actions.take_step)


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_escalate(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Take it to a role or body that can do something about it."""
    tension = tension_here(here, tension_id)
    may_write(request, here.project, lambda: policies.check_step(tension, TensionState.ESCALATED))
    return _sheet(request, here, tension, ESCALATE, EscalateForm(sent(request)), actions.escalate)


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_return(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Bring it back from where it was escalated to."""
    tension = tension_here(here, tension_id)
    may_write(request, here.project, lambda: policies.check_escalated(tension))
    return _sheet(request, here, tension, RETURN, WhyForm(sent(request)), actions.bring_back)


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_close(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Resolve it or live with it."""
    tension = tension_here(here, tension_id)
    may_write(request, here.project, lambda: policies.check_live(tension))
    return _sheet(request, here, tension, CLOSE, CloseForm(sent(request)), actions.close)


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_reopen(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """It has not ended after all."""
    tension = tension_here(here, tension_id)
    may_write(request, here.project, lambda: policies.check_ended(tension))
    return _sheet(request, here, tension, REOPEN, WhyForm(sent(request)), actions.reopen)

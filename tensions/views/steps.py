"""What is done about one tension or barrier: steps, escalation, its two ends, and opening it again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.pages import get_or_post, sent, submit
from projects.access import Here, project_view
from projects.permissions import Action
from tensions import actions, policies
from tensions.enums import TensionState
from tensions.forms import CloseForm, EscalateForm, StepForm, WhyForm
from tensions.views.tensions import check_before_writing, tension_here


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_step(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Anybody who takes part says what was done about it."""
    tension = tension_here(here, tension_id)
    check_before_writing(request, here.project, lambda: policies.check_live(tension))
    form = StepForm(sent(request))
    return submit(
        request,
        form,
        lambda: actions.take_step(tension, **form.values(), by=here.person),
        template="tensions/tension_step.html",
        done=_("The step is added."),
        back=tension.get_absolute_url(),
        context={"tension": tension},
    )


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_escalate(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Take it to a role or body that can do something about it."""
    tension = tension_here(here, tension_id)
    check_before_writing(request, here.project, lambda: policies.check_transition(tension, TensionState.ESCALATED))
    form = EscalateForm(sent(request))
    return submit(
        request,
        form,
        lambda: actions.escalate_tension(tension, **form.values(), by=here.person),
        template="tensions/tension_escalate.html",
        done=_("It is escalated."),
        back=tension.get_absolute_url(),
        context={"tension": tension},
    )


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_return(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Bring it back from where it was escalated to."""
    tension = tension_here(here, tension_id)
    check_before_writing(request, here.project, lambda: policies.check_escalated(tension))
    form = WhyForm(sent(request))
    return submit(
        request,
        form,
        lambda: actions.bring_tension_back(tension, **form.values(), by=here.person),
        template="tensions/tension_return.html",
        done=_("It is open again, with us."),
        back=tension.get_absolute_url(),
        context={"tension": tension},
    )


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_close(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Resolve it or live with it."""
    tension = tension_here(here, tension_id)
    check_before_writing(request, here.project, lambda: policies.check_live(tension))
    form = CloseForm(sent(request))
    return submit(
        request,
        form,
        lambda: actions.close_tension(tension, **form.values(), by=here.person),
        template="tensions/tension_close.html",
        done=_("It has ended. Its path stays in the register."),
        back=tension.get_absolute_url(),
        context={"tension": tension},
    )


@project_view(Action.TENSION_MANAGE)
@get_or_post
def tension_reopen(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Open again what had ended."""
    tension = tension_here(here, tension_id)
    check_before_writing(request, here.project, lambda: policies.check_ended(tension))
    form = WhyForm(sent(request))
    return submit(
        request,
        form,
        lambda: actions.reopen_tension(tension, **form.values(), by=here.person),
        template="tensions/tension_reopen.html",
        done=_("It is open again."),
        back=tension.get_absolute_url(),
        context={"tension": tension},
    )

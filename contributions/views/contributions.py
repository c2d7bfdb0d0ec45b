"""You said, we did: the list with its picture, one contribution, and how it is made."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contributions import actions
from contributions import policies as rules
from contributions.actions import Input
from contributions.enums import ContributionState
from contributions.formats import sheet
from contributions.forms import FilterForm, ForSomebodyForm, OwnForm
from contributions.models import Contribution
from contributions.pictures import thread
from contributions.queries import contributions as queries
from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from projects.policies import projects as policies
from projects.queries.people import labels, taking_part


def contribution_here(here: Here, contribution_id: UUID) -> Contribution:
    """One of this project, with its people; 404 for any other."""
    rows = queries.with_people(Contribution.objects.visible_to(here.person).filter(project=here.project))
    return get_object_or_404(rows.select_related("project"), pk=contribution_id)


def stages(facts: queries.Facts) -> list[tuple[str, int, int]]:
    """The stations of the thread: how many stand there, and how many came that far."""
    return [
        (_("Said"), facts.raised, facts.all),
        (_("Decided"), facts.decided, facts.was_decided),
        (_("Changed"), facts.changed, facts.did_change),
        (_("Told"), facts.told, facts.was_told),
        (_("Closed"), facts.closed, facts.closed),
    ]


@project_view(Action.CONTRIBUTION_VIEW)
@require_GET
def contribution_list(request: HttpRequest, here: Here) -> HttpResponse:
    """What was said and what changed. The address narrows it; anything that is not on a list of choices shows all."""
    wanted, today = queries.asked(request.GET.dict()), site_today()
    manages = here.may(Action.CONTRIBUTION_MANAGE)
    page = page_of(request, queries.contributions(here.project, here.person, wanted, today))
    facts = queries.facts(here.project, here.person, today)
    context = {
        "page": page,
        "rows": queries.seen(here.person, page.object_list, manages=manages),
        "facts": facts,
        "picture": thread(stages(facts)),
        "wanted": wanted,
        "form": None,
        "filters": FilterForm(initial=vars(wanted) | {"mine": "1" if wanted.mine else ""}),
        "may_make": here.may(Action.CONTRIBUTION_MAKE) and here.project.is_open,
        "manages": manages,
    }
    return render(request, "contributions/contribution_list.html", context)


@project_view(Action.CONTRIBUTION_VIEW)
@require_POST
def contribution_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The list as a file: the same rows, filters, words and names as the page shows to the same reader."""
    wanted, today = queries.asked(request.GET.dict()), site_today()
    found = queries.contributions(here.project, here.person, wanted, today)
    rows = queries.seen(here.person, found, manages=here.may(Action.CONTRIBUTION_MANAGE))
    note_fetched(here.project, name="contributions", by=here.person)
    return csv_file("contributions", sheet(rows))


@project_view(Action.CONTRIBUTION_VIEW)
@require_GET
def contribution_detail(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """One contribution: what was said, what came of it, and who has been told."""
    row = contribution_here(here, contribution_id)
    manages = here.may(Action.CONTRIBUTION_MANAGE)
    is_open = here.project.is_open
    shown = queries.seen(here.person, [row], manages=manages)[0]
    context = {
        "row": shown,
        "replies": queries.replies(row, here.person, manages=manages),
        "may_manage": manages and is_open,
        "can_decide": row.state in rules.DECIDE_IN,
        "can_change": rules.can_change(row),
        "can_tell": row.state in rules.TELL_IN,
        "may_reply": shown.mine and is_open and row.state in rules.REPLY_IN,
        "is_closed": row.state == ContributionState.CLOSED,
    }
    return render(request, "contributions/contribution_detail.html", context)


@project_view(Action.CONTRIBUTION_MAKE)
@get_or_post
def contribution_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Make a contribution: one's own; a coordinator also for somebody else, or for nobody in particular."""
    policies.check_open(here.project)
    form = _add_form(request, here)
    if request.method == "POST" and form.is_valid():
        token, words = form.cleaned_data["form_token"], _input(form, here)
        try:
            row = actions.make_contribution(here.project, words=words, token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The contribution is made."))
            return see(request, row.get_absolute_url())
    name = here.membership.named() if here.membership else ""
    return form_page(request, "contributions/contribution_add.html", form, name=name)


def _add_form(request: HttpRequest, here: Here) -> OwnForm | ForSomebodyForm:
    if not here.may(Action.CONTRIBUTION_MANAGE):
        return OwnForm(sent(request))
    first = {"answer_by": queries.clock_from(here.project, site_today())}
    people, names = taking_part(here.project), labels(here.project)
    return ForSomebodyForm(sent(request), initial=first, people=people, names=names)


def _input(form: OwnForm | ForSomebodyForm, here: Here) -> Input:
    if isinstance(form, ForSomebodyForm):
        return form.somebody()
    assert here.membership is not None
    return Input(form.cleaned_data["said"], here.membership, here.membership.standpoint, owner=None)

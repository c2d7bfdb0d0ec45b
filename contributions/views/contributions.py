"""You said, we did: the list with its picture, one contribution, and how it is made."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from contributions import actions
from contributions import policies as rules
from contributions.formats import rows_of_file
from contributions.forms import ContributionFilterForm, ForSomebodyForm, OwnContributionForm, for_somebody_form
from contributions.models import Contribution
from contributions.pictures import thread
from contributions.queries import contributions as queries
from core.acts import Act, first_primary
from core.dates import site_today
from core.pages import csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action


def contribution_here(here: Here, contribution_id: UUID) -> Contribution:
    """One of this project, with its people; 404 for any other."""
    rows = queries.with_people(Contribution.objects.visible_to(here.person).filter(project=here.project))
    return get_object_or_404(rows.select_related("project"), pk=contribution_id)


def _stages(counts: queries.ContributionCounts) -> list[tuple[str, int, int]]:
    """The stations of the thread: how many stand there, and how many came that far."""
    return [
        (_("Said"), counts.raised, counts.all),
        (_("Decided"), counts.decided, counts.was_decided),
        (_("Changed"), counts.changed, counts.did_change),
        (_("Told"), counts.told, counts.was_told),
        (_("Closed"), counts.closed, counts.closed),
    ]


def _list_acts(here: Here) -> list[Act]:
    """What somebody who takes part can do from the list."""
    if not (here.may(Action.CONTRIBUTION_MAKE) and here.project.is_open):
        return []
    return first_primary(
        [Act(_("Make a contribution"), reverse("contributions:contribution_add", args=[here.project.pk]))]
    )


@project_view(Action.CONTRIBUTION_VIEW)
@require_GET
def contribution_list(request: HttpRequest, here: Here) -> HttpResponse:
    """What was said and what changed. The address narrows it; anything that is not on a list of choices shows all."""
    chosen, today = queries.filter_of(request.GET.dict()), site_today()
    manages = here.may(Action.CONTRIBUTION_MANAGE)
    page = page_of(request, queries.contributions(here.project, here.person, chosen, today))
    counts = queries.count_contributions(here.project, here.person, today)
    context = {
        "page": page,
        "rows": queries.contributions_for_reader(here.person, page.object_list, manages=manages),
        "counts": counts,
        "picture": thread(_stages(counts)),
        "chosen": chosen,
        "filters": ContributionFilterForm(chosen),
        "acts": _list_acts(here),
    }
    return render(request, "contributions/contribution_list.html", context)


@project_view(Action.CONTRIBUTION_VIEW)
@require_POST
def contribution_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The list as a file: the same rows, filters, words and names as the page shows to the same reader."""
    chosen, today = queries.filter_of(request.GET.dict()), site_today()
    listed = queries.contributions(here.project, here.person, chosen, today)
    rows = queries.contributions_for_reader(here.person, listed, manages=here.may(Action.CONTRIBUTION_MANAGE))
    note_fetched(here.project, name="contributions", by=here.person)
    return csv_file("contributions", rows_of_file(rows))


@project_view(Action.CONTRIBUTION_VIEW)
@require_GET
def contribution_detail(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """One contribution: what was said, what came of it, and who has been told."""
    row = contribution_here(here, contribution_id)
    manages = here.may(Action.CONTRIBUTION_MANAGE)
    context = {
        "row": queries.contributions_for_reader(here.person, [row], manages=manages)[0],
        "replies": queries.replies(row, here.person, manages=manages),
        "acts": _acts(here, row) if here.project.is_open else [],
    }
    return render(request, "contributions/contribution_detail.html", context)


def _acts(here: Here, row: Contribution) -> list[Act]:
    """What this reader can do about a contribution; what comes next on its way stands first and out."""
    acts = [_reply_act(row)] if queries.is_mine(row, here.person) and rules.can_reply(row) else []
    if not here.may(Action.CONTRIBUTION_MANAGE):
        return first_primary(acts)
    return [*first_primary(acts + _stage_acts(row)), Act(_("Change"), _address("edit", row))]


def _reply_act(row: Contribution) -> Act:
    """The answer of its contributor."""
    label = _("Open it again") if rules.can_reopen(row) else _("Answer")
    return Act(label, _address("reply", row))


def _stage_acts(row: Contribution) -> list[Act]:
    """The stages that a coordinator can bring it to, the next one first."""
    decide = Act(_("Change the decision") if row.decision else _("Decide"), _address("decide", row))
    change = Act(_("Change what changed") if row.change else _("Say what changed"), _address("change", row))
    tell = Act(_("Tell what came of it"), _address("tell", row))
    can_decide, can_change, can_tell = rules.can_decide(row), rules.can_change(row), rules.can_tell(row)
    stages = [(change, can_change), (tell, can_tell), (decide, can_decide)]
    if not can_decide:  # it has changed something, so that telling comes next
        stages = [(tell, can_tell), (change, can_change)]
    return [act for act, is_possible in stages if is_possible]


def _address(act: str, row: Contribution) -> str:
    return reverse(f"contributions:contribution_{act}", args=[row.project_id, row.pk])


@project_view(Action.CONTRIBUTION_MAKE, while_open=True)
@get_or_post
def contribution_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Make a contribution: one's own; a coordinator also for somebody else, or for nobody in particular."""
    form = _add_form(request, here)

    def act() -> Contribution:
        token = form.cleaned_data["form_token"]
        return actions.make_contribution(here.project, details=form.details(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="contributions/contribution_add.html",
        done=_("The contribution is made."),
        back=Contribution.get_absolute_url,
        context={"name": here.membership.named() if here.membership else ""},
    )


def _add_form(request: HttpRequest, here: Here) -> OwnContributionForm | ForSomebodyForm:
    if here.may(Action.CONTRIBUTION_MANAGE):
        return for_somebody_form(sent(request), here.project)
    assert here.membership is not None
    return OwnContributionForm(sent(request), mine=here.membership)

"""Planning beyond one milestone: what waits for what, many at once, and the steps of a relationship."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import editing
from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from milestones.actions.links import set_links
from milestones.actions.milestones import add_steps
from milestones.actions.several import change_many, effects
from milestones.enums import MilestoneState, RelationalStep
from milestones.forms.planning import LinksForm, ManyForm, StepsForm, seen, ticked
from milestones.models import Milestone
from milestones.policies.several import changeable, check_shift
from milestones.queries import milestones as queries
from milestones.queries.links import choices
from milestones.views.milestones import milestone_of
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies import projects as project_rules
from projects.queries.people import labels, present

MOST = 2000  # milestones that are changed at once


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_links(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Choose what a milestone waits for; where somebody else chose meanwhile, show both and overwrite nothing."""
    project_rules.check_open(here.project)
    milestone = milestone_of(here, milestone_id)
    found = choices(milestone, here.person, site_today())
    form = LinksForm(sent(request), milestone=milestone, choices=found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            set_links(milestone, before=form.before(), version=version, by=here.person)
        except editing.Stale as stale:
            form.read_again(version=milestone.version)
            context = {"milestone": milestone, "form": form, "found": found, "stale": stale}
            return render(request, "milestones/milestone_links.html", context, status=HTTPStatus.CONFLICT)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("What this milestone waits for is saved."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "milestones/milestone_links.html", form, milestone=milestone, found=found)


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_steps(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan the steps of the relationship that are not planned yet, all at once."""
    project_rules.check_open(here.project)
    there = queries.steps_taken(here.project, here.person)
    missing = [step for step in RelationalStep if step not in there]
    owners = present(here.project)
    form = StepsForm(sent(request), steps=missing, owners=owners, names=labels(here.project))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_steps(here.project, owner=form.chosen_owner(), days=form.days(), by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, ngettext("%d step is added.", "%d steps are added.", added) % added)
            return see(request, reverse("milestones:milestone_list", args=[here.project.pk]))
    listed = [(RelationalStep(step).label, url) for step, url in there.items()]
    return form_page(request, "milestones/milestone_steps.html", form, missing=missing, there=listed)


@dataclass(frozen=True)
class Many:
    """What somebody chose, the versions that the form has seen, and the form itself."""

    chosen: list[Milestone]
    versions: dict[UUID, int]
    form: ManyForm

    def page(self, request: HttpRequest) -> HttpResponse:
        """The form, with what it is about."""
        rows = queries.milestone_rows(self.chosen, site_today())
        return form_page(request, "milestones/milestone_many.html", self.form, rows=rows, seen=seen(self.chosen))

    def effect(self, request: HttpRequest, stale: editing.Stale | None = None) -> HttpResponse:
        """What would become of each, before it is done."""
        change, today = self.form.change(), site_today()
        rows = changeable(self.chosen)
        now, then = (queries.milestone_rows(found, today) for found in (rows, effects(rows, change)))
        context = {
            "form": self.form,
            "change": change,
            "pairs": list(zip(now, then, strict=True)),
            "left_out": [row for row in self.chosen if row.state == MilestoneState.DONE],
            "seen": seen(self.chosen),
            "stale": stale,
        }
        status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
        return render(request, "milestones/milestone_many_effect.html", context, status=status)


def _many(request: HttpRequest, here: Here) -> Many:
    """Of the milestones that were ticked, or of all that a filter shows."""
    today = site_today()
    given = request.POST if request.method == "POST" else request.GET
    versions = ticked(given.getlist("chosen"), MOST)
    if request.method != "POST" and given.get("all"):
        what = queries.asked(given.dict(), queries.phases(here.project, here.person))
        found = queries.milestones(here.project, person=here.person, today=today, what=what)[:MOST]
    else:
        found = queries.milestones(here.project, person=here.person, today=today).filter(pk__in=list(versions))
    chosen = list(found)
    owners, names = present(here.project), labels(here.project)
    return Many(chosen, versions, ManyForm(sent(request), chosen=chosen, owners=owners, names=names))


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_many(request: HttpRequest, here: Here) -> HttpResponse:
    """Change several milestones: say what, see the effect on each, then do it."""
    project_rules.check_open(here.project)
    many, step = _many(request, here), request.POST.get("step")
    if request.method != "POST" or step == "back" or not many.form.is_valid():
        return many.page(request)
    change = many.form.change()
    try:
        check_shift(changeable(many.chosen), change.days, change.note)
        if step == "do":
            count = change_many(here.project, chosen=many.versions, change=change, by=here.person)
            messages.success(request, ngettext("%d milestone is changed.", "%d milestones are changed.", count) % count)
            return see(request, reverse("milestones:milestone_list", args=[here.project.pk]))
    except editing.Stale as stale:
        return many.effect(request, stale)
    except Refused as refused:
        many.form.refuse(refused)
        return many.page(request)
    return many.effect(request)

"""Planning beyond one milestone: what waits for what, several at once, and the steps of a relationship."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import drafts
from core.dates import say_day, site_today
from core.kept import writer_token
from core.pages import Stored, form_page, get_or_post, sent, shown_again, submit
from core.text import clean_line
from milestones.access import milestone_here
from milestones.actions.links import set_links
from milestones.actions.milestones import add_relational_steps
from milestones.actions.several import change_several, changed_copies
from milestones.enums import RelationalStep
from milestones.forms.planning import (
    LinksForm,
    RelationalStepsForm,
    SeveralForm,
    keys_of,
    keys_with_versions,
    versions_by_key,
)
from milestones.models import Milestone
from milestones.policies.due import is_unfinished
from milestones.policies.several import MOST_AT_ONCE, changeable
from milestones.queries import milestones as queries
from milestones.queries.filters import filter_of_address
from milestones.queries.links import LinkChoices, link_choices
from milestones.queries.phases import phases_by_date
from milestones.queries.rows import milestone_rows
from projects.access import Here, project_view
from projects.permissions import Action
from projects.queries.people import distinct_names_by_membership, who_may_own

MOST_WANTED = 200  # characters of what is looked for


def _list(here: Here) -> str:
    return reverse("milestones:milestone_list", args=[here.project.pk])


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_links(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Choose what a milestone waits for; where somebody else chose meanwhile, show both and overwrite nothing."""
    milestone = milestone_here(here, milestone_id)
    choices = _link_choices(request, here, milestone)
    form = LinksForm(sent(request), milestone=milestone, choices=choices)
    context = {"milestone": milestone, "choices": choices}
    if request.POST.get("next") == "find":
        return shown_again(request, form, "milestones/milestone_links.html", context)

    def act() -> None:
        set_links(milestone, before=form.before(), version=form.cleaned_data["version"], by=here.person)

    def stored() -> Stored:
        row = milestone_here(here, milestone_id)
        before = link_choices(row, here.person, site_today()).before
        return Stored({"version": row.version}, form.rows_in_words({"chosen": [str(key) for key in before]}))

    done, back = _("What this milestone waits for is saved."), milestone.get_absolute_url()
    template = "milestones/milestone_links.html"
    return submit(request, form, act, template=template, done=done, back=back, stored=stored, context=context)


def _link_choices(request: HttpRequest, here: Here, milestone: Milestone) -> LinkChoices:
    """What is ticked as it was sent, and what else matches the words looked for."""
    wanted = clean_line(request.POST.get("find", ""))[:MOST_WANTED]
    ticked = None if request.method != "POST" else keys_of(request.POST.getlist("chosen"))
    return link_choices(milestone, here.person, site_today(), sent=ticked, wanted=wanted)


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_steps(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan the steps of the relationship that are not planned yet, all at once."""
    planned = queries.planned_relational_steps(here.project, here.person)
    missing = [step for step in RelationalStep if step not in planned]
    owners, names = who_may_own(here.project), distinct_names_by_membership(here.project)
    form = RelationalStepsForm(sent(request), steps=missing, owners=owners, names=names)

    def act() -> int:
        return add_relational_steps(here.project, owner=form.chosen_owner(), days=form.days(), by=here.person)

    return submit(
        request,
        form,
        act,
        template="milestones/milestone_steps.html",
        done=lambda added: ngettext("%d step is added.", "%d steps are added.", added) % added,
        back=_list(here),
        context={"missing": missing, "planned": [(RelationalStep(step).label, url) for step, url in planned.items()]},
    )


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_several(request: HttpRequest, here: Here) -> HttpResponse:
    """Change several milestones: say what, see the effect on each, then do it."""
    versions = _versions(request, here)
    rows = queries.milestones(here.project, person=here.person, today=site_today()).filter(pk__in=list(versions))
    chosen = list(rows)
    owners, names = who_may_own(here.project), distinct_names_by_membership(here.project)
    form = SeveralForm(sent(request), chosen=chosen, owners=owners, names=names)
    if request.POST.get("next") == "back":
        return _page_again(request, here, form)
    if request.POST.get("next") == "look" and form.is_valid():
        return _effect(request, here, form)

    def act() -> int:
        return change_several(here.project, chosen=versions, change=form.change(), by=here.person)

    return submit(
        request,
        form,
        act,
        template="milestones/milestone_several.html",
        done=lambda count: ngettext("%d milestone is changed.", "%d milestones are changed.", count) % count,
        back=_list(here),
        stored=lambda: Stored({}, [_row_in_words(row) for row in rows.all()]),
        context=_several_context(chosen),
    )


def _versions(request: HttpRequest, here: Here) -> dict[UUID, int]:
    """The milestones that were ticked, or all that a filter shows; without either, those of the form begun here."""
    if request.method == "POST":
        return versions_by_key(request.POST.getlist("chosen"), MOST_AT_ONCE)
    if request.GET.get("all"):
        only = filter_of_address(request.GET.dict(), phases_by_date(here.project, here.person))
        rows = queries.milestones(here.project, person=here.person, today=site_today(), only=only)
        return {row.pk: row.version for row in rows[:MOST_AT_ONCE]}
    begun = None if "chosen" in request.GET else drafts.typed(request)
    return versions_by_key((begun or request.GET).getlist("chosen"), MOST_AT_ONCE)


def _several_context(chosen: list[Milestone]) -> dict[str, object]:
    return {"rows": milestone_rows(chosen, site_today()), "keys": keys_with_versions(chosen)}


def _row_in_words(row: Milestone) -> tuple[str, str, None]:
    """A milestone as it is stored now, for whoever would change it with others."""
    values = {"day": say_day(row.due_on), "owner": row.owner.named(), "pace": row.get_pace_display()}
    return row.title, _("Due %(day)s. Owner: %(owner)s. Pace: %(pace)s.") % values, None


def _page_again(request: HttpRequest, here: Here, form: SeveralForm) -> HttpResponse:
    """The first page with what was typed; nothing is done."""
    context = _several_context(form.chosen) | {"draft": drafts.kept_back(request, form)}
    token = writer_token(here.person.pk)
    return form_page(request, "milestones/milestone_several.html", form, writer_token=token, **context)


def _effect(request: HttpRequest, here: Here, form: SeveralForm) -> HttpResponse:
    """What would become of each, before it is done. What was typed is kept meanwhile."""
    drafts.kept_back(request, form)
    change, today, rows = form.change(), site_today(), changeable(form.chosen)
    now, then = (milestone_rows(found, today) for found in (rows, changed_copies(rows, change)))
    context = {
        "change": change,
        "pairs": list(zip(now, then, strict=True)),
        "left_out": [row for row in form.chosen if not is_unfinished(row)],
        "keys": keys_with_versions(form.chosen),
        "writer_token": writer_token(here.person.pk),
    }
    return form_page(request, "milestones/milestone_several_effect.html", form, **context)

"""Tensions and barriers: the register with its picture and its file, one of them, raising and changing one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, first_primary
from core.dates import site_today
from core.pages import Stored, csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.models import Project
from projects.permissions import Action
from projects.policies.projects import check_open
from tensions import actions, policies, queries
from tensions.enums import Challenge, TensionState
from tensions.formats import rows_of_file
from tensions.forms import TensionEditForm, TensionFilterForm, add_form, edit_form
from tensions.models import Tension, TensionQuerySet
from tensions.pictures import Ages, Item, ages

# How each state looks in the picture.
LOOKS = {
    TensionState.OPEN: "soon",
    TensionState.ESCALATED: "late",
    TensionState.RESOLVED: "done",
    TensionState.LIVED_WITH: "planned",
}


def tension_here(here: Here, tension_id: UUID) -> Tension:
    """A tension of this project. Raises Http404."""
    rows = Tension.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "owner__person"), pk=tension_id)


def check_before_writing(request: HttpRequest, project: Project, check: Callable[[], None] = lambda: None) -> None:
    """Asked before a form is shown. Of a form that was sent the action asks, so that what was typed stays on the page.

    The door would ask of both (`while_open`), and answer a long text with a sentence alone.
    """
    if request.method != "POST":
        check_open(project)
        check()


def _picture(rows: list[queries.TensionRow]) -> Ages:
    """How old each of these is, below the name of its challenge."""
    items = [
        Item(
            key=row.tension.get_absolute_url(),
            title=row.tension.title,
            lane=str(row.challenge),
            days=row.days,
            look=LOOKS[TensionState(row.tension.state)],
            marks=[standpoint.value for standpoint in row.borne_by],
        )
        for row in rows
    ]
    return ages(items, lanes=[str(label) for label in Challenge.labels])


def _filtered(request: HttpRequest, here: Here) -> tuple[TensionFilterForm, TensionQuerySet]:
    """The filters of the address, and what they let through."""
    form = TensionFilterForm(request.GET)
    rows = queries.tensions(here.project, chosen=form.chosen(), person=here.person, today=site_today())
    return form, rows


def _list_acts(here: Here) -> list[Act]:
    """What somebody who takes part can do from the register."""
    if not here.project.is_open:
        return []
    return first_primary(
        [Act(_("Raise a tension or barrier"), reverse("tensions:tension_add", args=[here.project.pk]))]
    )


@project_view(Action.TENSION_RAISE)
@require_GET
def tension_list(request: HttpRequest, here: Here) -> HttpResponse:
    """What is difficult: counts, filters, the picture, and the equal table."""
    form, listed = _filtered(request, here)
    page = page_of(request, listed)
    rows = queries.tension_rows(page.object_list, site_today(), page.start_index())
    number, counts = queries.count_by_challenge(here.project, here.person)
    context = {
        "filters": form,
        "is_narrow": form.chosen() != queries.TensionFilter(),
        "page": page,
        "rows": rows,
        "number": number,
        "counts": counts,
        "picture": _picture(rows),
        "bearers": queries.standpoints(standpoint for row in rows for standpoint in row.borne_by),
        "acts": _list_acts(here),
    }
    return render(request, "tensions/tension_list.html", context)


@project_view(Action.TENSION_RAISE)
@require_POST
def tension_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The same rows as a file; the filters are those of the address."""
    _form, listed = _filtered(request, here)
    rows = queries.tension_rows(listed, site_today())
    note_fetched(here.project, name="tensions", by=here.person)
    return csv_file("tensions", rows_of_file(rows))


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Raise a tension or barrier."""
    check_before_writing(request, here.project)
    form = add_form(sent(request), here.project, here.person, leads=here.may(Action.TENSION_MANAGE))

    def act() -> Tension:
        token = form.cleaned_data["form_token"]
        return actions.raise_tension(here.project, difficulty=form.difficulty(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="tensions/tension_add.html",
        done=_("It is in the register."),
        back=Tension.get_absolute_url,
    )


@project_view(Action.TENSION_RAISE)
@require_GET
def tension_detail(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """One of them: what happens, who bears it, every step in order, and how it ended."""
    tension = tension_here(here, tension_id)
    leads = here.may(Action.TENSION_MANAGE)
    context = {
        "tension": tension,
        "row": queries.tension_rows([tension], site_today())[0],
        "explained": queries.EXPLAINED[Challenge(tension.challenge)],
        "path": queries.path_of(tension),
        "origin": queries.origin_of(here.person, tension),
        "acts": _acts(here, tension, leads=leads),
        "changes_of_state": _changes_of_state(tension) if here.project.is_open and leads else [],
    }
    return render(request, "tensions/tension_detail.html", context)


def _address(act: str, tension: Tension) -> str:
    return reverse(f"tensions:tension_{act}", args=[tension.project_id, tension.pk])


def _acts(here: Here, tension: Tension, *, leads: bool) -> list[Act]:
    """What somebody who takes part can do about it while it is not over."""
    acts = []
    if here.project.is_open and tension.is_open:
        acts.append(Act(_("Add a step"), _address("step", tension)))
    if policies.can_edit(tension, here.person, is_lead=leads):
        acts.append(Act(_("Change"), _address("edit", tension)))
    return first_primary(acts)


def _changes_of_state(tension: Tension) -> list[Act]:
    """Where a coordinator can take it from here."""
    acts = []
    if policies.can_become(tension, TensionState.ESCALATED):
        acts.append(Act(_("Escalate it"), _address("escalate", tension)))
    if policies.is_escalated(tension):
        acts.append(Act(_("Bring it back"), _address("return", tension)))
    if tension.is_open:
        acts.append(Act(_("Resolve it or live with it"), _address("close", tension)))
    else:
        acts.append(Act(_("Open it again"), _address("reopen", tension)))
    return acts


@project_view(Action.TENSION_RAISE)
@get_or_post
def tension_edit(request: HttpRequest, here: Here, tension_id: UUID) -> HttpResponse:
    """Change the difficulty; where somebody else changed it meanwhile, show both and overwrite nothing."""
    tension = tension_here(here, tension_id)
    policies.check_edit(tension, here.person)
    check_before_writing(request, here.project, lambda: policies.check_live(tension))
    form = edit_form(sent(request), tension, here.person, leads=here.may(Action.TENSION_MANAGE))
    return submit(
        request,
        form,
        lambda: actions.edit_tension(tension, **form.changes(), by=here.person),
        template="tensions/tension_edit.html",
        done=_("It is changed."),
        back=tension.get_absolute_url(),
        stored=lambda: _stored(form, tension_here(here, tension_id)),
        context={"tension": tension},
    )


def _stored(form: TensionEditForm, tension: Tension) -> Stored:
    """The tension as it is stored now; its state too, which the form does not hold."""
    state = (_("State"), str(TensionState(tension.state).label), None)
    return Stored({"version": tension.version}, [*form.rows_in_words(form.values_of(tension)), state])

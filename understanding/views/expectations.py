"""Rounds of expectations: the list, asking, revealing, and the mirror of what everybody wrote."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, Weight
from core.htmx import see
from core.pages import csv_file, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.enums import Standpoint
from projects.permissions import Action
from understanding.actions import expectations as actions
from understanding.enums import Topic
from understanding.formats.expectations import rows_of_file
from understanding.forms.expectations import AskForm, DayForm
from understanding.models import ExpectationRound
from understanding.policies import expectations as rules
from understanding.queries import expectations as queries
from understanding.queries import mirror as mirrors

TOPICS: dict[str, str | Promise] = {mirrors.ALL: gettext_lazy("All topics"), **dict(Topic.choices)}
EVERYBODY = gettext_lazy("Everybody")


def round_of(here: Here, round_id: UUID) -> ExpectationRound:
    """A round of this project, or 404."""
    rows = ExpectationRound.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=round_id)


def _may_manage(here: Here) -> bool:
    """May this person ask, date and reveal rounds, in a project that takes input?"""
    return here.may(Action.EXPECTATION_MANAGE) and here.project.is_open


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every round, the newest first."""
    page = page_of(request, queries.rounds(here.project, here.person))
    rows = queries.round_rows(page.object_list)
    latest = rows[0] if rows and page.number == 1 else None
    may_ask = _may_manage(here) and page.number == 1 and not (latest and latest.is_open)
    ask = Act(
        _("Ask again") if rows else _("Ask everybody"),
        reverse("understanding:expectation_ask", args=[here.project.pk]),
        Weight.PRIMARY,
    )
    context = {"page": page, "rows": rows, "latest": latest, "acts": [ask] if may_ask else []}
    return render(request, "understanding/expectation_list.html", context)


@project_view(Action.EXPECTATION_MANAGE, while_open=True)
@get_or_post
def expectation_ask(request: HttpRequest, here: Here) -> HttpResponse:
    """Open a round."""
    if request.method != "POST":
        rules.check_none_open(here.project)
    form = AskForm(sent(request))

    def act() -> ExpectationRound:
        day, token = form.cleaned_data["ask_again_on"], form.cleaned_data["form_token"]
        return actions.ask_everybody(here.project, ask_again_on=day, token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="understanding/expectation_ask.html",
        done=_("Everybody who takes part is asked. A mail is on its way to them."),
        back=lambda row: queries.address("round", row),
    )


@project_view(Action.EXPECTATION_MANAGE, while_open=True)
@get_or_post
def expectation_again(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Change the day on which everybody is asked again."""
    row = round_of(here, round_id)
    rules.check_last_round(row)
    form = DayForm(sent(request), initial={"ask_again_on": row.ask_again_on})
    return submit(
        request,
        form,
        lambda: actions.set_day_of_asking(row, ask_again_on=form.cleaned_data["ask_again_on"], by=here.person),
        template="understanding/expectation_again.html",
        done=_("The day is saved."),
        back=queries.address("round", row),
        context={"round": row},
    )


@project_view(Action.EXPECTATION_MANAGE, while_open=True)
@get_or_post
def expectation_reveal(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Open what everybody sent to everybody who takes part."""
    row = round_of(here, round_id)
    if not row.is_open:
        return see(request, queries.address("round", row))
    form = DayForm(sent(request), initial={"ask_again_on": row.ask_again_on})
    people = queries.people_sent(row)
    context = {"round": row, "people": people, "can_reveal": people >= rules.FEWEST_TO_REVEAL}
    return submit(
        request,
        form,
        lambda: actions.reveal_round(row, ask_again_on=form.cleaned_data["ask_again_on"], by=here.person),
        template="understanding/expectation_reveal.html",
        done=_("The expectations are revealed."),
        back=queries.address("round", row),
        context={**context, "members": queries.people_taking_part(here.project)},
    )


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_round(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """The mirror; before the reveal, where the round stands and what of it is one's own."""
    row = round_of(here, round_id)
    if row.is_open:
        return _open_round_page(request, here, row)
    topic, standpoint = mirror_filter(request)
    mirror = mirrors.mirror(row, here.person)
    page = page_of(request, mirror.entries_of(topic, standpoint))
    context = {
        "round": row,
        "may_manage": _may_manage(here),
        "mirror": mirror,
        "page": page,
        "sections": mirrors.sections(list(page.object_list)),
        "topic": topic,
        "standpoint": standpoint,
        "topics": TOPICS,
        "standpoints": {mirrors.ALL: EVERYBODY} | {name: Standpoint(name).label for name in mirror.standpoints},
        "is_last": rules.is_last_round(row),
    }
    return render(request, "understanding/expectation_round.html", context)


def _open_round_page(request: HttpRequest, here: Here, row: ExpectationRound) -> HttpResponse:
    """Where an open round stands, and what of it is one's own."""
    assert here.membership is not None
    context = {
        "round": row,
        "may_manage": _may_manage(here),
        "people": rules.number_told(queries.people_sent(row)),
        "answers": queries.answers_of(row, here.membership),
        "acts": _open_round_acts(here, row),
    }
    return render(request, "understanding/expectation_open.html", context)


def _open_round_acts(here: Here, row: ExpectationRound) -> list[Act]:
    """What can be done in a round that is open."""
    write = Act(_("Say what you expect"), queries.address("write", row, 1), Weight.PRIMARY)
    reveal = Act(_("Reveal"), queries.address("reveal", row))
    if not here.project.is_open:
        return []
    return [write, reveal] if _may_manage(here) else [write]


def mirror_filter(request: HttpRequest) -> tuple[str, str]:
    """The topic and the standpoint that the address asks for; anything unknown asks for all."""
    topic, standpoint = request.GET.get("topic", ""), request.GET.get("standpoint", "")
    return (
        topic if topic in Topic.values else mirrors.ALL,
        standpoint if standpoint in Standpoint.values else mirrors.ALL,
    )


@project_view(Action.EXPECTATION_WRITE)
@require_POST
def expectation_csv(request: HttpRequest, here: Here, round_id: UUID) -> StreamingHttpResponse:
    """The mirror as a file, with the filter of the page."""
    row = round_of(here, round_id)
    rules.check_round_revealed(row)
    entries = mirrors.mirror(row, here.person).entries_of(*mirror_filter(request))
    note_fetched(here.project, name="expectations", by=here.person)
    return csv_file("expectations", rows_of_file(entries))

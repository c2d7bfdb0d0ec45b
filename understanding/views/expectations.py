"""Rounds of expectations: the list, asking, revealing, and the mirror of what everybody wrote."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.enums import Standpoint
from projects.permissions import Action
from projects.policies import projects as policies
from understanding.actions import expectations as actions
from understanding.enums import RoundState, Topic
from understanding.formats.expectations import sheet
from understanding.forms.aims import AskForm, DayForm
from understanding.models import ExpectationRound
from understanding.policies.aims import FEWEST, check_last_round, check_none_open, is_last_round
from understanding.queries import expectations as queries
from understanding.queries import mirror as mirrors

TOPICS: dict[str, str | Promise] = {mirrors.ALL: gettext_lazy("All topics"), **dict(Topic.choices)}
EVERYBODY = gettext_lazy("Everybody")


def round_of(here: Here, round_id: UUID) -> ExpectationRound:
    """The round, or 404."""
    rows = ExpectationRound.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=round_id)


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every round, the newest first."""
    page = page_of(request, queries.rounds(here.project, here.person))
    rows = queries.round_rows(page.object_list)
    may_manage = here.may(Action.EXPECTATION_MANAGE) and here.project.is_open
    latest = rows[0] if rows and page.number == 1 else None
    context = {"page": page, "rows": rows, "may_manage": may_manage, "latest": latest}
    context["is_open"] = latest is not None and latest.is_open
    return render(request, "understanding/expectation_list.html", context)


@project_view(Action.EXPECTATION_MANAGE)
@get_or_post
def expectation_ask(request: HttpRequest, here: Here) -> HttpResponse:
    """Open a round."""
    policies.check_open(here.project)
    form = AskForm(sent(request))
    if request.method == "POST" and form.is_valid():
        day, token = form.cleaned_data["ask_again_on"], form.cleaned_data["form_token"]
        try:
            row = actions.ask(here.project, ask_again_on=day, token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Everybody who takes part is asked. A mail is on its way to them."))
            return see(request, queries.address("round", row))
    elif request.method == "GET":
        check_none_open(here.project)
    return form_page(request, "understanding/expectation_ask.html", form)


@project_view(Action.EXPECTATION_MANAGE)
@get_or_post
def expectation_again(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Change the day on which everybody is asked again."""
    policies.check_open(here.project)
    row = round_of(here, round_id)
    check_last_round(row)
    form = DayForm(sent(request), initial={"ask_again_on": row.ask_again_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_day(row, **form.cleaned_data, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The day is saved."))
            return see(request, queries.address("round", row))
    return form_page(request, "understanding/expectation_again.html", form, round=row)


@project_view(Action.EXPECTATION_MANAGE)
@get_or_post
def expectation_reveal(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """Open what everybody sent to everybody who takes part."""
    policies.check_open(here.project)
    row = round_of(here, round_id)
    if row.state == RoundState.REVEALED:
        return see(request, queries.address("round", row))
    form = DayForm(sent(request), initial={"ask_again_on": row.ask_again_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reveal(row, **form.cleaned_data, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The expectations are revealed."))
            return see(request, queries.address("round", row))
    people = queries.people_sent(row)
    context = {"round": row, "people": people, "can_reveal": people >= FEWEST}
    context["members"] = queries.taking_part(here.project)
    return form_page(request, "understanding/expectation_reveal.html", form, **context)


@project_view(Action.EXPECTATION_WRITE)
@require_GET
def expectation_round(request: HttpRequest, here: Here, round_id: UUID) -> HttpResponse:
    """The mirror; before the reveal, where the round stands and what of it is one's own."""
    row = round_of(here, round_id)
    may_manage = here.may(Action.EXPECTATION_MANAGE) and here.project.is_open
    context: dict[str, object] = {"round": row, "may_manage": may_manage}
    if row.state == RoundState.OPEN:
        assert here.membership is not None
        context["people"] = queries.told(queries.people_sent(row))
        context["answers"] = queries.answers(row, here.membership)
        return render(request, "understanding/expectation_open.html", context)
    topic, standpoint = asked(request)
    mirror = mirrors.mirror(row, here.person)
    page = page_of(request, mirror.shown(topic, standpoint))
    context |= {"mirror": mirror, "page": page, "sections": mirrors.sections(list(page.object_list))}
    heard = {name: Standpoint(name).label for name in mirror.standpoints}
    context |= {"topic": topic, "standpoint": standpoint, "topics": TOPICS}
    context |= {"standpoints": {mirrors.ALL: EVERYBODY} | heard, "is_last": is_last_round(row)}
    return render(request, "understanding/expectation_round.html", context)


def asked(request: HttpRequest) -> tuple[str, str]:
    """What `?topic=` and `?standpoint=` ask for; anything unknown asks for all."""
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
    if row.state == RoundState.OPEN:
        raise Refused(_("This round is not revealed yet."))
    entries = mirrors.mirror(row, here.person).shown(*asked(request))
    note_fetched(here.project, name="expectations", by=here.person)
    return csv_file("expectations", sheet(entries))

"""Every step of a contribution on its way back: change, decide, what changed, tell; and its contributor's answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contributions import actions
from contributions import policies as rules
from contributions.enums import ContributionState
from contributions.forms import ChangeForm, DecideForm, EditForm, ReplyForm, TellForm
from contributions.models import Contribution
from contributions.queries import contributions as queries
from contributions.views.contributions import contribution_here
from core import editing
from core.errors import Refused
from core.forms import VersionForm
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies import projects as project_rules
from projects.queries.people import labels, taking_part

Text = str | Promise


@dataclass(frozen=True)
class Sheet:
    """What a page of a step says: heading, button, and the sentence when it is done."""

    heading: Text
    button: Text
    done: Text


CHANGE_IT = Sheet(gettext_lazy("Change a contribution"), gettext_lazy("Save"), gettext_lazy("Saved."))
DECIDE = Sheet(
    gettext_lazy("What did we decide?"), gettext_lazy("Record the decision"), gettext_lazy("The decision is recorded.")
)
CHANGED = Sheet(
    gettext_lazy("What changed?"), gettext_lazy("Record the change"), gettext_lazy("The change is recorded.")
)
TELL = Sheet(
    gettext_lazy("Tell what came of it"), gettext_lazy("Tell them"), gettext_lazy("It is told. Now it can be answered.")
)


@dataclass(frozen=True)
class Step:
    """One contribution, the form about it, and what its page says."""

    row: Contribution
    form: VersionForm
    sheet: Sheet

    def answer(self, request: HttpRequest, here: Here, act: Callable[..., Contribution]) -> HttpResponse:
        """The page, or the act and the way back to the contribution. Two people who write see both texts."""
        context = {"row": queries.seen(here.person, [self.row], manages=True)[0], "sheet": self.sheet}
        if request.method == "POST" and self.form.is_valid():
            try:
                act(self.row, version=self.form.cleaned_data["version"], by=here.person)
            except editing.Stale as stale:
                return self.both(request, here, stale)
            except Refused as refused:
                self.form.refuse(refused)
            else:
                messages.success(request, str(self.sheet.done))
                return see(request, self.row.get_absolute_url())
        tells = {"tells": whom(self.row) if self.sheet is TELL else ""}
        return form_page(request, "contributions/contribution_step.html", self.form, **context, **tells)

    def both(self, request: HttpRequest, here: Here, stale: editing.Stale) -> HttpResponse:
        """What is stored now above what was typed; pressing the button again decides."""
        stored = contribution_here(here, self.row.pk)
        self.form.read_again(version=stored.version)
        row = queries.seen(here.person, [stored], manages=True)[0]
        context = {"form": self.form, "row": row, "sheet": self.sheet, "stored": True, "sentence": str(stale)}
        return render(request, "contributions/contribution_step.html", context, status=HTTPStatus.CONFLICT)


def whom(row: Contribution) -> str:
    """Who reads what is told. Of words of a dialogue it says nothing that depends on whose they are."""
    if row.contributor is not None and row.taken:
        return _(
            "Whoever wrote these words gets a mail with a link, if they take part. "
            "Only they and the coordinators read what you tell."
        )
    if queries.has_nobody_to_tell(row) or row.contributor is None:
        return _("There is nobody to tell in person. Everybody who reads the contribution reads what you tell.")
    name = {"name": row.contributor.named()}
    if not taking_part(row.project).filter(pk=row.contributor.pk).exists():
        return _("%(name)s takes part no more and cannot be told. Only coordinators read what you tell.") % name
    if not row.contributor.person.address:
        said = _("%(name)s has no e-mail address. Tell them yourself too. Only they and the coordinators read this.")
        return said % name
    return _("%(name)s gets a mail with a link. Only they and the coordinators read what you tell.") % name


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_edit(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Change who looks after it, the clock, and the sentence where the reader may read it."""
    project_rules.check_open(here.project)
    row = contribution_here(here, contribution_id)
    with_words = queries.seen(here.person, [row])[0].has_words
    people, names = taking_part(here.project, row.owner), labels(here.project)
    form = EditForm(sent(request), row=row, with_words=with_words, people=people, names=names)
    changes = form.changes() if request.method == "POST" and form.is_valid() else {}
    return Step(row, form, CHANGE_IT).answer(request, here, partial(actions.edit_contribution, **changes))


ACTS: dict[type[VersionForm], Callable[..., Contribution]] = {
    DecideForm: actions.decide,
    ChangeForm: actions.note_change,
    TellForm: actions.tell,
}


def _step(request: HttpRequest, here: Here, row: Contribution, form: VersionForm, sheet: Sheet) -> HttpResponse:
    """The page of a form whose fields are just what its action takes."""
    act = ACTS[type(form)]
    is_whole = request.method == "POST" and form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if name != "version"} if is_whole else {}
    return Step(row, form, sheet).answer(request, here, partial(act, **given))


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_decide(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Adopted, adapted or not adopted."""
    project_rules.check_open(here.project)
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_decide(row)
    return _step(request, here, row, DecideForm(sent(request), row=row), DECIDE)


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_change(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """What changed because of it, with what shows it."""
    project_rules.check_open(here.project)
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_change(row)
    return _step(request, here, row, ChangeForm(sent(request), row=row), CHANGED)


@project_view(Action.CONTRIBUTION_MANAGE)
@get_or_post
def contribution_tell(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Tell its contributor, and state from when silence is taken as an end."""
    project_rules.check_open(here.project)
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_tell(row)
    return _step(request, here, row, TellForm(sent(request), row=row), TELL)


@project_view(Action.CONTRIBUTION_MAKE)
@get_or_post
def contribution_reply(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Its contributor says whether it is closed. For everybody else there is no such page."""
    row = contribution_here(here, contribution_id)
    if not queries.is_mine(row, here.person):
        raise Http404
    project_rules.check_open(here.project)
    rules.check_told(row)
    form = ReplyForm(sent(request), closed=row.state == ContributionState.CLOSED)
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            answer = actions.reply(row, **form.answer(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            closed, opened = (
                _("It is closed. You can open it again."),
                _("It is open again. You are told what follows."),
            )
            messages.success(request, closed if answer.settled else opened)
            return see(request, row.get_absolute_url())
    shown = queries.seen(here.person, [row])[0]
    answered = queries.replies(row, here.person, manages=False)
    return form_page(request, "contributions/contribution_reply.html", form, row=shown, replies=answered)

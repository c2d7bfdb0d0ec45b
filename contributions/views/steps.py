"""Every stage of a contribution on its way back: change, decide, what changed, tell; and its contributor's answer."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from contributions import actions
from contributions import policies as rules
from contributions.forms import ChangeForm, DecideForm, ReplyForm, StageForm, TellForm, edit_form
from contributions.models import Contribution, ContributionReply
from contributions.queries import contributions as queries
from contributions.views.contributions import contribution_here
from core.pages import Stored, get_or_post, sent, submit
from projects.access import Here, project_view
from projects.permissions import Action
from projects.queries.people import taking_part


def _for_coordinator(here: Here, row: Contribution) -> queries.ContributionForReader:
    """The contribution as the coordinator who has the page before them may see it."""
    return queries.contributions_for_reader(here.person, [row], manages=True)[0]


def _sentence(row: queries.ContributionForReader) -> str | None:
    """What was said, or None for whoever may not read it (any more)."""
    return str(row.said) if row.has_words else None


def _stored_stage(here: Here, form: StageForm, contribution_id: UUID) -> Stored:
    """The contribution as it is stored now, by the fields of a form."""
    row = contribution_here(here, contribution_id)
    return Stored({"version": row.version}, form.rows_in_words(form.values_of(row)))


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_edit(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Change who looks after it, the clock, and the sentence where the reader may read it."""
    row = contribution_here(here, contribution_id)
    shown = _for_coordinator(here, row)
    form = edit_form(sent(request), row, _sentence(shown))

    def stored() -> Stored:
        now = contribution_here(here, contribution_id)
        values = form.values_of(now, _sentence(_for_coordinator(here, now)))
        return Stored({"version": now.version}, form.rows_in_words(values))

    return submit(
        request,
        form,
        lambda: actions.edit_contribution(row, **form.changes(), by=here.person),
        template="contributions/contribution_edit.html",
        done=_("Saved."),
        back=row.get_absolute_url(),
        stored=stored,
        context={"row": shown},
    )


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_decide(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Adopted, adapted or not adopted."""
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_decide(row)
    form = DecideForm(sent(request), row=row)
    return submit(
        request,
        form,
        lambda: actions.decide_contribution(row, **form.cleaned_data, by=here.person),
        template="contributions/contribution_decide.html",
        done=_("The decision is recorded."),
        back=row.get_absolute_url(),
        stored=partial(_stored_stage, here, form, row.pk),
        context={"row": _for_coordinator(here, row)},
    )


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_change(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """What changed because of it, with what shows it."""
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_change(row)
    form = ChangeForm(sent(request), row=row)
    return submit(
        request,
        form,
        lambda: actions.note_change(row, **form.cleaned_data, by=here.person),
        template="contributions/contribution_change.html",
        done=_("The change is recorded."),
        back=row.get_absolute_url(),
        stored=partial(_stored_stage, here, form, row.pk),
        context={"row": _for_coordinator(here, row)},
    )


@project_view(Action.CONTRIBUTION_MANAGE, while_open=True)
@get_or_post
def contribution_tell(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Tell its contributor, and state from when silence is taken as an end."""
    row = contribution_here(here, contribution_id)
    if request.method != "POST":
        rules.check_tell(row)
    form = TellForm(sent(request), row=row)
    return submit(
        request,
        form,
        lambda: actions.tell_contributor(row, **form.cleaned_data, by=here.person),
        template="contributions/contribution_tell.html",
        done=_("It is told. Now it can be answered."),
        back=row.get_absolute_url(),
        stored=partial(_stored_stage, here, form, row.pk),
        context={"row": _for_coordinator(here, row), "who_reads_it": _who_reads_telling(row)},
    )


def _who_reads_telling(row: Contribution) -> str:
    """Who reads what is told. Of words of a dialogue it says nothing that depends on whose they are (ADR 22)."""
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
        sentence = _(
            "%(name)s has no e-mail address. Tell them yourself too. Only they and the coordinators read this."
        )
        return sentence % name
    return _("%(name)s gets a mail with a link. Only they and the coordinators read what you tell.") % name


@project_view(Action.CONTRIBUTION_MAKE, while_open=True)
@get_or_post
def contribution_reply(request: HttpRequest, here: Here, contribution_id: UUID) -> HttpResponse:
    """Its contributor says whether it is closed. For everybody else there is no such page."""
    row = contribution_here(here, contribution_id)
    if not queries.is_mine(row, here.person):
        raise Http404
    rules.check_told(row)
    form = ReplyForm(sent(request), closed=rules.can_reopen(row))
    context = {
        "row": queries.contributions_for_reader(here.person, [row])[0],
        "replies": queries.replies(row, here.person, manages=False),
    }
    return submit(
        request,
        form,
        lambda: actions.send_reply(row, **form.reply(), by=here.person),
        template="contributions/contribution_reply.html",
        done=_thanks,
        back=row.get_absolute_url(),
        context=context,
    )


def _thanks(reply: ContributionReply) -> str:
    if reply.settled:
        return _("It is closed. You can open it again.")
    return _("It is open again. You are told what follows.")

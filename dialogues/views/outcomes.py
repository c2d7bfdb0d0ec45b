"""What a dialogue records of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.dates import site_today
from core.forms import CleanForm
from core.pages import Flow, Stored, get_or_post, sent, submit
from dialogues.access import dialogue_here
from dialogues.actions import outcomes as actions
from dialogues.forms import outcomes as forms
from dialogues.models import AgreedAction, Dialogue
from dialogues.policies import dialogues as policies
from dialogues.policies import outcomes as rules
from dialogues.policies.tensions import can_raise
from dialogues.queries import outcomes as queries
from dialogues.queries.dialogues import address, kept_disagreements, seat_of
from dialogues.queries.seats import names_apart
from projects.access import Here, project_view
from projects.permissions import Action


@dataclass(frozen=True)
class Labels:
    """What a page with a form says: its heading, its button, and thanks."""

    heading: str | Promise
    button: str | Promise
    done: str | Promise


KEEP = Labels(
    gettext_lazy("Record a kept disagreement"),
    gettext_lazy("Keep this disagreement"),
    gettext_lazy("The disagreement is kept."),
)
AGREE = Labels(
    gettext_lazy("Record an agreement"),
    gettext_lazy("Record the agreement"),
    gettext_lazy("The agreement is recorded."),
)
TAKE_ON = Labels(
    gettext_lazy("Record an agreed action"), gettext_lazy("Record the action"), gettext_lazy("The action is recorded.")
)
CHANGE_KEPT = Labels(gettext_lazy("Change a kept disagreement"), gettext_lazy("Save"), gettext_lazy("Saved."))
CHANGE_AGREEMENT = Labels(gettext_lazy("Change an agreement"), gettext_lazy("Save"), gettext_lazy("Saved."))
CHANGE_ACTION = Labels(gettext_lazy("Change an agreed action"), gettext_lazy("Save"), gettext_lazy("Saved."))


def flow(dialogue: Dialogue, labels: Labels, stored: Callable[[], Stored] | None = None) -> Flow:
    """A page that records or changes an outcome leads to what came of the dialogue."""
    return {
        "template": "dialogues/outcome_form.html",
        "done": labels.done,
        "back": address("outcome_list", dialogue),
        "stored": stored,
        "context": {"dialogue": dialogue, "labels": labels},
    }


def recording(here: Here, dialogue_id: UUID) -> Dialogue:
    """The dialogue, for whoever may record its outcomes now: coordinators and its facilitators."""
    dialogue = dialogue_here(here, dialogue_id)
    policies.check_facilitates(dialogue, here.person)
    policies.check_record(dialogue)
    return dialogue


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def outcome_list(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """What came of a dialogue: agreements, kept disagreements, agreed actions, and what looking back said."""
    dialogue, today = dialogue_here(here, dialogue_id), site_today()
    seat = seat_of(here.person, dialogue)
    leads = here.may(Action.DIALOGUE_MANAGE) or bool(seat and seat.facilitates)
    context = {
        "dialogue": dialogue,
        "agreements": queries.agreements(dialogue),
        "kept": kept_disagreements(dialogue),
        "agreed": queries.agreed(dialogue, here.person, today, leads=leads),
        "notes": queries.notes(dialogue),
        "may_record": leads and dialogue.project.is_open and policies.can_record(dialogue),
        "may_raise": here.may(Action.TENSION_RAISE) and can_raise(dialogue),
        "may_date": leads and dialogue.project.is_open,
        "looks_back": rules.looks_back_since(dialogue, site_today()),
        "has_seat": seat is not None,
        "is_reported": dialogue.state in rules.REPORTED,
        "may_take_up": here.may(Action.CONTRIBUTION_MANAGE) and here.project.is_open,
    }
    return render(request, "dialogues/outcome_list.html", context)


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def disagreement_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Record a difference that is kept. Only for coordinators and facilitators of this dialogue, after the reveal."""
    dialogue = recording(here, dialogue_id)
    form = forms.DisagreementForm(sent(request))

    def act() -> None:
        token, fields = form.cleaned_data["form_token"], form.fields_of_kept()
        actions.keep_disagreement(dialogue, token=token, fields=fields, positions=form.positions(), by=here.person)

    return submit(request, form, act, **flow(dialogue, KEEP))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def disagreement_edit(request: HttpRequest, here: Here, dialogue_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Change a difference that is kept."""
    dialogue = recording(here, dialogue_id)
    kept = get_object_or_404(dialogue.kept_disagreements, pk=disagreement_id)
    form = forms.DisagreementEditForm(sent(request), initial=forms.initial_of_kept(kept) | {"seen": rules.mark(kept)})

    def act() -> None:
        seen, fields = form.cleaned_data["seen"], form.fields_of_kept()
        actions.edit_disagreement(kept, fields=fields, positions=form.positions(), seen=seen, by=here.person)

    def stored() -> Stored:
        kept.refresh_from_db()
        return Stored({"seen": rules.mark(kept)}, form.rows_in_words(forms.initial_of_kept(kept)))

    return submit(request, form, act, **flow(dialogue, CHANGE_KEPT, stored))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreement_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Record what was agreed."""
    dialogue = recording(here, dialogue_id)
    form = forms.AgreementForm(sent(request))

    def act() -> None:
        token, text = form.cleaned_data["form_token"], form.cleaned_data["text"]
        actions.record_agreement(dialogue, token=token, text=text, by=here.person)

    return submit(request, form, act, **flow(dialogue, AGREE))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreement_edit(request: HttpRequest, here: Here, dialogue_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Change what was agreed."""
    dialogue = recording(here, dialogue_id)
    agreement = get_object_or_404(dialogue.agreements, pk=agreement_id)
    form = forms.AgreementEditForm(sent(request), initial={"text": agreement.text, "seen": rules.mark(agreement)})

    def act() -> None:
        fields, seen = {"text": form.cleaned_data["text"]}, form.cleaned_data["seen"]
        actions.edit_outcome(agreement, fields=fields, seen=seen, by=here.person)

    def stored() -> Stored:
        agreement.refresh_from_db()
        return Stored({"seen": rules.mark(agreement)}, form.rows_in_words({"text": agreement.text}))

    return submit(request, form, act, **flow(dialogue, CHANGE_AGREEMENT, stored))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreed_action_add(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Record what a seat took on."""
    dialogue = recording(here, dialogue_id)
    seats = list(queries.seats_of(dialogue))
    form = forms.AgreedActionForm(sent(request), seats=seats, names=names_apart(here.project, seats))

    def act() -> None:
        token, fields = form.cleaned_data["form_token"], form.fields_of_action()
        actions.agree_action(dialogue, token=token, fields=fields, by=here.person)

    return submit(request, form, act, **flow(dialogue, TAKE_ON))


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreed_action_edit(request: HttpRequest, here: Here, dialogue_id: UUID, action_id: UUID) -> HttpResponse:
    """Change what a seat took on."""
    dialogue = recording(here, dialogue_id)
    action = get_object_or_404(queries.actions_of(dialogue), pk=action_id)
    shown = forms.initial_of_action(action) | {"seen": rules.mark(action)}
    seats = list(queries.seats_of(dialogue))
    names = names_apart(here.project, seats)
    form = forms.AgreedActionEditForm(sent(request), seats=seats, names=names, initial=shown)

    def act() -> None:
        seen = form.cleaned_data["seen"]
        actions.edit_outcome(action, fields=form.fields_of_action(), seen=seen, by=here.person)

    def stored() -> Stored:
        row = queries.actions_of(dialogue).get(pk=action.pk)
        return Stored({"seen": rules.mark(row)}, form.rows_in_words(forms.initial_of_action(row)))

    return submit(request, form, act, **flow(dialogue, CHANGE_ACTION, stored))


@project_view(Action.DIALOGUE_ATTEND)
@get_or_post
def agreed_action_follow(request: HttpRequest, here: Here, dialogue_id: UUID, action_id: UUID) -> HttpResponse:
    """What came of an action, said by its owner or a facilitator, in a closed dialogue too."""
    dialogue = dialogue_here(here, dialogue_id)
    action = get_object_or_404(queries.actions_of(dialogue), pk=action_id)
    action.dialogue = dialogue
    rules.check_follow(action, here.person)
    shown = {"became": action.became, "done_on": action.done_on, "seen": rules.mark_of_end(action)}
    form = forms.FollowForm(sent(request), initial=shown)

    def act() -> None:
        actions.follow_action(action, **form.cleaned_data, by=here.person)

    return submit(
        request,
        form,
        act,
        template="dialogues/agreed_action_follow.html",
        done=_("Saved."),
        back=address("outcome_list", dialogue),
        stored=lambda: stored_end(queries.actions_of(dialogue).get(pk=action.pk), form),
        context={"dialogue": dialogue, "action": action},
    )


def stored_end(action: AgreedAction, form: forms.FollowForm) -> Stored:
    """What is said now of what came of an action."""
    shown = {"became": action.became, "done_on": action.done_on}
    return Stored({"seen": rules.mark_of_end(action)}, form.rows_in_words(shown))


def removal(request: HttpRequest, here: Here, outcome: rules.Outcome, sentence: str) -> HttpResponse:
    """Ask once; then take it away. `sentence` says what it is."""
    return submit(
        request,
        CleanForm(sent(request)),
        partial(actions.remove_outcome, outcome, by=here.person),
        template="dialogues/outcome_remove.html",
        done=_("It is removed."),
        back=address("outcome_list", outcome.dialogue),
        context={"dialogue": outcome.dialogue, "text": sentence},
    )


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def disagreement_remove(request: HttpRequest, here: Here, dialogue_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Remove a kept disagreement with its positions."""
    dialogue = recording(here, dialogue_id)
    kept = get_object_or_404(dialogue.kept_disagreements.select_related("dialogue__project"), pk=disagreement_id)
    return removal(request, here, kept, kept.title)


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreement_remove(request: HttpRequest, here: Here, dialogue_id: UUID, agreement_id: UUID) -> HttpResponse:
    """Remove an agreement."""
    dialogue = recording(here, dialogue_id)
    agreement = get_object_or_404(dialogue.agreements.select_related("dialogue__project"), pk=agreement_id)
    return removal(request, here, agreement, agreement.text)


@project_view(Action.DIALOGUE_FACILITATE)
@get_or_post
def agreed_action_remove(request: HttpRequest, here: Here, dialogue_id: UUID, action_id: UUID) -> HttpResponse:
    """Remove an agreed action."""
    dialogue = recording(here, dialogue_id)
    action = get_object_or_404(dialogue.agreed_actions.select_related("dialogue__project"), pk=action_id)
    return removal(request, here, action, action.text)

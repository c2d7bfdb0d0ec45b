"""Forms of contributions: making one, and every step on its way back to whoever made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from contributions.actions import ContributionDetails
from contributions.enums import Decision
from contributions.models import Contribution
from contributions.policies import QUIET_AT_LEAST, QUIET_DAYS, check_quiet
from contributions.queries.contributions import SHOWS, ContributionFilter, clock_from
from core.dates import site_today
from core.errors import Refused
from core.fields import DayField, PickField
from core.forms import CleanForm, CreateForm, VersionForm, WordsField
from core.text import clean_line
from projects.enums import Standpoint
from projects.forms.owners import CHOOSE, NOBODY_YET, OwnerField, choices_of
from projects.models import Membership, Project
from projects.queries.people import distinct_names_by_membership, who_may_own

LONGEST = 4000
NOBODY = "nobody"
PUBLIC = _("Everybody in the project reads this. Do not repeat names or words that are not open to everybody.")


class SpokenField(WordsField):
    """Words with something to read: spaces and invisible characters alone are nothing."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if clean_line(text) else ""


class SaidForm(CleanForm):
    """What was said, in a sentence."""

    said = SpokenField(
        label=_("What was said, in a sentence"),
        rows=4,
        max_length=LONGEST,
        error_messages={"required": _("Write in a sentence what was said.")},
    )


class ClockForm(CleanForm):
    """Who looks after a contribution, and by when its contributor is told."""

    owner = OwnerField(
        label=_("Who looks after it"),
        required=False,
        help_text=_("Without anybody, all coordinators are reminded of it."),
    )
    answer_by = DayField(
        label=_("The contributor is told by"), help_text=_("By then they read what came of it, or why nothing did.")
    )

    def __init__(self, *args: Any, people: Iterable[Membership], names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = OwnerField.of(self).offer(people, names, NOBODY_YET).people

    def clean_owner(self) -> Membership | None:
        """Somebody, or nobody yet."""
        return self.people.get(self.cleaned_data["owner"])

    def clean_answer_by(self) -> date:
        """Today at the earliest, or the day that stands there."""
        day: date = self.cleaned_data["answer_by"]
        if day < site_today() and day != self.initial.get("answer_by"):
            raise forms.ValidationError(_("Choose today or a day after it."))
        return day


class TakeUpForm(SaidForm, ClockForm, CreateForm):
    """A contribution from a dialogue. Who contributed it is not asked: the application knows, and tells nobody."""

    field_order = ["said", "owner", "answer_by"]

    def details(self) -> ContributionDetails:
        """The contribution of nobody in particular; a dialogue that knows whose words they are says so."""
        data = self.cleaned_data
        return ContributionDetails(data["said"], None, "", data["owner"], data["answer_by"])


class OwnContributionForm(SaidForm, CreateForm):
    """Somebody's own contribution."""

    def __init__(self, *args: Any, mine: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine = mine
        self.fields["said"].label = _("What do you want to say?")
        self.fields["said"].help_text = _("One thing at a time. You are told what comes of it.")
        self.fields["said"].error_messages["required"] = _("Write what you want to say.")

    def details(self) -> ContributionDetails:
        """The contribution of whoever writes; a coordinator says later who looks after it."""
        return ContributionDetails(self.cleaned_data["said"], self.mine, self.mine.standpoint, owner=None)


class ForSomebodyForm(TakeUpForm):
    """A coordinator writes down what somebody said, or nobody in particular."""

    contributor = forms.ChoiceField(
        label=_("Who said it"),
        error_messages={
            "required": _("Choose who said it, or nobody in particular."),
            "invalid_choice": _("Choose somebody of the list."),
        },
        help_text=_("They are told what comes of it, and they alone can close it."),
    )
    standpoint = forms.ChoiceField(
        label=_("Standpoint, where nobody in particular said it"),
        required=False,
        choices=[("", _("No standpoint")), *Standpoint.choices],
    )
    field_order = ["said", "contributor", "standpoint", "owner", "answer_by"]

    def __init__(self, *args: Any, names: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, names=names, **kwargs)
        field = self.fields["contributor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [CHOOSE, (NOBODY, _("Nobody in particular")), *choices_of(self.people.values(), names)]

    def details(self) -> ContributionDetails:
        """The contribution of whoever was chosen, from their own standpoint, or of nobody from the one chosen."""
        contributor = self.people.get(self.cleaned_data["contributor"])
        standpoint = contributor.standpoint if contributor else self.cleaned_data["standpoint"]
        return replace(super().details(), contributor=contributor, standpoint=standpoint)


def take_up_form(data: QueryDict | None, project: Project) -> TakeUpForm:
    """The form by which words of a dialogue are taken up; the sentence is empty, so that nobody's words are copied."""
    return TakeUpForm(data, **_offers(project))


def for_somebody_form(data: QueryDict | None, project: Project) -> ForSomebodyForm:
    """The form by which a coordinator writes down what somebody said."""
    return ForSomebodyForm(data, **_offers(project))


def _offers(project: Project) -> dict[str, Any]:
    """Whom a new contribution may be given to, and by when its contributor is told if nobody says otherwise."""
    first = {"answer_by": clock_from(project, site_today())}
    return {"initial": first, "people": who_may_own(project), "names": distinct_names_by_membership(project)}


class ContributionEditForm(SaidForm, ClockForm, VersionForm):
    """The sentence, who looks after it, and the clock. `sentence` is None for whoever may not read it."""

    field_order = ["said", "owner", "answer_by"]

    def __init__(self, *args: Any, row: Contribution, sentence: str | None, **kwargs: Any) -> None:
        first = self.values_of(row, sentence) | {"version": row.version}
        super().__init__(*args, initial=first, **kwargs)
        if sentence is None:
            del self.fields["said"]

    @staticmethod
    def values_of(row: Contribution, sentence: str | None) -> dict[str, Any]:
        """What is stored, by field."""
        return {"said": sentence or "", "owner": str(row.owner_id or ""), "answer_by": row.answer_by}

    def changes(self) -> dict[str, Any]:
        """What the action is given; without the field the sentence stays as it is."""
        data = self.cleaned_data
        return {"said": data.get("said")} | {name: data[name] for name in ("owner", "answer_by", "version")}


def edit_form(data: QueryDict | None, row: Contribution, sentence: str | None) -> ContributionEditForm:
    """The form of a contribution as it is stored; whoever looks after it can be chosen even if they have left."""
    people, names = who_may_own(row.project, row.owner), distinct_names_by_membership(row.project)
    return ContributionEditForm(data, row=row, sentence=sentence, people=people, names=names)


class StageForm(VersionForm):
    """One stage of a contribution's way: `stored` are the fields of a row that it shows first and changes."""

    stored: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.values_of(row) | self.proposals() | {"version": row.version}, **kwargs)

    @classmethod
    def values_of(cls, row: Contribution) -> dict[str, Any]:
        """What is stored, by field."""
        return {name: getattr(row, name) for name in cls.stored}

    @staticmethod
    def proposals() -> dict[str, Any]:
        """What the form shows first where nothing is stored yet."""
        return {}


class DecideForm(StageForm):
    """Adopted, adapted or not adopted, and why."""

    stored = ("decision", "reason")
    decision = PickField(Decision, label=_("What did we decide?"), missing=_("Choose what we decided."))
    reason = SpokenField(
        label=_("Why"),
        required=False,
        rows=4,
        max_length=LONGEST,
        help_text=_("Needed unless it is adopted. Everybody in the project reads this. Do not repeat names or words."),
    )

    def clean(self) -> dict[str, Any]:
        """What is not taken up as it is gets a reason."""
        data = super().clean() or self.cleaned_data
        needed = data.get("decision") in (Decision.ADAPTED, Decision.NOT_ADOPTED)
        if needed and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why. A contribution that is not adopted as it is gets a reason."))
        return data


class ChangeForm(StageForm):
    """What changed, and what shows it."""

    stored = ("change", "evidence")
    change = SpokenField(
        label=_("What changed because of it"),
        rows=4,
        max_length=LONGEST,
        help_text=PUBLIC,
        error_messages={"required": _("Say what changed.")},
    )
    evidence = SpokenField(
        label=_("What shows it"),
        rows=3,
        max_length=LONGEST,
        help_text=_("A link, a document, a date: where somebody can see it."),
        error_messages={"required": _("Say what shows that it changed.")},
    )


class TellForm(StageForm):
    """What the contributor is told, and how long we wait for their answer."""

    stored = ("feedback", "quiet_until")
    feedback = SpokenField(
        label=_("What came of it"),
        rows=6,
        max_length=LONGEST,
        error_messages={"required": _("Write what came of it.")},
    )
    quiet_until = DayField(label=_("We wait for an answer until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quiet_until"].help_text = _(
            "At least %(days)d days from today. If nobody answers by then, we take it as closed."
        ) % {"days": QUIET_AT_LEAST}

    @staticmethod
    def proposals() -> dict[str, Any]:
        """The day until which a telling waits, where nobody says otherwise."""
        return {"quiet_until": site_today() + timedelta(days=QUIET_DAYS)}

    def clean_quiet_until(self) -> date:
        """A day that leaves time for an answer."""
        day: date = self.cleaned_data["quiet_until"]
        try:
            check_quiet(day, site_today())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return day


YES, NO = "yes", "no"


class ReplyForm(CreateForm):
    """Is it closed for whoever contributed it?"""

    settled = forms.ChoiceField(
        label=_("Is this closed for you?"),
        widget=forms.RadioSelect,
        choices=[(YES, _("Yes, for me this is closed")), (NO, _("No, and this is why"))],
        error_messages={"required": _("Choose yes or no."), "invalid_choice": _("Choose yes or no.")},
    )
    text = SpokenField(
        label=_("Your answer"),
        required=False,
        rows=4,
        max_length=LONGEST,
        help_text=_("Needed only if it is not closed for you. Coordinators read it."),
    )

    def __init__(self, *args: Any, closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed:
            del self.fields["settled"]
            self.fields["text"].required = True
            self.fields["text"].label = _("Why it is not closed for you")
            self.fields["text"].help_text = _("Coordinators read it. They answer you again.")
            self.fields["text"].error_messages["required"] = _("Say why it is not closed for you.")

    def clean(self) -> dict[str, Any]:
        """Whoever says no says why."""
        data = super().clean() or self.cleaned_data
        if data.get("settled") == NO and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say why it is not closed for you."))
        return data

    def reply(self) -> dict[str, Any]:
        """What the action is given: is it closed for the contributor, and in which words?"""
        data = self.cleaned_data
        return {"settled": data.get("settled") == YES, "text": data["text"], "token": data["form_token"]}


class ContributionFilterForm(CleanForm):
    """Which contributions to see. Every choice is one of a list; anything else shows all."""

    hide_optional = True

    show = forms.ChoiceField(label=_("Where it stands"), required=False, choices=list(SHOWS.items()))
    decision = forms.ChoiceField(
        label=_("Decision"), required=False, choices=[("", _("Any decision")), *Decision.choices]
    )
    standpoint = forms.ChoiceField(
        label=_("Standpoint"), required=False, choices=[("", _("Any standpoint")), *Standpoint.choices]
    )
    mine = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Of everybody")), ("1", _("Mine, or I look after it"))]
    )

    def __init__(self, chosen: ContributionFilter) -> None:
        super().__init__(initial=asdict(chosen) | {"mine": "1" if chosen.mine else ""})

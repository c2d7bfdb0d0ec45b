"""Forms of the register of tensions and barriers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.dates import site_today
from core.fields import PastDayField, PickField
from core.forms import CleanForm, CreateForm, LineField, VersionForm, WordsField
from projects.enums import Standpoint
from projects.forms.owners import NOBODY_YET, OwnerField
from projects.models import Membership, Project
from projects.queries.people import distinct_names_by_membership, who_may_own
from tensions.actions import Difficulty
from tensions.enums import Challenge, Nature, TensionState
from tensions.models import Tension
from tensions.queries import CHOICES, EXPLAINED, TensionFilter

WHY = 2000  # characters of a sentence why


class TensionFilterForm(CleanForm):
    """What the list is narrowed to. Whatever is no choice is left out, so the form is never wrong."""

    hide_optional = True

    state = forms.ChoiceField(label=_("State"), choices=CHOICES["state"], required=False)
    nature = forms.ChoiceField(label=_("What it is"), choices=CHOICES["nature"], required=False)
    challenge = forms.ChoiceField(label=_("Challenge"), choices=CHOICES["challenge"], required=False)
    borne_by = forms.ChoiceField(label=_("Who bears it"), choices=CHOICES["borne_by"], required=False)
    owner = forms.ChoiceField(label=_("Owner"), choices=CHOICES["owner"], required=False)
    age = forms.ChoiceField(label=_("Age"), choices=CHOICES["age"], required=False)

    def __init__(self, address: Mapping[str, Any]) -> None:
        known = {name: {value for value, _label in choices} for name, choices in CHOICES.items()}
        chosen = {name: str(address.get(name, "")) for name in CHOICES}
        super().__init__({name: value if value in known[name] else "" for name, value in chosen.items()})

    def chosen(self) -> TensionFilter:
        """What the list is narrowed to."""
        return TensionFilter(**self.data)


class DifficultyForm(CleanForm):
    """A difficulty. `owners` are those to choose from, with `names`; without any, the owner stays who it was."""

    nature = PickField(Nature, label=_("What is it?"), missing=_("Choose what it is."))
    challenge = PickField(
        Challenge, label=_("Which challenge is it closest to?"), missing=_("Choose the challenge it is closest to.")
    )
    title = LineField(
        label=_("In one sentence"),
        max_length=200,
        help_text=_("Describe what is difficult, not a person. Everybody who takes part reads it."),
        error_messages={"required": _("Say in one sentence what is difficult.")},
    )
    text = WordsField(
        label=_("What happens"),
        required=False,
        max_length=5000,
        help_text=_("An example helps. Leave out names of people who are not here."),
    )
    borne_by = forms.MultipleChoiceField(
        label=_("Who bears it"),
        required=False,
        choices=Standpoint.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who has the trouble with it? Choose as many as you like, or nobody."),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    owner = OwnerField(required=False, help_text=_("Who looks after it and says what happens with it."))

    def __init__(
        self,
        *args: Any,
        owners: Iterable[Membership],
        names: Mapping[UUID, str],
        keep: Membership | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keep = keep
        self.owner = OwnerField.of(self).offer(owners, names, NOBODY_YET)
        # Only the page explains each: the field itself keeps the names alone, for a page that compares what is stored.
        self.fields["challenge"].widget.choices = [(kind.value, explained(kind)) for kind in Challenge]
        if not self.owner.people:
            del self.fields["owner"]

    def difficulty(self) -> Difficulty:
        """The difficulty that was described; only of a form that is right."""
        data = {name: self.cleaned_data[name] for name in ("nature", "challenge", "title", "text", "borne_by")}
        owner = self.owner.people.get(self.cleaned_data["owner"]) if "owner" in self.fields else self.keep
        return Difficulty(**data, owner=owner)


def explained(challenge: Challenge) -> str:
    """A challenge with the sentence that explains it."""
    return format_html('{}<br><span class="soft">{}</span>', challenge.label, EXPLAINED[challenge])


class TensionAddForm(DifficultyForm, CreateForm):
    """A new tension or barrier."""


class DifferenceForm(DifficultyForm, CreateForm):
    """A new tension that comes from a difference between us."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["nature"]

    def difficulty(self) -> Difficulty:
        """The same; that it is a tension is not asked."""
        self.cleaned_data["nature"] = Nature.TENSION
        return super().difficulty()


class TensionEditForm(DifficultyForm, VersionForm):
    """A change of a tension as it was at `version`."""

    def __init__(self, *args: Any, tension: Tension, **kwargs: Any) -> None:
        first = self.values_of(tension) | {"version": tension.version}
        super().__init__(*args, initial=first, keep=tension.owner, **kwargs)

    @staticmethod
    def values_of(tension: Tension) -> dict[str, Any]:
        """What is stored, by field."""
        names = ("nature", "challenge", "title", "text", "borne_by")
        return {name: getattr(tension, name) for name in names} | {"owner": str(tension.owner_id or "")}

    def changes(self) -> dict[str, Any]:
        """What the action is given."""
        return {"difficulty": self.difficulty(), "version": self.cleaned_data["version"]}


class TokenForm(CreateForm):
    """Something to be recorded once about a tension."""

    def values(self) -> dict[str, Any]:
        """What the action is given, which calls the form's token `token`."""
        data = dict(self.cleaned_data)
        return {"token": data.pop("form_token"), **data}


class StepForm(TokenForm):
    """Something that was done."""

    text = WordsField(
        label=_("What was done?"),
        max_length=5000,
        help_text=_("A talk, a letter, something tried. Everybody who takes part reads it."),
        error_messages={"required": _("Say what was done.")},
    )
    taken_on = PastDayField(label=_("On which day?"), initial=site_today)


class WhyForm(TokenForm):
    """A change of state, which always says why."""

    why = WordsField(
        label=_("Why?"),
        rows=3,
        max_length=WHY,
        help_text=_("One sentence is enough. Everybody who takes part reads it."),
        error_messages={"required": _("Say why.")},
    )


class EscalateForm(WhyForm):
    """To whom it goes, and why."""

    to = LineField(
        label=_("To whom?"),
        max_length=200,
        help_text=_("A role or a body, such as “the research office” or “the steering group”. Do not name a person."),
        error_messages={"required": _("Say to which role or body it goes.")},
    )
    field_order = ["to", "why"]


class CloseForm(WhyForm):
    """One of two ends, and why."""

    to = PickField(
        TensionState,
        label=_("How does it end?"),
        missing=_("Choose one of the two."),
        help_text=_("Both are good ends. To live with something is a decision too."),
        only=(TensionState.RESOLVED, TensionState.LIVED_WITH),
    )
    field_order = ["to", "why"]


def add_form(data: QueryDict | None, project: Project, person: User, *, leads: bool) -> TensionAddForm:
    """The form by which somebody raises a tension or barrier."""
    return TensionAddForm(data, **_owners_to_choose(project, person, None, leads=leads))


def difference_form(
    data: QueryDict | None, project: Project, person: User, *, leads: bool, initial: Mapping[str, object]
) -> DifferenceForm:
    """The form by which somebody raises a tension from a difference that an app above keeps."""
    return DifferenceForm(data, initial=initial, **_owners_to_choose(project, person, None, leads=leads))


def edit_form(data: QueryDict | None, tension: Tension, person: User, *, leads: bool) -> TensionEditForm:
    """The form of a tension as it is stored; its owner can be chosen even if they have left."""
    owners = _owners_to_choose(tension.project, person, tension.owner, leads=leads)
    return TensionEditForm(data, tension=tension, **owners)


def _owners_to_choose(project: Project, person: User, before: Membership | None, *, leads: bool) -> dict[str, Any]:
    """Whom this person may choose as the owner, and under which names."""
    owners = choose_among(who_may_own(project, before), person, before, leads=leads)
    return {"owners": owners, "names": own_label(distinct_names_by_membership(project), owners, person)}


def choose_among(
    owners: Iterable[Membership], person: User, before: Membership | None, *, leads: bool
) -> list[Membership]:
    """Whom somebody may choose as the owner: a coordinator everybody; others themselves, if no third person owns it."""
    if leads:
        return list(owners)
    if before is not None and before.person_id != person.pk:
        return []
    return [owner for owner in owners if owner.person_id == person.pk]


def own_label(names: Mapping[UUID, str], owners: Iterable[Membership], person: User) -> dict[UUID, str]:
    """The names, with a word beside the reader's own."""
    mine = {
        owner.pk: _now("%(name)s, that is me") % {"name": names[owner.pk]}
        for owner in owners
        if owner.person_id == person.pk
    }
    return {**names, **mine}

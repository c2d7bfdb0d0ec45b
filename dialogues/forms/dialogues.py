"""Planning a dialogue: its words, its times, its prompts, its seats."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm, CreateForm, LineField, WordsField
from dialogues.forms.zoned import ZonedDateTimeField, on_clock
from dialogues.models import Dialogue, Prompt
from dialogues.registry import TEN_THEMES
from projects.models import Membership

MAX_OWN_PROMPTS = 10
MAX_PROMPT = 300
MOMENTS = ("meets_at", "writing_ends_at", "reveal_at")
WORDS = ("title", "purpose", "time_zone", "place", "join_link")


def zones() -> list[tuple[str, str]]:
    """Every IANA zone with a city, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]


class DialogueForm(CleanForm):
    """What can be changed until a dialogue is closed."""

    title = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Give the dialogue a title.")})
    purpose = WordsField(label=_("Purpose"), max_length=5000, required=False, rows=4)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_("The times below are on the clock of this zone."),
        error_messages={"invalid_choice": _("Choose a time zone from the list.")},
    )
    writing_ends_at = ZonedDateTimeField(
        label=_("Writing ends"), error_messages={"required": _("Say when writing ends.")}
    )
    reveal_at = ZonedDateTimeField(
        label=_("Open the reflections by themselves at"),
        required=False,
        help_text=_("Leave this empty if a facilitator will open them."),
    )
    meets_at = ZonedDateTimeField(label=_("When we meet"), required=False)
    place = LineField(label=_("Place"), max_length=200, required=False)
    join_link = forms.URLField(
        label=_("Link to join"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write a full link, such as https://meet.example.org/abc.")},
    )

    def clean(self) -> dict[str, Any]:
        """Put the times on the chosen clock, and check their order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone = cleaned.get("time_zone")
        for name in MOMENTS if zone else ():
            if cleaned.get(name):
                cleaned[name] = on_clock(cleaned[name], str(zone))
        ends, opens = cleaned.get("writing_ends_at"), cleaned.get("reveal_at")
        if zone and ends and opens and opens < ends:
            self.add_error("reveal_at", _now("The reflections cannot open before writing ends."))
        return cleaned

    def fields_of_dialogue(self) -> dict[str, Any]:
        """The cleaned values that are fields of a dialogue."""
        return {name: self.cleaned_data[name] for name in (*WORDS, *MOMENTS)}


class PlannedForm(DialogueForm):
    """The prompts too, as long as nobody can have answered them."""

    themes = forms.MultipleChoiceField(
        label=_("Prompts from the ten themes"),
        required=False,
        choices=lambda: [(prompt.theme, prompt.text) for prompt in TEN_THEMES.prompts],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Three or four are enough for one dialogue. Each also has a version in plainer words."),
        error_messages={"invalid_choice": _("Choose prompts from the list.")},
    )
    own_prompts = WordsField(
        label=_("Prompts of our own"),
        required=False,
        rows=4,
        help_text=_("One to a line, up to 300 characters each."),
    )

    def clean_own_prompts(self) -> list[str]:
        """The lines that say something."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["own_prompts"].split("\n")]
        prompts = [line for line in lines if line]
        if len(prompts) > MAX_OWN_PROMPTS:
            raise forms.ValidationError(_("Write at most 10 prompts of your own."))
        if too_long := next((line for line in prompts if len(line) > MAX_PROMPT), None):
            raise forms.ValidationError(
                _("This prompt is longer than 300 characters: “%(start)s…”"), params={"start": too_long[:60]}
            )
        return prompts

    def clean(self) -> dict[str, Any]:
        """A dialogue asks something."""
        cleaned = super().clean()
        if not {"themes", "own_prompts"} & self.errors.keys() and not cleaned["themes"] and not cleaned["own_prompts"]:
            self.add_error("themes", _now("Choose a prompt or write one of your own."))
        return cleaned


class DialogueCreateForm(PlannedForm, CreateForm):
    """A new dialogue."""


def initial_of(dialogue: Dialogue, prompts: Iterable[Prompt]) -> dict[str, Any]:
    """What the form shows first: times on the dialogue's own clock."""
    zone = ZoneInfo(dialogue.time_zone)
    shown: dict[str, Any] = {name: getattr(dialogue, name) for name in WORDS}
    for name in MOMENTS:
        moment = getattr(dialogue, name)
        shown[name] = moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if moment else None
    prompts = list(prompts)
    shown["themes"] = [prompt.theme for prompt in prompts if prompt.theme]
    shown["own_prompts"] = "\n".join(prompt.text for prompt in prompts if not prompt.theme)
    return shown


class SomeChoices(forms.CheckboxSelectMultiple):
    """Checkboxes of which some are shown and cannot be ticked."""

    closed: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class SeatsForm(CleanForm):
    """Who has a seat, and who of them facilitates. Its choices are members who take part today.

    A member without consent and without a seat (`agree` and `seated` hold the others) is shown with the reason. The
    action refuses them whatever is sent. `names` tell two of the same name apart.
    """

    seated = forms.MultipleChoiceField(
        label=_("Who has a seat"),
        required=False,
        widget=SomeChoices,
        error_messages={"invalid_choice": _("Choose people from the list.")},
    )
    facilitating = forms.MultipleChoiceField(
        label=_("Who facilitates"),
        required=False,
        widget=SomeChoices,
        help_text=_("A facilitator has a seat too, can open the reveal, and reads what is shared with facilitators."),
        error_messages={"invalid_choice": _("Choose people from the list.")},
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[Membership],
        names: Mapping[UUID, str],
        agree: Container[UUID],
        seated: Container[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        members = list(members)
        without = (str(member.pk) for member in members if member.person_id not in agree)
        closed = frozenset(key for key in without if key not in seated)
        choices = [
            (str(member.pk), _choice(member, names.get(member.pk, ""), is_closed=str(member.pk) in closed))
            for member in members
        ]
        for field in self.fields.values():
            assert isinstance(field, forms.MultipleChoiceField)
            assert isinstance(field.widget, SomeChoices)
            field.choices = choices
            field.widget.closed = closed

    def clean(self) -> dict[str, Any]:
        """Whoever facilitates sits at the table."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if set(cleaned.get("facilitating", ())) - set(cleaned.get("seated", ())):
            self.add_error("facilitating", _now("A facilitator needs a seat. Choose the same person in both lists."))
        return cleaned

    def chosen(self) -> dict[UUID, bool]:
        """Membership to whether it facilitates."""
        leading = set(self.cleaned_data["facilitating"])
        return {UUID(key): key in leading for key in self.cleaned_data["seated"]}


def _choice(member: Membership, name: str, *, is_closed: bool) -> str:
    """A member as the lists of seats say them."""
    said = f"{name or member.named()} · {member.get_standpoint_display()}"
    why = _now("cannot have a seat yet: has not agreed to the latest consent form")
    return f"{said} · {why}" if is_closed else said

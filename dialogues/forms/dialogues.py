"""Planning a dialogue: its words, its times, its prompts, its agenda, its seats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.dates import site_today
from core.forms import LIMITS, CreateForm, LineField, VersionForm, WordsField
from dialogues.actions.dialogues import Plan
from dialogues.actions.prompts import PromptChoice, Question
from dialogues.forms.outcomes import DAYS
from dialogues.forms.rows import MAX_ROWS, RowsForm, rows_of, whole_number
from dialogues.forms.zoned import ZonedDateTimeField, on_clock
from dialogues.models import Dialogue, Prompt, PromptSetVersion
from dialogues.queries.prompt_sets import label_of
from dialogues.registry import GROUND_RULES, TEN_THEMES

MAX_OWN_PROMPTS = 20
MAX_PROMPT = 300
MOMENTS = ("meets_at", "writing_ends_at", "reveal_at")
WORDS = ("title", "purpose", "time_zone", "place", "join_link", "ground_rules", "look_back_on")


def zones() -> list[tuple[str, str]]:
    """Every IANA zone with a city, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]


def step_field(number: int) -> forms.Field:
    """What the group does."""
    label = _now("Step %(number)s") % {"number": number}
    return LineField(label=label, max_length=200, required=False, error_messages=LIMITS)


def minutes_field(number: int) -> forms.Field:
    """How long it takes: at most a working day."""
    return whole_number(_now("Minutes for step %(number)s") % {"number": number}, 480, required=False)


class DialogueForm(RowsForm):
    """What can be changed until a dialogue is closed. `sets` are offered where prompts can still be chosen."""

    columns = {"step": step_field, "minutes": minutes_field}

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

    ground_rules = WordsField(
        label=_("Ground rules"),
        max_length=5000,
        required=False,
        rows=8,
        help_text=_("What we promise each other. Change the words until they are yours."),
    )
    look_back_on = forms.DateField(
        label=_("We look back on"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("On this day we ask what has become of what we agreed."),
        error_messages={"invalid": _("Write a date, such as 12/05/2027.")},
    )

    def __init__(self, *args: Any, sets: Iterable[PromptSetVersion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = sets

    @property
    def helper(self) -> FormHelper:
        """The long form in groups."""
        helper = super().helper
        helper.layout = Layout(*self.hidden(), *self.groups())
        return helper

    def hidden(self) -> list[str]:
        """Fields that nobody sees."""
        return [name for name, field in self.fields.items() if field.widget.is_hidden]

    def groups(self) -> list[Fieldset]:
        """The groups in order, each with its heading."""
        return [
            Fieldset(_now("What it is about"), "title", "purpose"),
            Fieldset(_now("When"), "time_zone", "writing_ends_at", "reveal_at", "meets_at", "look_back_on"),
            Fieldset(_now("Where"), "place", "join_link"),
            *self.more_groups(),
            self.rows_layout(_now("Agenda"), self.agenda_hint()),
            Fieldset(_now("How we treat each other"), "ground_rules"),
        ]

    def more_groups(self) -> list[Fieldset]:
        """What only some plans have, before the agenda."""
        return []

    def agenda_hint(self) -> str:
        """How the rows work, and how long they take together."""
        hint = _now("What we do when we meet, and how many minutes each step takes. Empty rows are left out.")
        typed = [str(self[f"minutes_{number}"].value() or "") for number in range(1, MAX_ROWS + 1)]
        total = sum(int(minutes) for minutes in typed if minutes.isascii() and minutes.isdigit() and len(minutes) < 4)
        return f"{hint} {_now('In all: %(total)s minutes.') % {'total': total}}" if total else hint

    def clean_look_back_on(self) -> date | None:
        """A day to come, or the day that stands there already."""
        day: date | None = self.cleaned_data["look_back_on"]
        if day and day <= site_today() and day != self.initial.get("look_back_on"):
            raise forms.ValidationError(_("Choose a day after today."))
        return day

    def check_agenda(self) -> None:
        """Each step says what it is and how long it takes."""
        for number in range(1, MAX_ROWS + 1):
            names = (f"step_{number}", f"minutes_{number}")
            if not set(names) & self.errors.keys():
                step, minutes = (self.cleaned_data[name] for name in names)
                if step and not minutes:
                    self.add_error(names[1], _now("Say how many minutes this takes."))
                if minutes and not step:
                    self.add_error(names[0], _now("Say what you do in these minutes."))

    def agenda(self) -> list[tuple[str, int]]:
        """Titles and minutes, in order."""
        return [(row["step"], row["minutes"]) for row in self.ordered()]

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
        self.check_agenda()
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
    taken = forms.ChoiceField(
        label=_("A set of this project"),
        required=False,
        help_text=_("Its prompts are copied. Changing the set later does not change this dialogue."),
        error_messages={"invalid_choice": _("Choose a set from the list.")},
    )
    own_prompts = WordsField(
        label=_("Prompts of our own"),
        required=False,
        rows=4,
        help_text=_(
            "One to a line. To add the same in plain words, write them after the sign |, such as: "
            "What surprised you? | Was anything new to you?"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in self.sets}
        choices = [(key, label_of(version)) for key, version in self.versions.items()]
        taken = self.fields["taken"]
        assert isinstance(taken, forms.ChoiceField)
        taken.choices = [("", _now("None")), *choices]
        if not choices:
            del self.fields["taken"]

    def more_groups(self) -> list[Fieldset]:
        """The prompts."""
        taken = ["taken"] if "taken" in self.fields else []
        return [Fieldset(_now("Prompts"), "themes", *taken, "own_prompts")]

    def clean_own_prompts(self) -> list[Question]:
        """The lines that say something, each with its plain words after the first `|`."""
        lines = [line.partition("|") for line in self.cleaned_data["own_prompts"].split("\n")]
        found = [Question(" ".join(text.split()), " ".join(plain.split())) for text, _bar, plain in lines]
        prompts = [question for question in found if question.text or question.plain_text]
        if len(prompts) > MAX_OWN_PROMPTS:
            raise forms.ValidationError(_("Write at most 20 prompts of your own."))
        for question in prompts:
            check_question(question)
        return prompts

    def clean(self) -> dict[str, Any]:
        """A dialogue asks something, and not too much."""
        cleaned = super().clean()
        if {"themes", "own_prompts", "taken"} & self.errors.keys():
            return cleaned
        taken = self.prompt_choice().taken
        if not cleaned["themes"] and not cleaned["own_prompts"] and taken is None:
            self.add_error("themes", _now("Choose a prompt or write one of your own."))
        if taken is not None and len(cleaned["own_prompts"]) + len(taken.prompts.all()) > MAX_OWN_PROMPTS:
            self.add_error("own_prompts", _now("With the set these are more than 20 prompts. Take some lines out."))
        return cleaned

    def prompt_choice(self) -> PromptChoice:
        """What the form asks for."""
        taken = self.versions.get(self.cleaned_data.get("taken", ""))
        return PromptChoice(self.cleaned_data["themes"], self.cleaned_data["own_prompts"], taken)

    def plan(self) -> Plan:
        """The whole plan."""
        return Plan(self.fields_of_dialogue(), self.prompt_choice(), self.agenda())


def check_question(question: Question) -> None:
    """A prompt says something and fits. Raises ValidationError."""
    if not question.text:
        start = {"start": question.plain_text[:60]}
        raise forms.ValidationError(_("Write the prompt before the sign | in the line “%(start)s…”"), params=start)
    if too_long := next((words for words in question if len(words) > MAX_PROMPT), None):
        raise forms.ValidationError(
            _("This prompt is longer than 300 characters: “%(start)s…”"), params={"start": too_long[:60]}
        )


class DialogueCreateForm(PlannedForm, CreateForm):
    """A new dialogue."""


class DialogueEditForm(DialogueForm, VersionForm):
    """A change of a dialogue whose prompts stay."""


class PlannedEditForm(PlannedForm, VersionForm):
    """A change of a dialogue whose prompts may change too."""


def initial_of_new(time_zone: str) -> dict[str, Any]:
    """What an empty plan begins with: the reader's clock, and ground rules to start from."""
    return {"time_zone": time_zone, "ground_rules": str(GROUND_RULES)}


def initial_of(dialogue: Dialogue, prompts: Iterable[Prompt]) -> dict[str, Any]:
    """What the form shows first: times on the dialogue's own clock."""
    zone = ZoneInfo(dialogue.time_zone)
    shown = initial_of_copy(dialogue, prompts)
    for name in MOMENTS:
        moment = getattr(dialogue, name)
        shown[name] = moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if moment else None
    return shown | {"look_back_on": dialogue.look_back_on, "version": dialogue.version}


def initial_of_copy(dialogue: Dialogue, prompts: Iterable[Prompt]) -> dict[str, Any]:
    """The plan without its times."""
    shown: dict[str, Any] = {name: getattr(dialogue, name) for name in WORDS if name != "look_back_on"}
    prompts = list(prompts)
    shown["themes"] = [prompt.theme for prompt in prompts if prompt.theme]
    own = [(prompt.text, prompt.plain_text) for prompt in prompts if not prompt.theme]
    shown["own_prompts"] = "\n".join(" | ".join(filter(None, words)) for words in own)
    return shown | rows_of(("step", "minutes"), [(item.title, item.minutes) for item in dialogue.agenda.all()])

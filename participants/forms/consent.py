"""Input of writing a consent form and of answering one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm, CreateForm, LineField, SeenForm, WordsField, in_words, plain_messages
from core.text import clean_words
from participants.enums import ClauseKind, ConsentMode
from participants.models import Clause
from participants.queries.consent import ClauseText, VersionText

MAX_CLAUSES = 15
TEXTS = ("title", "information", "plain_information")
PARTS = ("kind", "text", "plain_text", "needed")
BLANK: dict[str, Any] = {"kind": "", "text": "", "plain_text": "", "needed": False}
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


@dataclass(frozen=True)
class ClauseFields:
    """The fields of one clause, and where it stands on the page."""

    number: int
    fields: list[BoundField]
    is_first: bool
    is_last: bool


class VersionForm(SeenForm):
    """A draft with its clauses. `rows` is how many clauses the page has."""

    hide_optional = True

    title = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Give the form a title.")})
    information = WordsField(
        label=_("Information about the project"),
        rows=12,
        error_messages={"required": _("Write what people should know before they answer.")},
    )
    plain_information = WordsField(label=_("The same in plain words"), rows=8, required=False)
    rows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2)

    def __init__(self, *args: Any, count: int, **options: Any) -> None:
        self.count = count
        super().__init__(*args, **options)
        for number in range(1, count + 1):
            self.fields |= {f"{part}_{number}": _plain(field) for part, field in _clause_fields().items()}

    @classmethod
    def of_draft(cls, stored: VersionText, typed: QueryDict | None) -> VersionForm:
        """The form as the draft stands, with as many clauses as were `typed` here before (`core.drafts.typed`)."""
        count = len(stored.clauses) if typed is None else count_in(typed)
        initial = initial_of_text(asdict(stored), [asdict(clause) for clause in stored.clauses], stored.mark)
        return cls(initial=initial, count=count)

    @classmethod
    def arranged(cls, post: QueryDict) -> VersionForm:
        """What was typed, with a clause added, moved or taken away as the button said. Nothing is checked or saved."""
        texts = {name: clean_words(post.get(name, "")) for name in TEXTS}
        rows = rearranged(typed_rows(post), post.get("act", ""))
        return cls(initial=initial_of_text(texts, rows, post.get("seen", "")[:64]), count=len(rows))

    def clauses(self) -> list[ClauseFields]:
        """The clauses as bound fields."""
        return [
            ClauseFields(number, [self[f"{part}_{number}"] for part in PARTS], number == 1, number == self.count)
            for number in range(1, self.count + 1)
        ]

    @property
    def is_full(self) -> bool:
        """Is there no room for another clause?"""
        return self.count >= MAX_CLAUSES

    def clean(self) -> dict[str, Any]:
        """A clause says something and is of some kind; an empty one is left away."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in self._filled():
            if not cleaned.get(f"text_{number}") and f"text_{number}" not in self.errors:
                self.add_error(f"text_{number}", _now("Write the clause, or remove it."))
            if not cleaned.get(f"kind_{number}") and f"kind_{number}" not in self.errors:
                self.add_error(f"kind_{number}", _now("Choose what the clause is about."))
        return cleaned

    def _filled(self) -> list[int]:
        every = range(1, self.count + 1)
        return [number for number in every if any(self.cleaned_data.get(f"{part}_{number}") for part in PARTS)]

    def text(self) -> VersionText:
        """What was written; only of a form that is right."""
        data = self.cleaned_data
        clauses = (ClauseText(**{part: data[f"{part}_{number}"] for part in PARTS}) for number in self._filled())
        return VersionText(data["title"], data["information"], data["plain_information"], tuple(clauses))

    def stored_rows(self, stored: VersionText) -> list[tuple[str, str, str | None]]:
        """What is stored now, as (label, words, name of the field); of the clauses only what was typed otherwise."""
        rows: list[tuple[str, str, str | None]] = [*self.rows_in_words({name: getattr(stored, name) for name in TEXTS})]
        for number, clause in enumerate(stored.clauses, start=1):
            rows += self._differing_rows(number, clause)
        return rows

    def _differing_rows(self, number: int, clause: ClauseText) -> Iterator[tuple[str, str, str | None]]:
        for part, field in _clause_fields().items():
            name = f"{part}_{number}" if number <= self.count else None
            label = _now("Clause %(number)d") if part == "text" else _now("Clause %(number)d, %(part)s")
            words = in_words(field, getattr(clause, part))
            if name is None or self.typed_in_words(name) != words:
                yield label % {"number": number, "part": field.label}, words, name


def initial_of_text(texts: Mapping[str, Any], clauses: Sequence[dict[str, Any]], seen: str) -> dict[str, Any]:
    """What the fields of a draft show first."""
    initial = {name: texts[name] for name in TEXTS} | {"seen": seen, "rows": str(len(clauses))}
    for number, clause in enumerate(clauses, start=1):
        initial |= {f"{part}_{number}": clause[part] for part in PARTS}
    return initial


def _plain(field: forms.Field) -> forms.Field:
    """A field that a form makes itself speaks as plainly as the others."""
    field.error_messages = plain_messages(field)
    return field


def _clause_fields() -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(
            label=_("What it is about"), choices=[("", _("Choose one")), *ClauseKind.choices], required=False
        ),
        "text": WordsField(label=_("Clause"), max_length=500, rows=2, required=False),
        "plain_text": WordsField(label=_("In plain words"), max_length=500, rows=2, required=False),
        "needed": forms.BooleanField(label=_("Needed to take part"), required=False),
    }


def count_in(post: QueryDict) -> int:
    """How many clauses a page sent."""
    count = post.get("rows", "")
    return min(int(count), MAX_CLAUSES) if count.isascii() and count.isdigit() and len(count) < 3 else 0


def typed_rows(post: QueryDict) -> list[dict[str, Any]]:
    """The clauses as they were typed."""
    return [
        {part: clean_words(post.get(f"{part}_{number}", "")) for part in PARTS[:3]}
        | {"needed": f"needed_{number}" in post}
        for number in range(1, count_in(post) + 1)
    ]


def rearranged(rows: list[dict[str, Any]], act: str) -> list[dict[str, Any]]:
    """The rows after a button: `add`, `up-2`, `down-2` or `remove-2`. What makes no sense changes nothing."""
    name, _sign, number = act.partition("-")
    if name == "add":
        return [*rows, dict(BLANK)][:MAX_CLAUSES]
    at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 3 else -1
    if not 0 <= at < len(rows):
        return rows
    rest = rows[:at] + rows[at + 1 :]
    to = {"up": max(at - 1, 0), "down": at + 1}.get(name)
    if to is None:
        return rest if name == "remove" else rows
    return [*rest[:to], rows[at], *rest[to:]]


def answer_name(clause: Clause) -> str:
    """The name of a clause's field."""
    return f"answer_{clause.pk.hex}"


class AnswerForm(CleanForm):
    """Yes or no to each clause. Nothing is ticked that the person did not tick."""

    def __init__(self, *args: Any, clauses: Iterable[Clause], **options: Any) -> None:
        self.clauses = list(clauses)
        super().__init__(*args, **options)
        self.fields = {answer_name(clause): _plain(_answer_field(clause)) for clause in self.clauses} | self.fields

    @classmethod
    def initial_of_answers(cls, answers: dict[UUID, bool]) -> dict[str, str]:
        """Answers the person gave before, as the form shows them."""
        return {f"answer_{key.hex}": "yes" if agreed else "no" for key, agreed in answers.items()}

    def typed_answers(self) -> dict[UUID, bool]:
        """Whatever was answered so far, whether or not the form is complete."""
        answers = {clause.pk: self.data.get(answer_name(clause)) for clause in self.clauses}
        return {key: answer == "yes" for key, answer in answers.items() if answer in ("yes", "no")}


def _answer_field(clause: Clause) -> forms.ChoiceField:
    hints = [_now("In plain words: %(text)s") % {"text": clause.plain_text}] if clause.plain_text else []
    hints += [_now("Without a yes here you cannot take part.")] if clause.needed else []
    return forms.ChoiceField(
        label=clause.text,
        help_text=" ".join(hints),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={
            "required": _now("Answer yes or no: %(start)s") % {"start": clause.text[:60]},
            "invalid_choice": _now("Answer yes or no: %(start)s") % {"start": clause.text[:60]},
        },
    )


class SignForm(CreateForm):
    """The name under the answers. `read` is what the page showed, signed, so that it is what is sealed."""

    full_name = LineField(
        label=_("Your full name"),
        help_text=_("Type it as you would sign a letter."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your full name.")},
    )
    read = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("Load this page again.")})


class RecordForm(AnswerForm, CreateForm):
    """Answers that somebody without an e-mail address gave by voice or on paper."""

    mode = forms.ChoiceField(
        label=_("How they answered"),
        choices=[(mode.value, mode.label) for mode in ConsentMode if mode != ConsentMode.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they answered.")},
    )
    full_name = LineField(
        label=_("Their full name, as they said or signed it"),
        max_length=150,
        error_messages={"required": _("Write their full name.")},
    )
    version = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Load this page again."), "invalid": _("Load this page again.")},
    )

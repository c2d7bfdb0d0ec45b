"""Attaching a transcript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms import CleanForm, CreateForm, LineField
from dialogues.formats.files import read
from dialogues.formats.transcripts import MAX_BYTES, SpokenTurn, UnreadableError
from dialogues.models import Seat
from dialogues.queries.transcripts import Speaker

NAMES = (
    ("replace", _("Replace each name by “Speaker 1”, “Speaker 2” and so on")),
    ("keep", _("Show the names as they stand in the file; the speakers agreed to it")),
)


class TranscriptForm(CreateForm):
    """A text file, what it is, and under what names its speakers are shown. Cleaned `file` is its turns."""

    title = LineField(label=_("Title"), max_length=200, error_messages={"required": _("Give the transcript a title.")})
    file = forms.FileField(
        label=_("Text file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.vtt,.srt,text/plain,text/vtt"}),
        help_text=_(
            "Plain text or captions (.txt, .vtt or .srt, UTF-8), up to 2 MB. In plain text each turn begins with "
            "a line “Name:” or “Name (12:34):”."
        ),
        error_messages={"required": _("Choose a text file."), "empty": _("This file is empty. Choose another.")},
    )
    names = forms.ChoiceField(
        label=_("Names of the speakers"),
        choices=NAMES,
        widget=forms.RadioSelect,
        help_text=_("Names inside what was said stay as they are in the file."),
        error_messages={
            "required": _("Choose under what names the speakers are shown."),
            "invalid_choice": _("Choose under what names the speakers are shown."),
        },
    )
    credit = LineField(
        label=_("Source and licence"),
        max_length=300,
        required=False,
        help_text=_("Where the conversation is from, if it is not ours."),
    )

    def clean_file(self) -> list[SpokenTurn]:
        """The turns in the file."""
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB. Split it into parts and attach each."))
        try:
            return read(upload.read())
        except UnreadableError as problem:
            raise forms.ValidationError(str(problem)) from problem


class SpeakersForm(CleanForm):
    """Which seat each speaker holds; without one the pseudonym stays."""

    hide_optional = True

    def __init__(
        self,
        *args: Any,
        speakers: Iterable[Speaker],
        seats: Iterable[Seat],
        names: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat in seats}
        named = [(key, f"{names[seat.pk]} · {seat.get_standpoint_display()}") for key, seat in self.seats.items()]
        self.speakers = {f"speaker_{number}": speaker for number, speaker in enumerate(speakers, start=1)}
        for name, speaker in self.speakers.items():
            self.fields[name] = forms.ChoiceField(
                label=_now("Who is %(name)s?") % {"name": speaker.pseudonym},
                choices=[("", _now("Somebody without a seat: keep this name")), *named],
                required=False,
                initial=str(speaker.seat or ""),
                help_text=_now("Begins: “%(words)s”") % {"words": speaker.begins} if speaker.begins else "",
                error_messages={"invalid_choice": _("Choose somebody with a seat in this dialogue.")},
            )

    def chosen(self) -> dict[UUID, Seat | None]:
        """Speaker to seat; None where the pseudonym stays."""
        return {speaker.key: self.seats.get(self.cleaned_data[name]) for name, speaker in self.speakers.items()}

"""A transcript, with its source and licence."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from accounts.models import User
from clahrc import demo
from clahrc.demo.story.transcripts import TRANSCRIPT
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.stored_rows import stored_dialogue
from dialogues.actions.transcripts import attach_transcript
from dialogues.formats.transcripts import read
from dialogues.models import Dialogue

DATA = Path(demo.__file__).parent / "data"


def tell_transcript(dialogue: Dialogue, by: User) -> None:
    """A conversation of others is attached to a dialogue, to practise on."""
    turns = read((DATA / TRANSCRIPT["file"]).read_bytes())
    with on_day(-255):
        attach_transcript(
            stored_dialogue(dialogue),
            token=uuid4(),
            fields={"title": TRANSCRIPT["title"], "credit": TRANSCRIPT["credit"]},
            turns=turns,
            keep_names=True,
            by=by,
        )

"""The glossary: each word with its meanings."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story.glossary import GLOSSARY, MeaningStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from glossary.actions import MeaningDetails, add_term
from glossary.enums import KnowledgeBasis
from projects.models import Project


def tell_glossary(project: Project, people: People) -> None:
    """Word by word, each meaning on its day."""
    for name, meanings in GLOSSARY.items():
        for story in meanings:
            add_meaning(project, name, story, people)


def add_meaning(project: Project, name: str, story: MeaningStory, people: People) -> None:
    """The first meaning brings the word."""
    details = MeaningDetails(KnowledgeBasis(story.basis), story.text, story.plain)
    with on_day(story.day):
        add_term(project, name=name, details=details, token=uuid4(), by=people[story.by])

"""The glossary and the pace of the demo, as they were written and agreed."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story import glossary as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.glossary import MeaningWords, add_term
from projects.actions.pace import agree_pace
from projects.enums import KnowledgeBasis
from projects.models import Project


def tell(project: Project, people: People) -> None:
    """Everything, on its day."""
    for name, meanings in story.GLOSSARY.items():
        for meaning in meanings:
            add_meaning(project, name, meaning, people)
    for pace in story.PACES:
        with on_day(pace.day):
            agree_pace(
                project,
                rapid_days=pace.rapid_days,
                slow_months=pace.slow_months,
                note=pace.note,
                token=uuid4(),
                by=people["amara"],
            )


def add_meaning(project: Project, name: str, meaning: story.Meaning, people: People) -> None:
    """The first meaning brings the word."""
    words = MeaningWords(KnowledgeBasis(meaning.basis), meaning.text, meaning.plain)
    with on_day(meaning.day):
        add_term(project, name=name, meaning=words, token=uuid4(), by=people[meaning.by])

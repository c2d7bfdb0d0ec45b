"""The consent form of the demo: written, published, and answered on the site and on paper."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story import consent as story_consent
from clahrc.demo.story import dialogues as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from participants.actions.consent import (
    Signature,
    begin_version,
    edit_version,
    give_consent,
    publish_version,
    record_consent,
)
from participants.enums import ConsentMode
from participants.models import ConsentVersion
from participants.queries.consent import ClauseWords, VersionWords, clauses_of, words_of
from projects.models import Project
from projects.queries.people import name_in


def make_form(project: Project, people: People, form: story_consent.Form) -> None:
    """One version, published, and everybody's answers in the three days after."""
    lead = people["amara"]
    clauses = tuple(ClauseWords(*clause) for clause in form.clauses)
    words = VersionWords(story_consent.NAME, form.information, form.plain, clauses)
    with on_day(form.published, hour=9):
        draft = begin_version(project, token=uuid4(), by=lead)
        version = edit_version(draft, words=words, seen=words_of(draft).mark, by=lead)
        version = publish_version(version, seen=words.mark, by=lead)
    answering = [person for person in [*story.PEOPLE, story.ON_PAPER] if person.role != "observer"]
    for place, person in enumerate(answering):
        if person.key not in form.waiting:
            with on_day(form.published + 1 + place % 3, hour=9 + place):
                answer(version, people, person, form.noes.get(person.key, ()))


def answer(version: ConsentVersion, people: People, person: story.Person, noes: tuple[str, ...]) -> None:
    """Yes to every clause but these. Whoever has no address answered on paper."""
    answers = {clause.pk: clause.kind not in noes for clause in clauses_of(version)}
    if person is story.ON_PAPER:
        by = people["amara"]
        written = name_in(version.project, by)
        signature = Signature(people[person.key], person.full_name, ConsentMode.PAPER, written)
        record_consent(version, answers=answers, signature=signature, token=uuid4(), by=by)
    else:
        signature = Signature(people[person.key], person.full_name)
        give_consent(version, answers=answers, signature=signature, token=uuid4(), by=people[person.key])

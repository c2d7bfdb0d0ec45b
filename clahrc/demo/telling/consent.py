"""The consent form: written, published, and answered on the site and on paper."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story.consent import FORM_NAME, ConsentFormStory
from clahrc.demo.story.people import ON_PAPER, PEOPLE, Person
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
from participants.queries.consent import ClauseText, VersionText, clauses_of, text_of
from projects.models import Project
from projects.queries.people import name_in


def tell_consent(project: Project, people: People, story: ConsentFormStory) -> None:
    """One version of the form, published, and everybody's answers in the three days after."""
    version = publish_form(project, people, story)
    answering = [person for person in [*PEOPLE, ON_PAPER] if person.role != "observer"]
    for place, person in enumerate(answering):
        if person.key not in story.waiting:
            with on_day(story.published + 1 + place % 3, hour=9 + place):
                answer_form(version, people, person, story.noes.get(person.key, ()))


def publish_form(project: Project, people: People, story: ConsentFormStory) -> ConsentVersion:
    """The coordinator writes a version and publishes it on the same morning."""
    lead = people["amara"]
    clauses = tuple(ClauseText(*clause) for clause in story.clauses)
    form = VersionText(FORM_NAME, story.information, story.plain, clauses)
    with on_day(story.published, hour=9):
        draft = begin_version(project, token=uuid4(), by=lead)
        version = edit_version(draft, text=form, seen=text_of(draft).mark, by=lead)
        return publish_version(version, seen=form.mark, by=lead)


def answer_form(version: ConsentVersion, people: People, person: Person, noes: tuple[str, ...]) -> None:
    """Yes to every clause but these. Whoever has no address answers on paper."""
    answers = {clause.pk: clause.kind not in noes for clause in clauses_of(version)}
    if person is ON_PAPER:
        by = people["amara"]
        recorded_by = name_in(version.project, by)
        signature = Signature(people[person.key], person.full_name, ConsentMode.PAPER, recorded_by)
        record_consent(version, answers=answers, signature=signature, token=uuid4(), by=by)
    else:
        signature = Signature(people[person.key], person.full_name)
        give_consent(version, answers=answers, signature=signature, token=uuid4(), by=people[person.key])

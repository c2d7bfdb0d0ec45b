"""Contributions, from an input to a decision, a change and back to whoever made it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story.contributions import CONTRIBUTIONS, ContributionStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from contributions import actions
from contributions.actions import ContributionDetails
from contributions.enums import Decision
from contributions.models import Contribution
from dialogues.actions.contributions import take_up_reflection
from dialogues.models import Reflection
from projects.models import Membership, Project


def tell_contributions(project: Project, people: People) -> None:
    """One after the other, each on its days."""
    for story in CONTRIBUTIONS:
        contribution = begin_contribution(project, story, people)
        handle_contribution(contribution, story, people["amara"])
        end_contribution(contribution, story, people)


def member_of(project: Project, person: User | None) -> Membership | None:
    """Somebody's membership; None for nobody in particular."""
    return Membership.objects.select_related("person").filter(project=project, person=person).first()


def begin_contribution(project: Project, story: ContributionStory, people: People) -> Contribution:
    """Taken up from a reflection, or written by hand."""
    lead, person = people["amara"], people.get(story.by)
    contributor, owner = member_of(project, person), member_of(project, people.get(story.owner))
    with on_day(story.day):
        if story.theme:
            rows = Reflection.objects.select_related("seat__dialogue__project")
            reflection = rows.get(
                seat__person=person,
                seat__dialogue__title=story.dialogue,
                prompt__theme=story.theme,
                responds_to=None,
            )
            details = ContributionDetails(story.text, None, "", owner)
            return take_up_reflection(reflection, details=details, token=uuid4(), by=lead)
        standpoint = contributor.standpoint if contributor else story.standpoint
        details = ContributionDetails(story.text, contributor, standpoint, owner)
        return actions.make_contribution(project, details=details, token=uuid4(), by=person or lead)


def stored_contribution(contribution: Contribution) -> Contribution:
    """The contribution as it is stored now."""
    return Contribution.objects.select_related("project").get(pk=contribution.pk)


def handle_contribution(contribution: Contribution, story: ContributionStory, lead: User) -> None:
    """The coordinator decides, notes what changed, and tells the contributor."""
    today = timezone.localdate()
    if story.decided:
        day, decision, reason = story.decided
        version = stored_contribution(contribution).version
        with on_day(day):
            actions.decide_contribution(
                contribution, decision=Decision(decision), reason=reason, version=version, by=lead
            )
    if story.changed:
        day, change, evidence = story.changed
        version = stored_contribution(contribution).version
        with on_day(day):
            actions.note_change(contribution, change=change, evidence=evidence, version=version, by=lead)
    if story.feedback:
        day, feedback, until = story.feedback
        version = stored_contribution(contribution).version
        quiet = today + timedelta(days=until)
        with on_day(day):
            actions.tell_contributor(contribution, feedback=feedback, quiet_until=quiet, version=version, by=lead)


def end_contribution(contribution: Contribution, story: ContributionStory, people: People) -> None:
    """The contributor closes it or opens it again; or it is closed in silence."""
    if story.answer:
        day, settled, text = story.answer
        with on_day(day):
            row = stored_contribution(contribution)
            actions.send_reply(row, settled=settled, text=text, token=uuid4(), by=people[story.by])
    if story.silent is not None:
        with on_day(story.silent):
            actions.close_in_silence(stored_contribution(contribution), by=None)

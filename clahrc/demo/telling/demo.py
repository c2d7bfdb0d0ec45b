"""Everything in order: people, the first project, the second, the programme."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from clahrc.demo.story.consent import FIRST_FORM
from clahrc.demo.story.people import ADMINISTRATOR, OUTSIDER, PEOPLE
from clahrc.demo.story.projects import BREATHING_TOGETHER, WALKING_HOME
from clahrc.demo.telling.aims import tell_aims
from clahrc.demo.telling.consent import tell_consent
from clahrc.demo.telling.contributions import tell_contributions
from clahrc.demo.telling.dialogues import tell_dialogues
from clahrc.demo.telling.expectations import tell_expectations
from clahrc.demo.telling.glossary import tell_glossary
from clahrc.demo.telling.invitations import tell_invitations
from clahrc.demo.telling.members import add_member_of_both, tell_members
from clahrc.demo.telling.milestones import tell_milestone_links, tell_milestones
from clahrc.demo.telling.pace import tell_pace
from clahrc.demo.telling.people import People, address_of, make_accounts
from clahrc.demo.telling.phases import tell_phases
from clahrc.demo.telling.programme import tell_programme
from clahrc.demo.telling.projects import describe_project, make_project, note_approvals
from clahrc.demo.telling.pulse import tell_pulse
from clahrc.demo.telling.tensions import tell_tensions
from notifications.enums import MailState
from notifications.models import Mail

LOCK = 20_261_123  # any number that nobody else takes


def load_demo() -> bool:
    """Tell the whole demo in one transaction. False where it is there already."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if User.objects.filter(email=address_of(ADMINISTRATOR.key)).exists():
            return False
        people = make_accounts()
        tell_first_project(people)
        tell_second_project(people)
        tell_programme(people)
        mark_mail_as_sent()
    return True


def tell_first_project(people: People) -> None:
    """The project whose collaboration over a year the demo shows."""
    project = make_project(BREATHING_TOGETHER, PEOPLE[0], people["priya"])
    tell_members(project, people)
    tell_consent(project, people, FIRST_FORM)
    tell_milestones(project, people)
    tell_glossary(project, people)
    tell_pace(project, people)
    tell_milestone_links(project, people)
    describe_project(project, people)
    tell_phases(project, people)
    note_approvals(project, people)
    tell_aims(project, people)
    tell_expectations(project, people)
    tell_pulse(project, people)
    tell_dialogues(project, people)  # somebody leaves on the way: what they took part in before is told before
    tell_tensions(project, people)
    tell_contributions(project, people)
    tell_invitations(project, people)


def tell_second_project(people: People) -> None:
    """A project that shares one person with the first."""
    project = make_project(WALKING_HOME, OUTSIDER, people["priya"])
    add_member_of_both(project, people)


def mark_mail_as_sent() -> None:
    """What was mailed in the story went out on its day: nothing of it is sent when the demo is loaded."""
    Mail.objects.filter(state=MailState.DUE).update(state=MailState.SENT, sent_at=F("due_at"), attempts=1, data={})

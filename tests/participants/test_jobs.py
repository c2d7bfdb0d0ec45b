"""Who comes after a consent form was published is asked too."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from notifications.models import Mail
from participants.jobs import ask_who_joined
from participants.notices.consent import write_consent_due
from projects.models import Membership, Project
from tests import factories
from tests.participants.consenting import answered, form


def asked() -> set[str]:
    """The addresses that a mail about the form goes to."""
    return set(Mail.objects.filter(kind="participants.consent_due").values_list("to", flat=True))


def test_who_joins_later_is_asked_once(project: Project, amara: User) -> None:
    form(project, amara)
    before = asked()
    ruth = factories.in_project(project, "Ruth Adeyemi", "partner", "carer")
    assert ask_who_joined() == ask_who_joined()
    assert asked() - before == {ruth.address}
    assert Mail.objects.filter(to=ruth.address).count() == 1


def test_nobody_is_asked_where_there_is_no_form_and_no_observer_is(project: Project, amara: User) -> None:
    factories.in_project(project, "Ruth Adeyemi", "partner", "carer")
    ask_who_joined()
    assert asked() == set()
    form(project, amara)
    oli = factories.in_project(project, "Oli Brand", "observer", "manager")
    ask_who_joined()
    assert oli.address not in asked()


def test_who_wants_no_contact_is_left_alone(project: Project, amara: User) -> None:
    form(project, amara)
    ruth = factories.in_project(project, "Ruth Adeyemi", "partner", "carer")
    Membership.objects.filter(person=ruth).update(no_contact_since=timezone.now())
    ask_who_joined()
    assert ruth.address not in asked()


def test_a_part_that_begins_later_is_asked_when_it_begins(project: Project, amara: User) -> None:
    form(project, amara)
    ruth = factories.in_project(project, "Ruth Adeyemi", "partner", "carer")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Membership.objects.filter(person=ruth).update(starts_on=tomorrow, created_at=timezone.now() - timedelta(days=9))
    ask_who_joined()
    assert ruth.address not in asked()
    Membership.objects.filter(person=ruth).update(starts_on=timezone.localdate())
    ask_who_joined()
    assert ruth.address in asked()


def test_the_letter_is_not_written_for_whoever_has_answered(project: Project, amara: User, dee: User) -> None:
    version = form(project, amara)
    answered(version, dee)
    ask_who_joined()
    mail = Mail.objects.get(to=dee.address, kind="participants.consent_due")
    assert write_consent_due(mail) is None

"""A closed project takes no input, reminds nobody and sends no mail; opened again it reminds of what is still due."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from dialogues import jobs as dialogue_jobs
from dialogues.actions import dialogues as dialogue_actions
from dialogues.models import Dialogue
from notifications import jobs as mail_jobs
from notifications.actions import enqueue
from notifications.delivery import deliver
from notifications.enums import MailState
from notifications.models import Mail
from notifications.queries import due_ids, needs_of
from notifications.registry import MAIL, Letter, MailKind
from participants.jobs import ask_who_joined
from projects.actions.projects import change_state
from projects.enums import ProjectState
from projects.models import Project
from tests import factories
from tests.dialogues.planning import opened
from tests.dialogues.recording import action, look_back_on, open_words
from tests.factories import in_days
from tests.participants.consenting import form
from tests.projects.making import milestone

JOBS = [
    dialogue_jobs.reveal_due,
    dialogue_jobs.remind,
    dialogue_jobs.action_due,
    dialogue_jobs.look_back,
    dialogue_jobs.remind_of_meetings,
    ask_who_joined,
    mail_jobs.sweep,
]
REMINDERS = {
    "dialogues.action_due",
    "dialogues.look_back",
    "dialogues.meeting_soon",
    "participants.consent_due",
    "reflection_due",
}


def close(project: Project, by: User) -> Project:
    return change_state(project, to=ProjectState.CLOSED, by=by)


def reopen(project: Project, by: User) -> Project:
    return change_state(project, to=ProjectState.ACTIVE, by=by)


def run_jobs() -> None:
    for job in JOBS:
        job()


def deliver_all() -> None:
    for mail_id in due_ids():
        deliver(mail_id)


@pytest.fixture
def busy(project: Project, amara: User, dee: User) -> Project:
    """A project in which every job has something to remind of; what was mailed on the way has gone."""
    writing_ends_at, meets_at = (timezone.now() + timedelta(hours=hours) for hours in (20, 22))
    dialogue = opened(project, amara, dee, writing_ends_at=writing_ends_at, meets_at=meets_at)
    Dialogue.objects.filter(pk=dialogue.pk).update(created_at=timezone.now() - timedelta(days=9))
    words = look_back_on(open_words(project, amara, dee), in_days(0))
    action(words, amara, dee, in_days(1))
    milestone(project, amara, due_on=in_days(-1))
    form(project, amara)
    factories.in_project(project, "Ruth Adeyemi", "partner", "carer")
    Mail.objects.update(state=MailState.SENT, created_at=timezone.now() - timedelta(days=9))
    return project


def test_the_project_of_these_tests_would_remind_of_everything(busy: Project) -> None:
    run_jobs()
    assert set(Mail.objects.filter(state=MailState.DUE).values_list("kind", flat=True)) == REMINDERS


def test_no_job_prepares_a_mail_for_a_closed_project(busy: Project, amara: User) -> None:
    before = Mail.objects.count()
    close(busy, amara)
    run_jobs()
    assert Mail.objects.count() == before


def test_what_was_queued_before_the_closing_is_not_sent_after_it(busy: Project, amara: User) -> None:
    run_jobs()
    close(busy, amara)
    deliver_all()
    assert sent_mail.outbox == []
    assert set(Mail.objects.filter(kind__in=REMINDERS).values_list("state", flat=True)) <= {"not_needed", "sent"}


def test_nothing_of_a_closed_project_needs_anybody(busy: Project, amara: User, dee: User) -> None:
    assert needs_of(dee, timezone.now()) != []
    close(busy, amara)
    assert [need for person in (amara, dee) for need in needs_of(person, timezone.now())] == []


def test_after_opening_again_each_reminder_that_is_still_due_comes_once(busy: Project, amara: User) -> None:
    run_jobs()
    close(busy, amara)
    deliver_all()
    reopen(busy, amara)
    for _time in range(3):
        run_jobs()
        deliver_all()
    sent = Counter(Mail.objects.filter(state=MailState.SENT, attempts__gt=0).values_list("kind", "to"))
    assert {kind for kind, _to in sent} == REMINDERS
    assert set(sent.values()) == {1}


def test_what_had_been_sent_before_the_closing_does_not_come_again(busy: Project, amara: User) -> None:
    run_jobs()
    deliver_all()
    before = len(sent_mail.outbox)
    close(busy, amara)
    reopen(busy, amara)
    run_jobs()
    deliver_all()
    assert len(sent_mail.outbox) == before


def test_what_was_done_meanwhile_is_not_reminded_of(busy: Project, amara: User) -> None:
    run_jobs()
    close(busy, amara)
    deliver_all()
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(hours=1))
    reopen(busy, amara)
    run_jobs()
    deliver_all()
    assert not Mail.objects.filter(kind="reflection_due", state=MailState.SENT, attempts__gt=0).exists()


def test_a_mail_held_back_stays_in_the_log(busy: Project, amara: User) -> None:
    run_jobs()
    close(busy, amara)
    deliver_all()
    held_back = Mail.objects.filter(state=MailState.NOT_NEEDED).count()
    reopen(busy, amara)
    assert Mail.objects.filter(state=MailState.NOT_NEEDED, key__startswith="held_back:").count() == held_back > 0


def test_another_project_goes_on_mailing(busy: Project, other_project: Project, amara: User, zoe: User) -> None:
    close(busy, amara)
    opened(other_project, zoe, zoe, writing_ends_at=timezone.now() + timedelta(hours=20))
    run_jobs()
    deliver_all()
    assert [message.to for message in sent_mail.outbox] == [[zoe.address]]


def test_these_kinds_of_mail_still_go_out_of_a_closed_project() -> None:
    """A copy of one's own consent, a receipt of one's own withdrawal; that a file holds words taken back; that nobody
    is to set out for a meeting. Signing in belongs to no project."""
    assert {kind.name for kind in MAIL.values() if kind.essential or kind.after_closing} == {
        "participants.consent_copy",
        "participants.withdrawn",
        "reports.file_withdrawn",
        "dialogues.meeting_called_off",
    }


def test_who_was_to_come_hears_that_a_date_is_off_though_the_project_closed_then(
    project: Project, amara: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, meets_at=timezone.now() + timedelta(days=20))
    deliver_all()
    dialogue_actions.close_dialogue(dialogue, by=amara)
    close(project, amara)
    deliver_all()
    assert [message.subject for message in sent_mail.outbox] == [
        "A dialogue: will you come?",
        "A dialogue: the date is off",
    ]


@pytest.mark.parametrize("after", [ProjectState.CLOSED, ProjectState.ARCHIVED])
def test_the_moment_of_closing_is_kept_until_it_opens_again(project: Project, amara: User, after: ProjectState) -> None:
    closed = close(project, amara).closed_at
    assert closed is not None
    assert close(project, amara).closed_at == closed
    row = change_state(project, to=after, by=amara)
    assert row.closed_at == closed


def test_opening_again_forgets_the_moment_of_closing(project: Project, amara: User) -> None:
    close(project, amara)
    assert reopen(project, amara).closed_at is None


KINDS = ("plain", "essential", "after_closing")
KEYS = ("a", "b")


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, MailKind]:
    """A kind of mail of each sort, always needed."""
    letter = Letter("A letter", "Some text", "/projects/")
    made = {
        "plain": MailKind("tests.plain", "why", lambda mail: letter),
        "essential": MailKind("tests.essential", "why", lambda mail: letter, essential=True),
        "after_closing": MailKind("tests.after_closing", "why", lambda mail: letter, after_closing=True),
    }
    for kind in made.values():
        monkeypatch.setitem(MAIL, kind.name, kind)
    return made


def sent_by_key() -> Counter[tuple[str, str]]:
    """How often something was sent, by kind and key."""
    rows = Mail.objects.filter(state=MailState.SENT).values_list("kind", "key")
    return Counter((kind.removeprefix("tests."), key) for kind, key in rows)


steps = st.lists(
    st.one_of(
        st.sampled_from(["close", "reopen", "deliver"]), st.tuples(st.sampled_from(KINDS), st.sampled_from(KEYS))
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_in_any_order_nothing_plain_is_sent_while_closed_and_nothing_twice(
    project: Project, amara: User, dee: User, kinds: dict[str, MailKind], steps: list[str | tuple[str, str]]
) -> None:
    with transaction.atomic():
        project.refresh_from_db()
        for step in [*steps, "reopen", *((kind, key) for kind in KINDS for key in KEYS), "deliver"]:
            before, is_open = sent_by_key(), Project.objects.get(pk=project.pk).is_open
            take(step, project, amara, dee, kinds)
            new = sent_by_key() - before
            assert is_open or not [kind for kind, _key in new if kind == "plain"]
        assert sent_by_key() == Counter({(kind, key): 1 for kind in KINDS for key in (f"{kind}:{one}" for one in KEYS)})
        transaction.set_rollback(True)


def take(step: str | tuple[str, str], project: Project, by: User, person: User, kinds: dict[str, MailKind]) -> None:
    """One step: close, open again, send what is due, or queue a mail as a job would, with its key."""
    if step == "close":
        close(project, by)
    elif step == "reopen":
        reopen(project, by)
    elif isinstance(step, str):
        deliver_all()
    else:
        kind, key = step
        enqueue(kinds[kind], key=f"{kind}:{key}", person=person, project_id=project.pk)

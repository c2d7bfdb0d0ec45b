"""What starts by itself: the reveal at its time, one reminder for each seat, and what needs somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues import jobs
from dialogues.actions import dialogues as actions
from dialogues.models import Dialogue
from dialogues.notices.writing import reflections_to_open, reflections_to_write, write_reflection_due
from notifications.models import Mail
from notifications.registry import Letter
from projects.enums import ProjectState
from projects.models import Membership, Project
from tests.audit.trail import of_target
from tests.dialogues.planning import opened, planned, revealed, sent, url

SOON = timedelta(hours=47)


def due(dialogue: Dialogue) -> Dialogue:
    """The same dialogue, its time to open an hour ago."""
    past = timezone.now() - timedelta(hours=1)
    Dialogue.objects.filter(pk=dialogue.pk).update(writing_ends_at=past, reveal_at=past)
    return dialogue


def ending(project: Project, by: User, *people: User) -> Dialogue:
    """Open, with less than 48 hours to write."""
    return opened(project, by, *people, writing_ends_at=timezone.now() + SOON)


def test_a_dialogue_opens_at_its_time(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    jobs.reveal_due()
    dialogue.refresh_from_db()
    assert dialogue.is_revealed


def test_a_held_dialogue_opens_at_its_time_too(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    actions.hold_dialogue(dialogue, by=amara)
    jobs.reveal_due()
    dialogue.refresh_from_db()
    assert dialogue.is_revealed


def test_opening_by_itself_names_nobody(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    jobs.reveal_due()
    event = of_target(dialogue.pk).filter(type="dialogues.dialogue_revealed_on_time").get()
    assert (event.actor_id, event.data) == (None, {"not_sent": 1})


def test_the_job_run_twice_opens_once(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    jobs.reveal_due()
    jobs.reveal_due()
    assert of_target(dialogue.pk).filter(type="dialogues.dialogue_revealed_on_time").count() == 1


def test_of_two_that_found_the_same_dialogue_one_reveals(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    assert [actions.claim_reveal(dialogue, by=None) for _ in range(2)] == [True, False]


def test_what_is_not_due_stays_blind(project: Project, amara: User, dee: User) -> None:
    later = timezone.now() + timedelta(days=11)
    dialogue = opened(project, amara, dee, reveal_at=later)
    jobs.reveal_due()
    dialogue.refresh_from_db()
    assert not dialogue.is_revealed


def test_a_planned_dialogue_does_not_open_by_itself(project: Project, amara: User) -> None:
    dialogue = due(planned(project, amara))
    jobs.reveal_due()
    dialogue.refresh_from_db()
    assert not dialogue.is_revealed


def test_nothing_opens_in_a_closed_project(project: Project, amara: User, dee: User) -> None:
    dialogue = due(opened(project, amara, dee))
    Project.objects.filter(pk=project.pk).update(state=ProjectState.CLOSED)
    jobs.reveal_due()
    dialogue.refresh_from_db()
    assert not dialogue.is_revealed


def test_each_seat_that_has_not_sent_is_reminded_once(project: Project, amara: User, dee: User, chen: User) -> None:
    sent(ending(project, amara, dee, chen), chen, "Mine")
    jobs.remind()
    jobs.remind()
    assert [mail.person for mail in Mail.objects.all()] == [dee]


def test_nobody_is_reminded_with_more_than_two_days_left(project: Project, amara: User, dee: User) -> None:
    opened(project, amara, dee, writing_ends_at=timezone.now() + timedelta(hours=49))
    jobs.remind()
    assert not Mail.objects.exists()


def reminder(project: Project, amara: User, dee: User) -> Mail:
    """The mail in the outbox."""
    ending(project, amara, dee)
    jobs.remind()
    return Mail.objects.get()


def test_the_reminder_holds_a_link_and_no_words_or_names(project: Project, amara: User, dee: User) -> None:
    mail = reminder(project, amara, dee)
    letter = write_reflection_due(mail)
    assert isinstance(letter, Letter)
    assert letter.link.startswith(url("dialogue_detail", Dialogue.objects.get()))
    for private in ("How we decide", "Breathing Together", "Amara", "Dee", "pace"):
        assert private not in letter.subject + letter.text


@pytest.mark.parametrize(
    "change", ["sent", "held", "over", "closed project", "left", "observer", "seat gone", "inactive"]
)
def test_a_reminder_is_not_written_when_it_is_not_needed_any_more(
    change: str, project: Project, amara: User, dee: User
) -> None:
    mail = reminder(project, amara, dee)
    dialogue, membership = Dialogue.objects.get(), Membership.objects.filter(person=dee)
    changes: dict[str, Callable[[], object]] = {
        "sent": lambda: sent(dialogue, dee, "Mine"),
        "held": lambda: actions.hold_dialogue(dialogue, by=amara),
        "over": lambda: Dialogue.objects.update(writing_ends_at=timezone.now()),
        "closed project": lambda: Project.objects.update(state=ProjectState.CLOSED),
        "left": lambda: membership.update(expires_on=timezone.localdate()),
        "observer": lambda: membership.update(role="observer"),
        "seat gone": lambda: dialogue.seats.all().delete(),
        "inactive": lambda: User.objects.filter(pk=dee.pk).update(is_active=False),
    }
    changes[change]()
    assert write_reflection_due(mail) is None


def test_writing_is_on_the_list_of_whoever_has_not_sent(project: Project, amara: User, dee: User, chen: User) -> None:
    dialogue = opened(project, amara, dee, chen)
    sent(dialogue, chen, "Mine")
    needs = list(reflections_to_write.first_needs(dee, timezone.now()))
    assert [(need.project, need.due_at) for need in needs] == [("Breathing Together", dialogue.writing_ends_at)]
    assert list(reflections_to_write.first_needs(chen, timezone.now())) == []


def test_the_reveal_is_on_the_list_of_the_coordinator_and_the_facilitator_when_all_have_sent(
    project: Project, amara: User, ben: User, dee: User
) -> None:
    dialogue = opened(project, amara, dee, ben, facilitator=ben)
    sent(dialogue, dee, "Mine")
    assert list(reflections_to_open.first_needs(amara, timezone.now())) == []
    sent(dialogue, ben, "Mine")
    for person, expected in ((amara, 1), (ben, 1), (dee, 0)):
        assert len(list(reflections_to_open.first_needs(person, timezone.now()))) == expected


def test_the_reveal_is_on_the_list_when_writing_has_ended(project: Project, amara: User, dee: User, zoe: User) -> None:
    opened(project, amara, dee)
    Dialogue.objects.update(writing_ends_at=timezone.now() - timedelta(minutes=1))
    assert [need.reason for need in reflections_to_open.first_needs(amara, timezone.now())] == ["Writing has ended."]
    assert list(reflections_to_open.first_needs(zoe, timezone.now())) == []


def test_a_revealed_dialogue_needs_nobody(project: Project, amara: User, dee: User) -> None:
    dialogue = opened(project, amara, dee)
    sent(dialogue, dee, "Mine")
    revealed(dialogue, amara)
    assert list(reflections_to_open.first_needs(amara, timezone.now())) == []

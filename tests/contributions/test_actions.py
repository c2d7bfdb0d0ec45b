"""From what was said to its contributor's own closing: who may do what, when, and nothing twice."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from contributions import actions
from contributions.enums import ClosedBy, ContributionState, Decision
from contributions.jobs import close_silent
from contributions.models import Contribution, ContributionReply
from core.editing import Stale
from core.errors import Refused
from notifications.models import Mail
from projects.actions.members import end_member
from projects.enums import ProjectState
from projects.models import Project
from tests.contributions.contributing import (
    SAID,
    changed,
    closed,
    decided,
    from_nobody,
    made,
    now,
    past,
    place,
    replied,
    told,
    words,
)
from tests.factories import in_days


def types() -> list[str]:
    return list(Event.objects.order_by("at", "id").values_list("type", flat=True))


def test_a_partner_contributes_for_themselves(project: Project, dee: User) -> None:
    row = made(project, dee)
    assert (row.said, row.contributor, row.standpoint, row.taken) == (SAID, place(project, dee), "patient", False)
    assert (row.state, row.answer_by) == (ContributionState.RAISED, in_days(30))
    assert types() == ["contributions.contribution_made"]


@pytest.mark.parametrize("who", ["chen", None])
def test_a_partner_contributes_for_nobody_else(project: Project, dee: User, chen: User, who: str | None) -> None:
    contributor = place(project, chen) if who else None
    with pytest.raises(Refused, match="for yourself only"):
        actions.make_contribution(project, details=words(SAID, contributor), token=uuid.uuid4(), by=dee)


def test_an_observer_contributes_nothing(project: Project, oli: User) -> None:
    with pytest.raises(Refused, match="do not take part"):
        made(project, oli)


def test_a_coordinator_contributes_for_somebody_or_nobody(project: Project, amara: User, dee: User) -> None:
    assert made(project, amara, dee).contributor == place(project, dee)
    nobody = from_nobody(project, amara, standpoint="carer")
    assert (nobody.contributor, nobody.standpoint) == (None, "carer")


def test_somebody_of_another_project_neither_contributes_nor_looks_after_it(
    project: Project, other_project: Project, amara: User, zoe: User
) -> None:
    with pytest.raises(Refused, match="somebody who takes part"):
        actions.make_contribution(project, details=words(SAID, place(other_project, zoe)), token=uuid.uuid4(), by=amara)
    with pytest.raises(Refused, match="somebody who takes part"):
        from_nobody(project, amara, owner=place(other_project, zoe))


def test_sent_twice_with_one_token_it_is_made_once(project: Project, dee: User) -> None:
    token, given = uuid.uuid4(), words(SAID, place(project, dee))
    first, second = (actions.make_contribution(project, details=given, token=token, by=dee) for _ in range(2))
    assert first == second
    assert Contribution.objects.count() == 1
    assert types() == ["contributions.contribution_made"]


@pytest.mark.parametrize("decision", [Decision.ADAPTED, Decision.NOT_ADOPTED])
def test_what_is_not_taken_up_as_it_is_gets_a_reason(
    project: Project, amara: User, dee: User, decision: Decision
) -> None:
    row = made(project, dee)
    with pytest.raises(Refused, match="Say why"):
        actions.decide_contribution(row, decision=decision, reason="  ", version=1, by=amara)


def test_a_change_needs_a_decision_before_it(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="Decide first"):
        actions.note_change(made(project, dee), change="A", evidence="B", version=1, by=amara)


def test_a_change_needs_evidence(project: Project, amara: User, dee: User) -> None:
    row = decided(made(project, dee), amara)
    with pytest.raises(Refused, match="what shows it"):
        actions.note_change(row, change="A", evidence=" ", version=2, by=amara)


def test_what_is_not_adopted_changes_nothing(project: Project, amara: User, dee: User) -> None:
    row = decided(made(project, dee), amara, Decision.NOT_ADOPTED)
    with pytest.raises(Refused, match="not adopted"):
        actions.note_change(row, change="A", evidence="B", version=2, by=amara)


def test_telling_needs_a_decision(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="Decide first"):
        actions.tell_contributor(made(project, dee), feedback="Yes.", quiet_until=in_days(30), version=1, by=amara)


@pytest.mark.parametrize("days", [-1, 0, 13, 366, 100_000])
def test_a_silence_is_neither_too_short_nor_without_end(project: Project, amara: User, dee: User, days: int) -> None:
    with pytest.raises(Refused, match="at least 14 days"):
        told(made(project, dee), amara, in_days(days))


def test_telling_mails_the_contributor_once(project: Project, amara: User, dee: User) -> None:
    row = changed(made(project, dee), amara)
    for _press in range(2):
        actions.tell_contributor(
            now(row), feedback="We did it.", quiet_until=in_days(14), version=row.version, by=amara
        )
    mail = Mail.objects.get()
    assert (mail.kind, mail.person) == ("contributions.contribution_told", dee)
    assert set(mail.data) == {"contribution", "told"}


def test_with_nobody_to_tell_no_mail_goes(project: Project, amara: User) -> None:
    assert told(from_nobody(project, amara), amara).state == ContributionState.TOLD
    assert not Mail.objects.exists()


def test_the_contributor_closes_it(project: Project, amara: User, dee: User) -> None:
    row = closed(made(project, dee), amara, dee)
    assert (row.state, row.closed_by) == (ContributionState.CLOSED, ClosedBy.CONTRIBUTOR)
    assert types()[-2:] == ["contributions.contribution_answered", "contributions.contribution_closed"]


@pytest.mark.parametrize("who", ["amara", "chen"])
def test_nobody_else_answers(project: Project, amara: User, dee: User, chen: User, who: str) -> None:
    row = told(made(project, dee), amara)
    with pytest.raises(PermissionDenied):
        replied(row, {"amara": amara, "chen": chen}[who])
    assert now(row).state == ContributionState.TOLD


def test_a_no_says_why_and_leads_back_to_decided(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    with pytest.raises(Refused, match="Say why"):
        replied(row, dee, settled=False, text=" ")
    replied(row, dee, settled=False, text="Nobody called.")
    row = now(row)
    assert (row.state, row.quiet_until, row.answer_by) == (ContributionState.DECIDED, None, in_days(30))
    assert ContributionReply.objects.get().text == "Nobody called."


def test_after_a_no_it_can_be_decided_and_told_again_and_mails_again(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    replied(row, dee, settled=False, text="Nobody called.")
    decided(row, amara, Decision.ADAPTED, "We call on Mondays.")
    told(row, amara)
    assert Mail.objects.count() == 2


def test_nothing_is_answered_before_it_is_told(project: Project, amara: User, dee: User) -> None:
    with pytest.raises(Refused, match="nothing to answer"):
        replied(decided(made(project, dee), amara), dee)


def test_a_closed_one_is_opened_again_at_any_time(project: Project, amara: User, dee: User) -> None:
    row = closed(made(project, dee), amara, dee)
    replied(row, dee, settled=False, text="It came back.")
    assert (now(row).state, now(row).closed_by) == (ContributionState.DECIDED, "")


def test_an_answer_sent_twice_answers_once(project: Project, amara: User, dee: User) -> None:
    row, token = told(made(project, dee), amara), uuid.uuid4()
    for _ in range(2):
        actions.send_reply(now(row), settled=True, text="", token=token, by=dee)
    assert ContributionReply.objects.count() == 1


def test_whoever_left_answers_no_more(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    end_member(place(project, dee), by=amara)
    with pytest.raises(Refused, match="do not take part"):
        replied(row, dee)


def test_a_stated_silence_closes_it_once(project: Project, amara: User, dee: User) -> None:
    row = past(told(made(project, dee), amara))
    assert (close_silent(), close_silent()) == (1, 0)
    assert (now(row).state, now(row).closed_by) == (ContributionState.CLOSED, ClosedBy.SILENCE)
    assert types().count("contributions.contribution_closed") == 1


def test_on_the_stated_day_itself_it_is_not_closed(project: Project, amara: User, dee: User) -> None:
    row = told(made(project, dee), amara)
    Contribution.objects.filter(pk=row.pk).update(quiet_until=in_days(0))
    assert close_silent() == 0


@pytest.mark.parametrize(("zone", "number"), [("Pacific/Kiritimati", 1), ("Pacific/Pago_Pago", 0)])
def test_the_day_is_over_on_the_contributors_own_calendar(
    project: Project, amara: User, dee: User, zone: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = told(made(project, dee), amara)
    User.objects.filter(pk=dee.pk).update(time_zone=zone)
    noon = timezone.now().replace(hour=12, minute=0)
    day = noon.date()  # over on Kiritimati, 14 hours ahead; begun an hour ago on Pago Pago, 11 behind
    Contribution.objects.filter(pk=row.pk).update(quiet_until=day)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    assert close_silent() == number


def test_a_closed_project_closes_nothing_by_silence(project: Project, amara: User, dee: User) -> None:
    row = past(told(made(project, dee), amara))
    Project.objects.update(state=ProjectState.CLOSED)
    assert close_silent() == 0
    assert not actions.close_in_silence(now(row), by=None)


def test_without_anybody_to_answer_silence_closes_it(project: Project, amara: User) -> None:
    past(told(from_nobody(project, amara), amara))
    assert close_silent() == 1


def test_after_a_silence_the_contributor_still_opens_it_again(project: Project, amara: User, dee: User) -> None:
    row = past(told(made(project, dee), amara))
    close_silent()
    with pytest.raises(Refused, match="closed already"):
        replied(row, dee)
    replied(row, dee, settled=False, text="I was ill.")
    assert now(row).state == ContributionState.DECIDED


@pytest.mark.parametrize("act", ["make", "decide", "tell", "reply", "edit"])
def test_a_closed_project_takes_nothing(project: Project, amara: User, dee: User, act: str) -> None:
    first, second = made(project, dee), told(made(project, dee), amara)
    Project.objects.update(state=ProjectState.CLOSED)
    closed_project = Project.objects.get(pk=project.pk)
    acts: dict[str, Callable[[], object]] = {
        "make": lambda: made(closed_project, dee),
        "decide": lambda: decided(first, amara),
        "tell": lambda: told(first, amara),
        "reply": lambda: replied(second, dee),
        "edit": lambda: actions.edit_contribution(
            now(first), said=None, owner=None, answer_by=in_days(9), version=1, by=amara
        ),
    }
    with pytest.raises(Refused, match="closed"):
        acts[act]()


def test_two_who_decide_do_not_overwrite_each_other(project: Project, amara: User, dee: User) -> None:
    row = decided(made(project, dee), amara, Decision.NOT_ADOPTED)
    with pytest.raises(Stale):
        actions.decide_contribution(row, decision=Decision.ADOPTED, reason="", version=1, by=amara)
    assert now(row).decision == Decision.NOT_ADOPTED


def test_a_second_press_decides_once(project: Project, amara: User, dee: User) -> None:
    row = made(project, dee)
    for _ in range(2):
        actions.decide_contribution(now(row), decision=Decision.ADOPTED, reason="", version=1, by=amara)
    assert types().count("contributions.contribution_decided") == 1


def test_owner_and_clock_are_changed(project: Project, amara: User, ben: User, dee: User) -> None:
    row = made(project, dee)
    owner = place(project, ben)
    actions.edit_contribution(row, said=None, owner=owner, answer_by=in_days(5), version=1, by=amara)
    assert (now(row).owner, now(row).answer_by, now(row).said) == (owner, in_days(5), SAID)
    assert types()[-1] == "contributions.contribution_changed"


def test_words_that_were_taken_back_are_not_written_again(project: Project, amara: User, dee: User) -> None:
    row = made(project, dee)
    Contribution.objects.update(said="")
    actions.edit_contribution(row, said="Again.", owner=None, answer_by=row.answer_by, version=1, by=amara)
    assert now(row).said == ""

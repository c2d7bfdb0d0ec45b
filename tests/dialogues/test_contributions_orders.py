"""Acts in any order by anybody: only its contributor or the stated silence closes, and words reach no wrong reader."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contributions import actions
from contributions.enums import ClosedBy, ContributionState, Decision
from contributions.jobs import close_silent
from contributions.models import Contribution
from contributions.queries.contributions import contributions_for_reader, is_mine
from core.errors import Refused
from dialogues.models import Reflection
from participants.enums import Scope
from projects.enums import ProjectState
from projects.models import Project
from tests.contributions.contributing import made, now, past, taken
from tests.dialogues.planning import opened, revealed
from tests.dialogues.writing import writer
from tests.factories import in_days
from tests.participants.leaving import leave

SAID = "zqsaidmark"


@dataclass
class Life:
    """Two contributions of Dee: by hand, and from her reflection; and who can act."""

    project: Project
    people: dict[str, User]
    rows: list[Contribution]
    reflection: Reflection
    closers: dict[uuid.UUID, str] = field(default_factory=dict)

    def fresh(self, number: int) -> Contribution:
        return now(self.rows[number])

    def reflection_is_open_to(self, reader: User) -> bool:
        return Reflection.objects.visible_to(reader).filter(pk=self.reflection.pk).exists()


def decide(life: Life, who: User, number: int, choice: int) -> None:
    row, decision = life.fresh(number), list(Decision)[choice]
    actions.decide_contribution(row, decision=decision, reason="Because.", version=row.version - choice % 2, by=who)


def change(life: Life, who: User, number: int, choice: int) -> None:
    row = life.fresh(number)
    actions.note_change(row, change="New.", evidence="Seen.", version=row.version, by=who)


def tell(life: Life, who: User, number: int, choice: int) -> None:
    row = life.fresh(number)
    actions.tell_contributor(row, feedback="Done.", quiet_until=in_days(14 + choice), version=row.version, by=who)


def reply(life: Life, who: User, number: int, choice: int) -> None:
    row = life.fresh(number)
    actions.send_reply(row, settled=choice > 0, text="Why.", token=uuid.uuid4(), by=who)
    if choice:
        life.closers[row.pk] = who.full_name


def days_pass(life: Life, who: User, number: int, choice: int) -> None:
    row = life.fresh(number)
    if row.state == ContributionState.TOLD and choice:
        past(row)
        life.closers[row.pk] = "silence"
    assert close_silent() <= len(life.rows)


def permit(life: Life, who: User, number: int, choice: int) -> None:
    audience = ["only_me", "dialogue", "project"][choice]
    Reflection.objects.filter(pk=life.reflection.pk, withdrawn_at=None).update(audience=audience)


def withdraw(life: Life, who: User, number: int, choice: int) -> None:
    leave(life.project, life.people["dee"], list(Scope)[choice])


ACTS: list[Callable[[Life, User, int, int], None]] = [decide, change, tell, reply, days_pass, permit, withdraw]
WHO = ("amara", "chen", "dee")
order = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO), st.integers(0, 1), st.integers(0, 2)), max_size=14
)


def check(life: Life, readers: list[User]) -> None:
    """What holds after each act, whatever came before."""
    for number in (0, 1):
        row = life.fresh(number)
        if row.state == ContributionState.CLOSED:
            closer = life.closers[row.pk]
            assert row.closed_by == (ClosedBy.SILENCE if closer == "silence" else ClosedBy.CONTRIBUTOR)
            assert closer in {"silence", "Dee Marsh"}
            assert row.told_at is not None
        for reader in readers:
            shown = contributions_for_reader(reader, [row])[0]
            may = number == 0 or is_mine(row, reader) or life.reflection_is_open_to(reader)
            assert (SAID in str(shown.said)) <= may
            assert may or (shown.by, shown.standpoint, shown.feedback, shown.origin) == ("", "", "", None)


@pytest.fixture
def cast(project: Project, amara: User, ben: User, chen: User, dee: User, oli: User, priya: User) -> dict[str, User]:
    return {"amara": amara, "ben": ben, "chen": chen, "dee": dee, "oli": oli, "priya": priya}


@pytest.fixture
def life(project: Project, cast: dict[str, User]) -> Life:
    """Made once: whatever an order of acts changes is taken back."""
    amara, dee = cast["amara"], cast["dee"]
    dialogue = opened(project, amara, amara, cast["chen"], dee)
    desk = writer(dialogue, dee)
    desk.save("What Dee wrote.")
    desk.send()
    revealed(dialogue, amara)
    reflection = Reflection.objects.get(seat__dialogue=dialogue)
    rows = [made(project, dee, said=SAID), taken(reflection, amara, said=SAID)]
    return Life(project, cast, rows, reflection)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=order)
def test_no_order_of_acts_closes_or_tells_what_it_must_not(
    life: Life, acts: list[tuple[Callable[[Life, User, int, int], None], str, int, int]]
) -> None:
    life.closers.clear()
    with transaction.atomic():
        for act, who, number, choice in acts:
            try:
                with transaction.atomic():
                    act(life, life.people[who], number, choice)
            except (Refused, PermissionDenied):
                pass
            check(life, list(life.people.values()))
        transaction.set_rollback(True)


def test_a_closed_project_is_left_as_it_is(life: Life) -> None:
    for number in (0, 1):
        decide(life, life.people["amara"], number, 0)
        tell(life, life.people["amara"], number, 0)
        past(life.fresh(number))
    Project.objects.filter(pk=life.project.pk).update(state=ProjectState.CLOSED)
    assert close_silent() == 0

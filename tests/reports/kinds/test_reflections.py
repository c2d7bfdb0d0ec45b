"""What the reflections file holds, and what it never holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues.models import Draft
from participants.enums import Audience
from projects.models import Membership, Project
from reports.kinds.reflections import header
from tests import factories
from tests.reports import rows

SECRET = "kingfisher"


def test_a_permitted_reflection_is_one_row(project: Project, dee: User, priya: User) -> None:
    sent = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    rows.reflection(rows.dialogue(project, title="How we began"), dee, "Tea first.", sent_at=sent)
    assert rows.table_of(rows.built(project, priya)) == [
        list(header()),
        [
            "1",
            "How we began",
            "What works well?",
            "Pace, language and background",
            "Something that works well",
            "",
            "Patient",
            "2026-04",
            "Tea first.",
            "",
        ],
    ]


def test_a_response_says_how_it_responds(project: Project, dee: User, chen: User, priya: User) -> None:
    told = rows.dialogue(project)
    rows.reflection(told, chen, responds_to=rows.reflection(told, dee), manner="differs")
    found = {(row[4], row[5]) for row in rows.table_of(rows.built(project, priya))[1:]}
    assert found == {("Something that works well", ""), ("", "Sees it differently")}


@pytest.mark.parametrize(
    ("permission", "name"),
    [
        ({"may_quote_named": False, "name_rule": "full"}, ""),
        ({"may_quote_named": True, "name_rule": "full"}, "Dee Marsh"),
        ({"may_quote_named": True, "name_rule": "pseudonym", "pseudonym": "Heron"}, "Heron"),
        ({"may_quote_named": True, "name_rule": "standpoint"}, ""),
        ({"may_quote_named": False, "name_rule": "pseudonym", "pseudonym": "Heron"}, ""),
    ],
)
def test_a_name_stands_only_where_its_owner_permits_it(
    project: Project, dee: User, priya: User, permission: dict[str, Any], name: str
) -> None:
    rows.reflection(rows.dialogue(project), dee, **permission)
    assert rows.table_of(rows.built(project, priya))[1][-1] == name


def test_a_word_that_is_a_formula_arrives_as_text(project: Project, dee: User, priya: User) -> None:
    rows.reflection(rows.dialogue(project, title="=HYPERLINK(1)"), dee, "\uff1dcmd|' /C calc'!A0")
    row = rows.table_of(rows.built(project, priya))[1]
    assert (row[1], row[8]) == ("'=HYPERLINK(1)", "'\uff1dcmd|' /C calc'!A0")


def test_the_manifest_counts_what_went_in_and_each_reason_once(
    project: Project, dee: User, chen: User, ben: User, amara: User, priya: User
) -> None:
    told = rows.dialogue(project)
    rows.reflection(told, dee)
    rows.reflection(told, chen, may_analyse=False, audience=Audience.PROJECT)
    rows.reflection(told, ben, audience=Audience.FACILITATORS)
    rows.reflection(told, amara)
    rows.reflection(rows.dialogue(project, revealed=False), dee, may_analyse=False)
    Membership.objects.filter(person=amara).update(expires_on=timezone.localdate())
    assert rows.built(project, priya).manifest == {
        "level": "de-identified",
        "in": {"reflections": 1},
        "out": [
            {"reason": "not_revealed", "count": 1},
            {"reason": "fewer_readers", "count": 1},
            {"reason": "not_permitted", "count": 1},
            {"reason": "author_left", "count": 1},
        ],
    }


@pytest.mark.parametrize(
    "permission",
    [{"may_analyse": False}, {"audience": Audience.ONLY_ME}, {"audience": Audience.FACILITATORS}],
    ids=str,
)
def test_words_that_are_not_permitted_leak_nowhere(
    project: Project, dee: User, priya: User, permission: dict[str, Any]
) -> None:
    rows.reflection(rows.dialogue(project), dee, SECRET, **permission)
    export = rows.built(project, priya)
    told = rows.file_of(export) + f"{export.file_name} {export.stored_as} {export.manifest}".encode()
    assert not any(part in told for part in (SECRET.encode(), b"Dee", b"Marsh", b"dee.marsh", dee.pk.hex.encode()))


def test_blind_words_and_drafts_are_not_in_the_file(project: Project, dee: User, priya: User) -> None:
    blind = rows.dialogue(project, revealed=False)
    rows.reflection(blind, dee, SECRET)
    told = rows.dialogue(project)
    Draft.objects.create(
        seat=rows.seat(told, dee), prompt=told.prompts.get(), text=SECRET, may_analyse=True, saved_at=timezone.now()
    )
    export = rows.built(project, priya)
    assert (SECRET.encode() in rows.file_of(export), export.manifest["out"]) == (
        False,
        [{"reason": "not_revealed", "count": 1}],
    )


def test_a_permitted_row_gives_away_neither_id_nor_address_nor_time(project: Project, dee: User, priya: User) -> None:
    made = rows.reflection(rows.dialogue(project), dee, sent_at=datetime(2026, 5, 17, 9, 41, tzinfo=UTC))
    told = rows.file_of(rows.built(project, priya)).decode()
    planted = (str(dee.pk), str(made.pk), str(made.seat_id), dee.address, dee.full_name, "05-17", "9:41", "10:41")
    assert [word for word in planted if word in told] == []


def test_another_project_stays_out(project: Project, other_project: Project, zoe: User, priya: User) -> None:
    rows.reflection(rows.dialogue(other_project), zoe, SECRET)
    assert len(rows.table_of(rows.built(project, priya))) == 1


def test_rows_do_not_stand_in_the_order_of_sending(project: Project, priya: User) -> None:
    told = rows.dialogue(project)
    for number in range(12):
        rows.reflection(told, factories.in_project(project, f"Person {number}", "partner", "patient"), f"{number:02}")
    words = [row[8] for row in rows.table_of(rows.built(project, priya))[1:]]
    assert (sorted(words) != words, len(words)) == (True, 12)


@pytest.mark.parametrize("reflections", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    project: Project, priya: User, reflections: int, django_assert_num_queries: object
) -> None:
    from reports.kinds import reflections as kind

    told = rows.dialogue(project)
    for number in range(reflections):
        rows.reflection(told, factories.in_project(project, f"Person {number}", "partner", "patient"))
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(list(kind.collect(project).rows)) == reflections + 1

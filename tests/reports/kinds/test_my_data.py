"""Everything about me: what is in it, and whose words are not."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from accounts.models import User
from notifications.models import CalendarFeed
from participants.enums import Scope
from projects.models import Project
from reports.enums import ExportKind
from reports.formats import zip as encoder
from reports.kinds import about_me
from reports.models import Export
from tests.participants.leaving import SECRET, leave, much
from tests.reports import rows


def made(person: User) -> Export:
    return rows.built(None, person, ExportKind.MY_DATA)


def opened(export: Export) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(rows.file_of(export)))


def machine(export: Export) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(opened(export).read("about-me.json"))
    return found


def test_the_file_opens_and_holds_a_page_and_the_same_for_a_machine(project: Project, dee: User) -> None:
    archive = opened(made(dee))
    assert archive.testzip() is None
    assert archive.namelist() == ["about-me.json", "about-me.html"]
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_holds_my_words_with_every_version_and_permission(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    found = machine(made(dee))
    assert {row["text"] for row in found["reflections"]} == {f"{SECRET} {one}" for one in ("one", "two", "three")}
    assert [row["versions"][0]["text"] for row in found["reflections"]] == [f"{SECRET} before"] * 3
    assert found["reflections"][0]["permission"]["may_analyse"] is True
    assert [row["text"] for row in found["drafts"]] == [f"{SECRET} draft", "  "]
    assert [row["text"] for row in found["spoken_turns"]] == [f"{SECRET} said"]
    assert [row["text"] for row in found["look_back_notes"]] == [f"{SECRET} note"]
    assert found["profile"][0]["email_address"] == dee.address


def test_nobody_elses_words_or_names_are_in_it(project: Project, dee: User, chen: User, amara: User) -> None:
    much(project, dee, chen)
    archive = opened(made(dee))
    for name in archive.namelist():
        told = archive.read(name).decode()
        assert SECRET in told
        others = ("Chen wrote", "Chen answers", "Somebody else said", "Dr Chen", "Amara", chen.address, str(chen.pk))
        assert [word for word in others if word in told] == []


def test_the_page_stands_alone(project: Project, dee: User, chen: User) -> None:
    much(project, dee, chen)
    rows.reflection(rows.dialogue(project), dee, "<script>alert(1)</script> & more")
    page = opened(made(dee)).read("about-me.html").decode()
    assert ("<script>" in page, "&lt;script&gt;" in page) == (False, True)
    assert [word for word in ("src=", "href=", "url(", "@import") if word in page] == []
    assert "default-src 'none'" in page


def test_receipts_mails_and_what_i_did_are_in_it_without_words_of_mails(project: Project, dee: User) -> None:
    row = leave(project, dee, Scope.CONTACT)
    feed = CalendarFeed.objects.create(person=dee)
    found = machine(made(dee))
    assert [entry["receipt"] for entry in found["withdrawals"]] == [row.receipt]
    assert [set(entry) for entry in found["mails"]] == [{"kind", "written_at", "sent_at", "state"}]
    assert "You asked for an export: my data." in [entry["what"] for entry in found["what_i_did"]]
    assert (len(found["calendar_feed"]), str(feed.pk) in json.dumps(found)) == (1, False)


def test_it_is_given_to_nobody_else(project: Project, dee: User, priya: User) -> None:
    export = made(dee)
    assert (Export.objects.visible_to(dee).get(), Export.objects.visible_to(priya).count()) == (export, 0)


@pytest.mark.parametrize("times", [1, 3])
def test_the_reads_do_not_grow_with_what_i_wrote(
    project: Project, dee: User, times: int, django_assert_num_queries: Any
) -> None:
    for _number in range(times):
        rows.reflection(rows.dialogue(project), dee).versions.create(number=1, text="Before.")
    with django_assert_num_queries(25):
        assert len(about_me.everything(dee)["reflections"]) == times


def test_an_archive_comes_in_pieces_and_lone_surrogates_do_not_break_it() -> None:
    pieces = list(encoder.encode([("a.txt", "one"), ("b.txt", "two \ud800")]))
    assert len(pieces) == 3
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert [archive.read(name) for name in archive.namelist()] == [b"one", b"two ?"]

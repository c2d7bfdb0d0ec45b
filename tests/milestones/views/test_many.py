"""Thousands of milestones: pages stay small, take the same reads, and hide nothing that is late."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from milestones.models import Milestone, MilestoneLink
from projects.models import Project
from tests.factories import in_days, signed_in
from tests.milestones.making import many

MOST_BYTES = 100_000


def at(project: Project, path: str = "") -> str:
    return f"/projects/{project.pk}/milestones/{path}"


def reads(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_a_list_of_thousands_is_small_and_takes_the_reads_of_a_list_of_five(project: Project, amara: User) -> None:
    many(project, amara, 5)
    browser = signed_in(amara)
    of_five = reads(lambda: browser.get(at(project)))
    many(project, amara, 2995)
    assert reads(lambda: browser.get(at(project))) == of_five
    answer = browser.get(at(project))
    assert len(answer.content) < MOST_BYTES
    assert answer.content.decode().count('name="chosen"') == 50


def test_every_page_of_thousands_is_small(project: Project, amara: User) -> None:
    many(project, amara, 3000)
    pages = [signed_in(amara).get(at(project), {"page": number}) for number in (2, 30, 60)]
    assert all(len(page.content) < MOST_BYTES for page in pages)
    assert "Page 60 of 60" in pages[-1].content.decode()


def test_late_ones_are_counted_and_one_press_away(project: Project, amara: User) -> None:
    many(project, amara, 3000, late=7)
    browser = signed_in(amara)
    page = browser.get(at(project)).content.decode()
    assert "7 of 3,000 milestones are late." in page
    assert '<a href="?show=late">Show the late ones</a>' in page
    late = browser.get(at(project), {"show": "late"}).content.decode()
    assert late.count('name="chosen"') == 7
    assert "milestones are late." not in late


def test_the_columns_count_every_milestone_and_lead_to_those_they_count(project: Project, amara: User) -> None:
    many(project, amara, 3000, late=7)
    browser = signed_in(amara)
    page = browser.get(at(project)).content.decode()
    picture = page[page.index("<svg viewBox") : page.index('<ul class="legend">')]
    found = re.findall(r'<a href="([^"]+)"><title>[^<]+: (\d+) milestones?[^<]*</title>', picture)
    assert sum(int(count) for _address, count in found) == 3000
    address, count = found[3]
    assert f"<small>\n        {count} milestones" in re.sub(
        r"\n +(?=\d)", "\n        ", browser.get(at(project) + address.replace("&amp;", "&")).content.decode()
    )


def test_the_table_beside_the_columns_says_the_same(project: Project, amara: User) -> None:
    many(project, amara, 3000, late=7)
    page = signed_in(amara).get(at(project)).content.decode()
    table = page[page.index('id="spans"') : page.index('id="milestones"')]
    rows = re.findall(r"<tr>\n<th scope=\"row\">.*?</tr>", table, re.DOTALL)
    assert 1 < len(rows) <= 24
    numbers = [
        [int(re.sub("<.*", "", cell) or 0) for cell in re.findall(r'<td class="number">(?:<a [^>]+>)?(\d+)', row)]
        for row in rows
    ]
    assert [sum(column) for column in zip(*numbers, strict=True)][:2] == [3000, 7]
    assert all(every == late + soon + planned + finished for every, late, soon, planned, finished in numbers)


def test_from_a_filter_the_columns_lead_on_inside_it(project: Project, amara: User) -> None:
    many(project, amara, 3000)
    page = signed_in(amara).get(at(project), {"kind": "data", "from": in_days(0).isoformat()}).content.decode()
    links = re.findall(r'<a href="(\?[^"]+)"><title>', page)
    assert links
    assert all("kind=data" in link for link in links)
    assert f"from={in_days(0).isoformat()}" in links[0]


def test_days_are_said_kept_and_can_be_taken_away(project: Project, amara: User) -> None:
    many(project, amara, 20)
    first, last = in_days(-180), in_days(-107)
    page = signed_in(amara).get(at(project), {"from": first.isoformat(), "to": last.isoformat()}).content.decode()
    assert page.count('name="chosen"') == 3
    assert f'name="from" value="{first.isoformat()}"' in page
    assert f'href="{at(project)}?show=all">Show every day' in page
    assert f"change/?from={first.isoformat()}&amp;to={last.isoformat()}&amp;all=yes" in page


@pytest.mark.parametrize("day", ["", "\x00", "2027-02-30", "soon", "0001-01-01", "9" * 5000])
def test_days_that_make_no_sense_ask_for_nothing(project: Project, amara: User, day: str) -> None:
    many(project, amara, 3)
    page = signed_in(amara).get(at(project), {"from": day}).content.decode()
    assert page.count('name="chosen"') == 3


def test_two_hundred_are_drawn_one_by_one_and_more_are_counted(project: Project, amara: User) -> None:
    many(project, amara, 200)
    browser = signed_in(amara)
    assert browser.get(at(project)).content.decode().count("<title>Step ") == 200
    many(project, amara, 1)
    page = browser.get(at(project)).content.decode()
    assert "<title>Step " not in page
    assert 'id="spans"' in page


def test_a_row_that_waits_for_hundreds_says_two_and_how_many_more(project: Project, amara: User) -> None:
    late = many(project, amara, 300, late=300)
    after = many(project, amara, 1)[0]
    type(after).objects.filter(pk=after.pk).update(due_on=in_days(90), state="planned", evidence="", done_on=None)
    MilestoneLink.objects.bulk_create(MilestoneLink(before=one, after=after) for one in late)
    page = signed_in(amara).get(at(project), {"show": "waiting"}).content.decode()
    assert page.count("which is late") == 2
    assert "and 298 more" in page


def test_more_than_can_be_changed_at_once_is_not_promised(project: Project, amara: User) -> None:
    many(project, amara, 2001)
    assert "Change the first 2,000 milestones" in signed_in(amara).get(at(project)).content.decode()


def test_the_file_of_thousands_holds_them_all(project: Project, amara: User) -> None:
    many(project, amara, 3000, late=7)
    lines = signed_in(amara).post(at(project, "csv/")).getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 3001
    assert sum('"Late"' in line for line in lines) == 7


# What waits for what, among thousands.


def ticked(page: str) -> set[str]:
    return set(re.findall(r'name="chosen" value="([^"]+)" id="[^"]+" checked', page))


def test_what_it_waits_for_is_chosen_of_fifty_at_a_time(project: Project, amara: User) -> None:
    many(project, amara, 5)
    browser = signed_in(amara)
    address = at(project, f"{Milestone.objects.order_by('due_on')[0].pk}/waits/")
    of_five = reads(lambda: browser.get(address))
    assert "Find a milestone" not in browser.get(address).content.decode()
    many(project, amara, 2995)
    assert reads(lambda: browser.get(address)) == of_five
    page = browser.get(address).content
    assert len(page) < MOST_BYTES
    assert page.decode().count('name="chosen"') == 50


def test_what_is_found_is_offered_and_what_was_ticked_stays_ticked(project: Project, amara: User) -> None:
    rows = many(project, amara, 3000)
    here, stored, chosen = rows[0], rows[1], rows[2]
    MilestoneLink.objects.create(before=stored, after=here)
    browser, address = signed_in(amara), at(project, f"{here.pk}/waits/")
    assert ticked(browser.get(address).content.decode()) == {str(stored.pk)}
    sent = {"chosen": [str(stored.pk), str(chosen.pk)], "version": "1", "next": "find", "find": "Step 2999 "}
    answer = browser.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, ticked(page)) == (200, {str(stored.pk), str(chosen.pk)})
    assert page.count('name="chosen"') == 3
    assert str(rows[2999].pk) in page
    assert MilestoneLink.objects.get().before == stored


def test_what_was_found_is_saved_with_what_was_ticked(project: Project, amara: User) -> None:
    rows = many(project, amara, 60)
    keys = {str(rows[1].pk), str(rows[59].pk)}
    address = at(project, f"{rows[0].pk}/waits/")
    answer = signed_in(amara).post(address, {"chosen": sorted(keys), "version": "1", "find": "Step 5"})
    assert answer.status_code == 303
    assert {str(key) for key in MilestoneLink.objects.values_list("before", flat=True)} == keys


@pytest.mark.parametrize("wanted", ["no such thing", "<b>x</b>", "\x00%_", "\U0001f9ed" * 300])
def test_what_matches_nothing_is_said_and_nothing_is_lost(project: Project, amara: User, wanted: str) -> None:
    rows = many(project, amara, 3)
    sent = {"chosen": [str(rows[1].pk)], "version": "1", "next": "find", "find": wanted}
    answer = signed_in(amara).post(at(project, f"{rows[0].pk}/waits/"), sent)
    page = answer.content.decode()
    assert (answer.status_code, ticked(page)) == (200, {str(rows[1].pk)})
    assert "No other milestone matches" in page
    assert "<b>x" not in page


def test_what_cannot_be_chosen_is_named_in_part_and_counted(project: Project, amara: User) -> None:
    rows = many(project, amara, 100)
    MilestoneLink.objects.bulk_create(MilestoneLink(before=rows[0], after=row) for row in rows[1:])
    page = signed_in(amara).get(at(project, f"{rows[0].pk}/waits/")).content.decode()
    assert "These cannot be chosen" in page
    assert "and 49 more" in page
    assert 'name="chosen"' not in page

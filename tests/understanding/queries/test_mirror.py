"""The mirror: side by side, silences seen, and what changed since the round before."""

from __future__ import annotations

from accounts.models import User
from core.differences import ADDED
from projects.actions.members import add_member
from projects.models import Membership, Project
from tests.projects.making import terms
from tests.understanding.expecting import asked, draft, mirrored, revealed, sent
from understanding.enums import Topic
from understanding.formats.expectations import rows_of_file
from understanding.queries.mirror import Entry, mirror, sections


def test_an_open_round_has_no_words_not_even_ones_own(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    sent(row, dee, "Words.")
    for reader in (amara, dee):
        assert [entry for entry in mirror(row, reader).entries if entry.words] == []


def test_a_standpoint_without_words_is_a_silence_under_each_topic(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    found = mirror(row, amara)
    silent = {(entry.topic, entry.standpoint) for entry in found.entries if not entry.words}
    assert silent == {(topic, name) for topic in Topic if topic != Topic.PURPOSE for name in ("academic", "patient")}
    assert Entry(Topic.PACE, "patient").silence == "No words from patients under this topic."


def test_which_standpoint_stands_first_changes_from_topic_to_topic(project: Project, amara: User, dee: User) -> None:
    found = mirror(mirrored(project, amara, amara, dee), amara)
    firsts = [section.columns[0].standpoint for section in sections(found.entries)]
    assert firsts == ["academic", "patient", "academic", "patient"]


def test_an_observer_and_an_administrator_read_nothing(project: Project, amara: User, dee: User, oli: User) -> None:
    row = mirrored(project, amara, amara, dee)
    oli.is_administrator = True
    oli.save()
    assert [entry.words for entry in mirror(row, oli).entries if entry.words] == []


def test_whoever_comes_later_reads_what_is_revealed(project: Project, amara: User, dee: User) -> None:
    row = mirrored(project, amara, amara, dee)
    late = add_member(project, email="late@example.org", full_name="Late Comer", terms=terms(), by=amara).person
    assert [entry.words for entry in mirror(row, late).entries if entry.words] == [
        "Words of Amara Okafor.",
        "Words of Dee Marsh.",
    ]


def test_names_follow_their_rule(project: Project, amara: User, dee: User) -> None:
    Membership.objects.filter(person=dee).update(name_rule="pseudonym", pseudonym="Robin")
    found = mirror(mirrored(project, amara, amara, dee), amara)
    assert [entry.by for entry in found.entries if entry.words] == ["Amara Okafor", "Robin"]


def test_the_first_round_shows_no_change(project: Project, amara: User, dee: User) -> None:
    found = mirror(mirrored(project, amara, amara, dee), amara)
    assert (found.since, found.drift, {entry.change for entry in found.entries}) == (None, [], {""})


def test_a_later_round_says_what_changed_and_counts_it(project: Project, amara: User, dee: User, chen: User) -> None:
    first = asked(project, amara)
    for person in (amara, dee):
        sent(first, person, "We listen.")
    sent(first, dee, "Slowly.", Topic.PACE)
    revealed(first, amara)
    second = asked(project, amara)
    sent(second, amara, "We listen.")
    sent(second, dee, "We listen and act.")
    sent(second, chen, "We act.")
    revealed(second, amara)
    found = mirror(second, amara)
    voices = {entry.by: entry for entry in found.entries if entry.words}
    assert {by: entry.change for by, entry in voices.items()} == {
        "Amara Okafor": "same",
        "Dee Marsh": "changed",
        "Dr Chen": "new",
    }
    assert "and act." in "".join(piece.text for piece in voices["Dee Marsh"].pieces if piece.kind == ADDED)
    purpose, _value, pace, _outputs = found.drift
    assert (purpose.people, purpose.changed, purpose.same, purpose.new, purpose.gone) == (3, 1, 1, 1, 0)
    assert (pace.people, pace.gone) == (0, 1)


def test_what_was_written_two_rounds_ago_is_new(project: Project, amara: User, dee: User, chen: User) -> None:
    mirrored(project, amara, dee, chen)
    mirrored(project, amara, amara, chen)
    found = mirror(mirrored(project, amara, dee, chen), amara)
    assert {entry.by: entry.change for entry in found.entries if entry.words} == {"Dee Marsh": "new", "Dr Chen": "same"}


def test_filters_leave_what_they_say(project: Project, amara: User, dee: User) -> None:
    found = mirror(mirrored(project, amara, amara, dee), amara)
    assert {entry.topic for entry in found.entries_of("pace", "all")} == {Topic.PACE}
    assert {entry.standpoint for entry in found.entries_of("all", "patient")} == {"patient"}
    assert len(found.entries_of("purpose", "patient")) == 1


def test_the_file_holds_the_same_entries(project: Project, amara: User, dee: User) -> None:
    row = asked(project, amara)
    sent(row, amara, "Words.")
    sent(row, dee, "=1+1")
    draft(row, dee, "Unsent.")
    revealed(row, amara)
    rows = list(rows_of_file(mirror(row, amara).entries_of("purpose", "all")))
    assert [line[:4] for line in rows[1:]] == [
        ["Purpose", "Academic", "Amara Okafor", "Words."],
        ["Purpose", "Patient", "Dee Marsh", "=1+1"],
    ]
    assert len(list(rows_of_file(mirror(row, amara).entries))) == 1 + 8

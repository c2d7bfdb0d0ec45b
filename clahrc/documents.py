"""The documents in `docs/` that are made from the code, so that what a reader is promised is what runs.

`manage.py docs` writes them. The same code gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model, TextChoices
from django.utils import translation

from contributions.enums import CONTRIBUTION_STEPS, ContributionState
from core.privacy import Kind, classes
from dialogues.enums import DIALOGUE_STEPS, DialogueState
from dialogues.policies.words import Reader, ReflectionFacts, may_read, response_table, visibility_table
from milestones.enums import MILESTONE_STEPS, MilestoneState
from notifications.enums import STEPS, MailState
from participants.enums import Audience
from projects.enums import INVITATION_STEPS, PROJECT_STEPS, InvitationState, ProjectState, Role
from projects.permissions import Action, allows
from reports.enums import EXPORT_STEPS, ExportState
from tensions.enums import TENSION_STEPS, TensionState
from understanding.enums import PULSE_STEPS, ROUND_STEPS, PulseState, RoundState

FOLDER = Path(settings.BASE_DIR) / "docs"
MADE = "<!-- Made by `manage.py docs`. Change the code, not this file. -->"

# What the tables of other people's code hold. A test compares this with the tables there are.
THIRD_PARTY = {
    "account.EmailAddress": "A copy of a person's e-mail address, and whether it was confirmed. Goes with the person.",
    "account.EmailConfirmation": "A key sent to confirm an address. Not used: people are added, they do not sign up.",
    "auth.Group": "Nothing. Rights are in the permission table.",
    "auth.Group_permissions": "Nothing.",
    "auth.Permission": "Names of tables. Not used: rights are in the permission table.",
    "contenttypes.ContentType": "Names of tables.",
    "sessions.Session": "Who is signed in, messages not yet shown, answers to a consent form not signed yet, and "
    "what was sent after a session had ended, for whoever wrote it. Ends at sign-out or after 14 days.",
}

STATES: Sequence[tuple[str, type[TextChoices], Mapping[Any, frozenset[Any]]]] = (
    ("Project", ProjectState, PROJECT_STEPS),
    ("Invitation", InvitationState, INVITATION_STEPS),
    ("Milestone", MilestoneState, MILESTONE_STEPS),
    ("Round of expectations", RoundState, ROUND_STEPS),
    ("Tension or barrier", TensionState, TENSION_STEPS),
    ("Contribution", ContributionState, CONTRIBUTION_STEPS),
    ("Round of the pulse", PulseState, PULSE_STEPS),
    ("Dialogue", DialogueState, DIALOGUE_STEPS),
    ("Export", ExportState, EXPORT_STEPS),
    ("Mail", MailState, STEPS),
)

KINDS = {
    Kind.IDENTITY: "says who",
    Kind.PSEUDONYM: "stands for who",
    Kind.FREE_TEXT: "free text, presumed to identify",
    Kind.PLAIN: "says nothing about a person",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def page(title: str, lead: str, *parts: str) -> str:
    """A whole document."""
    return "\n\n".join((MADE, f"# {title}", lead, *parts)) + "\n"


def permissions() -> str:
    """Who may do what: acts down, roles across."""
    rows = [[action.value, *(yes_or_no(allows(role, action)) for role in Role)] for action in Action]
    return page(
        "Who may do what",
        "A role opens a door. Whether the state of things allows the act, and which rows are seen, is asked behind it. "
        "Somebody who is not a member of a project is told that it does not exist. An administrator looks after the "
        "whole site and is a member of no project: who is one cannot be invited, added or made a member by anybody, "
        "themselves included, and a row that says otherwise opens no door.",
        table(["", *(str(role.label) for role in Role)], rows),
    )


def fields(model: type[Model]) -> str:
    """The fields of one model by what they can give away, each kind with its fields in the order of the model."""
    kinds = classes(model)
    names = [field.name for field in model._meta.get_fields() if field.name in kinds]
    rows = [
        [meaning, ", ".join(f"`{name}`" for name in names if kinds[name] is kind)] for kind, meaning in KINDS.items()
    ]
    return f"### {model.__name__}\n\n" + table(["kind", "fields"], [row for row in rows if row[1]])


def privacy() -> str:
    """Every table and what it holds about people."""
    models = {label: list(apps.get_app_config(label).get_models()) for label in sorted(apps.app_configs)}
    ours = {label: found for label, found in models.items() if found and all(map(classes, found))}
    parts = [part for label, found in ours.items() for part in (f"## {label}", *map(fields, found))]
    return page(
        "What is held about people",
        "Every field of every table has a kind. Erasure, exports and copies for testing read the same declaration.",
        *parts,
        "## Tables of the libraries we use",
        table(["table", "holds"], [[f"`{name}`", holds] for name, holds in sorted(THIRD_PARTY.items())]),
    )


def machine(title: str, states: type[TextChoices], steps: Mapping[Any, frozenset[Any]]) -> str:
    """One table of states, as a list and as a picture."""
    after = {state: [target for target in states if target in steps[state]] for state in states}
    listed = [f"- **{state.label}**: {', '.join(str(t.label) for t in after[state]) or 'the end'}" for state in states]
    drawn = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(states)).value}"]
    drawn += [f"    {state.value} : {state.label}" for state in states]
    drawn += [f"    {state.value} --> {target.value}" for state in states for target in after[state]]
    drawn += [f"    {state.value} --> [*]" for state in states if not after[state]]
    return "\n".join([f"## {title}", "", *listed, "", *drawn, "```"])


def states() -> str:
    """Which state may follow which."""
    lead = "After each state stand those that may follow. Anything else is refused with a sentence."
    return page("States", lead, *(machine(*entry) for entry in STATES))


def yes_or_no(answer: bool) -> str:
    """An answer as a table shows it."""
    return "yes" if answer else "no"


def visibility() -> str:
    """Who reads whose words: readers down, audiences across, before and after the reveal."""
    answers: dict[Reader, dict[tuple[str, bool], bool]] = {}
    for words, reader, reads in visibility_table():
        answers.setdefault(reader, {})[words.audience, words.revealed] = reads
    head = ["takes part", "wrote it", "has a seat", "facilitates", *(str(audience.label) for audience in Audience)]
    rows = [
        [*map(yes_or_no, (reader.takes_part, reader.is_author, reader.has_seat, reader.facilitates))]
        + [f"{yes_or_no(row[audience, False])} / {yes_or_no(row[audience, True])}" for audience in Audience.values]
        for reader, row in answers.items()
    ]
    return page(
        "Who reads whose words",
        "Who the author chose as audience stands across. In each cell: before the reveal / after it. Whoever does not "
        "take part (an observer, an administrator, somebody whose membership has ended) reads nothing.",
        table(head, rows),
        "## Responses",
        "A response answers a reflection and carries a permission of its own. Its author reads it. Somebody else reads "
        "it where they may read it by the table above and may also read what it responds to, because it may say that "
        "again. The table is for somebody with a seat who does not facilitate, after the reveal. Down: who the author "
        "of the response chose. Across: who the author of what it responds to chose. In each cell: where somebody "
        "else wrote what it responds to / where the reader did.",
        responses(),
        "## Words taken back",
        "Words that their author took back are read by nobody, their author included: they are gone. Responses to them "
        "stay with those who could read both, under the sentence that the words were taken back.",
        table(
            ["", *(str(audience.label) for audience in Audience)],
            [["taken back, whoever reads", *(withdrawn(audience) for audience in Audience.values)]],
        ),
    )


def responses() -> str:
    """Who reads a response, by its audience and by that of what it responds to."""
    cells: dict[str, dict[tuple[str, bool], bool]] = {}
    for words, reader, reads in response_table():
        if words.answers is not None:
            cells.setdefault(words.audience, {})[words.answers.audience, reader.wrote_answered] = reads
    rows = [
        [str(Audience(own).label)]
        + [f"{yes_or_no(row[each, False])} / {yes_or_no(row[each, True])}" for each in Audience.values]
        for own, row in cells.items()
    ]
    return table(["", *(str(audience.label) for audience in Audience)], rows)


def withdrawn(audience: str) -> str:
    """Does anybody read words that were taken back?"""
    words = [ReflectionFacts(audience, revealed=revealed, withdrawn=True) for revealed in (False, True)]
    readers = {reader for _words, reader, _reads in visibility_table()}
    return yes_or_no(any(may_read(each, reader) for each in words for reader in readers))


DOCUMENTS: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "privacy.md": privacy,
    "states.md": states,
    "visibility.md": visibility,
}


def written() -> dict[str, str]:
    """File name to text, in the language the product is written in."""
    with translation.override("en-gb"):
        return {name: write() for name, write in DOCUMENTS.items()}


def stale(folder: Path) -> list[str]:
    """Names of the documents in a folder that are missing or differ from the code."""
    files = {name: folder / name for name in DOCUMENTS}
    return [
        name for name, text in written().items() if not files[name].exists() or files[name].read_text("utf-8") != text
    ]

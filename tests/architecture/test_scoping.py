"""A page reaches rows only through `visible_to`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import APPS, in_rooms, said, tree

FETCHERS = {"get_object_or_404", "get_list_or_404"}
# Reached only through what holds them: nobody asks for one of these by its own key.
HELD = {
    "accounts.FormDraft": "one's own, by the address of the page it was begun on",
    "accounts.User": "one's own, or a member's through the membership",
    "audit.Event": "through the project, behind HISTORY_VIEW",
    "dialogues.AgendaItem": "through its dialogue",
    "dialogues.AgreedAction": "through its dialogue",
    "dialogues.Agreement": "through its dialogue",
    "dialogues.Draft": "through one's own seat",
    "dialogues.LookBackNote": "through its dialogue",
    "dialogues.PromptSetVersion": "through its set",
    "dialogues.SetPrompt": "through its version",
    "dialogues.SpeakerSeat": "through its transcript",
    "dialogues.Prompt": "through its dialogue",
    "dialogues.Seat": "through its dialogue",
    "dialogues.ReflectionVersion": "through a reflection, by its author",
    "dialogues.KeptDisagreement": "through its dialogue",
    "dialogues.Position": "through its disagreement",
    "dialogues.Transcript": "through its dialogue",
    "dialogues.TranscriptVersion": "through its transcript",
    "dialogues.Turn": "through a version of its transcript",
    "notifications.CalendarFeed": "one's own, or by the signed address that stands for its owner",
    "participants.Clause": "through its version",
    "participants.ConsentAnswer": "through its consent",
    "participants.Identity": "not reached by any page",
    "participants.Participant": "through a turn, by pseudonym",
    "dialogues.ContributionOrigin": "through its contribution",
    "dialogues.TensionOrigin": "through its tension",
    "understanding.AimSignature": "through its aim",
    "contributions.ContributionReply": "through its contribution",
    "milestones.DateChange": "through its milestone",
    "glossary.Definition": "through its term",
    "milestones.MilestoneLink": "through its milestones",
    "tensions.TensionStep": "through its tension",
}


def unscoped(module: ast.Module) -> list[str]:
    """Managers in a module that are not followed at once by `.visible_to(`."""
    attributes = [node for node in ast.walk(module) if isinstance(node, ast.Attribute)]
    scoped = {id(node.value) for node in attributes if node.attr == "visible_to"}
    managers = [node for node in attributes if node.attr in {"objects", "_default_manager", "_base_manager"}]
    return [f"{node.lineno}: {ast.unparse(node)}" for node in managers if id(node) not in scoped]


def fetched_bare(path: Path) -> list[str]:
    """`get_object_or_404(Model, ...)`: the model itself instead of rows somebody may see."""
    return [
        f"{said(path)}:{node.lineno}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in FETCHERS
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[:1].isupper()
    ]


def test_a_view_touches_a_manager_only_through_visible_to() -> None:
    assert {said(path): unscoped(tree(path)) for path in in_rooms("views", "api") if unscoped(tree(path))} == {}


def test_a_view_never_fetches_from_a_bare_model() -> None:
    assert [line for path in in_rooms("views", "api", "access") for line in fetched_bare(path)] == []


def test_every_model_can_say_who_sees_its_rows_or_is_held_by_one_that_can() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in APPS]
    blind = {model._meta.label for model in ours if not hasattr(model._default_manager, "visible_to")}
    assert blind == set(HELD)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Thing.objects.visible_to(person).get(pk=1)", 0),
        ("Thing.objects.get(pk=1)", 1),
        ("Thing.objects.filter(a=1).visible_to(person)", 1),
        ("Thing._default_manager.all()", 1),
    ],
)
def test_the_guard_tells_a_scoped_manager_from_a_bare_one(source: str, found: int) -> None:
    assert len(unscoped(ast.parse(source))) == found


def test_no_model_has_a_generic_foreign_key() -> None:
    fields = [field for model in apps.get_models() for field in model._meta.private_fields]
    assert [field for field in fields if not isinstance(field, models.Field)] == []

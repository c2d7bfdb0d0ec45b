"""Every field of every table says what it can give away about a person."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from clahrc.documents import THIRD_PARTY
from core.privacy import Kind, classes, unclassified
from tests.architecture.source import APPS

OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
every_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
# Whatever their name, these can hold anything that somebody cared to write.
FREE_TEXT_NAMES = {"text", "note", "purpose", "evidence", "lay_summary", "title", "plain_text"}
# A project is announced by its title, and a consent form is handed out: neither is about a person.
PUBLIC = {
    ("Project", "title"),
    ("ConsentVersion", "title"),
    ("Clause", "text"),
    ("Clause", "plain_text"),
}


@every_model
def test_every_field_has_a_kind_and_every_kind_a_field(model: type[Model]) -> None:
    assert unclassified(model) == set()


@every_model
def test_no_field_has_two_kinds(model: type[Model]) -> None:
    declared = [
        name for base in model.__mro__ for kind in Kind for name in getattr(vars(base).get("Privacy"), kind.value, ())
    ]
    assert sorted(declared) == sorted(set(declared))


@every_model
def test_what_people_write_is_presumed_to_identify_them(model: type[Model]) -> None:
    plain = {name for name, kind in classes(model).items() if kind is Kind.PLAIN}
    assert {name for name in plain & FREE_TEXT_NAMES if (model.__name__, name) not in PUBLIC} == set()


def test_every_table_of_somebody_else_says_what_it_holds() -> None:
    theirs = {model._meta.label for model in apps.get_models(include_auto_created=True)} - {m._meta.label for m in OURS}
    assert theirs == set(THIRD_PARTY)


def test_the_core_has_no_table() -> None:
    assert [model for model in OURS if model._meta.app_label == "core"] == []


def test_the_event_table_points_at_nothing() -> None:
    """Erasing a person must leave an id that leads nowhere."""
    event = apps.get_model("audit", "Event")
    assert [field.name for field in event._meta.get_fields() if field.is_relation] == []

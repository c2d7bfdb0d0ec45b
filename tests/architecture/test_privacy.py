"""Every field of every table says what it can give away about a person."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db.models import Model

from clahrc.documents import THIRD_PARTY
from core.privacy import Kind, classes, unclassified
from tests.architecture.source import APPS

OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
# Whatever their name, these can hold anything that somebody cared to write.
FREE_TEXT_NAMES = {"text", "note", "purpose", "evidence", "lay_summary", "title", "plain_text"}
# A project is announced by its title, and a consent form is handed out: neither is about a person.
PUBLIC = {
    ("Project", "title"),
    ("ConsentVersion", "title"),
    ("Clause", "text"),
    ("Clause", "plain_text"),
}


def declared(model: type[Model]) -> list[str]:
    """The fields that a model and what it is made from give a kind, as often as they do."""
    return [
        name for base in model.__mro__ for kind in Kind for name in getattr(vars(base).get("Privacy"), kind.value, ())
    ]


def plain_words(model: type[Model]) -> set[str]:
    """Its fields of free text that say they give nobody away, and are not of the public ones."""
    plain = {name for name, kind in classes(model).items() if kind is Kind.PLAIN}
    return {name for name in plain & FREE_TEXT_NAMES if (model.__name__, name) not in PUBLIC}


def test_every_field_has_a_kind_and_every_kind_a_field() -> None:
    assert {model._meta.label: unclassified(model) for model in OURS if unclassified(model)} == {}


def test_no_field_has_two_kinds() -> None:
    often = {model._meta.label: Counter(declared(model)) for model in OURS}
    twice = {label: {name for name, times in fields.items() if times > 1} for label, fields in often.items()}
    assert {label: names for label, names in twice.items() if names} == {}


def test_what_people_write_is_presumed_to_identify_them() -> None:
    assert {model._meta.label: plain_words(model) for model in OURS if plain_words(model)} == {}


def test_every_table_of_somebody_else_says_what_it_holds() -> None:
    theirs = {model._meta.label for model in apps.get_models(include_auto_created=True)} - {m._meta.label for m in OURS}
    assert theirs == set(THIRD_PARTY)


def test_the_core_has_no_table() -> None:
    assert [model for model in OURS if model._meta.app_label == "core"] == []


def test_the_event_table_points_at_nothing() -> None:
    """Erasing a person must leave an id that leads nowhere."""
    event = apps.get_model("audit", "Event")
    assert [field.name for field in event._meta.get_fields() if field.is_relation] == []

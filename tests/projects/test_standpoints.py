"""The mark of a standpoint in pages."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from projects.enums import Standpoint


def show(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", Standpoint.values)
def test_every_standpoint_has_a_shape_of_its_own(name: str) -> None:
    sprite = Template('{% include "components/sprite.html" %}').render(Context())
    assert f'id="mark-{name}"' in sprite
    assert f'href="#mark-{name}"' in show("{% standpoint name %}", name=name)


def test_a_standpoint_is_never_colour_alone() -> None:
    assert show("{% standpoint 'carer' %}").endswith("Carer</span>")


def test_a_label_for_a_standpoint_is_escaped() -> None:
    assert "<b>" not in show("{% standpoint 'carer' label %}", label="<b>")


def test_an_unknown_standpoint_is_shown_as_a_word_without_a_mark() -> None:
    assert show("{% standpoint name %}", name="<i>") == '<span class="mark">&lt;i&gt;</span>'

from __future__ import annotations

import uuid

from core.errors import Refused
from core.forms import MAX_WORDS, CleanForm, CreateForm, LineField, WordsField
from core.marks import tokens_of_form


class Plain(CleanForm):
    """A form with one field of each kind."""

    title = LineField(max_length=20)
    words = WordsField(required=False)


class Making(CreateForm):
    """A form that makes something."""

    title = LineField()


def test_a_line_is_cleaned_before_it_is_measured() -> None:
    form = Plain({"title": "  Walking \r\n  Home\x00 "})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "Walking Home"


def test_a_line_of_nothing_visible_is_missing() -> None:
    form = Plain({"title": "\u200b \x00 \u202e"})
    assert "title" in form.errors


def test_words_keep_their_lines_and_their_spaces_inside() -> None:
    form = Plain({"title": "x", "words": "One.\r\n\r\n  Two."})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "One.\n\n  Two."


def test_a_million_characters_are_refused_and_kept_on_the_page() -> None:
    form = Plain({"title": "x", "words": "a" * 1_000_000})
    assert "words" in form.errors
    assert "a" * 1_000_000 in str(form["words"])


def test_a_line_end_counts_once_towards_the_limit() -> None:
    form = Plain({"title": "x", "words": "a\r\n" * (MAX_WORDS // 2 - 1) + "b"})
    assert form.is_valid()


def test_the_browser_is_not_asked_to_cut_words() -> None:
    assert "maxlength" not in str(Plain()["words"])


def test_a_bidi_mark_inside_words_is_what_somebody_wrote() -> None:
    form = Plain({"title": "x", "words": "\u202b\u05e9\u05dc\u202c"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "\u202b\u05e9\u05dc\u202c"


def test_a_lone_surrogate_is_no_error() -> None:
    form = Plain({"title": "a\ud800b", "words": "c\udfffd"})
    assert form.is_valid()
    assert form.cleaned_data["words"] == "c d"


def test_a_refusal_stands_above_the_form_and_keeps_what_was_typed() -> None:
    form = Plain({"title": "Walking Home"})
    form.is_valid()
    form.refuse(Refused("This project is closed."))
    assert form.non_field_errors() == ["This project is closed."]
    assert "Walking Home" in str(form["title"])


def test_a_page_gets_a_form_token_of_its_own() -> None:
    assert Making()["form_token"].value() != Making()["form_token"].value()


def test_a_form_token_that_is_none_asks_to_load_the_page_again() -> None:
    assert Making({"title": "x", "form_token": "1"}).errors["form_token"] == ["Load this page again."]
    assert Making({"title": "x"}).errors["form_token"] == ["Load this page again."]


def sent(token: uuid.UUID, title: str) -> uuid.UUID:
    """The token of a form with this title, as an action gets it."""
    form = Making({"title": title, "form_token": str(token)})
    assert form.is_valid()
    found: uuid.UUID = form.cleaned_data["form_token"]
    return found


def test_a_form_token_comes_through_with_what_was_sent() -> None:
    token, other = uuid.uuid4(), uuid.uuid4()
    assert sent(token, "x") == sent(token, "x")
    assert len({sent(token, "x"), sent(token, "y"), sent(other, "x")}) == 3


def test_it_still_says_which_form_it_was() -> None:
    token = uuid.uuid4()
    first, last = tokens_of_form(sent(token, "x"))
    assert first <= sent(token, "y") <= last
    assert not first <= sent(uuid.uuid4(), "x") <= last


def test_crispy_leaves_the_form_tag_to_the_template() -> None:
    assert (Plain().helper.form_tag, Plain().helper.disable_csrf) == (False, True)

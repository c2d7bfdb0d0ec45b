from __future__ import annotations

import re

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def show(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(("kind", "drawn"), [("late", "late"), ("done", "done"), ("x y", "neutral")])
def test_a_state_tag_is_one_of_five_kinds(kind: str, drawn: str) -> None:
    assert show("{% tag kind 'Words' %}", kind=kind) == f'<strong class="tag {drawn}">Words</strong>'


@pytest.mark.parametrize(
    ("path", "url", "mark"),
    [
        ("/projects/", "/projects/", "page"),
        ("/projects/1/", "/projects/", "true"),
        ("/projects/", "/", ""),
        ("/", "/", "page"),
    ],
)
def test_the_current_link_is_marked(path: str, url: str, mark: str) -> None:
    shown = show("{% current url %}", url=url, request=RequestFactory().get(path))
    assert shown == (f' aria-current="{mark}"' if mark else "")


def test_no_link_is_current_without_a_request() -> None:
    assert show("{% current '/' %}") == ""


class Trial(forms.Form):
    use_required_attribute = False
    name = forms.CharField(help_text="As on your letters.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    pace = forms.ChoiceField(choices=[("rapid", "Rapid"), ("slow", "Slow")], widget=forms.RadioSelect)
    proof = forms.FileField(help_text="Up to 5 MB.")
    agree = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(("number", "title"), [(1, "History"), (2, "History (page 2)")])
def test_the_title_of_a_long_list_says_which_page_it_is(number: int, title: str) -> None:
    page = Paginator(range(100), 50).page(number)
    assert show("History{% page_number page %}", page=page) == title


def test_only_an_optional_field_says_so() -> None:
    assert as_crispy_form(Trial()).count("(optional)") == 1


@pytest.mark.parametrize(
    ("control", "described"),
    [
        (r'<input[^>]*id="id_name"', "id_name_helptext id_name_error"),
        (r'<input[^>]*id="id_proof"', "id_proof_helptext id_proof_error"),
        (r'<fieldset[^>]*id="div_id_pace"', "id_pace_error"),
        (r'<input[^>]*id="id_agree"', "id_agree_error"),
    ],
)
def test_a_control_is_tied_to_its_hint_and_its_error(control: str, described: str) -> None:
    shown = as_crispy_form(Trial({}))
    element = next(tag for tag in re.findall(r"<(?:input|fieldset)[^>]*>", shown) if re.match(control, tag))
    assert f'aria-describedby="{described}"' in element
    assert all(f'id="{target}"' in shown for target in described.split())


def test_what_was_typed_is_kept_to_the_last_space() -> None:
    assert "a   b\n\n   c" in as_crispy_form(Trial({"note": "a   b\n\n   c"}))


@pytest.mark.parametrize("target", ["#id_name", "#id_pace_0", "#id_proof", "#id_agree"])
def test_the_error_summary_leads_to_every_field_in_the_page(target: str) -> None:
    form = Trial({})
    assert f'href="{target}"' in show('{% include "components/error_summary.html" %}', form=form)
    assert f'id="{target[1:]}"' in as_crispy_form(form)


def test_an_error_of_a_hidden_field_is_said_without_a_link() -> None:
    assert "#id_token" not in show('{% include "components/error_summary.html" %}', form=Trial({}))


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "429", "500"])
def test_an_error_page_needs_no_request(name: str) -> None:
    shown = show(f'{{% include "{name}.html" %}}')
    assert "<h1>" in shown
    assert " style=" not in shown

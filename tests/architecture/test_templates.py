"""Every page works without scripts, under a policy that allows none of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.source import files, said

HTML = [path for path in files(".html") if "templates/" in said(path)]
every_template = pytest.mark.parametrize("path", HTML, ids=said)
# A file that leaves is opened from a disk, far from our style sheets: it carries its own.
LEAVES = "files"
TAGS = re.compile(r"{%-?.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


@dataclass
class Tag:
    """An opening tag, the form it stands in, and what of Django stands in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Collects the opening tags of a template; Django's own tags are blanked out first."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.feed(TAGS.sub(self.blank, source))
        self.close()

    @staticmethod
    def blank(found: re.Match[str]) -> str:
        return "<csrf-token>" if "csrf_token" in found[0] else "_"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for form in [seen for seen in self.tags if seen.name == "form"][-1:]:
            form.inside.append(tag)
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.tags[-1].text += data


def tags(path: Path) -> list[Tag]:
    return Reader(path.read_text(encoding="utf-8")).tags


@every_template
def test_no_style_is_written_into_a_page(path: Path) -> None:
    assert [tag.name for tag in tags(path) if "style" in tag.attributes] == []
    assert LEAVES in path.parent.parts or [tag.name for tag in tags(path) if tag.name == "style"] == []


@every_template
def test_no_script_is_written_into_a_page(path: Path) -> None:
    inline = [tag for tag in tags(path) if tag.name == "script" and "src" not in tag.attributes]
    handlers = [name for tag in tags(path) for name in tag.attributes if name.startswith(("on", "hx-on", "hx-vals-js"))]
    assert (inline, handlers) == ([], [])


@every_template
def test_a_form_that_posts_carries_its_token(path: Path) -> None:
    forms = [tag for tag in tags(path) if tag.name == "form" and tag.attributes.get("method", "").lower() == "post"]
    assert [form.attributes for form in forms if "csrf-token" not in form.inside] == []


@every_template
def test_a_form_that_does_not_post_has_no_token_to_leak(path: Path) -> None:
    forms = [tag for tag in tags(path) if tag.name == "form" and tag.attributes.get("method", "get").lower() == "get"]
    assert [form.attributes for form in forms if "csrf-token" in form.inside] == []


@every_template
def test_what_htmx_fetches_can_be_followed_without_it(path: Path) -> None:
    """A part that only refreshes itself (`hx-trigger="every 2s"`) needs no link: reloading the page does the same."""
    fetching = [
        tag for tag in tags(path) if "hx-get" in tag.attributes and "every" not in tag.attributes.get("hx-trigger", "")
    ]
    assert [tag.attributes for tag in fetching if not {"href", "action"} & set(tag.attributes)] == []


@every_template
def test_what_htmx_sends_can_be_sent_without_it(path: Path) -> None:
    sending = [tag for tag in tags(path) if {"hx-post", "hx-put", "hx-delete", "hx-patch"} & set(tag.attributes)]
    assert [tag.attributes for tag in sending if tag.name != "form" or "action" not in tag.attributes] == []


@every_template
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    sources = [tag.attributes.get("src", "") for tag in tags(path)]
    links = [tag.attributes.get("href", "") for tag in tags(path) if tag.name == "link"]
    assert [url for url in sources + links if re.match(r"(https?:)?//", url)] == []


@every_template
def test_a_comment_ends_on_its_line(path: Path) -> None:
    """Django takes one that does not for text of the page."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.count("{#") != line.count("#}")] == []


@every_template
def test_no_text_is_marked_safe_by_hand(path: Path) -> None:
    assert re.findall(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8")) == []


def test_the_reader_sees_through_the_tags_of_django() -> None:
    source = '<form method="post" {% if a > b %}hidden{% endif %}>{% csrf_token %}<a onclick="{{ x }}">'
    form, token, link = Reader(source).tags
    assert (form.attributes["method"], form.inside, token.name) == ("post", ["csrf-token", "a"], "csrf-token")
    assert link.attributes == {"onclick": "_"}

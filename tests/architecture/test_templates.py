"""Every page works without scripts, under a policy that allows none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture.source import files, said

HTML = [path for path in files(".html") if "templates/" in said(path)]
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

    def has(self, *names: str) -> bool:
        """Does it have one of these attributes?"""
        return not self.attributes.keys().isdisjoint(names)


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


@cache
def tags(path: Path) -> tuple[Tag, ...]:
    return tuple(Reader(path.read_text(encoding="utf-8")).tags)


def offending(found: Callable[[Path], Iterable[object]], paths: Iterable[Path] = HTML) -> list[str]:
    """What a rule finds in the templates, each with its file."""
    return [f"{said(path)}: {what}" for path in paths for what in found(path)]


def forms(path: Path, *methods: str) -> list[Tag]:
    """The forms that are sent in one of these ways; `get` is what a form without a method does."""
    return [tag for tag in tags(path) if tag.name == "form" and tag.attributes.get("method", "get").lower() in methods]


def test_there_are_templates() -> None:
    assert HTML


def test_no_style_is_written_into_a_page() -> None:
    pages = [path for path in HTML if LEAVES not in path.parent.parts]
    assert offending(lambda path: [tag for tag in tags(path) if "style" in tag.attributes]) == []
    assert offending(lambda path: [tag for tag in tags(path) if tag.name == "style"], pages) == []


def test_no_script_is_written_into_a_page() -> None:
    assert offending(lambda path: [tag for tag in tags(path) if tag.name == "script" and not tag.has("src")]) == []


def test_no_attribute_is_a_script() -> None:
    names = ("on", "hx-on", "hx-vals-js")
    assert (
        offending(lambda path: [name for tag in tags(path) for name in tag.attributes if name.startswith(names)]) == []
    )


def test_a_form_that_posts_carries_its_token() -> None:
    assert offending(lambda path: [form for form in forms(path, "post") if "csrf-token" not in form.inside]) == []


def test_a_form_that_does_not_post_has_no_token_to_leak() -> None:
    assert offending(lambda path: [form for form in forms(path, "get") if "csrf-token" in form.inside]) == []


def test_what_htmx_fetches_can_be_followed_without_it() -> None:
    """A part that only refreshes itself (`hx-trigger="every 2s"`) needs no link: reloading the page does the same."""

    def dead_ends(path: Path) -> list[Tag]:
        fetching = [
            tag for tag in tags(path) if tag.has("hx-get") and "every" not in tag.attributes.get("hx-trigger", "")
        ]
        return [tag for tag in fetching if not tag.has("href", "action")]

    assert offending(dead_ends) == []


def test_what_htmx_sends_can_be_sent_without_it() -> None:
    def dead_ends(path: Path) -> list[Tag]:
        sending = [tag for tag in tags(path) if tag.has("hx-post", "hx-put", "hx-delete", "hx-patch")]
        return [tag for tag in sending if tag.name != "form" or not tag.has("action")]

    assert offending(dead_ends) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    def addresses(path: Path) -> list[str]:
        links = [tag.attributes.get("href", "") for tag in tags(path) if tag.name == "link"]
        return [*(tag.attributes.get("src", "") for tag in tags(path)), *links]

    assert offending(lambda path: [url for url in addresses(path) if re.match(r"(https?:)?//", url)]) == []


def test_a_comment_ends_on_its_line() -> None:
    """Django takes one that does not for text of the page."""

    def running_over(path: Path) -> list[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.count("{#") != line.count("#}")]

    assert offending(running_over) == []


def test_no_text_is_marked_safe_by_hand() -> None:
    safe = re.compile(r"\|\s*safe\b|autoescape off")
    assert offending(lambda path: safe.findall(path.read_text(encoding="utf-8"))) == []


def test_the_reader_sees_through_the_tags_of_django() -> None:
    source = '<form method="post" {% if a > b %}hidden{% endif %}>{% csrf_token %}<a onclick="{{ x }}">'
    form, token, link = Reader(source).tags
    assert (form.attributes["method"], form.inside, token.name) == ("post", ["csrf-token", "a"], "csrf-token")
    assert link.attributes == {"onclick": "_"}

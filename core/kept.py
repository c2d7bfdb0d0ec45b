"""Forms that were sent when the session had ended: kept for their writer until they have signed in again.

They wait in the session of that browser, which outlives signing in. Whose they are is signed into the page they were
typed on; to somebody else who signs in there they are not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from core.dates import say_day
from core.text import clean_words

IN_SESSION = "kept_forms"
SALT = "core.kept"
LARGEST = 100_000  # characters of one text; longer ones are shown to be copied, not kept
MOST_FIELDS = 200
MOST_VALUES = 1_000  # ticks of one form together
MOST_FORMS = 5  # pages of one browser that wait for a sign-in
FOR = 14 * 24 * 3600  # seconds that a page may have been open
SECRET = re.compile("password|token")
# What pages and scripts add to a form, and the token of the form itself, which is no secret.
ADDED = frozenset({"autosave", "draft", "draft_version"})
FORM_TOKEN = "form_token"  # noqa: S105  # the name of a field
# Fields that no page shows, and the buttons with a name.
UNSEEN = frozenset({FORM_TOKEN, "version", "seen", "sequence", "rows", "read", "next", "act", "again", "confirmed"})
KEY = re.compile(r"[0-9a-f-]{36}(:\d+)?|[0-9a-f]{64}")  # of a row, or a mark: nothing that anybody can read
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Fields = dict[str, list[str]]


def is_secret(name: str) -> bool:
    """Does a field of this name hold what must not be kept or shown again?"""
    return name != FORM_TOKEN and SECRET.search(name) is not None


def fields_of(sent: QueryDict) -> Fields:
    """A whole form as it was sent, each field with all its values, without secrets."""
    names = [name for name in sent if not is_secret(name) and name not in ADDED]
    return {clean_words(name): [clean_words(str(value)) for value in sent.getlist(name)] for name in names}


@dataclass(frozen=True)
class Typed:
    """A field of a form that was not taken, to be read and copied: its name in words, and what was in it."""

    label: str
    text: str

    @property
    def is_long(self) -> bool:
        """Does it need more than a line?"""
        return len(self.text) > 60 or "\n" in self.text


def typed_in(fields: Fields) -> list[Typed]:
    """What somebody wrote, chose and ticked in a form, without what no page shows.

    For where the form itself is not at hand: its fields are called by their names, which are words.
    """
    seen = {name: _in_words(values) for name, values in fields.items() if name not in UNSEEN}
    return [Typed(name.replace("_", " ").strip().capitalize(), text) for name, text in seen.items() if text]


def _in_words(values: Iterable[str]) -> str:
    return "; ".join(_said(value) for value in values if value.strip() and not KEY.fullmatch(value))


def _said(value: str) -> str:
    if value == "on":
        return _("Yes")
    if not DAY.fullmatch(value):
        return value
    try:
        return say_day(date.fromisoformat(value))
    except ValueError:
        return value


def has_words(sent: QueryDict) -> bool:
    """Was something written? What has a space in it or is long is; a choice is not."""
    texts = [text for values in fields_of(sent).values() for text in values]
    return any(len(text) > 40 or " " in text.strip() for text in texts)


def is_filled_in(request: HttpRequest) -> bool:
    """Was something written, or ticked on a page that says whose ticks these are?"""
    return request.method == "POST" and ("writer_token" in request.POST or has_words(request.POST))


def fits(fields: Fields) -> bool:
    """Is this form small enough to be kept?"""
    values = [value for given in fields.values() for value in given]
    longest = max(map(len, [*fields, *values]), default=0)
    return len(fields) <= MOST_FIELDS and len(values) <= MOST_VALUES and longest <= LARGEST


def writer_token(person_pk: object) -> str:
    """What a page carries so that its words can be kept for this person."""
    return signing.dumps(str(person_pk), salt=SALT)


def is_of_another(request: HttpRequest) -> bool:
    """Was this page made for somebody else than who is signed in now, in another tab perhaps?"""
    try:
        who = signing.loads(request.POST.get("writer_token", ""), salt=SALT)
    except signing.BadSignature:
        return False
    return bool(who != str(request.user.pk))


def keep(request: HttpRequest) -> bool:
    """Keep what was posted without a session, if the page says for whom."""
    try:
        who = signing.loads(request.POST.get("writer_token", ""), salt=SALT, max_age=FOR)
    except signing.BadSignature:
        return False
    fields = fields_of(request.POST)
    if not fits(fields):
        return False
    others = {path: form for path, form in request.session.get(IN_SESSION, {}).items() if path != request.path}
    newest = dict(list(others.items())[1 - MOST_FORMS :])
    request.session[IN_SESSION] = newest | {request.path: {"who": who, "fields": fields}}
    return True


def kept_form(request: HttpRequest, person_pk: object) -> Fields | None:
    """The form that this person sent from this page before they had to sign in again."""
    form = request.session.get(IN_SESSION, {}).get(request.path)
    if form and form["who"] == str(person_pk):
        fields: Fields = form["fields"]
        return fields
    return None


def kept(request: HttpRequest, person_pk: object) -> dict[str, str] | None:
    """The same with one value for each field."""
    fields = kept_form(request, person_pk)
    return None if fields is None else {name: values[-1] for name, values in fields.items() if values}


def forget(request: HttpRequest, path: str) -> None:
    """The words of this page are saved."""
    forms = request.session.get(IN_SESSION, {})
    if path in forms:
        request.session[IN_SESSION] = {other: form for other, form in forms.items() if other != path}

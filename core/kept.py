"""Words that were typed when the session had ended: kept for their writer until they have signed in again.

They wait in the session of that browser, which outlives signing in. Whose they are is signed into the page they were
typed on; to somebody else who signs in there they are not shown.
"""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest

from core.text import clean_words

KEY = "kept_words"
SALT = "core.kept"
LARGEST = 100_000  # characters of one field; longer texts are shown to be copied, not kept
FOR = 14 * 24 * 3600  # seconds that a page may have been open
SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "writer_token"})


def writer_token(person_pk: object) -> str:
    """What a page carries so that its words can be kept for this person."""
    return signing.dumps(str(person_pk), salt=SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what was posted without a session, if the page says for whom."""
    try:
        who = signing.loads(request.POST.get("writer_token", ""), salt=SALT, max_age=FOR)
    except signing.BadSignature:
        return False
    fields = {name: clean_words(str(text)) for name, text in request.POST.items() if name not in SECRET_FIELDS}
    if any(len(text) > LARGEST for text in fields.values()):
        return False
    request.session[KEY] = {"who": who, "path": request.path, "fields": fields}
    return True


def kept(request: HttpRequest, person_pk: object) -> dict[str, str] | None:
    """What this person typed on this page before they had to sign in again."""
    words = request.session.get(KEY)
    if words and (words["who"], words["path"]) == (str(person_pk), request.path):
        fields: dict[str, str] = words["fields"]
        return fields
    return None


def forget(request: HttpRequest, path: str) -> None:
    """The words of this page are saved."""
    if request.session.get(KEY, {}).get("path") == path:
        del request.session[KEY]

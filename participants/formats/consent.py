"""A sealed consent as a page shows it, and as a PDF. The words of people are data to the template, never part of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst
from django.utils.translation import gettext as _

from core.dates import say_moment
from participants.enums import ClauseKind, ConsentMode

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "consent.typ"
# Checked while the file is made: tagged, titled, in a language, readable aloud.
STANDARD: Literal["ua-1"] = "ua-1"


def copy_content(sealed: str) -> dict[str, Any]:
    """What a copy shows, from the sealed text alone. Kinds and the mode are put into words."""
    content: dict[str, Any] = json.loads(sealed)
    for clause in content["clauses"]:
        clause["kind_label"] = str(ClauseKind(clause["kind"]).label)
    content["mode_label"] = str(ConsentMode(content["mode"]).label)
    content["given"] = datetime.fromisoformat(content["given_at"])
    content["given_in_utc"] = say_moment(content["given"], "UTC")
    return content


def pdf_content(content: dict[str, Any], sha256: str) -> dict[str, Any]:
    """What the PDF says: the content, and its fixed sentences in the reader's language."""
    number = content["form"]["number"]
    agrees = _("Consent given.") if content["agrees"] else _("No consent: a part that is needed has a no.")
    fields = [
        (_("Name as typed"), content["person"]["full_name"]),
        (_("E-mail address"), content["person"]["address"] or _("None")),
        (_("Project"), content["project"]["title"]),
        (_("Form"), f"{content['form']['title']}, {_('version')} {number}"),
        (_("Time"), content["given_in_words"]),
        (_("Time (UTC)"), content["given_in_utc"]),
        (_("How"), content["mode_label"]),
    ]
    if content["recorded_by"]:
        fields.append((_("Recorded by"), content["recorded_by"]))
    return {
        "title": _("Copy of a consent form, version %(number)s") % {"number": number},
        "outcome": agrees,
        "fields": fields,
        "answers_title": _("Answers"),
        "clauses": [
            (clause["text"], clause["plain_text"], _("Yes") if clause["agreed"] else _("No"), clause["needed"])
            for clause in content["clauses"]
        ],
        "needed": _("Needed to take part."),
        "question": _("Question"),
        "answer": _("Answer"),
        "information_title": _("The information that was read"),
        "information": paragraphs(content["form"]["information"]),
        "plain_title": _("The same in plain words"),
        "plain": paragraphs(content["form"]["plain_information"]),
        "seal_title": _("Seal"),
        "seal": _("This copy was made from the sealed record. Its SHA-256 is:"),
        "sha256": [sha256[start : start + 16] for start in range(0, len(sha256), 16)],
    }


def paragraphs(text: str) -> list[str]:
    """Lines with something in them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def pdf(sealed: str, sha256: str) -> bytes:
    """The copy as a tagged PDF, the same bytes each time.

    Where the font lacks a letter (an emoji, some scripts) the standard cannot be met; the file is then made without
    its check, and is tagged all the same.
    """
    content = copy_content(sealed)
    try:
        return compiled_pdf(content, sha256, STANDARD)
    except typst.TypstError:
        return compiled_pdf(content, sha256, None)


def compiled_pdf(content: dict[str, Any], sha256: str, standard: Literal["ua-1"] | None) -> bytes:
    """The file. Fonts are those that typst brings; nothing of the machine is looked at."""
    return typst.compile(
        str(TEMPLATE),
        root=str(FOLDER),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(pdf_content(content, sha256))},
        pdf_standards=standard,
        timestamp=int(content["given"].timestamp()),
    )

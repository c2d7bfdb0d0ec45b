"""What of reports needs somebody, and what a withdrawal does to files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from notifications.registry import Letter, MailKind, Need, declare_mail, declare_needs
from participants.policies.withdrawing import LEAVES
from participants.registry import Effect, HeldFile, declare_effects, declare_files
from projects.models import Project
from reports import queries
from reports.enums import ExportKind, ExportState
from reports.models import Export

if TYPE_CHECKING:
    from notifications.models import Mail


@declare_needs(queries.to_fetch, gettext_lazy("Files to download"))
def file_to_fetch(export: Export, person: User, now: datetime) -> Need:
    """An export that is ready and was not downloaded yet."""
    return Need(
        title=_("Download your file: %(kind)s") % {"kind": export.get_kind_display()},
        reason=_("You asked for it. It is deleted a day after it was made."),
        url=export.get_absolute_url(),
        project=export.project.title if export.project else "",
        due_at=export.expires_at,
    )


def write_file_withdrawn(mail: Mail) -> Letter | None:
    """Not needed any more where the file was made again since, or where they may not see it."""
    rows = Export.objects.none() if mail.person is None else Export.objects.visible_to(mail.person)
    ended = rows.filter(pk=mail.data.get("export"), state__in=[ExportState.EXPIRED, ExportState.FAILED]).first()
    if ended is None:
        return None
    return Letter(
        subject=_("A file you asked for has ended"),
        text=_(
            "Words that were in this file, or were going into it, have been taken back.\n\n"
            "The file is deleted here. If you have a copy, delete it and use it no more. You can make the file again: "
            "the new one leaves those words out.\n"
        ),
        link=ended.get_absolute_url(),
    )


FILE_WITHDRAWN = declare_mail(
    MailKind(
        name="reports.file_withdrawn",
        why=gettext_lazy("You get this because you asked for a file with words of other people."),
        write=write_file_withdrawn,
        after_closing=True,  # words can be taken back for ever, and a copy of them may lie on a disk
    )
)


@declare_files
def files_with_words(project_id: UUID, since: datetime) -> Iterator[HeldFile]:
    """Files of reflections that have left: made since then, and fetched."""
    for export in queries.fetched_since(project_id, since):
        assert export.downloaded_at is not None
        yield HeldFile(kind=str(ExportKind.REFLECTIONS.label), fetched_at=export.downloaded_at)
    for fetched_at in queries.forgotten_downloads(project_id, since):
        yield HeldFile(kind=str(ExportKind.REFLECTIONS.label), fetched_at=fetched_at)


@declare_effects(place=70)
def effects(person: User, project: Project, scope: str) -> Iterator[Effect]:
    """Files that end, if any of them can hold words of this person."""
    if scope not in LEAVES or not queries.has_written(person, project):
        return
    files = queries.with_words(project.pk).count()
    sentence = ngettext(
        "Deleted: %(count)d file that may hold your words. Whoever asked for it is told, but not who you are.",
        "Deleted: %(count)d files that may hold your words. Whoever asked for them is told, but not who you are.",
        files,
    )
    yield Effect(sentence % {"count": files}, files)

"""The table of kinds. A new kind is a module beside this one and a line here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from projects.permissions import Action
from reports import queries
from reports.enums import ExportKind
from reports.kinds import my_data, project_report, reflections
from reports.kinds.contents import ExportKindSpec

KINDS: dict[str, ExportKindSpec] = {
    spec.kind.value: spec
    for spec in (
        ExportKindSpec(
            kind=ExportKind.PROJECT_REPORT,
            action=Action.EXPORT_REPORT,
            format="html",
            content_type="text/html; charset=utf-8",
            holds=_("Aim, progress, dialogues and kept disagreements on one page. No names and nobody's words."),
            collect=lambda export: project_report.collect(export.about),
            fingerprint=lambda export: project_report.fingerprint(export.about),
        ),
        ExportKindSpec(
            kind=ExportKind.REFLECTIONS,
            action=Action.EXPORT_WORDS,
            format="csv",
            content_type="text/csv; charset=utf-8",
            holds=_("What people wrote and permit to be analysed, with standpoint and month. Opens in a spreadsheet."),
            collect=lambda export: reflections.collect(export.about),
            fingerprint=lambda export: queries.words_fingerprint(export.about),
        ),
        ExportKindSpec(
            kind=ExportKind.MY_DATA,
            action=None,
            format="zip",
            content_type="application/zip",
            holds=_("Everything that is kept about you: a page to read, and the same for a machine."),
            collect=lambda export: my_data.collect(export.submitted_by),
            fingerprint=my_data.fingerprint,
        ),
    )
}

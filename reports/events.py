"""What happens to exports: the sentences of their audit events."""

from __future__ import annotations

from audit.registry import declare

REQUESTED = declare("reports.export_requested", "{actor} asked for an export: {kind}.", "kind")
RETRIED = declare(
    "reports.export_retried", "{actor} asked for an export again: {kind}, attempt {attempt}.", "kind", "attempt"
)
CANCELLED = declare("reports.export_cancelled", "{actor} stopped an export: {kind}.", "kind")
BUILT = declare("reports.export_built", "An export was made: {kind}, {rows} rows.", "kind", "rows", "size", "sha256")
FAILED = declare("reports.export_failed", "An export could not be made: {kind} ({cause}).", "kind", "cause")
DOWNLOADED = declare("reports.export_downloaded", "{actor} downloaded an export: {kind}.", "kind", "sha256")
REFUSED_AT_DOOR = declare(
    "reports.export_refused_at_door", "{actor} was not given an export: {kind} ({cause}).", "kind", "cause"
)
EXPIRED = declare("reports.export_expired", "The file of an export was deleted: {kind} ({cause}).", "kind", "cause")

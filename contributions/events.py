"""What is kept of contributions. Who contributed is never said here."""

from __future__ import annotations

from audit.registry import declare

CONTRIBUTION_MADE = declare("contributions.contribution_made", "A contribution was made.", confidential=True)
CONTRIBUTION_TAKEN = declare("contributions.contribution_taken", "{actor} took up a contribution.")
CONTRIBUTION_CHANGED = declare(
    "contributions.contribution_changed", "{actor} changed a contribution: {fields}.", "fields"
)
CONTRIBUTION_DECIDED = declare(
    "contributions.contribution_decided", "{actor} decided about a contribution: {decision}.", "decision"
)
CONTRIBUTION_DID = declare("contributions.contribution_did", "{actor} recorded what a contribution changed.")
CONTRIBUTION_TOLD = declare("contributions.contribution_told", "{actor} told a contributor what came of it.")
CONTRIBUTION_ANSWERED = declare("contributions.contribution_answered", "A contributor answered.", confidential=True)
CONTRIBUTION_CLOSED = declare(
    "contributions.contribution_closed", "A contribution was closed: {closed_by}.", "closed_by", confidential=True
)
CONTRIBUTION_REOPENED = declare(
    "contributions.contribution_reopened", "A contribution was opened again.", confidential=True
)
CONTRIBUTIONS_EMPTIED = declare(
    "contributions.contributions_emptied", "Words of somebody who withdrew were removed.", confidential=True
)

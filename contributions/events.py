"""What is kept of contributions. Who contributed is never said here."""

from __future__ import annotations

from audit.registry import declare

# Contributions. Who contributed is never said here.
CONTRIBUTION_MADE = declare("projects.contribution_made", "A contribution was made.", confidential=True)


CONTRIBUTION_TAKEN = declare("projects.contribution_taken", "{actor} took up a contribution.")


CONTRIBUTION_CHANGED = declare("projects.contribution_changed", "{actor} changed a contribution: {fields}.", "fields")


CONTRIBUTION_DECIDED = declare(
    "projects.contribution_decided", "{actor} decided about a contribution: {decision}.", "decision"
)


CONTRIBUTION_DID = declare("projects.contribution_did", "{actor} recorded what a contribution changed.")


CONTRIBUTION_TOLD = declare("projects.contribution_told", "{actor} told a contributor what came of it.")


CONTRIBUTION_ANSWERED = declare("projects.contribution_answered", "A contributor answered.", confidential=True)


CONTRIBUTION_CLOSED = declare(
    "projects.contribution_closed", "A contribution was closed: {closed_by}.", "closed_by", confidential=True
)


CONTRIBUTION_REOPENED = declare("projects.contribution_reopened", "A contribution was opened again.", confidential=True)


CONTRIBUTIONS_EMPTIED = declare(
    "projects.contributions_emptied", "Words of somebody who withdrew were removed.", confidential=True
)

"""The project's own set of prompts in its two versions."""

from __future__ import annotations

PROMPT_SET_NAME = "Before we decide"

# The day of each version, and its prompts: each with its plain wording, empty where it is plain already.
PROMPT_SET_VERSIONS = [
    (
        -60,
        (
            ("What would make this decision a good one for you?", "What would be good for you?"),
            ("Which stakeholders are not represented here?", ""),
        ),
    ),
    (
        -14,
        (
            ("What would make this decision a good one for you?", "What would be good for you?"),
            ("Who will live with this decision and has no seat here?", "Who is this about who is not here?"),
        ),
    ),
]

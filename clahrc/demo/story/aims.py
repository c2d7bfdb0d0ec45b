"""The shared aim of the demo in its two versions, and who signed each."""

from __future__ import annotations

FIRST_AIM = (
    "By the end of next year, nobody leaves our two hospitals with a breathing plan they had no part in, and we can "
    "show what made the difference from each side."
)

# It came after the first expectations were open.
SECOND_AIM = (
    "By the end of next year, nobody leaves our two hospitals with a breathing plan they had no part in. "
    "Whoever lives with the plan, or helps somebody to, can say within a week that it does not fit. "
    "We can show what made the difference from each side."
)

SECOND_AIM_WRITTEN = -255

# Which version was signed by whom on which day. Nobody signs for the carers yet.
SIGNATURES = [(1, "amara", -279), (1, "ben", -278), (1, "walter", -276)]
SIGNATURES += [(2, "amara", -254), (2, "chen", -252), (2, "walter", -251), (2, "dee", -249), (2, "ben", -247)]

"""Programs of others that people might use in our place, each in an environment of its own, measured beside ours.

`pinned` says which and how they are served, `ground` installs and starts them, the `seed_*` scripts fill them: those
run in the environment of their peer, know nothing of ours, and print as JSON what a client needs to know.
"""

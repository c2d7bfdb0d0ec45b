"""Tells the demo: the people of `story` do what happened, each on its day, by the actions that people use.

`demo` tells everything in order; every other module tells one kind of thing, from the module of that name in `story`.
"""

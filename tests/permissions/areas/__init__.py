"""The matrix and the world, area by area: each module here has the `ROWS` of its URLs, and `fill` for what they name.

`fill(project, lead)` makes one of everything in a project and answers with the keys by the names in the URLs.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

AREAS: list[ModuleType] = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]

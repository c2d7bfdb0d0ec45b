"""`run.py bench`: how fast the application is, on servers and in a data folder of the measurement's own."""

from __future__ import annotations

import os
from collections.abc import Sequence

from clahrc.launcher.environment import PYTHON
from clahrc.launcher.places import Data
from clahrc.launcher.processes import foreground, hush


def bench(data: Data, arguments: Sequence[str]) -> int:
    """Run the measurement with further arguments and return its status. It starts the servers itself."""
    own = Data.at(data.folder / "bench")
    try:
        return foreground([PYTHON, "-m", "bench", *arguments], {**os.environ, "DATA_DIR": str(own.folder)})
    finally:
        hush()

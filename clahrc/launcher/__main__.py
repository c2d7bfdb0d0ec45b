"""`python -m clahrc.launcher [words]`, called by `run.py`."""

import sys

from clahrc.launcher.commands import main

sys.exit(main(sys.argv[1:]))

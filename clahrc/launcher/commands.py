"""What `run.py` understands."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence

from clahrc.launcher.benching import bench
from clahrc.launcher.checking import check
from clahrc.launcher.environment import MANAGE, for_running
from clahrc.launcher.errors import LaunchError
from clahrc.launcher.locking import lock
from clahrc.launcher.places import Data
from clahrc.launcher.processes import Stopped, foreground, hush, stop_on_signals
from clahrc.launcher.servers import Servers
from clahrc.launcher.testing import test
from clahrc.launcher.up import up

HELP = """commands:
  (none)          install, prepare and run everything; Ctrl-C stops it
  test [words]    run the tests; further words go to pytest
  check           style, types, imports, templates, migrations, documents, lock; edits nothing
  bench [words]   measure speed against small programs: --only P1,P2, --scale small|full, --json FILE
  lock            write the lock files from pyproject.toml
  any other word  a command of manage.py, with the servers up

Set DATABASE_URL and REDIS_URL to use servers of your own instead of the embedded ones.
"""


def manage(data: Data, port: int, arguments: Sequence[str]) -> int:
    """Run one command of `manage.py` with the servers up."""
    with Servers(data, os.environ) as servers:
        try:
            return foreground([*MANAGE, *arguments], for_running(data, port, servers.variables()))
        finally:
            hush()


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; the result is the exit status."""
    options = parser().parse_args(arguments)
    stop_on_signals()
    try:
        return command(options)()
    except Stopped:
        return 130
    except LaunchError as failure:
        print(failure, file=sys.stderr)
    except OSError as error:
        print(sentence(error), file=sys.stderr)
    return 1


def command(options: argparse.Namespace) -> Callable[[], int]:
    """The function that the first word names."""
    first, rest = (options.words or [""])[0], options.words[1:]
    table: dict[str, Callable[[], int]] = {
        "": lambda: up(Data.at(options.data_dir), options.port),
        "test": lambda: test(Data.at(options.data_dir), rest),
        "check": check,
        "bench": lambda: bench(Data.at(options.data_dir), rest),
        "lock": lock,
    }
    return table.get(first, lambda: manage(Data.at(options.data_dir), options.port, options.words))


def parser() -> argparse.ArgumentParser:
    """Two options, each also a variable of the environment; then the command, whose own words are left alone."""
    command_line = argparse.ArgumentParser(
        prog="python3 run.py", epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    port = os.environ.get("PORT") or "8000"
    folder = os.environ.get("DATA_DIR") or ".data"
    command_line.add_argument("--port", type=port_number, default=port, help="the port of the site (PORT; 8000)")
    command_line.add_argument(
        "--data-dir", default=folder, help="the folder of all data (DATA_DIR; .data in the project)"
    )
    command_line.add_argument("words", nargs=argparse.REMAINDER, metavar="command", help="see below")
    return command_line


def port_number(text: str) -> int:
    """A number from 1 to 65535."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port: choose a number from 1 to 65535, e.g. 8000.")
    return int(text)


def sentence(error: OSError) -> str:
    """What to do about a refusal of the operating system."""
    if error.errno == errno.ENOSPC:
        return f"The disk is full ({error.filename or 'data folder'}): make room, or choose another DATA_DIR."
    return f"{error.filename or 'The system'}: {error.strerror}; give yourself the rights, or choose another DATA_DIR."

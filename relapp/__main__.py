"""The command line: opens the window, or runs a command without one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from relapp.commands.output import spare_the_terminal
from relapp.commands.parser import parse
from relapp.commands.running import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code.

    :raises SystemExit: after ``--help`` and ``--version``, and for wrong usage.
    """
    spare_the_terminal()
    return run(parse(sys.argv[1:] if arguments is None else arguments))


if __name__ == "__main__":
    sys.exit(main())

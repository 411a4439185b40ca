"""The command line: opens the window, or runs a command without one."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    from relapp.commands.parser import parse

    chosen = parse(sys.argv[1:] if arguments is None else arguments)
    return chosen.run()


if __name__ == "__main__":
    sys.exit(main())

"""The command line: opens the window, or runs a command without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

_READ_FILE = "--read-file"
"""How the program calls itself to have a file read beside it; no person needs to know."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code.

    :raises SystemExit: after ``--help`` and ``--version``, and for wrong usage.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) == [_READ_FILE]:
        from relapp.services.transfer.reading.child import serve

        return serve()
    return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    from relapp.commands.output import spare_the_terminal
    from relapp.commands.parser import parse
    from relapp.commands.running import run

    spare_the_terminal()
    # Shops are small: threads for linear algebra would take longer to meet than to work, and round as they meet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _keep_libraries_to_ourselves()
    return run(parse(arguments))


def _keep_libraries_to_ourselves() -> None:
    """What we start (a file manager, a mail program) must not load the libraries of the built program."""
    if getattr(sys, "frozen", False) and sys.platform == "linux":
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    sys.exit(main())

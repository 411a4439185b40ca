"""Printing: plain lines for people, JSON for programs, and how far long work is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

_LINE_BREAK = 10
_CONTROLS = dict.fromkeys([code for code in (*range(32), *range(127, 160)) if code != _LINE_BREAK], " ")


def spare_the_terminal() -> None:
    """A sign that the terminal does not know becomes a question mark; none of them stops the program.

    Without a terminal what is said goes nowhere: the argparse of Python 3.11.2 fails when it cannot say something.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def plain(text: str) -> str:
    """``text`` without signs that steer a terminal: what customers wrote must not."""
    return text.translate(_CONTROLS)


def say(text: str = "", indent: int = 0) -> None:
    """Print ``text``, each of its lines moved in by ``indent``."""
    for line in plain(text).split("\n"):
        print(" " * indent + line if line else "")


def say_json(value: Any) -> None:
    """Print ``value`` as JSON that every terminal can carry."""
    print(json.dumps(value, indent=2))


def progress(text: Callable[[int], str]) -> Callable[[int], bool]:
    """Shows ``text(rows)`` on the terminal's standard error, one line that is written over; nothing elsewhere.

    It takes how many rows were read, and always says to go on.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return lambda _: True

    def show(rows: int) -> bool:
        print("\r" + plain(text(rows)), end="", file=sys.stderr, flush=True)
        return True

    return show


def end_progress() -> None:
    """Wipe the line of :func:`progress`."""
    if sys.stderr is not None and sys.stderr.isatty():
        print("\r" + " " * 78 + "\r", end="", file=sys.stderr, flush=True)

"""The report of a fault: versions, places in the program and rounded sizes; no text and no number of the shop."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from relapp import __version__
from relapp.traces import Trace


def text(faults: Mapping[Trace, int], sizes: Mapping[str, int], database: str, *, safe: bool, crashed: bool) -> str:
    """The report as whoever mends the program reads it, in English; ``sizes`` are rows by table."""
    lines = [
        f"relapp {__version__}, {'built' if getattr(sys, 'frozen', False) else 'from source'}"
        f"{', in safe mode' if safe else ''}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {database or 'no database open'}",
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}, {QGuiApplication.platformName()}",
    ]
    if sizes:
        told = (f"{name} about {_rounded(count)}" for name, count in sizes.items() if count)
        lines.append(f"Rows: {', '.join(told) or 'none'}")
    for trace, count in faults.items():
        head = "The run before this one crashed:" if crashed else "Fault:" if count == 1 else f"Fault, {count} times:"
        lines += ["", head, trace.text]
    return "\n".join(lines) + "\n"


def _rounded(count: int) -> int:
    """To one digit: how large a shop is matters to whoever looks for the fault, how many customers it has to nobody."""
    unit = int(10 ** (len(str(count)) - 1))
    return (count + unit // 2) // unit * unit

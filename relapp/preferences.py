"""This PC's preferences: what belongs to the desk and not to the shop. Shop-wide settings are in the database."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


def _line(default: Any, fits: Callable[[Any], bool]) -> Any:
    return field(default=default, metadata={"fits": fits})


def _text(longest: int = 200) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest


def _one_of(*choices: str) -> Callable[[Any], bool]:
    return lambda value: value in choices


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _row_or_none(value: Any) -> bool:
    return value is None or (type(value) is int and value > 0)


@dataclass(frozen=True, slots=True)
class Preferences:
    """One line a preference: its name, what it is from the start, and what it may be."""

    language: str = _line("", _text(35))  # empty follows the system, else a tag like "pt-BR"
    text_size: int = _line(100, _number(100, 200))  # per cent of the system's text
    scheme: str = _line("system", _one_of("system", "light", "dark", "high-contrast"))
    window: str = _line("", _text(4000))  # where the window stood, as Qt tells it, in base64
    splitters: str = _line("", _text(4000))  # likewise
    shop: str = _line("", _text(4000))  # the file of the shop that the next five are about
    page: str = _line("today", _text())  # the page that was open
    customer_id: int | None = _line(None, _row_or_none)  # the customer that was open
    staff_id: int | None = _line(None, _row_or_none)  # who worked here last
    no_second_place: bool = _line(False, _flag)  # who was asked where else backups may be kept said: later
    reminded: str = _line("", _text(10))  # the day on which the reminder of the second place was put away
    shared: str = _line("", _text(4000))  # the shop's file that is used in a folder which others keep, too
    desk: str = _line("", _text())  # this PC in the journal, made once


def load(path: Path) -> Preferences:
    """What ``path`` holds. A missing or damaged file, and every value that does not fit, gives the default instead."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    return _from_mapping(found) if isinstance(found, dict) else Preferences()


def save(path: Path, preferences: Preferences) -> None:
    """Writes ``preferences`` so that a power cut leaves the old file or the new one; raises ``OSError``."""
    # An ordinary start only reads.
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    values = {line.name: getattr(preferences, line.name) for line in fields(Preferences)}
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(values, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _from_mapping(found: Mapping[str, Any]) -> Preferences:
    fitting = {
        line.name: found[line.name]
        for line in fields(Preferences)
        if line.name in found and line.metadata["fits"](found[line.name])
    }
    return Preferences(**fitting)

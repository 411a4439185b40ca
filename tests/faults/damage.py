"""Damage a shop's files in twelve ways: the program says so in a sentence, and shows nothing wrong unnoticed."""

from __future__ import annotations

import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path

from relapp.commands.parser import parse
from relapp.commands.running import ExitCode
from relapp.commands.running import run as run_command
from relapp.domain.errors import StorageUnavailable
from tests.faults.figure import Figure, times
from tests.shop import Rows, Shop

EACH, SHORT_EACH = 20, 1
FILE = "shop.relapp"
_WAL = f"{FILE}-wal"
_PAGE = 4096
_COMMANDS = ("check", "find rye", "today", "log ana moreira: asked for rye", "show ana")


class Seen(StrEnum):
    """How a damage ended."""

    NOTHING = "harmless"
    """All rows are as they were."""
    SAID = "said"
    """A sentence instead of rows."""
    OTHER = "other rows unnoticed"
    FELL = "fell over"


@dataclass(frozen=True, slots=True)
class Shops:
    """What is damaged: a shop as a crash leaves it (its newest rows in the write-ahead log), an older copy, another."""

    now: Path
    older: Path
    other: Path
    rows: Rows


def _flip(path: Path, chance: random.Random, first: int, last: int) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(4):
        content[chance.randrange(first, min(last, len(content)))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _flip_header(folder: Path, chance: random.Random, _shops: Shops) -> None:
    _flip(folder / FILE, chance, 0, 100)


def _flip_page(folder: Path, chance: random.Random, _shops: Shops) -> None:
    _flip(folder / FILE, chance, 100, 1 << 40)


def _flip_log(folder: Path, chance: random.Random, _shops: Shops) -> None:
    _flip(folder / _WAL, chance, 32, 1 << 40)


def _truncate(folder: Path, chance: random.Random, _shops: Shops) -> None:
    content = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(content[: chance.randrange(1, len(content))])


def _truncate_log(folder: Path, chance: random.Random, _shops: Shops) -> None:
    content = (folder / _WAL).read_bytes()
    (folder / _WAL).write_bytes(content[: chance.randrange(1, len(content))])


def _zero_page(folder: Path, chance: random.Random, _shops: Shops) -> None:
    content = bytearray((folder / FILE).read_bytes())
    start = chance.randrange(len(content) // _PAGE) * _PAGE
    content[start : start + _PAGE] = bytes(_PAGE)
    (folder / FILE).write_bytes(content)


def _swap(folder: Path, _chance: random.Random, shops: Shops) -> None:
    shutil.copy(shops.other / FILE, folder / FILE)
    (folder / _WAL).unlink()


def _older(folder: Path, _chance: random.Random, shops: Shops) -> None:
    shutil.copy(shops.older / FILE, folder / FILE)
    (folder / _WAL).unlink()


def _empty(folder: Path, _chance: random.Random, _shops: Shops) -> None:
    (folder / FILE).write_bytes(b"")


def _text(folder: Path, chance: random.Random, _shops: Shops) -> None:
    (folder / FILE).write_text("Monday: bread\n" * chance.randrange(1, 500), encoding="utf-8")


def _no_log(folder: Path, _chance: random.Random, _shops: Shops) -> None:
    (folder / _WAL).unlink()


def _wrong_log(folder: Path, _chance: random.Random, shops: Shops) -> None:
    shutil.copy(shops.other / _WAL, folder / _WAL)


def _folder(folder: Path, _chance: random.Random, _shops: Shops) -> None:
    (folder / FILE).unlink()
    (folder / FILE).mkdir()


def _gone(folder: Path, _chance: random.Random, _shops: Shops) -> None:
    (folder / FILE).unlink()


KINDS: dict[str, Callable[[Path, random.Random, Shops], None]] = {
    "header flipped": _flip_header,
    "page flipped": _flip_page,
    "log flipped": _flip_log,
    "truncated": _truncate,
    "log truncated": _truncate_log,
    "page zeroed": _zero_page,
    "another shop's": _swap,
    "older copy": _older,
    "empty": _empty,
    "a text": _text,
    "log missing": _no_log,
    "another's log": _wrong_log,
    "a folder": _folder,
    "gone": _gone,
}


def run(short: bool) -> Figure:
    """``short`` does each once."""
    each = times(EACH, SHORT_EACH, short=short)
    with tempfile.TemporaryDirectory(prefix="damage-") as made:
        shops = _shops(Path(made))
        seen: Counter[Seen] = Counter()
        faults = []
        for name, damage in KINDS.items():
            for number in range(each):
                folder = Path(made) / "damaged"
                shutil.copytree(shops.now, folder)
                damage(folder, random.Random(f"{name} {number}"), shops)
                found, why = look(folder, shops.rows)
                seen[found] += 1
                if found in (Seen.OTHER, Seen.FELL):
                    faults.append(f"{name} {number}: {found}: {why}")
                shutil.rmtree(folder)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(seen.items()))
    return Figure(f"{len(KINDS)} kinds × {each}: {counted}", tuple(faults))


def look(folder: Path, rows: Rows) -> tuple[Seen, str]:
    """How a damaged folder shows itself: to what only looks first, then to every command."""
    found, why = _rows(folder, rows)
    for line in _COMMANDS:
        code, fell = _command(folder, line)
        if fell:
            return Seen.FELL, f"{line}: {fell}"
        if line == "check" and code != ExitCode.DONE and found is Seen.OTHER:
            found = Seen.SAID
    return found, why


def _rows(folder: Path, rows: Rows) -> tuple[Seen, str]:
    if not (folder / FILE).exists():
        return Seen.SAID, ""  # commands refuse; the window asks
    try:
        shop = Shop(folder / FILE)
    except StorageUnavailable:
        return Seen.SAID, ""
    except Exception:
        return Seen.FELL, traceback.format_exc(limit=-3)
    try:
        there = shop.tables()
    except StorageUnavailable:
        return Seen.SAID, ""
    except Exception:
        return Seen.FELL, traceback.format_exc(limit=-3)
    finally:
        shop.close()
    wrong = [name for name, expected in rows.items() if there[name] != expected]
    return (Seen.OTHER, f"rows of {', '.join(wrong)}") if wrong else (Seen.NOTHING, "")


def _command(folder: Path, line: str) -> tuple[int, str]:
    """Exit code, and the traceback where it fell over or said nothing."""
    said, complained = StringIO(), StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(complained):
            code = run_command(parse([*line.split(), "--data-dir", str(folder)]))
    except SystemExit as error:
        return 2, f"does not know what it was asked: {error}"
    except Exception:
        return 1, traceback.format_exc(limit=-4)
    silent = code != ExitCode.DONE and not complained.getvalue().strip()
    return code, f"ended with {code} and no word" if silent else ""


def _shops(made: Path) -> Shops:
    for place, name in enumerate(("now", "other")):
        (made / name).mkdir()
        shop = Shop(made / f"{name}.relapp")
        _fill(shop, 40, place)
        shop.database.tidy()
        if not place:
            (made / "older").mkdir()
            shutil.copy(made / f"{name}.relapp", made / "older" / FILE)
        _fill(shop, 10, place + 50)
        for end in ("", "-wal"):
            shutil.copy(made / f"{name}.relapp{end}", made / name / f"{FILE}{end}")
        if not place:
            rows = shop.tables()
        shop.close()
    return Shops(made / "now", made / "older", made / "other", rows)


def _fill(shop: Shop, people: int, start: int) -> None:
    ana = shop.customer("Ana Moreira") if start < 2 else 1
    for number in range(people):
        one = shop.customer(f"Customer {start + number}", phone=f"0151 2345{start + number:03}")
        shop.log(one, ana, words=f"asked for rye and {number} rolls " * 4, ago=number)
        shop.promise(one, f"ring about {number}", number)

"""Damage a shop's files in fourteen ways: the program says so in a sentence, and shows nothing wrong unnoticed."""

from __future__ import annotations

import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from io import StringIO
from pathlib import Path

from sqlalchemy import select

from relapp.commands.parser import parse
from relapp.commands.running import ExitCode
from relapp.commands.running import run as run_command
from relapp.domain.errors import StorageUnavailable
from relapp.domain.rotation import Reason
from relapp.services import recovery
from relapp.services.backups import Backups
from relapp.storage import schema
from relapp.storage.database import Database
from tests.builders import TODAY, at
from tests.faults.figure import Figure, times
from tests.shop import Rows, Shop

EACH, SHORT_EACH = 20, 1
FILE = "shop.relapp"
_WAL = f"{FILE}-wal"
_BACKUPS = "backups"
_PAGE = 4096
_COMMANDS = ("check", "find rye", "today", "log ana moreira: asked for rye", "show ana")


class Seen(StrEnum):
    """How a damage ended."""

    NOTHING = "harmless"
    """All rows are as they were."""
    BACK = "noticed, and every entry brought back"
    BITS = "flipped bits that a file without a passphrase cannot notice"
    LOST = "noticed, and not all brought back"
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
                if found is Seen.OTHER and damage is _flip_page:
                    found = Seen.BITS
                seen[found] += 1
                if found in (Seen.OTHER, Seen.FELL, Seen.LOST):
                    faults.append(f"{name} {number}: {found}: {why}")
                shutil.rmtree(folder)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(seen.items()))
    return Figure(f"{len(KINDS)} kinds × {each}: {counted}", tuple(faults))


def look(folder: Path, rows: Rows) -> tuple[Seen, str]:
    """How a damaged folder shows itself: to a start that brings everything back, then to every command."""
    tried = folder.with_name("tried")
    shutil.copytree(folder, tried)
    try:
        found, why = _started(tried, rows)
    except Exception:
        found, why = Seen.FELL, traceback.format_exc(limit=-4)
    finally:
        shutil.rmtree(tried)
    for line in _COMMANDS:
        fell = _command(folder, line)
        if fell:
            return Seen.FELL, f"{line}: {fell}"
    return found, why


def _started(folder: Path, rows: Rows) -> tuple[Seen, str]:
    """Open the shop as a start does; where that says that something is wrong, bring everything back."""
    file, backups = folder / FILE, folder / _BACKUPS
    try:
        database = recovery.open_shop(file, backups)
        try:
            wrong = _wrong(rows, _tables(database))
            if not wrong:
                return Seen.NOTHING, ""
            if not database.check():
                return Seen.OTHER, wrong
        finally:
            database.close()
    except StorageUnavailable as error:
        said = str(error)
    else:
        said = "check"
    recovery.restore(file, backups, at=at(TODAY))
    shop = Shop(file)
    try:
        wrong = _wrong(rows, shop.tables())
        return (Seen.LOST, f"{said}: {wrong}") if wrong else (Seen.BACK, "")
    finally:
        shop.close()


def _tables(database: Database) -> Rows:
    with database.read() as reader:
        return {
            name: list(reader.rows(select(table).order_by(*table.primary_key)))
            for name, table in schema.JOURNALLED.items()
        }


def _wrong(rows: Rows, there: Rows) -> str:
    wrong = [name for name, expected in rows.items() if there[name] != expected]
    return f"rows of {', '.join(wrong)}" if wrong else ""


def _command(folder: Path, line: str) -> str:
    """The traceback where it fell over, or that it said nothing."""
    said, complained = StringIO(), StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(complained):
            code = run_command(parse([*line.split(), "--data-dir", str(folder)]))
    except SystemExit as error:
        return f"does not know what it was asked: {error}"
    except Exception:
        return traceback.format_exc(limit=-4)
    silent = code != ExitCode.DONE and not complained.getvalue().strip()
    return f"ended with {code} and no word" if silent else ""


def _shops(made: Path) -> Shops:
    """Each with a daybook, a backup from the midst, and its newest rows in the write-ahead log."""
    for place, name in enumerate(("now", "other")):
        live = made / f"{name} live"
        live.mkdir()
        shop = Shop(live / FILE, daybook=live / _BACKUPS)
        shop.now -= timedelta(days=place)
        _fill(shop, 40, place)
        Backups(shop.operations, live / _BACKUPS).make(Reason.ASKED)
        shop.database.tidy()
        if not place:
            (made / "older").mkdir()
            shutil.copy(live / FILE, made / "older" / FILE)
        _fill(shop, 10, place + 50)
        shutil.copytree(live, made / name)
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

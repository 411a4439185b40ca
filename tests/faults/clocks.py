"""Set the clock back ten years, forward thirty, over daylight changes: order is kept, undo takes the last act."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from relapp.domain.rotation import Reason
from relapp.services import suggestions
from relapp.services.backups import Backups
from relapp.services.engine import learn
from relapp.storage import backups, journal, timeline
from tests.faults.agreement import disagreements
from tests.faults.figure import Figure, times
from tests.shop import Shop

ACTS, SHORT_ACTS = 2_000, 60
COPIES, SHORT_COPIES = 80, 8
_FEWEST = 3
_START = datetime(2025, 5, 6, 10, tzinfo=UTC)
_BERLIN, _LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")


def run(short: bool) -> Figure:
    """Acts under clocks that jump, each followed by a look at what must not depend on them."""
    acts, copies = times(ACTS, SHORT_ACTS, short=short), times(COPIES, SHORT_COPIES, short=short)
    faults = []
    with tempfile.TemporaryDirectory(prefix="clocks-") as folder:
        for name, jump in JUMPS.items():
            faults += [f"{name}: {fault}" for fault in _under(Path(folder) / f"{name}.relapp", jump, acts)]
            faults += [f"{name}: {fault}" for fault in _backups(Path(folder) / f"{name} kept", jump, copies)]
    made = f"{acts:,} acts and {copies} backups"
    measured = f"{len(JUMPS)} kinds of clock × {made}: {len(faults)} out of order, at odds or wrongly removed"
    return Figure(measured, tuple(faults))


def _back_and_forth(chance: random.Random, now: datetime) -> datetime:
    years = chance.choice((0, 0, 0, -10, 30))
    return (_START if years else now) + timedelta(days=365 * years, minutes=chance.randint(-90, 90))


def _autumn(chance: random.Random, now: datetime) -> datetime:
    """The hour that comes twice."""
    return (datetime(2025, 10, 26, 0, 30, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 90))).astimezone(_BERLIN)


def _spring(chance: random.Random, now: datetime) -> datetime:
    """The hour that does not come; half an hour in one place."""
    zone, month = chance.choice(((_BERLIN, 3), (_LORD_HOWE, 10)))
    day = 30 if month == 3 else 4
    return (datetime(2025, month, day, 0, 30, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 90))).astimezone(zone)


def _travelling(chance: random.Random, now: datetime) -> datetime:
    """From one offset to the other, as a notebook does."""
    zone = ZoneInfo(chance.choice(("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/London")))
    return (now + timedelta(minutes=chance.randint(0, 30))).astimezone(zone)


JUMPS: dict[str, Callable[[random.Random, datetime], datetime]] = {
    "ten years back, thirty forward": _back_and_forth,
    "autumn": _autumn,
    "spring": _spring,
    "travelling": _travelling,
}


def _under(path: Path, jump: Callable[[random.Random, datetime], datetime], acts: int) -> list[str]:
    chance = random.Random(11)
    shop, faults = Shop(path), list[str]()
    people = [shop.customer(f"Zq{number}") for number in range(4)]
    logged: list[str] = []
    for number in range(acts):
        shop.now = jump(chance, shop.now)
        words = f"q{number}"
        one = shop.log(chance.choice(people), words=words, moment=shop.now)
        logged.append(words)
        if number % 5 == 0:
            shop.promise(chance.choice(people), f"p{number}", 3)
            logged.append("")
        if number % 7 == 0:
            report = shop.operations.undo()
            if report is None or report.kept:
                faults.append(f"act {number} was not undone: {report}")
            undone = logged.pop()
            there = {row.id: row.words for row in shop.tables()["interaction"]}
            if undone and one in there:
                faults.append(f"undo took back another act than the last, {number}")
    expected = [name for name in logged if name]
    held = [row.words for row in shop.tables()["interaction"]]
    if held != expected:
        faults.append(f"{len(held)} entries, not the {len(expected)} that were logged, in their order")
    faults += _looks(shop, acts)
    shop.close()
    return faults


def _looks(shop: Shop, acts: int) -> list[str]:
    """The journal is in the order of the acts, all follows from the rows, and a day's list can be made on any day."""
    faults = disagreements(shop, suggest=False)
    with shop.database.read() as reader:
        ids = [record.id for record in journal.recent(reader, acts * 3)]
        if ids != sorted(ids, reverse=True):
            faults.append("the journal is not in the order of the acts")
        for row in shop.tables()["customer"]:
            shown = [entry.at for entry in timeline.page(reader, row.id)]
            if shown != sorted(shown, reverse=True):
                faults.append(f"the timeline of {row.id} is not in the order of time")
        for years in (-10, 0, 30):
            day = (_START + timedelta(days=365 * years)).date()
            suggestions.board(reader, day, learn(reader, day))
    return faults


def _backups(folder: Path, jump: Callable[[random.Random, datetime], datetime], copies: int) -> list[str]:
    """Whatever day it is said to be, the newest backups stay, and the newest has the highest number."""
    chance, faults, made = random.Random(12), list[str](), list[int]()
    shop = Shop(folder / "shop.relapp", daybook=folder / "backups")
    kept = Backups(shop.operations, folder / "backups")
    for number in range(copies):
        shop.now = jump(chance, shop.now)
        shop.customer(f"Zq{number}")
        made.append(kept.make(Reason.SCHEDULE).number)
        there = [one.number for one in backups.listed(folder / "backups")]
        lost = set(made[-_FEWEST:]) - set(there)
        if lost or made[-1] != max(there) or made != sorted(set(made)):
            faults.append(f"after backup {made[-1]} there are {there}")
    shop.close()
    return faults

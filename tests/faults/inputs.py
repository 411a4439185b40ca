"""Bad files and bombs through the process that reads: each ends in rows or a sentence, within its limits."""

from __future__ import annotations

import gc
import gzip
import os
import random
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import process_time, sleep

from relapp.domain.errors import UserError
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.values import DateOrder
from relapp.ui.wording.errors import sentence
from tests.faults.figure import Figure, times
from tests.shop import Shop

FILES = Path(__file__).parents[1] / "services" / "transfer" / "files"
BROKEN = 400
_SECONDS, _MEGABYTES = 10.0, 300.0
_TICK = 0.005


def bombs(folder: Path) -> Iterator[Path]:
    """Files made to cost much, none larger than a few megabytes."""
    makers: dict[str, Callable[[], bytes]] = {
        "spaces.csv": lambda: b"Name\n" + b" " * 3_000_000,
        "quotes.csv": lambda: b'Name,Phone\n"' + b'a,"b\n' * 10_000,
        "blank.csv": lambda: b"Name\n" + b"\n" * 3_000_000,
        "wide.csv": lambda: b",".join(b"c%d" % n for n in range(20_000)) + b"\n",
        "zeros.csv": lambda: b"Name\n" + b"\0" * 3_000_000,
        "bomb.csv.gz": lambda: gzip.compress(b"Name\n" + b"Ana Moreira\n" * 20_000_000, 1),
        "half.csv.gz": lambda: gzip.compress(b"Name\n" + os.urandom(500_000))[:-9],
        "endless.vcf": lambda: b"BEGIN:VCARD\nFN:Ana\nNOTE:" + b"x" * 4_000_000,
        "cards.vcf": lambda: b"BEGIN:VCARD\n" * 20_000,
        "photo.vcf": lambda: b"BEGIN:VCARD\nFN:Ana\nPHOTO;ENCODING=b:" + b"QUJD" * 1_000_000 + b"\nEND:VCARD\n",
        "always.ics": lambda: b"BEGIN:VCALENDAR\n" + _EVENT * 100 + b"END:VCALENDAR\n",
        "deep.ics": lambda: b"BEGIN:VEVENT\n" * 70_000,
        "parts.eml": lambda: _MAIL + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 30_000,
        "words.eml": lambda: b"Subject: " + b"=?utf-8?Q?a?= " * 150_000 + b"\n" + _MAIL + b"x",
        "page.eml": lambda: _MAIL.replace(b"multipart/mixed; boundary=a", b"text/html") + b"<div>" * 500_000,
        "deep.json": lambda: b'{"name":"x","type":"personal_chat","messages":' + b"[" * 1_000_000,
        "deep.jsonl": lambda: _SHOP + b'{"table":"customer","a":' + b"[" * 900_000,
        "digits.jsonl": lambda: _SHOP + b'{"table":"customer","id":' + b"9" * 2_000_000 + b"}",
        "chat.txt": lambda: b"25/12/2023, 21:05 - Ana: Hi\n" + b"25/12/2023, 21:06 - " * 20_000,
        "picture.csv": lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(2_000_000),
    }  # fmt: skip
    for name, make in makers.items():
        path = folder / name
        path.write_bytes(make())
        yield path
    yield from _archives(folder)


_SHOP = b'{"format":"relapp-shop","version":1}\n'
_EVENT = b"BEGIN:VEVENT\nUID:a\nDTSTART:20200101T100000Z\nRRULE:FREQ=SECONDLY\nSUMMARY:x\nEND:VEVENT\n"
_MAIL = b"From: a@b.pt\nTo: c@d.pt\nSubject: x\nDate: 1 Jan 2024 10:00\nContent-Type: multipart/mixed; boundary=a\n\n"


def _archives(folder: Path) -> Iterator[Path]:
    sheet = "xl/worksheets/sheet1.xml"
    parts: dict[str, dict[str, bytes]] = {
        "spaces.xlsx": {sheet: b" " * (99 << 20)},
        "rows.xlsx": {sheet: b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 3_000_000},
        "corner.xlsx": {sheet: b'<sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData>'},
        "texts.xlsx": {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 5_000_000},
        "entities.xlsx": {sheet: _LAUGHS},
        "laughs.ods": {"content.xml": _LAUGHS},
        "tags.ods": {"content.xml": b"<a>" * 3_000_000},
        "entries.zip": {f"{number}.txt": b"" for number in range(20_000)},
        "up.zip": {"../../../../tmp/out.txt": b"x", "/etc/out": b"x", "shop.jsonl/": b""},
        "chat.zip": {"_chat.txt": b"[25/12/2023, 21:05:00] Ana: Hi\n" * 30_000},
    }
    for name, members in parts.items():
        path = folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        yield path
    inner = (folder / "spaces.xlsx").read_bytes()
    with zipfile.ZipFile(folder / "nested.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", inner)
    yield folder / "nested.xlsx"
    far = bytearray((FILES / "tablib-dates.xls").read_bytes())
    at = far.rindex(b"\x7e\x02\x0a\x00") + 4
    far[at : at + 4] = b"\xff\xff\xff\xff"
    (folder / "far.xls").write_bytes(far)
    yield folder / "far.xls"


_LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
) + b"]><a>&m;</a>"  # fmt: skip


def broken(folder: Path, count: int, seed: int = 5) -> Iterator[Path]:
    """Real files with bytes changed, cut out and put in."""
    chance = random.Random(seed)
    whole = sorted(path for path in FILES.iterdir() if path.is_file())
    for number in range(count):
        of = whole[number % len(whole)]
        content = bytearray(of.read_bytes()[: 1 << 19])
        for _ in range(chance.choice((1, 3, 20, 200))):
            at = chance.randrange(len(content) or 1)
            if chance.random() < 0.6:
                content[at : at + 1] = bytes([chance.randrange(256)])
            else:
                content[at : at + chance.randrange(60)] = chance.randbytes(chance.randrange(30))
        path = folder / f"{number:04}-{of.name}"
        path.write_bytes(content)
        yield path


class Trial:
    """Takes one file after another into a shop and notes what that cost and what went wrong."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.files = self.refused = 0
        self.seconds = 0.0

    def take_in(self, path: Path) -> None:
        """One file: looked at, counted and stored."""
        self.files += 1
        before = _spent()
        shop = Shop()
        try:
            plan = _answered(importing.prepare(path))
            with shop.database.read() as reader:
                importing.preview(reader, plan)
            shop.run("import", lambda tx: importing.take_in(tx, plan))
        except UserError as error:
            self.refused += 1
            if "{" in sentence(error).replace(path.name, ""):
                self.faults.append(f"{path.name}: {error.code} has no sentence")
            if any(shop.tables().values()):
                self.faults.append(f"{path.name}: taken in by half")
        except Exception as error:
            self.faults.append(f"{path.name}: {type(error).__name__}: {error}"[:200])
        finally:
            shop.close()
            plan = None  # type: ignore[assignment]
            gc.collect()
        spent = _spent() - before
        self.seconds = max(self.seconds, spent)
        if spent > _SECONDS:
            self.faults.append(f"{path.name}: {spent:.1f} s of the processor")


def _answered(plan: Plan) -> Plan:
    if plan.asks_us:
        plan = plan.with_us(plan.asks_us[0])
    return plan.with_date_order(DateOrder.DAY_FIRST) if plan.asks_date_order else plan


def _spent() -> float:
    """Seconds of the processor that processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _taken() -> float:
    """Megabytes that the process that reads took so far; 0 where none runs, or the system does not tell.

    What a process that has ended took is no measure: before it began it was a part of this one.
    """
    most = 0.0
    for children in Path("/proc/self/task").glob("*/children"):
        for number in children.read_text().split():
            try:
                if b"--read-file" in Path(f"/proc/{number}/cmdline").read_bytes():
                    told = Path(f"/proc/{number}/status").read_text().partition("VmHWM:")[2]
                    most = max(most, int(told.split()[0]) / 1024)
            except (OSError, IndexError):
                continue  # it has just ended
    return most


class _Window:
    """Somebody who wants Python every few milliseconds, as a window does."""

    def __init__(self) -> None:
        self.longest = self.memory = 0.0

    def wait_for(self, work: Callable[[], None]) -> None:
        """Do ``work`` in a thread and measure how long it keeps this one from its turn.

        By the time of the processor: what other programs take of it is no measure of this one.
        """
        done = Event()

        def act() -> None:
            try:
                work()
            finally:
                done.set()

        thread = Thread(target=act)
        thread.start()
        while not done.is_set():
            begun = process_time()
            sleep(_TICK)
            self.longest = max(self.longest, process_time() - begun - _TICK)
            self.memory = max(self.memory, _taken())
        thread.join()


def run(short: bool) -> Figure:
    """All bombs and so many broken files."""
    trial, window = Trial(), _Window()
    switch = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)  # as the program has it while a worker is busy
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = [*bombs(Path(folder))] if not short else []
            for path in (*made, *broken(Path(folder), times(BROKEN, 8, short=short))):
                window.wait_for(lambda path=path: trial.take_in(path))  # type: ignore[misc]
    finally:
        sys.setswitchinterval(switch)
    memory, waited = window.memory, window.longest * 1000
    faults = trial.faults + ([f"{memory:.0f} MB in one process"] if memory > _MEGABYTES else [])
    return Figure(
        f"{trial.files} bad files and bombs ({trial.refused} refused with a sentence): {len(trial.faults)} faults, at "
        f"most {trial.seconds:.1f} s of the processor and {memory:.0f} MB in the process that reads, which kept "
        f"others from Python for at most {waited:.0f} ms",
        tuple(faults),
    )

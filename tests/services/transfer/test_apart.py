"""Files are read in a process of its own: what they do to it is told in a sentence, and costs the program nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from relapp.domain.errors import UserError
from relapp.services.transfer import importing
from relapp.services.transfer.reading import apart, limits
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.reading.opening import Wanted, open_file
from relapp.services.transfer.reading.pauses import pausing
from relapp.services.transfer.reading.tables import Table
from relapp.services.transfer.storing.tally import Cancelled
from relapp.ui.wording.errors import sentence
from tests.services.transfer.conftest import MakeFile, MakeWorkbook
from tests.shop import Shop

pytestmark = pytest.mark.apart

FILES = Path(__file__).parent / "files"
WHOLE = FILES / "tablib-dates.xls"
_NUMBER = b"\x7e\x02\x0a\x00"


def wanted(*paths: Path) -> Wanted:
    return Wanted(paths, paths[0].name, ("us@example.com",))


def refusal(path: Path) -> UserError:
    """Why a file is refused; it has a sentence."""
    with pytest.raises(UserError) as refused:
        all_of(apart.open_apart(wanted(path)))
    assert path.name in sentence(refused.value)
    return refused.value


def all_of(source: Table | Document) -> list[Any]:
    return list(map(tuple, source.rows())) if isinstance(source, Table) else list(source.rows())


def processes() -> set[int]:
    """Those that this one started and that have not ended."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(number) for number in children.read_text().split()} if children.exists() else set()


def its_process(source: Table | Document) -> int:
    rows = source._source if isinstance(source, Table) else source._dated
    reading = getattr(rows, "__self__", None)
    assert isinstance(reading, apart._Reading)
    return reading._process.pid


@pytest.mark.parametrize("path", sorted(path for path in FILES.iterdir() if path.is_file()), ids=lambda path: path.name)
def test_what_comes_through_the_pipe_is_what_the_file_says(path: Path) -> None:
    here, there = outcome(open_file, path), outcome(apart.open_apart, path)
    assert there == here


def outcome(open_one: Callable[[Wanted], Table | Document], path: Path) -> object:
    """All that a file tells, or why it cannot be read."""
    try:
        source = open_one(wanted(path))
        rows = all_of(source)
    except UserError as error:
        return error.code, error.details
    # Equal, not alike: a row holds values of its own types, and moments with another name for their offset.
    told = (source.voices, source.us, source.unsure, source.open_date) if isinstance(source, Document) else ()
    return source.how_read, rows, told


def test_several_cards_are_read_by_one_process() -> None:
    cards = [FILES / "cardbook.vcf"] * 3
    before = processes()
    source = apart.open_apart(wanted(*cards))
    assert len(all_of(source)) == 3 * len(all_of(open_file(wanted(cards[0]))))
    assert len(processes() - before) <= 1
    with pytest.raises(UserError, match=r"import\.not_alike"):
        apart.open_apart(wanted(FILES / "cardbook.vcf", FILES / "exchange.ics"))


def test_a_pass_that_is_left_half_way_and_another_do_not_disturb_each_other(make_file: MakeFile) -> None:
    text = "Name\n" + "".join(f"Ana {number}\n" for number in range(5000))
    table = apart.open_apart(wanted(make_file("a.csv", text.encode())))
    first, second = table.rows(), table.rows()
    assert list(islice(first, 700)) == list(islice(second, 700))
    assert len(list(second)) == 4300
    del first
    assert len(all_of(table)) == 5000


def test_odd_signs_come_through(make_file: MakeFile) -> None:
    cells = ["\x1e\x1f", '[["', "\u2028", "\x85", "😀", "e\u0301"]
    text = "Name,Note\n" + "".join(f"Ana,{cell}\n" for cell in cells)
    path = make_file("a.csv", text.encode())
    assert all_of(apart.open_apart(wanted(path))) == all_of(open_file(wanted(path)))


def test_half_of_a_pair_of_characters_is_kept_as_a_sign_and_upsets_nothing(shop: Shop, make_file: MakeFile) -> None:
    head = {"format": "relapp-shop", "version": 1, "shop": "abc", "currency": "EUR"}
    ana = {"table": "customer", "id": 1, "name": "Ana \ud83d Moreira", "nickname": "", "reference": "", "note": ""}
    lines = "".join(f"{json.dumps(line)}\n" for line in (head, {**ana, "added": "2025-05-06"}))
    assert "\\ud83d" in lines
    plan = importing.prepare(make_file("shop.jsonl", lines.encode()))
    shop.run("import", lambda tx: importing.take_in(tx, plan))
    assert [row.name for row in shop.tables()["customer"]] == ["Ana \ufffd Moreira"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_bytes(b"Name\nAna\n")
    assert all_of(apart.open_apart(wanted(path))) == [(2, ["Ana"])]


def test_the_process_ends_with_the_last_use_of_the_file() -> None:
    before = processes()
    source: Table | Document | None = apart.open_apart(wanted(WHOLE))
    assert source is not None
    rows = source.rows()
    assert next(rows)
    source = None
    del rows
    assert processes() <= before


# -- what hostile files do --


def test_a_workbook_that_would_end_the_program_ends_that_process(tmp_path: Path) -> None:
    # One cell in the last corner of all that two bytes can name: 137 GB to the library.
    content = bytearray(WHOLE.read_bytes())
    at = content.rindex(_NUMBER) + len(_NUMBER)
    content[at : at + 4] = b"\xff\xff\xff\xff"
    path = tmp_path / "far.xls"
    path.write_bytes(content)
    assert refusal(path).code == "import.cannot_read"


def test_what_takes_more_memory_than_a_file_of_its_size_should_is_refused(make_workbook: MakeWorkbook) -> None:
    path = make_workbook({"a": [["Name", "x" * 90_000_000]]})
    packed = path.with_name("packed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name in old.namelist():
            book.writestr(name, old.read(name))
    assert packed.stat().st_size < 1 << 20
    tracemalloc.start()
    try:
        assert refusal(packed).code in ("import.too_costly", "import.cannot_read")
        assert tracemalloc.get_traced_memory()[1] < 10 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("os.kill(os.getpid(), 9)", "import.cannot_read"),
        ("ctypes.string_at(0)", "import.cannot_read"),
        ("os._exit(0)", "import.cannot_read"),
        ("os.write(answers, b'\\0\\0\\0\\x02[[')", "import.cannot_read"),
        ("os.write(answers, b'\\xff' * 100)", "import.cannot_read"),
        ("raise AssertionError('a bug')", "import.cannot_read"),
        ("bytearray(1 << 30)", "import.too_costly"),
        ("limits.hold_seconds.__globals__['_hold_seconds'](0); [None for _ in iter(int, 1)]", "import.too_costly"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_however_that_process_ends_it_is_a_sentence(
    reader_that: Callable[[str], None], act: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    reader_that(act)
    assert refusal(WHOLE).code == code
    assert caplog.messages, "nobody could find out why"


@pytest.fixture
def reader_that(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the process do something else where it would open the file."""

    def make(act: str) -> None:
        script = (
            "import ctypes, os, sys, time\n"
            "from relapp.services.transfer.reading import child, limits\n"
            "answers = 3\n"
            "real = os.dup\n"
            "def dup(file):\n    global answers\n    answers = real(file)\n    return answers\n"
            "os.dup = dup\n"
            f"def opened(wanted):\n    {act}\n    raise SystemExit\n"
            "child.open_file = opened\n"
            "sys.exit(child.serve())\n"
        )
        monkeypatch.setattr(apart, "_program", lambda: [sys.executable, "-c", script])

    return make


def test_one_that_never_answers_is_given_up(
    reader_that: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader_that("time.sleep(600)")
    monkeypatch.setattr(apart, "PATIENCE", -1e9)
    assert refusal(WHOLE).code == "import.too_costly"


def test_nobody_has_to_wait_for_it_and_it_ends(reader_that: Callable[[str], None]) -> None:
    reader_that("time.sleep(600)")
    before = processes()
    asked: list[float] = []

    def stop() -> None:
        asked.append(monotonic())
        if len(asked) == 20:
            raise Cancelled

    with pytest.raises(Cancelled), pausing(stop):
        apart.open_apart(wanted(WHOLE))
    # Asked many times in a second, whatever the file does.
    assert asked[-1] - asked[0] < 20 * 0.2
    assert processes() <= before


def test_a_reading_that_was_stopped_while_it_waited_goes_on(make_file: MakeFile) -> None:
    text = "Name\n" + "".join(f"Ana {number}\n" for number in range(5000))
    table = apart.open_apart(wanted(make_file("a.csv", text.encode())))

    def stop() -> None:
        raise Cancelled

    for _ in range(5):
        try:
            with pausing(stop):
                all_of(table)
        except Cancelled:
            continue
    assert all_of(table)[-1] == (5001, ["Ana 4999"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_in_the_middle_of_an_import_nothing_of_it_stands(shop: Shop, make_file: MakeFile) -> None:
    rows = "".join(f"2026-01-02,Rye,1,{number}\n" for number in range(20_000))
    plan = importing.prepare(make_file("t.csv", f"Date,Item,Amount,Customer ID\n{rows}".encode()))
    before = shop.tables()

    def killing(rows: int) -> bool:
        if rows > 2000:
            os.kill(its_process(plan.source), signal.SIGKILL)
        return True

    with pytest.raises(UserError, match=r"import\.cannot_read"):
        shop.run("import", lambda tx: importing.take_in(tx, plan, killing))
    assert shop.tables() == before


def test_where_no_process_can_be_started_a_whole_file_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_program", lambda: ["no-such-program"])
    assert all_of(apart.open_apart(wanted(WHOLE)))


def test_what_is_allowed_grows_with_the_file(make_file: MakeFile) -> None:
    small, till = limits.memory_for(10_000), limits.memory_for(60 << 20)
    assert small < 256 << 20 < till
    assert limits.seconds_for(100_000) == 2
    assert limits.seconds_for(60 << 20) == 242
    plain, packed = make_file("a.csv", b"a" * 1000), make_file("a.zip", b"PK\x03\x04" + b"a" * 996)
    assert (limits.weight([plain]), limits.weight([packed]), limits.weight([plain, packed])) == (1000, 8000, 9000)
    assert limits.weight([plain.parent, plain.parent / "none"]) == 0


def test_broken_bytes_end_in_rows_or_in_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(11)
    for name in ("tablib-dates.xls", "cardbook.vcf", "exchange.ics"):
        content = (FILES / name).read_bytes()
        for _ in range(2):
            broken = bytearray(content)
            for _ in range(8):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            path = tmp_path / name
            path.write_bytes(broken)
            assert outcome(apart.open_apart, path) == outcome(open_file, path)

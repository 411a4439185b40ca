"""The daybook as a file: what was written is found again, whatever happened to the file meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.storage import daybook, durable, records
from relapp.storage.daybook import Daybook
from tests.shop import Shop

THREE = [b"one", b"the second", b"3" * 300]


class Turned:
    """A seal that a test can see through."""

    def seal(self, content: bytes) -> bytes:
        return b"!" + content[::-1]

    def open(self, content: bytes) -> bytes:
        if not content.startswith(b"!"):
            raise ValueError
        return content[:0:-1]


@pytest.fixture
def book(tmp_path: Path) -> Daybook:
    return Daybook(tmp_path / "backups", "shop")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop.sqlite", tmp_path / "backups")
    yield made
    made.close()


def filled(book: Daybook) -> bytes:
    for body in THREE:
        book.append(body)
    return book.path.read_bytes()


def test_what_was_written_is_read_in_its_order(book: Daybook) -> None:
    filled(book)
    found = daybook.read(book.folder)
    assert (found.bodies, found.damaged, found.torn) == (THREE, 0, False)
    assert daybook.last(book.folder) == THREE[-1]


@given(st.integers(0, 12 + 3 + 12 + 10 + 12 + 300))
def test_a_torn_tail_is_told_and_all_before_it_found(length: int) -> None:
    frames = [daybook.frame(body) for body in THREE]
    path = Path(os.environ["HOME"]) / "torn" / "daybook-000000.log"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(frames)[:length])
    ends = [len(b"".join(frames[: place + 1])) for place in range(3)]
    found = daybook.read(path.parent)
    assert found.bodies == [body for body, end in zip(THREE, ends, strict=True) if end <= length]
    assert found.torn == (length not in (0, *ends))
    assert found.damaged == 0


@given(st.integers(0, 12 + 3 + 12 + 10 - 1), st.integers(1, 255))
def test_damage_in_the_middle_costs_what_it_struck(place: int, change: int) -> None:
    content = bytearray(b"".join(daybook.frame(body) for body in THREE))
    content[place] ^= change
    path = Path(os.environ["HOME"]) / "struck" / "daybook-000000.log"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = daybook.read(path.parent)
    struck = THREE[0] if place < 15 else THREE[1]
    assert found.bodies == [body for body in THREE if body != struck]
    assert found.damaged == 1
    assert not found.torn


def test_writing_goes_on_behind_a_torn_tail(book: Daybook) -> None:
    content = filled(book)
    book.path.write_bytes(content[:-20])
    book.append(b"four")
    found = daybook.read(book.folder)
    assert found.bodies == [*THREE[:2], b"four"]
    assert found.damaged == 1


def test_a_new_file_follows_each_backup_and_later_starts_go_on_with_it(book: Daybook) -> None:
    filled(book)
    book.follow(12)
    book.append(b"after")
    assert [volume.path.name for volume in daybook.volumes(book.folder)] == ["daybook-000000.log", "daybook-000012.log"]
    later = Daybook(book.folder, "shop")
    later.append(b"later")
    assert daybook.read(book.folder).bodies == [*THREE, b"after", b"later"]


def test_the_newest_file_may_be_empty_yet(book: Daybook) -> None:
    filled(book)
    (book.folder / "daybook-000007.log").touch()
    assert daybook.last(book.folder) == THREE[-1]


def test_sealed_nothing_can_be_read_without_the_seal(tmp_path: Path) -> None:
    sealed = Daybook(tmp_path, "shop", Turned())
    content = filled(sealed)
    assert THREE[1] not in content
    assert daybook.read(tmp_path, Turned()).bodies == THREE
    without = daybook.read(tmp_path)
    assert (without.bodies, without.damaged) == ([], 3)


def test_set_aside_it_counts_for_nothing_and_is_kept(book: Daybook) -> None:
    for _ in range(2):
        filled(book)
        daybook.set_aside(book.folder)
    assert daybook.read(book.folder).bodies == []
    assert len(list(book.folder.iterdir())) == 2
    daybook.set_aside(book.folder / "nowhere")


def test_each_record_is_synced_before_it_counts(book: Daybook, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(daybook, "sync", lambda _: done.append("file"))
    monkeypatch.setattr(durable, "sync_folder", lambda _: done.append("folder"))
    filled(book)
    assert done == ["file", "folder", "file", "file"]


# -- where it cannot be written --


def test_an_operation_counts_though_the_daybook_cannot_be_written(shop: Shop) -> None:
    told: list[UserError | None] = []
    assert shop.daybook is not None
    book = shop.database.daybook
    assert book is not None
    shop.customer("Ana")
    book.on_trouble = told.append
    kept = shop.daybook.rename(shop.daybook.with_name("away"))
    shop.daybook.write_bytes(b"a file in the place of the folder")
    for name in ("Bo", "Cy"):
        shop.customer(name)
    assert [row.name for row in shop.tables()["customer"]] == ["Ana", "Bo", "Cy"]
    assert [str(one) for one in told] == [str(book.trouble)] != ["None"]
    assert book.wants_backup
    shop.daybook.unlink()
    kept.rename(shop.daybook)
    shop.customer("Di")
    assert told[1:] == [book.trouble] == [None]
    written = [records.decoded(body) for body in daybook.read(shop.daybook).bodies]
    assert [one.this.operation_id for one in written] == [1, 2, 3, 4]


def test_a_folder_that_is_gone_is_made_anew(shop: Shop) -> None:
    assert shop.daybook is not None
    shop.customer("Ana")
    for path in shop.daybook.iterdir():
        path.unlink()
    shop.daybook.rmdir()
    shop.customer("Bo")
    assert len(daybook.read(shop.daybook).bodies) == 1


def test_a_file_that_is_bad_is_left_for_a_new_one(shop: Shop) -> None:
    assert shop.daybook is not None
    assert shop.database.daybook is not None
    shop.database.daybook.path.mkdir(parents=True)
    shop.customer("Ana")
    shop.customer("Bo")
    assert shop.database.daybook.trouble is None
    assert shop.database.daybook.path.name == "daybook-000000-2.log"
    assert len(daybook.read(shop.daybook).bodies) == 2


def test_a_full_disk_is_told_as_such(book: Daybook, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, content: whole(file, content[: len(content) // 2]))
    book.append(THREE[2])
    assert book.trouble is not None
    assert book.trouble.code == "daybook.full"
    monkeypatch.undo()
    book.append(b"later")
    found = daybook.read(book.folder)
    assert found.bodies == [THREE[2], b"later"]
    assert found.damaged == 1


# -- which shops have one, and what goes into it --


def test_without_being_asked_for_there_is_none(tmp_path: Path) -> None:
    for made in (Shop(), Shop(tmp_path / "shop.sqlite")):
        made.customer("Ana")
        assert made.database.daybook is None
        made.close()
    assert [path.name for path in tmp_path.iterdir()] == ["shop.sqlite"]


def test_a_shop_keeps_its_id(shop: Shop, tmp_path: Path) -> None:
    first = shop.read(records.shop_id)
    assert first
    shop.reopen()
    assert shop.read(records.shop_id) == first
    other = Shop(tmp_path / "other.sqlite", tmp_path / "others")
    assert other.read(records.shop_id) not in (None, first)
    other.close()


def test_what_was_refused_or_changed_nothing_is_not_in_it(shop: Shop) -> None:
    assert shop.daybook is not None

    def refused(_: object) -> None:
        raise UserError("entry.unknown_customer")

    with pytest.raises(UserError):
        shop.run("x", refused)
    shop.run("x", lambda _: None)
    assert daybook.read(shop.daybook).bodies == []


_WRITER = """
import sys
from pathlib import Path
from relapp.storage import daybook
path = Path(sys.argv[1])
for place in range(int(sys.argv[3])):
    daybook.append(path, daybook.frame(f"{sys.argv[2]} {place} ".encode() * 200))
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "daybook-000000.log"
    many = 40
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), str(who), str(many)], cwd=Path.cwd())
        for who in range(3)
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = daybook.read(tmp_path)
    assert (found.damaged, found.torn) == (0, False)
    assert sorted({body.decode().split(" ")[0] for body in found.bodies}) == ["0", "1", "2"]
    assert len(set(found.bodies)) == 3 * many

"""Commands on a protected shop: the passphrase from a file or the terminal, never from an argument."""

from __future__ import annotations

import getpass
import io
import os
import sys
from pathlib import Path

import pytest

from relapp.commands import passphrase
from relapp.services import protection
from relapp.storage import keys
from tests.commands.conftest import Relapp

PASSPHRASE = "barley and blue paper"


@pytest.fixture
def shop(relapp: Relapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A protected shop that knows Ana."""
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    path = tmp_path / "shop" / "shop.relapp"
    assert relapp("log", "--new", "Ana Moreira: asked for marzipan").code == 0
    protection.turn_on(path, protection.planned(PASSPHRASE)).database.close()
    return path


def written(folder: Path, content: bytes) -> Path:
    file = folder / "passphrase"
    file.write_bytes(content)
    return file


def test_without_a_terminal_a_sentence_says_what_to_do(relapp: Relapp, shop: Path) -> None:
    before = shop.read_bytes()
    ended = relapp("find", "Ana")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "The shop's file is protected: it opens only with its passphrase. "
        "Add --passphrase-file FILE, or run it in a terminal.\n"
    )
    assert relapp("log", "Ana Moreira: came").code == 3
    assert shop.read_bytes() == before


@pytest.mark.parametrize("content", [PASSPHRASE, PASSPHRASE + "\n", PASSPHRASE + "\r\nmore", "\ufeff" + PASSPHRASE])
def test_the_first_line_of_a_file_opens_it(relapp: Relapp, shop: Path, tmp_path: Path, content: str) -> None:
    assert shop.exists()
    file = written(tmp_path, content.encode())
    assert "Ana Moreira" in relapp("find", "--passphrase-file", file, "Ana").out
    assert relapp("--passphrase-file", file, "check").code == 0
    # It was for that run only.
    assert relapp("check").code == 3


def test_a_backup_of_it_is_checked_by_the_same_passphrase(relapp: Relapp, shop: Path, tmp_path: Path) -> None:
    file = written(tmp_path, PASSPHRASE.encode())
    assert relapp("--passphrase-file", file, "backup").code == 0
    (made, *_) = sorted((shop.parent / "backups").glob("*.backup"), reverse=True)
    ended = relapp("--passphrase-file", file, "check", made)
    assert (ended.code, ended.err) == (0, "")
    assert "1 customer" in ended.out
    assert relapp("check", made).code == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no files of descriptors")
def test_a_descriptor_opens_it(relapp: Relapp, shop: Path) -> None:
    assert shop.exists()
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    try:
        assert "Ana Moreira" in relapp("find", "--passphrase-file", f"/dev/fd/{reading}", "Ana").out
    finally:
        os.close(reading)


def test_another_passphrase_and_a_file_that_is_not_there_are_sentences(
    relapp: Relapp, shop: Path, tmp_path: Path
) -> None:
    assert shop.exists()
    ended = relapp("find", "--passphrase-file", written(tmp_path, b"another one"), "Ana")
    assert (ended.code, ended.err) == (3, "That is not the passphrase of this shop.\n")
    ended = relapp("find", "--passphrase-file", tmp_path / "none", "Ana")
    assert ended.code == 3
    assert ended.err.startswith("The passphrase in the file ")


def test_a_terminal_is_asked(relapp: Relapp, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def typed(prompt: str, stream: object) -> str:
        assert (prompt, stream) == ("Passphrase of the shop: ", sys.stderr)
        return PASSPHRASE

    assert shop.exists()
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(getpass, "getpass", typed)
    passphrase.take_from(None)
    assert passphrase.wanted() == PASSPHRASE


@pytest.mark.parametrize("slots", ["beside the file", "beside the backups alone"])
def test_a_lost_file_is_brought_back_and_stays_protected(
    relapp: Relapp, shop: Path, tmp_path: Path, slots: str
) -> None:
    file = written(tmp_path, PASSPHRASE.encode())
    assert relapp("--passphrase-file", file, "log", "Ana Moreira: came for the marzipan").code == 0
    shop.unlink()
    if slots == "beside the backups alone":
        keys.place(shop).unlink()
    ended = relapp("restore")
    assert (ended.code, ended.out) == (3, "")
    assert "passphrase" in ended.err
    assert not shop.exists()
    assert "recovery" not in relapp("--passphrase-file", file, "find", "Ana").out
    ended = relapp("restore", "--passphrase-file", file)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Everything is back")
    assert not keys.is_plain(shop)
    assert "came for the marzipan" in relapp("--passphrase-file", file, "show", "Ana Moreira").out

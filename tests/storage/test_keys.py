"""The key of a protected file: each slot gives it to whom it is for, and to nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from relapp.domain.errors import StorageUnavailable
from relapp.storage import keys, system_keyring
from relapp.storage.database import Database
from relapp.storage.keys import Slots
from relapp.storage.sealing import Seal
from tests.misfortunes import told

PASSPHRASE = "barley and blue paper"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its least: what is tested is not how long it takes."""
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)


pytestmark = pytest.mark.usefixtures("quick")


def slots_of(key: bytes, code: str) -> Slots:
    return Slots().having(keys.by_passphrase(key, PASSPHRASE)).having(keys.by_code(key, code))


def test_passphrase_and_code_give_the_same_key(tmp_path: Path) -> None:
    key, code = keys.new_key(), keys.new_code()
    file = tmp_path / "shop.relapp.keys"
    keys.save(file, slots_of(key, code))
    found = keys.load(file)
    assert keys.with_passphrase(found, PASSPHRASE) == key
    assert keys.with_code(found, code.lower().replace("-", " ")) == key
    assert key.hex() not in file.read_text()
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_letters_typed_on_another_keyboard_are_the_same() -> None:
    key = keys.new_key()
    slots = Slots().having(keys.by_passphrase(key, "café au lait, s'il"))
    assert keys.with_passphrase(slots, "café au lait, s'il") == key


def test_another_passphrase_and_another_code_give_nothing() -> None:
    slots = slots_of(keys.new_key(), keys.new_code())
    with told("key.wrong"):
        keys.with_passphrase(slots, PASSPHRASE + " ")
    with told("key.wrong_code"):
        keys.with_code(slots, keys.new_code())


@pytest.mark.parametrize(("passphrase", "code"), [("kettle 24", "passphrase.short"), ("a" * 20, "passphrase.same")])
def test_a_passphrase_that_is_found_easily_is_refused(passphrase: str, code: str) -> None:
    with told(code):
        keys.by_passphrase(keys.new_key(), passphrase)


def test_a_new_passphrase_takes_the_place_of_the_old_one_and_leaves_the_code() -> None:
    key, code = keys.new_key(), keys.new_code()
    slots = slots_of(key, code).having(keys.by_passphrase(key, "another one altogether"))
    assert keys.with_passphrase(slots, "another one altogether") == key
    assert keys.with_code(slots, code) == key
    with told("key.wrong"):
        keys.with_passphrase(slots, PASSPHRASE)


@pytest.mark.parametrize(
    ("line", "value"), [("salt", "00" * 16), ("passes", 2), ("number", "0" * 16), ("wrapped", "00" * 48)]
)
def test_a_slot_that_was_changed_opens_nothing(tmp_path: Path, line: str, value: object) -> None:
    file = tmp_path / "shop.relapp.keys"
    keys.save(file, slots_of(keys.new_key(), keys.new_code()))
    content = json.loads(file.read_text())
    content["slots"][0][line] = value
    file.write_text(json.dumps(content))
    with told("key.wrong"):
        keys.with_passphrase(keys.load(file), PASSPHRASE)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 2, "slots": []}', '{"format": 1, "slots": [{}]}'])
def test_a_file_of_slots_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "shop.relapp.keys"
    file.write_text(content)
    with told("key.no_slots"):
        keys.load(file)


def test_a_file_from_outside_cannot_ask_for_all_memory(tmp_path: Path) -> None:
    file = tmp_path / "shop.relapp.keys"
    keys.save(file, slots_of(keys.new_key(), keys.new_code()))
    file.write_text(file.read_text().replace('"memory": 8', '"memory": 99999999'))
    with told("key.no_slots"):
        keys.load(file)


# -- the seal --


def test_a_seal_opens_what_it_sealed_and_notices_every_changed_byte() -> None:
    seal = Seal(keys.new_key(), "daybook")
    sealed = seal.seal(b"Ana Moreira")
    assert seal.open(sealed) == b"Ana Moreira"
    assert sealed != seal.seal(b"Ana Moreira")
    for place in range(len(sealed)):
        with pytest.raises(ValueError, match=r"sealed otherwise|Nonce"):
            seal.open(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
    for cut in range(len(sealed)):
        with pytest.raises(ValueError, match=r"sealed otherwise|Nonce"):
            seal.open(sealed[:cut])


def test_another_key_or_another_purpose_opens_nothing() -> None:
    key = keys.new_key()
    sealed = Seal(key, "daybook").seal(b"Ana Moreira")
    for other in (Seal(keys.new_key(), "daybook"), Seal(key, "draft")):
        with pytest.raises(ValueError, match=r"sealed otherwise|Nonce"):
            other.open(sealed)


# -- the file --


@pytest.fixture
def protected(tmp_path: Path) -> tuple[Path, bytes]:
    path, key = tmp_path / "shop.relapp", keys.new_key()
    database = Database.open(path, key=key)
    keys.save(keys.place(path), slots_of(key, keys.new_code()))
    database.close()
    return path, key


def test_a_protected_file_opens_with_its_key_only(protected: tuple[Path, bytes]) -> None:
    path, key = protected
    before = path.read_bytes()
    with told("protected"):
        Database.open(path)
    # Its slots gave the key, so a file that it does not fit is not the one that it was.
    with told("damaged"):
        Database.open(path, key=keys.new_key())
    assert path.read_bytes() == before
    database = Database.open(path, key=key)
    assert database.check() == []
    assert database.key == key
    database.close()


def test_a_copy_of_a_protected_file_opens_with_the_same_key(protected: tuple[Path, bytes], tmp_path: Path) -> None:
    path, key = protected
    database = Database.open(path, key=key)
    copy = tmp_path / "copy.relapp"
    database.copy(copy)
    database.scrub()
    database.close()
    assert not keys.is_plain(copy)
    again = Database.open(copy, key=key)
    assert again.check() == []
    again.close()


def found_in(path: Path, key: bytes) -> list[str]:
    try:
        database = Database.open(path, key=key)
    except StorageUnavailable as error:
        return [error.code]
    try:
        return database.check()
    except StorageUnavailable as error:
        return [error.code]
    finally:
        database.close()


def test_every_flipped_bit_of_a_protected_file_is_noticed(protected: tuple[Path, bytes]) -> None:
    path, key = protected
    whole = path.read_bytes()
    for place in range(16, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert found_in(path, key), place


def test_beside_a_plain_file_the_key_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "shop.relapp"
    Database.open(path).close()
    database = Database.open(path, key=keys.new_key())
    assert database.key is None
    assert database.seal("daybook") is None
    database.close()


# -- the system's keyring --


class Refusing:
    """A keyring that says no to everything."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)


def test_a_keyring_that_is_away_or_refuses_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_keyring, "_backend", Refusing)
    with told("keyring.refused"):
        system_keyring.keep("number", b"secret")
    assert system_keyring.find("number") is None
    system_keyring.forget("number")


def test_without_a_desktop_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    assert not system_keyring.is_there()


def test_a_secret_of_the_keyring_gives_the_key() -> None:
    key, secret = keys.new_key(), keys.new_key()
    slot = keys.by_secret(key, secret)
    assert keys.with_secret(slot, secret) == key
    assert keys.with_secret(slot, keys.new_key()) is None
    assert keys.with_secret(slot, b"short") is None

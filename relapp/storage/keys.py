"""The key of a protected file, wrapped: once for each thing that opens it, in a small file beside the database."""

from __future__ import annotations

import json
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from relapp.domain import recovery_code
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.storage import durable

PASSPHRASE, RECOVERY, KEYRING = "passphrase", "recovery", "keyring"
"""What a slot can be opened by."""

KEY_BYTES = 32

SHORTEST = 10
"""Characters that a passphrase has at least."""

_DIFFERENT = 5
_PLAIN = b"SQLite format 3\x00"
_FORMAT = 1
_ENDING = ".keys"
_SALT, _NONCE = 16, 12

# Argon2id: 64 MiB three times over is a fifth of a second on an ordinary PC.
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 1
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 64, 16  # a file from outside asks for no more

_LONGEST = 65_536


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the key. All but ``wrapped`` is bound to it: who changes a word of it opens nothing."""

    kind: str
    number: str  # what the system's keyring knows its secret by
    salt: bytes
    memory: int  # KiB
    passes: int
    lanes: int
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Slots:
    """All ways to one file's key."""

    every: tuple[Slot, ...] = ()

    def of(self, kind: str) -> tuple[Slot, ...]:
        """Those of one kind."""
        return tuple(slot for slot in self.every if slot.kind == kind)

    def having(self, slot: Slot) -> Slots:
        """With ``slot`` in place of the others of its kind; of keyrings there may be several, one a PC."""
        kept = [one for one in self.every if one.kind != slot.kind or slot.kind == KEYRING]
        return Slots((*kept, slot))

    def without(self, *slots: Slot) -> Slots:
        """Without these."""
        return Slots(tuple(one for one in self.every if one not in slots))


def new_key() -> bytes:
    """A key at random; nobody ever sees or types it."""
    return secrets.token_bytes(KEY_BYTES)


def new_code() -> str:
    """A recovery code at random, as it is printed."""
    return recovery_code.make(secrets.choice)


def is_plain(path: Path) -> bool:
    """Whether ``path`` is a SQLite file that anybody can read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except OSError:
        return False


def is_protected(path: Path) -> bool:
    """Whether ``path`` is a shop's file that opens only with its key."""
    try:
        return path.stat().st_size > 0 and not is_plain(path) and place(path).is_file()
    except OSError:
        return False


# -- the file of slots --


def place(database: Path) -> Path:
    """Where the slots of ``database`` are kept."""
    return database.with_name(database.name + _ENDING)


def load(file: Path) -> Slots:
    """The slots in ``file``.

    :raises StorageUnavailable: ``key.no_slots`` if it is not there, or is not such a file.
    """
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.read(_LONGEST))
        if found["format"] != _FORMAT:
            raise ValueError(found["format"])
        return Slots(tuple(_slot(one) for one in found["slots"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise StorageUnavailable("key.no_slots", file=file.name) from error


def save(file: Path, slots: Slots) -> None:
    """Write ``slots`` so that a power cut leaves the old file or the new one.

    :raises StorageUnavailable: see :func:`durable.misfortunes_named`.
    """
    told = [{**_described(slot), "wrapped": slot.wrapped.hex()} for slot in slots.every]
    write_whole(file, json.dumps({"format": _FORMAT, "slots": told}, indent=1).encode("ascii"))


def write_whole(file: Path, content: bytes) -> None:
    """All of ``content`` or what was there before, also after a power cut.

    :raises StorageUnavailable: see :func:`durable.misfortunes_named`.
    """
    with durable.misfortunes_named(file):
        durable.write(file, content)


def spread(database: Path, folder: Path) -> None:
    """Keep the wrapped key beside the backups too: a lost disk must not take the way to them with it."""
    source = place(database)
    with suppress(OSError, StorageUnavailable):
        content = source.read_bytes()
        target = folder / source.name
        if folder.is_dir() and (not target.exists() or target.read_bytes() != content):
            write_whole(target, content)


def _slot(told: dict[str, Any]) -> Slot:
    slot = Slot(
        kind=str(told["kind"]),
        number=str(told["number"]),
        salt=bytes.fromhex(told["salt"]),
        memory=int(told["memory"]),
        passes=int(told["passes"]),
        lanes=int(told["lanes"]),
        nonce=bytes.fromhex(told["nonce"]),
        wrapped=bytes.fromhex(told["wrapped"]),
    )
    if not (0 <= slot.memory <= _MOST_MEMORY and 0 <= slot.passes <= _MOST_PASSES and 0 <= slot.lanes <= _MOST_LANES):
        raise ValueError(slot.kind)
    return slot


def _described(slot: Slot) -> dict[str, Any]:
    told = asdict(slot)
    del told["wrapped"]
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in told.items()}


# -- wrapping --


def by_passphrase(key: bytes, passphrase: str) -> Slot:
    """A slot that ``passphrase`` opens; takes as long as opening it will.

    :raises UserError: ``passphrase.short`` or ``passphrase.same`` if it is too easy to find.
    """
    words = _settled(passphrase)
    if len(words) < SHORTEST:
        raise UserError("passphrase.short", least=SHORTEST)
    if len(set(words)) < _DIFFERENT:
        raise UserError("passphrase.same", least=_DIFFERENT)
    return _stretched(key, PASSPHRASE, words)


def by_code(key: bytes, code: str) -> Slot:
    """A slot that the printed ``code`` opens."""
    return _stretched(key, RECOVERY, code)


def by_secret(key: bytes, secret: bytes) -> Slot:
    """A slot for the system's keyring, which keeps ``secret`` under the slot's number."""
    return _wrapped(key, _empty(KEYRING), secret)


def with_passphrase(slots: Slots, passphrase: str) -> bytes:
    """The key.

    :raises UserError: ``key.wrong`` if this is not the passphrase.
    """
    return _first(slots, PASSPHRASE, _settled(passphrase))


def with_code(slots: Slots, typed: str) -> bytes:
    """The key.

    :raises UserError: ``code.length`` or ``code.slip`` for a slip, ``key.wrong_code`` for another code.
    """
    return _first(slots, RECOVERY, recovery_code.read(typed))


def with_secret(slot: Slot, secret: bytes) -> bytes | None:
    """The key, ``None`` if the secret is another one."""
    return _unwrapped(slot, secret) if len(secret) == KEY_BYTES else None


def _settled(passphrase: str) -> str:
    # The same letters come differently from different keyboards.
    return unicodedata.normalize("NFKC", passphrase)


def _first(slots: Slots, kind: str, words: str) -> bytes:
    for slot in slots.of(kind):
        key = _unwrapped(slot, _stretch(slot, words))
        if key is not None:
            return key
    raise UserError("key.wrong_code" if kind == RECOVERY else "key.wrong")


def _empty(kind: str) -> Slot:
    return Slot(kind, secrets.token_hex(8), secrets.token_bytes(_SALT), 0, 0, 0, secrets.token_bytes(_NONCE), b"")


def _stretched(key: bytes, kind: str, words: str) -> Slot:
    slot = replace(_empty(kind), memory=_MEMORY, passes=_PASSES, lanes=_LANES)
    return _wrapped(key, slot, _stretch(slot, words))


def _stretch(slot: Slot, words: str) -> bytes:
    # Dear to load: only who types something needs it.
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            words.encode("utf-8", "surrogatepass"),
            slot.salt,
            time_cost=slot.passes,
            memory_cost=slot.memory,
            parallelism=slot.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise StorageUnavailable("key.no_slots", file=f"*{_ENDING}") from error


def _wrapped(key: bytes, slot: Slot, secret: bytes) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return replace(slot, wrapped=AESGCM(secret).encrypt(slot.nonce, key, _bound(slot)))


def _unwrapped(slot: Slot, secret: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(secret).decrypt(slot.nonce, slot.wrapped, _bound(slot))
    except (InvalidTag, ValueError):
        return None


def _bound(slot: Slot) -> bytes:
    return json.dumps(_described(slot), sort_keys=True).encode("ascii")

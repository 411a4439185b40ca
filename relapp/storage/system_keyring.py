"""The system's own keyring: keeps a secret for one person at one PC. A keyring that is not there is no misfortune."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import Any

from relapp.domain.errors import UserError

SERVICE = "relapp"

log = logging.getLogger(__name__)


def is_there() -> bool:
    """Whether this system has a keyring that answers; may ask over the desktop's own bus, so only where wanted."""
    try:
        return _backend() is not None
    except Exception as error:
        log.info("no keyring: %s", type(error).__name__)
        return False


def keep(name: str, secret: bytes) -> None:
    """Keep ``secret`` under ``name``.

    :raises UserError: ``keyring.refused`` if there is no keyring, or it says no.
    """
    try:
        _backend().set_password(SERVICE, name, secret.hex())
    except Exception as error:
        # Each system's keyring refuses with errors of its own.
        raise UserError("keyring.refused") from error


def find(name: str) -> bytes | None:
    """What is kept under ``name``; ``None`` also if the keyring is locked or away."""
    try:
        kept = _backend().get_password(SERVICE, name)
        return bytes.fromhex(kept) if kept else None
    except Exception as error:
        log.info("the keyring told nothing: %s", type(error).__name__)
        return None


def forget(name: str) -> None:
    """Keep nothing under ``name`` any more, as far as the keyring lets go."""
    with suppress(Exception):
        _backend().delete_password(SERVICE, name)


def _backend() -> Any:
    """Of this system; never one that a file of settings somewhere names, and none that keeps secrets in plain."""
    # Dear to load, and few want it.
    found: Any
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        found = WinVaultKeyring
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring

        found = Keyring
    else:
        from keyring.backends.SecretService import Keyring

        found = Keyring
    # Asking for its priority is how a backend says whether it can work here.
    _ = found.priority
    return found()

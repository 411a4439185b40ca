"""A seal for what stands beside a protected file: nobody reads it, and nobody changes it, without the file's key."""

from __future__ import annotations

import hmac
import os

_NONCE = 12


def seal_of(key: bytes | None, purpose: str) -> Seal | None:
    """What seals files of one purpose beside a protected file; ``None`` beside a plain one, which has no key."""
    return None if key is None else Seal(key, purpose)


class Seal:
    """AES-GCM under a key derived from the file's own, so that neither tells the other."""

    def __init__(self, key: bytes, purpose: str) -> None:
        # Dear to load, and a plain file needs none of it.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._purpose = purpose.encode()
        self._cipher = AESGCM(hmac.digest(key, b"relapp " + self._purpose, "sha256"))

    def seal(self, plain: bytes) -> bytes:
        """What may be written down: 28 bytes longer, and different each time."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, self._purpose)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed.

        :raises ValueError: it was changed, cut, or sealed under another key.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._purpose)
        except InvalidTag as error:
            raise ValueError("sealed otherwise") from error

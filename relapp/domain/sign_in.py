"""PINs: what one looks like, and how long to wait after wrong ones."""

from __future__ import annotations

from relapp.domain.errors import UserError

LEAST, MOST = 4, 12
"""Digits."""

FREE = 3
"""The first wrong one in a row that costs a wait: fingers slip twice."""

DELAYS = (5, 15, 60, 300, 900)
"""Seconds after that one and after each further one; the last stays."""


def checked(pin: str) -> str:
    """The PIN as it is stored.

    :raises UserError: ``pin.shape``.
    """
    plain = pin.strip()
    if not (LEAST <= len(plain) <= MOST and plain.isascii() and plain.isdigit()):
        raise UserError("pin.shape", least=LEAST, most=MOST)
    return plain


def delay(failures: int) -> int:
    """How many seconds to wait after so many wrong ones in a row."""
    if failures < FREE:
        return 0
    return DELAYS[min(failures - FREE, len(DELAYS) - 1)]


def wait(failures: int, failed_at: int | None, now: int) -> int:
    """How many seconds are left to wait at ``now``; both in seconds since 1970.

    Where the clock was set back since, the whole delay: less would be a gift, and the difference could be years.
    """
    if failed_at is None:
        return 0
    return max(0, delay(failures) - max(0, now - failed_at))

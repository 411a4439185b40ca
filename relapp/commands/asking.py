"""Asking for what nobody may look over a shoulder at: a PIN."""

from __future__ import annotations

import sys
from getpass import getpass


def secret(question: str) -> str:
    """What is typed, without showing it; where there is no terminal, the next line of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass(question + " ")
    return sys.stdin.readline().strip() if sys.stdin is not None else ""

"""The misfortunes that a person is told about; everything else is a bug."""

from __future__ import annotations

from typing import Any


class UserError(Exception):
    """What was asked for cannot be done, and the person can mend it.

    ``code`` names the sentence (``ui.wording`` holds it); ``details`` fills its gaps.
    """

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code


class StorageUnavailable(UserError):  # noqa: N818 - the word architecture and screens use
    """The database file cannot be used now.

    Codes: ``locked``, ``busy`` (for now), ``full``, ``io``, ``read_only``, ``damaged``, ``not_a_database``,
    ``too_new``, ``missing``, ``protected`` (it opens only with its key).
    """


class NoDisplay(UserError):  # noqa: N818 - the word screens use
    """No window can be shown here; commands without one work."""

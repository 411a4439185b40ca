"""A sentence for every misfortune that a person can mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from relapp.domain.errors import UserError
from relapp.ui.wording import tr


def sentence(error: UserError) -> str:
    """What went wrong and what to do about it. A code without words of its own gets a plain general sentence."""
    words = SENTENCES.get(error.code)
    if words is None:
        return tr("Errors", "That could not be done. Nothing was changed.")
    return words(error.details)


def _locked(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "Another program is using the shop's file. Close it there and try again.")


def _full(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "The disk is full. Nothing was saved; make some room and try again.")


def _read_only(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "The shop's file may only be read here. Nothing was saved.")


def _damaged(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "The shop's file is damaged. Restore the last good backup.")


def _not_a_database(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "This file is not a shop's file of relapp.")


def _too_new(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "A newer relapp wrote this file. Install that version to open it; the file was not touched.")


def _missing(_details: Mapping[str, Any]) -> str:
    return tr("Errors", "The shop's file is not there.")


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "locked": _locked,
    "full": _full,
    "read_only": _read_only,
    "damaged": _damaged,
    "not_a_database": _not_a_database,
    "too_new": _too_new,
    "missing": _missing,
}

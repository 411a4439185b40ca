"""Faults of the program in words: what is saved, what may not be, and how the last run ended."""

from __future__ import annotations

from datetime import datetime

from relapp.domain.changes import OperationRecord
from relapp.ui.wording import operations, quoted, sentences, tr
from relapp.ui.wording.dates import clock
from relapp.ui.wording.dates import day as day_of


def went_wrong() -> str:
    """The title."""
    return tr("Trouble", "Something went wrong in relapp")


def what_is_saved(last: OperationRecord | None, now: datetime | None) -> str:
    """Below it: all that was told as saved is; ``last`` is the last act in the journal."""
    if last is None or now is None:
        saved = tr("Trouble", "Whatever relapp showed as saved is saved.")
    else:
        at = last.at.astimezone(now.tzinfo)
        day = "" if at.date() == now.date() else day_of(at.date(), now.date()) + ", "
        saved = tr("Trouble", "Whatever relapp showed as saved is saved, last of all {what} ({when}).").format(
            what=quoted(operations.title(last.name)), when=day + clock(at)
        )
    return sentences(
        saved,
        tr("Trouble", "What you were doing just now may not be: look at it, and do it again if it is missing."),
    )


def again(others: int) -> str:
    """Where more went wrong while the first is still being told."""
    return tr("Trouble", "%n more thing(s) went wrong since. The report has all of them.", others)


def crashed() -> str:
    """The title after a crash."""
    return tr("Trouble", "relapp closed by itself last time")


def after_crash() -> str:
    """Below it."""
    return tr(
        "Trouble",
        "That was a fault in relapp, not yours. Whatever relapp showed as saved is still there, and half-typed lines "
        "were kept as far as they were seen. If it happens again, the report helps whoever helps you.",
    )


def cut_off() -> str:
    """After a power cut, or where somebody ended the process."""
    return tr(
        "Trouble",
        "Last time relapp was ended before it could close, as in a power cut. Whatever it showed as saved is here.",
    )


def safe_mode() -> str:
    """In the strip over the window."""
    return tr(
        "Trouble",
        "Safe mode: usual preferences, plain look, no ideas learned from the shop. Everything can be read, logged and "
        "exported. To leave it, close relapp and start it as usual.",
    )


def offer_safe_mode() -> str:
    """Before the window, after several bad starts."""
    return tr(
        "Trouble",
        "relapp could not start well the last two times. Safe mode leaves out whatever may be in its way: "
        "your preferences, the styled look, and ideas learned from the shop. The shop's file is the same.",
    )


def waiting() -> str:
    """While a save waits."""
    return tr("Trouble", "Another program is writing to the shop's file. One moment…")

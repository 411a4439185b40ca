"""What the counter-safe view says: nothing that names anybody else."""

from __future__ import annotations

from relapp.services.pages.counter import COUNTED, CounterPage, Match
from relapp.ui.wording import tr


def found(match: Match) -> str:
    """How many fit what was typed."""
    if match.customer_id is not None:
        return tr("Counter", "One fits. Enter takes them.")
    if not match.count:
        return tr("Counter", "Nobody fits.")
    if match.count >= COUNTED:
        return tr("Counter", "Many fit. Type more of the name.")
    return tr("Counter", "%n fit. Type more of the name.", match.count)


def more(page: CounterPage) -> str:
    """That there is more to know, not what; empty where there is nothing."""
    parts = []
    if page.open_matters:
        parts.append(tr("Counter", "%n matter(s) open", page.open_matters))
    if page.heed:
        parts.append(tr("Counter", "something to heed"))
    text = tr("Counter", "{what} – F9 shows it")
    return text.format(what=", ".join(parts)) if parts else ""


def told(*, failed: bool, undoable: bool) -> str:
    """Whether something was done; why it was not may name somebody."""
    if failed:
        return tr("Counter", "Not done. F9 shows why.")
    return tr("Counter", "Saved. Ctrl+Z takes it back.") if undoable else tr("Counter", "Done.")


def only_them() -> str:
    """The line names somebody else."""
    return tr("Counter", "Not saved: here only the customer in front is logged. F9 shows the rest.")


def no_usual() -> str:
    """Nothing is usual for them."""
    return tr("Counter", "Nothing is usual yet. Type what they took.")

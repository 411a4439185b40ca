"""What is said of an export, during it and after it."""

from __future__ import annotations

from relapp.services.exporting.everything import Exported
from relapp.ui.wording import tr
from relapp.ui.wording.money import number


def exported(done: Exported) -> str:
    """What was written, by what a shop counts: its customers and what happened."""
    customers = tr("Papers", "{n} customer(s)", done.customers).format(n=number(done.customers))
    entries = tr("Papers", "{n} entry", 1) if done.entries == 1 else tr("Papers", "{n} entries", done.entries)
    said = tr("Papers", "Everything is exported: {customers} with {entries}, and all that is noted beside them.")
    return said.format(customers=customers, entries=entries.format(n=number(done.entries)))

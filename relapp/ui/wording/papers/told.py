"""What is said of an export, during it and after it."""

from __future__ import annotations

from relapp.services.exporting.everything import Exported
from relapp.ui.wording import tr
from relapp.ui.wording.money import number


def exported(done: Exported) -> str:
    """What was written."""
    customers = tr("Papers", "{n} customer(s)", done.customers).format(n=number(done.customers))
    rows = tr("Papers", "{n} row(s)", done.rows).format(n=number(done.rows))
    return tr("Papers", "Everything is exported: {customers}, {rows}.").format(customers=customers, rows=rows)

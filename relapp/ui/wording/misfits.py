"""What was changed from outside, in one sentence each."""

from __future__ import annotations

from relapp.domain.misfits import Misfit
from relapp.ui.wording import tr


def at_opening() -> str:
    """That a look as the shop was opened found something; the whole of it takes longer."""
    return tr("Misfits", "Another program changed the record of this shop. “relapp check” says where.")


def sentence(one: Misfit) -> str:
    """Which operation does not fit, and in what."""
    return {
        "operation": tr("Misfits", "The record was changed from outside: operation {id} is not as it was written."),
        "line": tr("Misfits", "The record was changed from outside: it has a line that belongs to no operation."),
        "standing": tr(
            "Misfits",
            "The record was changed from outside: whether operation {id} was undone is not as later ones left it.",
        ),
        "rows": tr("Misfits", "Changed from outside: rows of {table} are not as operation {id} left them."),
        "stranger": tr("Misfits", "The shop was changed from outside: nobody here wrote row {row} of {table}."),
        "cut": tr("Misfits", "The record was changed from outside: it ends before operation {id}, which was done."),
        "other": tr("Misfits", "The record was changed from outside: operation {id} is not the one done then."),
    }[one.code].format(id=one.operation_id, table=one.table, row=one.row_id)

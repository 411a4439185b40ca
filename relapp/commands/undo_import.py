"""``relapp undo-import``: a whole import taken back."""

from __future__ import annotations

from argparse import Namespace

from relapp.commands.output import say
from relapp.commands.shop import opened, operations
from relapp.paths import Places
from relapp.services.transfer import importing
from relapp.ui.wording import operations as wording
from relapp.ui.wording import tr


def undo_import(options: Namespace, places: Places) -> int:
    """Take a batch back.

    :raises UserError: there is none of that number, or it was taken back already.
    """
    with opened(places) as database:
        with database.read() as reader:
            batch = importing.batch(reader, options.batch)
        report = operations(database, options.person).undo_operation(batch.operation_id)
    text = tr("Commands", "{undone} ({file}, batch {batch})")
    say(text.format(undone=wording.undone(report), file=batch.file_name, batch=batch.id))
    return 0

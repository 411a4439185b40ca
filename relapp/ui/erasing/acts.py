"""Asks what is to be erased, does it beside the window, and says what came of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relapp.domain.errors import UserError
from relapp.services import erasure
from relapp.storage.transaction import Transaction
from relapp.ui.editing import STOPPED, Editing, Notice, Reversal
from relapp.ui.erasing.sheet import EraseSheet
from relapp.ui.wording import erasing as wording
from relapp.ui.wording import operations, tr

if TYPE_CHECKING:
    from relapp.services.operations import Done, Pause


@dataclass(frozen=True, slots=True)
class _Erased:
    """That somebody is gone; ``trouble`` is what of the rest has to wait or be done by hand."""

    done: Done[None]
    clean: bool
    trouble: UserError | None


def ask(editing: Editing, window: QWidget, customer_id: int | None) -> EraseSheet | None:
    """Show what erasing a customer does, and do it once the name was typed."""
    if not editing.allows(erasure.NAME):
        return None
    going = None if customer_id is None else editing.read(lambda reader: erasure.going(reader, customer_id))
    if going is None:
        editing.told.emit(Notice(tr("Copy", "Open the page of a customer first.")))
        return None
    copies = [path.name for path in editing.operations.database.older_copies()]
    sheet = EraseSheet(window, going, copies)

    def saved() -> None:
        if not sheet.confirmed:
            sheet.say(tr("Erasing", "Type the name as it stands above."))
            return
        sheet.dismiss()
        _erase(editing, going.customer_id, with_copies=sheet.copies.isChecked())

    sheet.saved.connect(saved)
    sheet.open()
    return sheet


def _erase(editing: Editing, customer_id: int, *, with_copies: bool) -> None:
    gone = wording.gone()

    def job(pause: Pause) -> _Erased | UserError:
        def verb(tx: Transaction) -> None:
            tx.pause = lambda: pause(tx.rows_done)
            erasure.erase(tx, customer_id, gone=gone)

        try:
            done = editing.work(erasure.NAME, verb)
        except UserError as error:
            return error
        return _cleaned(editing, done, with_copies=with_copies)

    def then(found: object) -> None:
        if isinstance(found, UserError):
            editing.refuse(found)
        elif found is STOPPED:
            editing.told.emit(Notice(operations.stopped()))
        elif isinstance(found, _Erased):
            editing.announce(found.done, "")
            if found.trouble is not None:
                editing.refuse(found.trouble)
            else:
                editing.told.emit(Notice(wording.done(clean=found.clean)))

    title = operations.title(erasure.NAME)
    if editing.at_length is None:
        then(job(lambda _: None))
    else:
        editing.at_length(Reversal(title, 0, job), then)


def _cleaned(editing: Editing, done: Done[None], *, with_copies: bool) -> _Erased:
    clean, trouble = True, None
    try:
        erasure.finish(editing.operations)
    except UserError:
        clean = False
    _back_up_without_them(editing)
    try:
        if with_copies:
            erasure.forget_copies(editing.operations.database)
    except UserError as error:
        trouble = error
    return _Erased(done, clean, trouble)


def _back_up_without_them(editing: Editing) -> None:
    """Have one backup without them before it is told; the others follow beside the window."""
    kept = editing.operations.backups
    if kept is not None:
        from relapp.services import backup_cleaning

        with suppress(UserError):
            backup_cleaning.step(kept)

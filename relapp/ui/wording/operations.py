"""Operations in words: what was done, what undo would take back, what it could not."""

from __future__ import annotations

from collections import Counter

from relapp.domain.changes import KeptRow, OperationRecord, UndoReport
from relapp.ui.wording import listed, sentences, tr


def title(name: str) -> str:
    """What the operation is called in a menu: "Log entry"."""
    return titles().get(name, tr("Operations", "Last change"))


def titles() -> dict[str, str]:
    """What every operation is called, by its name."""
    return {**_of_customers(), **_of_the_shop()}


def _of_customers() -> dict[str, str]:
    return {
        "log": tr("Operations", "Log entry"),
        "log_edit": tr("Operations", "Edit entry"),
        "log_remove": tr("Operations", "Remove entry"),
        "customer_add": tr("Operations", "Add customer"),
        "customer_edit": tr("Operations", "Edit customer"),
        "customer_remove": tr("Operations", "Remove customer"),
        "erase": tr("Operations", "Erase for good"),
        "copy_correct": tr("Operations", "Put the copy right"),
        "remark_move": tr("Operations", "Sort remark"),
        "merge": tr("Operations", "Merge"),
        "unmerge": tr("Operations", "Take apart"),
        "not_same": tr("Operations", "Tell apart"),
        "contact_add": tr("Operations", "Add contact"),
        "contact_edit": tr("Operations", "Edit contact"),
        "contact_remove": tr("Operations", "Remove contact"),
        "fact_learn": tr("Operations", "Note fact"),
        "fact_correct": tr("Operations", "Correct fact"),
        "fact_confirm": tr("Operations", "Confirm fact"),
        "fact_retire": tr("Operations", "Retire fact"),
        "fact_mark": tr("Operations", "Mark fact"),
        "relation_add": tr("Operations", "Note relation"),
        "relation_end": tr("Operations", "Take back relation"),
        "promise_give": tr("Operations", "Note promise"),
        "promise_settle": tr("Operations", "Close promise"),
        "promise_move": tr("Operations", "Move promise"),
        "wish_add": tr("Operations", "Note wish"),
        "wish_settle": tr("Operations", "Close wish"),
        "arrival_note": tr("Operations", "Note arrival"),
        "case_open": tr("Operations", "Open case"),
        "case_change": tr("Operations", "Change case"),
        "case_asked": tr("Operations", "Ask again"),
        "case_close": tr("Operations", "Close case"),
        "case_reopen": tr("Operations", "Open case again"),
        "consent": tr("Operations", "Note consent"),
        "question_answer": tr("Operations", "Note answer"),
        "question_declined": tr("Operations", "Did not want to say"),
        "question_not_now": tr("Operations", "Asked, no answer yet"),
        "question_again": tr("Operations", "Ask again"),
    }


def _of_the_shop() -> dict[str, str]:
    return {
        "question_add": tr("Operations", "Add question"),
        "question_take": tr("Operations", "Take questions"),
        "question_edit": tr("Operations", "Change question"),
        "question_move": tr("Operations", "Move question"),
        "peace": tr("Operations", "Leave in peace"),
        "peace_end": tr("Operations", "No longer leave in peace"),
        "quiet": tr("Operations", "Change quiet hours"),
        "suggestion_done": tr("Operations", "Suggestion done"),
        "suggestion_later": tr("Operations", "Suggestion put off"),
        "suggestion_no": tr("Operations", "Suggestion refused"),
        "suggestion_allow": tr("Operations", "Suggestion allowed again"),
        "staff_add": tr("Operations", "Add member of staff"),
        "staff_edit": tr("Operations", "Edit member of staff"),
        "pin": tr("Operations", "Set PIN"),
        "pin_other": tr("Operations", "Set the PIN of somebody else"),
        "setting": tr("Operations", "Change setting"),
        "segments": tr("Operations", "Change who is served how"),
        "import_columns": tr("Operations", "Remember the columns of a file"),
        "import": tr("Operations", "Import"),
        "export": tr("Operations", "Export"),
        "export_list": tr("Operations", "Save a list"),
        "export_copy": tr("Operations", "A customer's own copy"),
        "uid": tr("Operations", "Give the shop its mark"),
        "seen_many": tr("Operations", "Opened many customers"),
        "seal": tr("Operations", "Record sealed"),
        "undo": tr("Operations", "Undo"),
        "redo": tr("Operations", "Redo"),
        "sample": tr("Operations", "Fill the sample shop"),
    }


def told(name: str) -> str:
    """The toast after it was done."""
    return {
        "log": tr("Operations", "Entry logged"),
        "log_edit": tr("Operations", "Entry changed"),
        "log_remove": tr("Operations", "Entry removed"),
        "customer_add": tr("Operations", "Customer added"),
        "customer_edit": tr("Operations", "Customer changed"),
        "customer_remove": tr("Operations", "Customer removed"),
        "copy_correct": tr("Operations", "Put right, as they told it"),
        "remark_move": tr("Operations", "Sorted, and learned from it"),
        "merge": tr("Operations", "Customers merged"),
        "unmerge": tr("Operations", "Customers taken apart"),
        "not_same": tr("Operations", "Customers told apart"),
        "contact_add": tr("Operations", "Contact added"),
        "contact_edit": tr("Operations", "Contact changed"),
        "contact_remove": tr("Operations", "Contact removed"),
        "fact_learn": tr("Operations", "Fact noted"),
        "fact_correct": tr("Operations", "Fact corrected"),
        "fact_confirm": tr("Operations", "Fact confirmed"),
        "fact_retire": tr("Operations", "Fact retired"),
        "fact_mark": tr("Operations", "Fact marked"),
        "relation_add": tr("Operations", "Relation noted"),
        "relation_end": tr("Operations", "Relation taken back"),
        "promise_give": tr("Operations", "Promise noted"),
        "promise_settle": tr("Operations", "Promise closed"),
        "promise_move": tr("Operations", "Promise moved"),
        "wish_add": tr("Operations", "Wish noted"),
        "wish_settle": tr("Operations", "Wish closed"),
        "arrival_note": tr("Operations", "Arrival noted"),
        "case_open": tr("Operations", "Case opened"),
        "case_change": tr("Operations", "Case changed"),
        "case_asked": tr("Operations", "Answer noted"),
        "case_close": tr("Operations", "Case closed"),
        "case_reopen": tr("Operations", "Case opened again"),
        "consent": tr("Operations", "Consent noted"),
        "question_answer": tr("Operations", "Answer noted"),
        "question_declined": tr("Operations", "Noted: did not want to say"),
        "question_not_now": tr("Operations", "Noted: asked, no answer yet"),
        "question_again": tr("Operations", "May be asked again"),
        "question_add": tr("Operations", "Question added"),
        "question_take": tr("Operations", "Questions taken"),
        "question_edit": tr("Operations", "Question changed"),
        "question_move": tr("Operations", "Question moved"),
        "peace": tr("Operations", "Left in peace"),
        "peace_end": tr("Operations", "No longer left in peace"),
        "quiet": tr("Operations", "Quiet hours changed"),
        "suggestion_done": tr("Operations", "Done"),
        "suggestion_later": tr("Operations", "Put off"),
        "suggestion_no": tr("Operations", "Noted: no"),
        "suggestion_allow": tr("Operations", "Allowed again"),
        "staff_add": tr("Operations", "Member of staff added"),
        "staff_edit": tr("Operations", "Member of staff changed"),
        "setting": tr("Operations", "Setting changed"),
        "import": tr("Operations", "File imported"),
        "sample": tr("Operations", "Sample shop filled"),
    }.get(name, tr("Operations", "Changed"))


def undo_label(operation: OperationRecord | None, customer: str) -> str:
    """The menu's line for undo, with what it would take back."""
    if operation is None:
        return tr("Operations", "Undo")
    return tr("Operations", "Undo: {what}").format(what=_named(operation, customer))


def redo_label(operation: OperationRecord | None, customer: str) -> str:
    """The menu's line for redo."""
    if operation is None:
        return tr("Operations", "Redo")
    return tr("Operations", "Redo: {what}").format(what=_named(operation, customer))


def _named(operation: OperationRecord, customer: str) -> str:
    what = title(operation.name)
    return f"{what} – {customer}" if customer else what


def undone(report: UndoReport) -> str:
    """The toast after undo, with what had to be kept."""
    said = tr("Operations", "Undone: {what}").format(what=title(report.name))
    return sentences(said + ".", _kept(report.kept)) if report.kept else said


def redone(report: UndoReport) -> str:
    """The toast after redo."""
    said = tr("Operations", "Done again: {what}").format(what=title(report.name))
    return sentences(said + ".", _kept(report.kept)) if report.kept else said


def stopped() -> str:
    """After a large undo or redo that somebody cancelled."""
    return tr("Operations", "Stopped: everything is as it was.")


def nothing_to_undo() -> str:
    """When there is nothing to take back."""
    return tr("Operations", "There is nothing to undo.")


def nothing_to_redo() -> str:
    """When there is nothing to do again."""
    return tr("Operations", "There is nothing to redo.")


def _kept(kept: tuple[KeptRow, ...]) -> str:
    # The record of an import stays with what stays of it; nobody knows it as a thing of its own.
    counted = Counter(row.table for row in kept if row.table != "import_batch")
    named = [_rows(table, number) for table, number in sorted(counted.items())]
    return tr("Operations", "Kept, because it was changed since: {what}.").format(what=listed(named))


def _rows(table: str, number: int) -> str:
    names = {
        "customer": tr("Operations", "%n customer(s)", number),
        "contact_point": tr("Operations", "%n contact(s)", number),
        "interaction": tr("Operations", "entries: %n", number),
        "participant": tr("Operations", "%n participant(s)", number),
        "purchase_line": tr("Operations", "%n purchase line(s)", number),
        "product": tr("Operations", "%n product(s)", number),
        "fact": tr("Operations", "%n fact(s)", number),
        "promise": tr("Operations", "%n promise(s)", number),
        "wish": tr("Operations", "wishes: %n", number),
        "staff": tr("Operations", "%n member(s) of staff", number),
    }
    return names.get(table, tr("Operations", "%n other row(s)", number))

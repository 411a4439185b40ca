"""What the window does about two customers, each with a sentence and Undo."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtWidgets import QWidget

from relapp.domain.customers import ContactKind, Customer, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.merging import Choice, Merged, Part
from relapp.services import duplicates, merging
from relapp.storage import customers
from relapp.storage.reader import Reader
from relapp.ui.editing import Editing
from relapp.ui.wording import duplicates as wording
from relapp.ui.wording import tr


def names(editing: Editing, *customer_ids: int) -> list[str]:
    """What customers are called."""

    def called(reader: Reader) -> list[str]:
        return [customer.name for customer in customers.find(reader, customer_ids)]

    return editing.read(called)


def merge(editing: Editing, kept_id: int, gone_id: int, choice: Choice | None = None) -> bool:
    """Merge two; whether it was done."""
    before = names(editing, kept_id, gone_id)
    if len(before) < 2:
        editing.refuse(UserError("entry.unknown_customer"))
        return False
    verb = partial(merging.merge, kept_id=kept_id, gone_id=gone_id, choice=choice)
    done = editing.run("merge", verb, tell="")
    if done is None:
        return False
    kept = names(editing, kept_id)[0]
    other = next((name for name in reversed(before) if name != kept), before[1])
    editing.tell(wording.merged(kept, other), done.operation_id)
    return True


def tell_apart(editing: Editing, one: int, other: int) -> bool:
    """Note that two are not the same; whether it was done."""
    called = names(editing, one, other)
    if len(called) < 2:
        editing.refuse(UserError("entry.unknown_customer"))
        return False
    verb = partial(merging.not_the_same, one=one, other=other)
    return editing.run("not_same", verb, tell=wording.told_apart(*called)) is not None


def part(editing: Editing, merge: Merged, to_gone: Collection[tuple[Part, int]]) -> bool:
    """Take a merge apart; whether it was done."""
    done = editing.run("unmerge", partial(merging.unmerge, merge_id=merge.id, to_gone=to_gone), tell="")
    if done is None:
        return False
    editing.tell(wording.parted(*names(editing, merge.kept_id, merge.gone_id)), done.operation_id)
    return True


def who_else_has(editing: Editing, contact: NewContactPoint, own: int) -> tuple[int, str] | None:
    """The id and name of another customer who has a phone number or an e-mail, however it is written."""
    if contact.kind not in (ContactKind.PHONE, ContactKind.EMAIL):
        return None
    others = [one for one in editing.read(lambda reader: duplicates.reached_by(reader, contact)) if one != own]
    return (others[0], names(editing, others[0])[0]) if others else None


def known_already(editing: Editing, new: NewCustomer) -> tuple[int, str] | None:
    """Who may be somebody that is being typed, and the sentence that says why."""
    for contact in new.contacts:
        other = who_else_has(editing, contact, duplicates.NOBODY)
        if other is not None:
            return other[0], wording.has_already(other[1], contact.value)
    alike = editing.read(lambda reader: duplicates.like(reader, new)) if new.name.strip() else []
    return (alike[0].customer_id, wording.may_be(alike[0])) if alike else None


# -- asking; what asks is imported by whoever first wants it --


def ask_whom(editing: Editing, window: QWidget, customer: Customer, open_page: Callable[[int], object]) -> None:
    """Ask who a customer is as well, compare the two, and open the page of the one they become."""
    from relapp.ui.duplicates.pick_sheet import PickSheet

    title = tr("Duplicates", "Merge {name} with whom?").format(name=" ".join(customer.name.split()))
    hint = tr("Duplicates", "↓ goes there, Enter compares")
    sheet = PickSheet(editing, window, customer.id, title, hint, alike=True)
    sheet.picked.connect(lambda other: compare(editing, window, customer.id, other, open_page))
    sheet.open()


def compare(
    editing: Editing, window: QWidget, one: int, other: int, open_page: Callable[[int], object] | None = None
) -> None:
    """Show two customers side by side."""
    from relapp.ui.duplicates.merge_sheet import MergeSheet

    try:
        sheet = MergeSheet(editing, window, one, other)
    except UserError as error:
        editing.refuse(error)
        return
    if open_page is not None:
        sheet.merged.connect(open_page)
    sheet.open()


def ask_whose(editing: Editing, window: QWidget, merge: Merged, name: str) -> None:
    """Ask whose is what was noted since a merge, and take it apart."""
    from relapp.ui.duplicates.split_sheet import SplitSheet

    try:
        found = editing.read(lambda reader: merging.since(reader, merge.id))
    except UserError as error:
        editing.refuse(error)
        return
    SplitSheet(editing, window, merge, name, found).open()

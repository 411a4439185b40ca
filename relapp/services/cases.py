"""What staff can do with a complaint that is to be put right: open a case, change it, ask again, close, open again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relapp.domain.cases import ASK_AFTER, MAX_WORDS, SEVERITIES, Case, NewCase
from relapp.domain.errors import UserError
from relapp.domain.money import to_minor
from relapp.services import promises as promise_verbs
from relapp.services import settings
from relapp.services.transfer.meaning.values import parse_amount
from relapp.storage import cases, customers
from relapp.storage.transaction import Transaction


def open_case(tx: Transaction, customer_id: int, new: NewCase, *, source_id: int | None = None) -> int:
    """Begin to put a complaint right; ``source_id`` is its entry. Returns the id of the case.

    :raises UserError: ``entry.unknown_customer``, ``case.already``, or as :func:`change`.
    """
    if not customers.find(tx, [customer_id]):
        raise UserError("entry.unknown_customer")
    if source_id is not None and cases.of_source(tx, source_id, customer_id) is not None:
        raise UserError("case.already")
    today = tx.at.date()
    checked = _checked(new, today, None)
    case_id = cases.add(tx, customer_id, checked, today, settings.read(tx).currency, source_id)
    _promise(tx, case_id, customer_id, checked, source_id)
    return case_id


def change(tx: Transaction, case_id: int, new: NewCase) -> None:
    """Store what is said of an open case now; a further promise takes the place of the one before.

    :raises UserError: ``case.gone``, ``case.closed``, ``case.no_cause``, ``case.too_long``, ``case.ask_past`` or
        ``promise.empty``.
    """
    case = _open(tx, case_id)
    checked = _checked(new, tx.at.date(), case.ask_on)
    cases.change(tx, case_id, checked)
    _promise(tx, case_id, case.customer_id, checked, case.source_id)


def asked(tx: Transaction, case_id: int, *, all_right: bool, said: str = "", ask_on: date | None = None) -> None:
    """Note that the customer was asked again, and what they answered.

    All right closes the case; else it stays open, and they are asked once more on ``ask_on``.

    :raises UserError: ``case.gone``, ``case.closed``, ``case.too_long``, or ``case.ask_next`` where it is not all right
        and no later day is named.
    """
    _open(tx, case_id)
    words, today = _words(said), tx.at.date()
    if not all_right and (ask_on is None or ask_on <= today):
        raise UserError("case.ask_next")
    cases.answer(tx, case_id, today, words, ask_on=ask_on, all_right=all_right)


def close(tx: Transaction, case_id: int) -> None:
    """End a case.

    :raises UserError: ``case.gone``, ``case.closed``; ``case.not_asked`` or ``case.not_right`` as long as the customer
        was not asked again, or said that it is not all right.
    """
    case = _open(tx, case_id)
    if case.all_right is None:
        raise UserError("case.not_asked")
    if not case.all_right:
        raise UserError("case.not_right")
    cases.close(tx, case_id, tx.at.date())


def reopen(tx: Transaction, case_id: int) -> None:
    """Begin again with a case that was ended: it was not all right after all.

    :raises UserError: ``case.gone``.
    """
    _found(tx, case_id)
    cases.reopen(tx, case_id, tx.at.date() + ASK_AFTER)


def cost_of(words: str, currency: str) -> int | None:
    """What a person typed as a cost, in minor units of ``currency``; ``None`` for nothing typed: not known.

    :raises UserError: ``case.cost``.
    """
    if not words.strip():
        return None
    found = parse_amount(words)
    if found is None or found.value < 0 or found.currency not in ("", currency):
        raise UserError("case.cost", value=words.strip())
    return to_minor(found.value, currency)


def _found(tx: Transaction, case_id: int) -> Case:
    found = cases.find(tx, [case_id])
    if not found:
        raise UserError("case.gone")
    return found[0]


def _open(tx: Transaction, case_id: int) -> Case:
    case = _found(tx, case_id)
    if case.closed is not None:
        raise UserError("case.closed")
    return case


def _checked(new: NewCase, today: date, ask_on: date | None) -> NewCase:
    """``new`` in order; a day for asking that was already set may have passed."""
    assert new.severity in SEVERITIES
    cause, remedy = _words(new.cause), _words(new.remedy)
    if not cause:
        raise UserError("case.no_cause")
    if new.ask_on is not None and new.ask_on < today and new.ask_on != ask_on:
        raise UserError("case.ask_past")
    return replace(new, cause=cause, remedy=remedy)


def _words(typed: str) -> str:
    words = " ".join(typed.split())
    if len(words) > MAX_WORDS:
        raise UserError("case.too_long", limit=MAX_WORDS)
    return words


def _promise(tx: Transaction, case_id: int, customer_id: int, new: NewCase, source_id: int | None) -> None:
    if new.promise is not None:
        cases.link_promise(tx, case_id, promise_verbs.give(tx, customer_id, new.promise, source_id=source_id))

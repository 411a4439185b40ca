"""Sales into the shop: whole receipts, joined to people, each only once however often its file comes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from relapp.domain.consents import ConsentState
from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.erasing import Identity, Wording
from relapp.domain.interactions import Kind
from relapp.domain.money import Money
from relapp.services.transfer.rows import BadRow, CancelledRow, NewConsent, SaleHead, SaleLine, Who
from relapp.services.transfer.storing.agreed import Agreed, store_agreed
from relapp.services.transfer.storing.earlier import (
    came_to,
    counts_up,
    fingerprint,
    not_paid_back_before,
    not_told_before,
)
from relapp.services.transfer.storing.grouping import Sale, group_sales, in_day_order, taken_back
from relapp.services.transfer.storing.joining import Departed, Joiner, Unsure
from relapp.services.transfer.storing.tally import MOST_KEPT, Note, Result, Seen, Tally
from relapp.storage import loading
from relapp.storage.loading import SoldFigures, SoldSale
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

CHUNK = 500
"""Sales a statement."""
LINES = 5000
"""With more lines than that, fewer of them: nobody who stops an import waits for longer."""
_PRODUCTS_SHOWN = 4
_PRODUCTS_KNOWN = 50_000


@dataclass(slots=True)
class _Chunk:
    """Sales that are not stored yet, with the people and the words on contacting them that they bring."""

    people: list[NewCustomer] = field(default_factory=list)
    sales: list[SoldSale] = field(default_factory=list)
    consents: list[tuple[int, tuple[NewConsent, ...]]] = field(default_factory=list)
    """What buyers say of being contacted, known or not."""


def count_sales(
    reader: Reader, lines: Iterable[SaleLine | BadRow], in_order: bool, tally: Tally, *, currency: str
) -> None:
    """What :func:`store_sales` would do, without doing it."""
    for _ in _Sorting(reader, tally, currency, "{reference}").fresh(lines, in_order, keep=False):
        pass


def store_sales(
    tx: Transaction,
    lines: Iterable[SaleLine | BadRow],
    in_order: bool,
    tally: Tally,
    *,
    batch_id: int,
    currency: str,
    unnamed: str,
) -> None:
    """Store sales that are not stored yet, with the people who are new.

    ``currency`` is the shop's, for lines that name none; ``unnamed`` is how someone with only a number is called, with
    the gap ``{reference}``. A sale that could mean several people is kept without any; one of somebody who shares an
    address or a number with somebody of another name makes a new customer. Both are counted as doubtful. What a buyer
    says of being contacted is stored with them also where their sale is here, and counted nowhere. A sale of somebody
    whom staff removed is kept without them, one of somebody who was erased also without its words.
    """
    known: dict[str, int] = {}
    agreed = Agreed(tx)
    for chunk in _Sorting(tx, tally, currency, unnamed).fresh(lines, in_order, keep=True):
        loading.add_customers(tx, [(customer, tx.at.date()) for customer in chunk.people], batch_id)
        loading.add_sales(tx, chunk.sales, currency, batch_id, known)
        if len(known) > _PRODUCTS_KNOWN:
            known.clear()
        agreed.look_up({customer_id for customer_id, _ in chunk.consents})
        store_agreed(tx, [(one, word) for one, said in chunk.consents for word in agreed.news(one, said)])


class _Sorting:
    """Finds which sales are new, and whose they are."""

    def __init__(self, reader: Reader, tally: Tally, currency: str, unnamed: str) -> None:
        self._reader = reader
        self._joiner = Joiner(reader, tally.go_on)
        self._departed = Departed(reader, tally.go_on)
        # Ids are given ahead, so that a stranger is known from their second sale on, stored or not.
        self._next_id = loading.next_customer_id(reader)
        self._tally = tally
        self._currency = currency
        self._unnamed = unnamed
        self._cancelled: dict[int, CancelledRow] = {}
        self._absent: dict[Who, SaleHead] = {}
        self._refusals: dict[tuple[Who, tuple[NewConsent, ...]], None] = {}

    def fresh(self, lines: Iterable[SaleLine | BadRow], in_order: bool, *, keep: bool) -> Iterator[_Chunk]:
        """The new sales; only counted where they are not to be kept."""
        seen: dict[str, date] = {}
        last_days = loading.last_days_sold(self._reader)
        good = self._good(lines)
        for sales in _chunks(group_sales(good if in_order else in_day_order(good), in_order=True)):
            self._tally.go_on()
            sales = self._standing(sales, seen)
            if not sales:
                continue
            marks = [fingerprint(sale) for sale in sales]
            known = self._stored(marks) - self._told_in_parts(sales, marks)
            told = known | seen.keys()
            unknown = [(sale, mark) for sale, mark in zip(sales, marks, strict=True) if mark not in told]
            paid = {mark: not_paid_back_before(sale, self._paid_back) for sale, mark in unknown if counts_up(sale)}
            unknown = [(sale, mark) for sale, mark in unknown if mark not in paid]
            # Where no file was ever taken in, none can have told part of it.
            parts = not_told_before(unknown, {*marks, *seen}, last_days, self._stored) if last_days else {}
            parts |= {mark: rest and rest[0] for mark, rest in paid.items()}
            named = {mark: rest[1] for mark, rest in paid.items() if rest}
            chunk = _Chunk()
            for sale, mark in zip(sales, marks, strict=True):
                new = None if mark in known or mark in seen else parts.get(mark, sale)
                if told_lines := len(sale.lines) - (len(new.lines) if new else 0):
                    self._count(Result.SAME, sale, lines=told_lines)
                if new is None:
                    self._hear(sale, None, chunk)
                    continue
                seen[mark] = sale.head.at.date()
                came_as = self._whose(new, chunk)
                self._count(Result.NEW, new, note=Note.ERASED if came_as is Unsure.ERASED else None)
                self._hear(sale, came_as, chunk)
                if keep:
                    chunk.sales.append(self._sold(new, named.get(mark, mark), came_as))
            # The mark holds the moment, so no later day brings it again: memory does not grow with the file.
            day = sales[-1].head.at.date()
            seen = {mark: on for mark, on in seen.items() if on == day}
            yield chunk
        yield self._last_words()

    def _last_words(self) -> _Chunk:
        """Who did not come is a customer; who does not want to be written to says so also where nothing came of it.

        They may be known only by what else stands in the file, so they are looked for when it is read.
        """
        chunk = _Chunk()
        for who, head in self._absent.items():
            if self._joiner.come_as(who) is None and not self._departed.day(who):
                self._stranger(head, chunk)
        found = ((self._joiner.find(who), said) for who, said in self._refusals)
        chunk.consents += [(whose, said) for whose, said in found if isinstance(whose, int)]
        return chunk

    def _stored(self, marks: Collection[str]) -> set[str]:
        return loading.known_fingerprints(self._reader, marks)

    def _told_in_parts(self, sales: list[Sale], marks: list[str]) -> set[str]:
        """The marks of what was paid back of orders and does not stand here as one: some of it may be gone."""
        backs = {mark: came_to(sale) for sale, mark in zip(sales, marks, strict=True) if counts_up(sale)}
        stored = loading.amounts(self._reader, backs) if backs else {}
        return {mark for mark, whole in backs.items() if stored.get(mark) != whole}

    def _paid_back(self, start: str) -> dict[str, int | None]:
        return loading.amounts_beginning(self._reader, start)

    def _good(self, lines: Iterable[SaleLine | BadRow]) -> Iterator[SaleLine]:
        """The lines that can be taken in, among them those that were cancelled."""
        tally = self._tally
        for line in tally.rows_of(lines):
            if isinstance(line, SaleLine):
                yield line
            elif isinstance(line, CancelledRow):
                if len(self._cancelled) < MOST_KEPT:
                    self._cancelled[line.line] = line
                yield line.sold
            else:
                tally.reject(line)

    def _standing(self, sales: list[Sale], seen: Mapping[str, date]) -> list[Sale]:
        """The sales with the return of what was cancelled since an earlier file; others that were are rejected."""
        marks = {fingerprint(sale) for sale in sales if sale.head.cancelled}
        if not marks:
            return sales
        sold = loading.stored_fingerprints(self._reader, marks).union(marks & seen.keys())
        found: list[Sale] = []
        for sale in sales:
            if not sale.head.cancelled:
                found.append(sale)
            elif fingerprint(sale) in sold:
                found.append(taken_back(sale))
            else:
                self._reject(sale)
        return found

    def _reject(self, sale: Sale) -> None:
        refusals = tuple(one for one in sale.consents if one.state is ConsentState.WITHDRAWN)
        if refusals:
            self._refusals[_who(sale.head), refusals] = None
        for line in sale.lines:
            row = self._cancelled.pop(line.line, None)
            if row is None:
                self._tally.bad += 1
            else:
                if row.code == "row.no_show":
                    self._absent[_who(sale.head)] = sale.head
                self._tally.reject(row)

    def _whose(self, sale: Sale, chunk: _Chunk) -> int | Unsure | None:
        """The customer as whom the buyer came."""
        if sale.anonymous:
            return None
        came_as = self._joiner.come_as(who := _who(sale.head))
        if came_as is Unsure.ERASED:
            return came_as
        if not isinstance(came_as, int) and self._departed.day(who):
            self._tally.notes[Note.REMOVED] += len(sale.lines)
            return None
        if isinstance(came_as, Unsure):
            self._count(Result.DOUBTFUL, sale, who)
        if came_as is None or came_as is Unsure.ANOTHER:
            return self._stranger(sale.head, chunk)
        return came_as

    def _hear(self, sale: Sale, came_as: int | Unsure | None, chunk: _Chunk) -> None:
        """Keep what the buyer says of being contacted, unless it is open who they are."""
        if not sale.consents:
            return
        whose = self._joiner.find(_who(sale.head)) if came_as is None else came_as
        if isinstance(whose, int):
            chunk.consents.append((self._joiner.kept(whose), sale.consents))

    def _sold(self, sale: Sale, mark: str, came_as: int | Unsure | None) -> SoldSale:
        head, words = sale.head, sale.lines[0].told.words
        customer_id = origin = None
        if isinstance(came_as, int):
            customer_id = self._joiner.kept(came_as)
            origin = None if customer_id == came_as else came_as
        elif came_as is Unsure.ERASED:
            words = ""
        elif isinstance(came_as, Unsure):
            # Whoever sorts it out later needs what the file said.
            words = " · ".join(part for part in (words, head.name, head.email, head.phone) if part)
        said = _unnamed(head) if came_as is Unsure.ERASED else str
        lines = [(said(told.product), figures.stored) for _, _, told, figures in sale.lines]
        if sale.kind is Kind.RETURN:
            lines = [(product, _brought_back(stored)) for product, stored in lines]
        return SoldSale(customer_id, origin, sale.kind, head.at.astimezone(), words, sale.currency, mark, lines)

    def _stranger(self, head: SaleHead, chunk: _Chunk) -> int:
        stranger = _new_customer(head, self._unnamed)
        points = [(contact.kind, contact.value) for contact in stranger.contacts]
        self._joiner.learn(self._next_id, stranger.reference, stranger.name, points)
        chunk.people.append(stranger)
        self._tally.people += 1
        self._next_id += 1
        return self._next_id - 1

    def _count(
        self, result: Result, sale: Sale, who: Who | None = None, lines: int = 0, note: Note | None = None
    ) -> None:
        """Count ``lines`` of a sale (0: all of them) and keep it to be shown."""
        tally = self._tally
        if note is not None:
            tally.notes[note] += len(sale.lines)
        tally.add(result, lines or len(sale.lines))
        if tally.wants(result):
            near = self._joiner.candidates(who) if who else []
            head = sale.head
            named = head.name or head.email or head.phone or head.reference
            customer_id = near[0] if near else None
            tally.see(result, Seen(sale.lines[0].line, named, _shown(sale, self._currency), customer_id, note))


def _unnamed(head: SaleHead) -> Callable[[str], str]:
    """How the name of a product loses a buyer who was erased."""
    contacts = {(ContactKind.EMAIL, head.email), (ContactKind.PHONE, head.phone)}
    known = {one for one in contacts if one[1]}
    return Wording(Identity({head.name} - {""}, set(), {head.reference} - {""}, known)).far


def _brought_back(stored: SoldFigures) -> SoldFigures:
    """Everything on the receipt came back, and some tills say so by the sum alone."""
    pieces, each, off, amount = stored
    return (-pieces, None if each is None else abs(each), off, amount) if pieces > 0 else stored


def _shown(sale: Sale, currency: str) -> str:
    """When, which receipt, what, for how much; as plain as the file itself."""
    names = [
        line.told.product if line.figures.quantity == 1 else f"{line.figures.quantity:f} × {line.told.product}"
        for line in sale.lines[:_PRODUCTS_SHOWN]
    ]
    if len(sale.lines) > _PRODUCTS_SHOWN:
        names.append("…")
    total = Money(sum(line.figures.amount or 0 for line in sale.lines), sale.currency or currency)
    parts = (f"{sale.head.at:%Y-%m-%d}", sale.head.invoice, ", ".join(names), f"{total.value} {total.currency}")
    return " · ".join(part for part in parts if part)


def _chunks(sales: Iterator[Sale]) -> Iterator[list[Sale]]:
    chunk: list[Sale] = []
    lines = 0
    for sale in sales:
        chunk.append(sale)
        lines += len(sale.lines)
        if len(chunk) >= CHUNK or lines >= LINES:
            yield chunk
            chunk, lines = [], 0
    if chunk:
        yield chunk


def _who(head: SaleHead) -> Who:
    return Who(head.reference, head.email, head.phone, head.name)


def _new_customer(head: SaleHead, unnamed: str) -> NewCustomer:
    contacts = [(ContactKind.EMAIL, head.email), (ContactKind.PHONE, head.phone)]
    return NewCustomer(
        name=head.name or head.email or head.phone or unnamed.format(reference=head.reference),
        reference=head.reference,
        contacts=tuple(NewContactPoint(kind, value) for kind, value in contacts if value),
    )

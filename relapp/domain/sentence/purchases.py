"""What was bought or brought back: products, quantities and amounts in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from relapp.domain.interactions import Kind, NewPurchaseLine
from relapp.domain.money import to_minor
from relapp.domain.sentence.dates import Tense
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.speaker import Main, Subject, match_at
from relapp.domain.sentence.tokens import CURRENCY_MARKS, Clause, Token, has_cents, number_of

KnownProducts = Callable[[str], str | None]
"""Gives the shop's own name of a product for the words typed, ``None`` if it has none such."""

_MOST = Decimal(9999)
_LONGEST_PRODUCT = 6
_LONGEST_BUYER = 3
_FEW = Decimal(20)


@dataclass(frozen=True, slots=True)
class Sale:
    """``kind`` is a purchase, a return or ``None``; ``clauses`` are the indices that told of it."""

    kind: Kind | None = None
    lines: tuple[NewPurchaseLine, ...] = ()
    clauses: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Till:
    """What reading an item needs to know beside its tokens."""

    text: str
    language: Language
    currency: str
    known: KnownProducts


@dataclass(slots=True)
class _Item:
    """What is known of a line while it is read."""

    quantity: Decimal = Decimal(1)
    counted: bool = False
    times: bool = False
    price: Decimal | None = None
    unit: bool = False
    product: str = ""
    named: bool = False
    """Whether the shop knows the product."""
    joined: bool = False
    """Whether its name holds an "and" ("fish and chips")."""


def read_sale(
    text: str,
    clauses: Sequence[Clause],
    mains: Sequence[Main],
    language: Language,
    told: Kind | None,
    *,
    currency: str,
    known_products: KnownProducts,
) -> Sale:
    """The sale in ``clauses``; ``told`` is the kind that heads the sentence, if one does."""
    if told not in (None, Kind.PURCHASE, Kind.RETURN):
        return Sale()
    till = _Till(text, language, currency, known_products)
    kind: Kind | None = told
    sign = -1 if told is Kind.RETURN else 1
    lines: list[NewPurchaseLine] = []
    used: set[int] = set()
    listing = told is not None
    for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
        verb = None if clause.asks else _verb(clause, main, till)
        if verb is not None:
            verb_kind, items = verb
            sign = -1 if verb_kind is Kind.RETURN else 1
            kind = Kind.RETURN if Kind.RETURN in (kind, verb_kind) else verb_kind
            listing = True
        elif listing and lines and lines[-1].amount is None and (price := _only_price(clause, language)) is not None:
            lines[-1] = _priced(lines[-1], price, currency)
            used.add(at)
            continue
        else:
            priced_next = at + 1 < len(clauses) and _ends_list(clauses[at + 1], till)
            items = _listed(clause, main, till, listing=listing, first=at == 0, priced_next=priced_next)
            kind = kind or (Kind.PURCHASE if items else None)
            listing = bool(items)
        if verb is not None or items:
            used.add(at)
            _add(lines, items, sign, currency)
    return Sale(kind, tuple(lines), frozenset(used))


def read_item(
    text: str, tokens: Sequence[Token], language: Language, *, currency: str, known_products: KnownProducts
) -> tuple[NewPurchaseLine, bool] | None:
    """One thing with its quantity and price, ``None`` where ``tokens`` name none; and whether it is surely sold.

    That is so where it has a number, an article or a price, or the shop knows it.
    """
    item = _parse(list(tokens), _Till(text, language, currency, known_products), free=True)
    if item is None:
        return None
    sure = item.named or item.counted or item.price is not None or _number_words(tokens, 0, language) is not None
    return _line(item, 1, currency), sure


def _add(lines: list[NewPurchaseLine], items: Sequence[_Item], sign: int, currency: str) -> None:
    """Add ``items``; an amount without a product belongs to the one line told before, if that has none yet."""
    for item in items:
        if item.product or not lines:
            lines.append(_line(item, sign, currency))
        elif item.price is not None and all(line.amount is None for line in lines):
            if len(lines) == 1:
                lines[0] = _priced(lines[0], item.price, currency)
            else:
                lines.append(_line(item, sign, currency))


def _ends_list(clause: Clause, till: _Till) -> bool:
    """Whether the clause tells what the things counted before it came to, or is counted and priced as well."""
    if _only_price(clause, till.language) is not None:
        return True
    return not clause.asks and any(item.counted and item.price for item in _items(clause.tokens, till, strict=True))


def _listed(clause: Clause, main: Main, till: _Till, *, listing: bool, first: bool, priced_next: bool) -> list[_Item]:
    """The items of a clause without a verb of buying; ``listing`` if it continues a list of items."""
    if clause.asks or (not listing and _is_to_come(clause, till.language)):
        return []
    tokens = clause.tokens[_start(main) :]
    if first and not listing:
        tokens = tokens[_name_length(tokens, till.language) :]
    return _items(tokens, till, strict=True, first=first or listing, listing=listing or priced_next)


def _name_length(tokens: Sequence[Token], language: Language) -> int:
    """How many words before the first quantity are a name ("june 2 wholemeal 6.40"), 0 if they are not."""
    for at, token in enumerate(tokens[: _LONGEST_BUYER + 1]):
        value = number_of(token.key)
        if value is not None:
            after = _key(tokens, at + 1)
            return at if value == int(value) and value <= _FEW and after[:1].isalpha() else 0
        if not token.is_word or token.key in language.common:
            return 0
    return 0


def _only_price(clause: Clause, language: Language) -> Decimal | None:
    """The amount, if the clause says nothing else of note."""
    found = _price(clause.tokens, 0, language)
    if found is None or any(token.key not in language.common for token in clause.tokens[found[1] :]):
        return None
    return found[0]


def _priced(line: NewPurchaseLine, price: Decimal, currency: str) -> NewPurchaseLine:
    """``line`` with what it came to."""
    sign = 1 if line.quantity > 0 else -1
    return _line(_Item(abs(line.quantity), price=price, product=line.product), sign, currency)


def _start(main: Main) -> int:
    return 0 if main.subject is not Subject.NONE else main.index


def _is_to_come(clause: Clause, language: Language) -> bool:
    """Whether a date makes it an order instead of a sale."""
    mentions = [token.mention for token in clause.tokens if token.mention]
    return any(mention.tense is Tense.FUTURE or mention.lead in language.due_leads for mention in mentions)


def _verb(clause: Clause, main: Main, till: _Till) -> tuple[Kind, list[_Item]] | None:
    """The kind and the items that a verb of buying or bringing back tells."""
    language = till.language
    back = match_at(clause, language, language.give_back, main.index)
    if back is not None:
        rest = clause.tokens[clause.span(back)[-1] + 1 :]
        items = _items([token for token in rest if token.key != "back"], till, strict=False)
        return Kind.RETURN, items or _sum(rest, clause.words(back), language)
    sold = match_at(clause, language, language.sale, main.index)
    if sold is None:
        return None
    verb = clause.span(sold)
    words = clause.words(sold)
    rest = clause.tokens[verb[-1] + 1 :]
    items = _items(rest, till, strict=False) or _sum(rest, words, language)
    if not items and not words & language.sale_bare:
        return None
    if not items and _key(rest, 0) in language.sale_empty:
        return None
    if words & language.sale_weak and not any(item.named or item.price is not None or item.counted for item in items):
        return None
    return Kind.PURCHASE, items


def _sum(tokens: Sequence[Token], verb: frozenset[str], language: Language) -> list[_Item]:
    """What was paid or given back where nothing is named ("paid 12.50", "refunded her 12")."""
    if not verb & (language.paying | language.sale_bare):
        return []
    at = _skip(tokens, 0, language.articles | language.possessives | language.sale_empty)
    found = _price(tokens, at, language)
    if found is not None:
        return [_Item(price=found[0])]
    value = number_of(_key(tokens, at))
    ends = at + 1 >= len(tokens) or tokens[at + 1].mention or tokens[at + 1].key in language.after_sum
    if value is None or not value or not ends or not verb & language.paying:
        return []
    return [_Item(price=value)]


def _items(
    tokens: Sequence[Token], till: _Till, *, strict: bool, first: bool = False, listing: bool = False
) -> list[_Item]:
    """The items of a run of tokens, up to the first thing that is none.

    ``strict``: no verb says that something was bought, so only what cannot be anything else counts, or, if the run
    continues a list (``listing``), what is counted.
    """
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.key in till.language.and_words:
            parts.append([])
        else:
            parts[-1].append(token)
    whole = _parse(list(tokens), till, free=not strict) if len(parts) > 1 else None
    if whole is not None and whole.named and whole.joined:
        return [whole]
    parsed = [_parse(part, till, free=not strict) for part in parts]
    last = parsed[-1]
    listing = listing or (last is not None and last.price is not None and all(item and item.counted for item in parsed))
    found: list[_Item] = []
    for item in parsed:
        if item is None:
            break
        if strict and not ((listing or found) and item.counted) and not _speaks_for_itself(item, first or bool(found)):
            break
        found.append(item)
    if not found and strict and first and whole is not None and whole.price is not None:
        return [whole]
    return found


def _speaks_for_itself(item: _Item, first: bool) -> bool:
    if item.price is not None and (item.counted or item.named or item.unit or first):
        return True
    return item.times or (item.named and item.counted)


def _parse(tokens: list[Token], till: _Till, *, free: bool) -> _Item | None:
    """One item; ``free`` allows what a verb of buying makes plain: no price, a bare number as the amount."""
    item = _Item()
    language = till.language
    at = _skip(tokens, 0, language.articles)
    found = _price(tokens, at, language)
    if found is not None and not _is_measured(tokens, at, language):
        item.price, at = found
        at = _skip(tokens, at, language.total_price)
    at = _quantity(tokens, at, item, till)
    if item.times and item.price is None:
        found = _price(tokens, at, language)
        if found is not None:
            item.price, at = found
            item.unit = True
    at = _skip(tokens, at, language.articles)
    end = _product_end(tokens, at, till)
    after = end
    if end > at and re.fullmatch(r"[x×]\d{1,4}", tokens[end - 1].key):
        item.quantity, item.times = Decimal(tokens[end - 1].key[1:]), True
        end -= 1
    after = _trailing_times(tokens, after, item, language)
    after = _trailing_price(tokens, after, item, language)
    if item.price is None and end - at > 1 and after == len(tokens) and (free or _is_sold(tokens, at, end, till)):
        end = _bare_amount(tokens, at, end, item, till)
    return item if _name(tokens, at, end, item, till, free=free) else None


def _skip(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].key in words:
        at += 1
    return at


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _price(tokens: Sequence[Token], at: int, language: Language) -> tuple[Decimal, int] | None:
    """An amount at ``at`` and the token after it: "€ 25", "25 euros", "6.40"."""
    if _key(tokens, at) in language.price_words and (value := number_of(_key(tokens, at + 1))) is not None:
        return value / language.price_words[tokens[at].key], at + 2
    value = number_of(_key(tokens, at))
    if value is None:
        return None
    if _key(tokens, at + 1) in language.price_words:
        return value / language.price_words[tokens[at + 1].key], at + 2
    return (value, at + 1) if has_cents(tokens[at].key) else None


def _is_measured(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return _key(tokens, at + 1) in language.measures | language.small_measures


def _quantity(tokens: Sequence[Token], at: int, item: _Item, till: _Till) -> int:
    language = till.language
    marked = re.fullmatch(r"[x×](\d{1,4})", _key(tokens, at))
    if marked:
        item.quantity, item.counted, item.times = Decimal(marked[1]), True, True
        return at + 1
    counted = _number_words(tokens, at, language)
    if counted is not None:
        item.quantity, length = counted
        item.counted = length > 1 or item.quantity > 1
        return _skip(tokens, at + length, language.quantity_of)
    value = number_of(_key(tokens, at))
    if value is not None and 0 < value <= _MOST and _key(tokens, at + 1) not in language.price_words:
        if _key(tokens, at + 1) in language.small_measures:
            return at
        item.quantity, item.counted = value, True
        at += 1
        if _key(tokens, at) in language.measures and _key(tokens, at + 1):
            at += 1
        while _key(tokens, at) in language.quantity_of and at + 1 < len(tokens):
            item.times = item.times or tokens[at].key in language.times
            at += 1
        return at
    return at


def _number_words(tokens: Sequence[Token], at: int, language: Language) -> tuple[Decimal, int] | None:
    """The number that words write ("half a dozen") and how many tokens they are."""
    for length in range(min(4, len(tokens) - at), 0, -1):
        words = " ".join(token.key for token in tokens[at : at + length])
        if words in language.numbers:
            return Decimal(language.numbers[words]), length
    return None


def _product_end(tokens: Sequence[Token], at: int, till: _Till) -> int:
    """Where the words for the product end."""
    language = till.language
    end = at
    while end < len(tokens):
        key = tokens[end].key
        small = _is_measured(tokens, end, language)
        if tokens[end].mention or (_price(tokens, end, language) is not None and not small):
            break
        if end > at and (key in language.unit_price or key in language.total_price or key in language.times):
            break
        if key in language.item_ends or key in language.verbs or key in language.we or key in language.they:
            break
        end += 1
    return end


def _trailing_times(tokens: Sequence[Token], at: int, item: _Item, language: Language) -> int:
    """ "rye x 2" """
    value = number_of(_key(tokens, at + 1))
    if _key(tokens, at) in language.times and value is not None and 0 < value <= _MOST and value == int(value):
        item.quantity, item.times, item.counted = value, True, True
        return at + 2
    return at


def _trailing_price(tokens: Sequence[Token], at: int, item: _Item, language: Language) -> int:
    start = at
    by_unit = _key(tokens, at) in language.unit_price
    if by_unit or _key(tokens, at) in language.total_price:
        at += 1
    found = _price(tokens, at, language)
    if found is None and by_unit and (value := number_of(_key(tokens, at))) is not None:
        found = value, at + 1
    if item.price is None:
        if found is None:
            return start
        item.price, at = found
        item.unit = by_unit
    elif not item.unit:
        at = start
    if _key(tokens, at) in language.each:
        item.unit = True
        at += 1
    return at


def _bare_amount(tokens: Sequence[Token], at: int, end: int, item: _Item, till: _Till) -> int:
    """A whole number after the product is what it came to ("kettle 25"), unless it belongs to the name."""
    value = number_of(tokens[end - 1].key)
    before = tokens[end - 2].key
    if value is None or value != int(value) or before in till.language.size_words or before[0].isdigit():
        return end
    if till.known(_text(tokens, at, end, till)) is not None:
        return end
    item.price = value
    return end - 1


def _is_sold(tokens: Sequence[Token], at: int, end: int, till: _Till) -> bool:
    """Whether a number after these words can only be their price ("haircut 25")."""
    return tokens[end - 2].key in till.language.work or till.known(_text(tokens, at, end - 1, till)) is not None


def _text(tokens: Sequence[Token], at: int, end: int, till: _Till) -> str:
    return till.text[tokens[at].start : tokens[end - 1].end] if end > at else ""


def _name(tokens: Sequence[Token], at: int, end: int, item: _Item, till: _Till, *, free: bool) -> bool:
    """Fill in the product; whether it is one."""
    if not at < end <= at + _LONGEST_PRODUCT:
        return False
    typed = _text(tokens, at, end, till)
    known = till.known(typed)
    item.product, item.named = known or typed, known is not None
    item.joined = any(token.key in till.language.and_words for token in tokens[at:end])
    if item.named:
        return True
    words = [token.key for token in tokens[at:end] if token.is_word]
    language = till.language
    if not words or any(token.key in CURRENCY_MARKS or token.key.startswith("§") for token in tokens[at:end]):
        return False
    if words[0] in language.relations or words[0] in language.doubts or (not free and words[0] in language.labels):
        return False
    if item.price is not None:
        return not (len(words) == 1 and words[0] in (language.sale_empty | language.common) - language.work)
    plain = all(word in language.common or word in language.sale_empty for word in words)
    return not plain and words[0] not in language.sale_empty and words[-1] not in language.sale_empty


def _line(item: _Item, sign: int, currency: str) -> NewPurchaseLine:
    quantity = item.quantity * sign
    if item.price is None:
        return NewPurchaseLine(item.product, quantity)
    if item.unit:
        return NewPurchaseLine(
            item.product, quantity, to_minor(item.price, currency), amount=to_minor(item.price * quantity, currency)
        )
    amount = to_minor(item.price, currency)
    whole = item.quantity == int(item.quantity) and amount % int(item.quantity) == 0
    return NewPurchaseLine(
        item.product, quantity, amount // int(item.quantity) if whole else None, amount=amount * sign
    )

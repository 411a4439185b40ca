"""Naughty text through every field, search, export and back: nothing breaks, no sign is changed."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from relapp.domain.cases import Cause, NewCase
from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.customers import MAX_NAME, ContactKind, NewContactPoint, NewCustomer
from relapp.domain.errors import UserError
from relapp.domain.facts import NewFact
from relapp.domain.folding import fold
from relapp.domain.interactions import Channel, Kind, NewInteraction, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.question_bank import NewBankQuestion
from relapp.domain.wishes import NewWish
from relapp.services import arrivals, cases, customers, interactions, questions, quick_log, relations, settings, staff
from relapp.services.pages import customer as customer_page
from relapp.services.pages import search
from relapp.storage import tags
from relapp.storage.transaction import Transaction
from relapp.ui.wording.errors import sentence
from tests.builders import TODAY, at
from tests.faults.figure import Figure, times
from tests.shop import Shop

DATA = Path(__file__).parent / "data" / "blns.json"
MADE = 2000
_TOGETHER = 125

_BASES = (
    *("Ana", "Zoë", "Łukasz", "田中さん", "مريم", "Ёлка", "e\u0301a\u0308", "ﬁ ß İ ı", "ａｂｃ"),
    *("Z\u0351\u036b\u0343\u036a\u036f" * 9, "\u200b", "\u00ad", "\ufeff", "\u202e", "\u2066x\u2069", "\u200f\u061c"),
    *("👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿", "\U000e0041\U000e007f", "\ud83d", "\udc00\ud800"),
    *("\x00", "\x07\x1b[31m", "\x7f\x80", "\u2028", "\u2029", "\x85", "\ufffe\uffff", "\U0010ffff"),
    *("<b>x</b>", "<img src=x>", "&lt;&amp;", "</script>", "<qt>", "<a href='file:///etc'>", "<!--", "]]>", "<?xml"),
    *("=1+1", "+1", "-1", "@x", "\t=1", "=cmd|' /C calc'!A0", "{0}", "{name}", "{a.__class__}", "{:>9999}"),
    *("'", '"', "''", "\\", "';--", "\" OR 1=1", "NEAR(", "*", "^", "AND", "NOT -", "col:x", "%_", "%s%n%1"),
    *("\n", "\r\n", "\r", "a\n\n\nb", " ", "\u3000", "\u00a0x\u00a0", "BEGIN:VCARD", "END:VEVENT", "a;b,c:d", "\\n\\,"),
)  # fmt: skip
_LONG = ("w" * 10_000, "لا" * 5_000, "a " * 5_000, "é" * 10_000, "👍" * 5_000, "&" * 10_000, "\n" * 10_000)


def known() -> list[str]:
    """The big list."""
    found: list[str] = json.loads(DATA.read_text(encoding="utf-8"))
    return found


def made(count: int = MADE, seed: int = 7) -> list[str]:
    """So many more, put together of what programs trip over."""
    chance = random.Random(seed)
    pairs = ["".join(pair) for pair in product(_BASES, _BASES)]
    chance.shuffle(pairs)
    return list(dict.fromkeys((*_LONG, *_BASES, *pairs)))[:count]


def some(count: int) -> list[str]:
    """So many from all parts of both lists."""
    whole = [*known(), *made()]
    return [_LONG[0], *_BASES[12:36:3], *random.Random(3).sample(whole, count)]


# -- what is changed on purpose, and nothing else --


def sound(text: str) -> str:
    """Half of a pair of characters is none: no file can hold it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def one_line(text: str) -> str:
    """What is a name, a title or an answer stands on one line."""
    return sound(" ".join(text.split()))


def trimmed(text: str) -> str:
    """Nobody means the spaces around what they say."""
    return sound(text.strip())


FIELDS: dict[tuple[str, str], Callable[[str], str]] = {
    ("customer", "name"): one_line,
    ("customer", "nickname"): one_line,
    ("customer", "note"): trimmed,
    ("contact_point", "value"): trimmed,
    ("contact_point", "label"): sound,
    ("interaction", "words"): sound,
    ("product", "name"): sound,
    ("fact", "kind"): trimmed,
    ("fact", "value"): trimmed,
    ("fact", "about"): trimmed,
    ("promise", "words"): trimmed,
    ("wish", "words"): trimmed,
    ("consent", "how"): sound,
    ("tag", "name"): sound,
    ("arrival", "words"): trimmed,
    ("relation", "kind"): one_line,
    ("question", "words"): one_line,
    ("question", "kind"): one_line,
    ("recovery_case", "said"): one_line,
    ("staff", "name"): one_line,
}
"""Every field that somebody can type into, and what becomes of what they type."""

ONE_FOR_ALL: dict[tuple[str, str], Callable[[str], str]] = {("tag", "name"): fold}
"""Where all that reads alike is one, in the first spelling."""


class Walk:
    """Types each text into every field of one shop, each time for a customer of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shop = Shop(folder / "shop.relapp")
        self.faults: list[str] = []
        self.typed: dict[tuple[str, str], set[str]] = {field: set() for field in FIELDS}
        self.refused = 0

    def close(self) -> None:
        self.shop.close()

    def type(self, text: str) -> None:
        """Everything that a person can type, as far as it is taken; what is refused has a sentence."""
        name = text[:MAX_NAME]
        self._try(text, [("customer", "name", name)], lambda tx: customers.add(tx, NewCustomer(name)))
        one = self.shop.customer("Ana Moreira")
        kind = text[:60]
        facts = (NewFact(kind, text, kind),) if kind.strip() and text.strip() else ()
        line = NewPurchaseLine(kind, Decimal(1), 320, 0, 320)
        here, told = (
            partial(self._try, text),
            (("fact", "kind", kind), ("fact", "value", text), ("fact", "about", kind)),
        )
        here([("customer", "nickname", kind)], lambda tx: customers.rename(tx, one, "Ana Moreira", kind))
        here([("customer", "note", text)], lambda tx: customers.annotate(tx, one, text))
        point = NewContactPoint(ContactKind.OTHER, text, kind)
        here([("contact_point", "value", text), ("contact_point", "label", kind)],
             lambda tx: customers.add_contact(tx, one, point))  # fmt: skip
        note = NewInteraction((one,), Kind.NOTE, at(TODAY), text, facts=facts)
        here([("interaction", "words", text), *(told if facts else ())], lambda tx: interactions.log(tx, note))
        sale = NewInteraction((one,), Kind.PURCHASE, at(TODAY), "", lines=(line,))
        here([("product", "name", kind)] if kind.strip() else [], lambda tx: interactions.log(tx, sale))
        asked = NewInteraction((one,), Kind.ENQUIRY, at(TODAY), "x", promises=(NewPromise(text, TODAY),),
                               wishes=(NewWish(text),))  # fmt: skip
        here([("promise", "words", text), ("wish", "words", text)], lambda tx: interactions.log(tx, asked))
        self._shop_wide(text, kind, one)

    def _shop_wide(self, text: str, kind: str, one: int) -> None:
        here = partial(self._try, text)
        word = Consent(one, Channel.PHONE, Purpose.ANY, ConsentState.WITHDRAWN, TODAY, kind)
        here([("consent", "how", kind)], lambda tx: customers.note_consent(tx, word))
        here([("tag", "name", kind)] if kind.strip() else [], lambda tx: tags.give(tx, [(one, kind or "x")]))
        here([("arrival", "words", text)], lambda tx: arrivals.note(tx, text, TODAY))
        other = self.shop.customer("Ben Osei")
        here([("relation", "kind", kind)], lambda tx: relations.relate(tx, one, other, kind))
        new = NewBankQuestion(kind, kind)
        here([("question", "words", kind), ("question", "kind", kind)], lambda tx: questions.add(tx, new))
        here([("staff", "name", kind)], lambda tx: staff.add(tx, kind))
        case = NewCase(Cause.FAULTY, 2, ask_on=TODAY, promise=NewPromise(kind, TODAY) if kind.strip() else None)
        here([("recovery_case", "said", kind)],
             lambda tx: cases.asked(tx, cases.open_case(tx, one, case), all_right=True, said=kind))  # fmt: skip
        here([], lambda tx: settings.change(tx, shop_name=kind))

    def _try(self, text: str, fields: Sequence[tuple[str, str, str]], verb: Callable[[Transaction], Any]) -> None:
        try:
            self.shop.run("log", verb)
        except UserError as error:
            self.refused += 1
            if "{" in sentence(UserError(error.code, **dict.fromkeys(error.details, "x"))):
                self.faults.append(f"{text[:40]!r}: the sentence of {error.code} has a gap")
        except Exception as error:
            self.faults.append(
                f"{text[:40]!r}: {[field[:2] for field in fields]}: {type(error).__name__}: {error}"[:200]
            )
        else:
            for table, column, typed in fields:
                self.typed[table, column].add(typed)

    def look(self, text: str) -> None:
        """Every search and the log line, with this text."""
        with self.shop.database.read() as reader:
            for what, act in (
                ("search", partial(search.page, reader, text)),
                ("who", partial(search.who, reader, text)),
                ("log line", partial(quick_log.understand, reader, text, at(TODAY))),
                ("waiting", partial(arrivals.waiting, reader, text, TODAY)),
            ):
                try:
                    act()
                except Exception as error:
                    self.faults.append(f"{what} {text[:40]!r}: {type(error).__name__}: {error}"[:200])

    def compare(self) -> None:
        """Whether the shop holds what was typed, sign for sign."""
        rows = self.shop.tables()
        for (table, column), typed in self.typed.items():
            alike = ONE_FOR_ALL.get((table, column), sound)
            held = {alike(getattr(row, column)) for row in rows[table]}
            for text in typed:
                if alike(FIELDS[table, column](text)) not in held:
                    self.faults.append(f"{table}.{column} does not hold {text[:60]!r}")
        named = [row.id for row in rows["customer"] if row.name not in ("Ana Moreira", "Ben Osei")]
        with self.shop.database.read() as reader:
            for one in (*named, *(row.id for row in rows["customer"] if row.note)):
                customer_page.page(reader, one, TODAY + timedelta(days=1))


def portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _TOGETHER):
        yield texts[start : start + _TOGETHER]


def walk(texts: Sequence[str]) -> tuple[list[str], int]:
    """All of them; what went wrong, and how often something was refused with a sentence."""
    from tests.faults.strings_out import out_and_back

    faults: list[str] = []
    refused = 0
    for some_texts in portions(texts):
        with tempfile.TemporaryDirectory() as folder:
            at_work = Walk(Path(folder))
            try:
                for text in some_texts:
                    at_work.type(text)
                for text in some_texts:
                    at_work.look(text)
                at_work.compare()
                faults += at_work.faults
                refused += at_work.refused
                faults += out_and_back(at_work.shop, Path(folder))
            finally:
                at_work.close()
    return faults, refused


def run(short: bool) -> Figure:
    """The promise of naughty text, without its windows (``tests/journeys`` shows them)."""
    texts = some(8) if short else [*known(), *made(times(MADE, 20, short=short))]
    faults, refused = walk(texts)
    return Figure(
        f"{len(texts)} texts through {len(FIELDS)} fields, 4 searches, 6 exports and back: {len(faults)} faults "
        f"({refused} times refused with a sentence)",
        tuple(faults),
    )

"""Reads one line of what staff type into everything an entry holds.

Which kind a sentence is, when several could be meant, goes by this order:

1. a kind that heads it: "call: ...", "visit ...", "note: ...";
2. a return: "returned", "brought back", "refunded";
3. a purchase: a verb of buying with something bought, or an item that speaks for itself ("2x wholemeal 6.40");
4. a complaint, by whichever channel it came;
5. a contact told as such, the first one told: visited, called, texted, e-mailed, wrote, delivered, booked;
6. "no answer" and its like: a call of ours;
7. a question;
8. what they said or praised;
9. a note, if all it holds is what we mean to do or know of them ("call back tomorrow", "likes rye"): nobody came in;
10. a visit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from relapp.domain.consents import NewWord
from relapp.domain.facts import NewFact
from relapp.domain.interactions import SALES, Channel, Direction, Kind, NewPurchaseLine, Outcome
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise, PromisedBy
from relapp.domain.sentence.chips import Chip, read_commitments
from relapp.domain.sentence.dates import find_dates
from relapp.domain.sentence.english import ENGLISH
from relapp.domain.sentence.facts_told import read_facts
from relapp.domain.sentence.kinds import leading_kind, read_happened
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.moment import read_moment
from relapp.domain.sentence.own_kinds import read_own_kind
from relapp.domain.sentence.purchases import KnownProducts, Sale, read_sale
from relapp.domain.sentence.reach_told import read_reach, told_besides, wants_peace
from relapp.domain.sentence.speaker import Main, main_of, match_at, search
from relapp.domain.sentence.tokens import Clause, merge, read_clauses, read_tokens
from relapp.domain.sentence.usual import read_differences, read_usual
from relapp.domain.sentence.who import split_who
from relapp.domain.usual import Difference


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    ``words`` is the text to store: as typed, without who it is about. ``at`` is when it happened. ``usual`` is what was
    different about the usual, "" if nothing was, ``None`` if the usual was not spoken of; ``differences`` are what of
    that is about products and quantities. ``chips`` are offers.
    ``gives`` says that the shop gives something away: a refund, a discount, what puts a complaint right.
    """

    words: str
    kind: Kind
    channel: Channel
    direction: Direction
    outcome: Outcome | None
    at: datetime
    lines: tuple[NewPurchaseLine, ...] = ()
    chips: tuple[Chip, ...] = ()
    usual: str | None = None
    gives: bool = False
    differences: tuple[Difference, ...] = ()


def _no_products(words: str) -> str | None:  # noqa: ARG001 - the shape of a question to the shop's products
    return None


def read(
    text: str,
    now: datetime,
    language: Language = ENGLISH,
    *,
    day_first: bool = True,
    currency: str = "EUR",
    known_products: Callable[[str], str | None] = _no_products,
    who_apart: bool = False,
) -> Reading:
    """Read ``text`` as typed at ``now`` (aware).

    ``day_first`` settles "5/6"; ``currency`` is what amounts are minor units of; ``known_products`` gives the shop's
    name for a product's words, ``None`` if it has none. ``who_apart`` says that who it is about was cut off before.
    Any text can be read: what says nothing is a visit with those words.
    """
    words = text.strip() if who_apart else split_who(text, language).rest.strip()
    tokens = read_tokens(words, language)
    clauses = read_clauses(merge(tokens, find_dates(tokens, now, language, day_first=day_first)), language)
    mains = [main_of(clause, language) for clause in clauses]
    told = leading_kind(clauses, mains, language)
    kind = told[0] if told else None
    at = _first_content(clauses, told[1] if told else 0)
    content, content_mains = clauses[at:], mains[at:]
    usual = read_usual(words, content, content_mains, language) if kind in (None, Kind.PURCHASE) else None
    sale = (
        Sale()
        if usual is not None
        else read_sale(words, content, content_mains, language, kind, currency=currency, known_products=known_products)
    )
    sold = Kind.PURCHASE if usual is not None else sale.kind
    chips = _chips(words, content, content_mains, language, sale, now.date())
    own = read_own_kind(words, language) if not chips and kind is None and sold is None else None
    chips = chips if own is None else (own,)
    otherwise = Kind.NOTE if _only_remembers(content, content_mains, chips, language) else Kind.VISIT
    settled = {
        at for at, (one, main) in enumerate(zip(content, content_mains, strict=True)) if wants_peace(one, main, chips)
    }
    happened = read_happened(content, content_mains, language, kind, sold, otherwise, settled)
    headed = _headed(clauses, content, sale, usual, told)
    return Reading(
        words,
        happened.kind,
        happened.channel,
        happened.direction,
        happened.outcome,
        read_moment(clauses, mains, language, now, headed),
        sale.lines if happened.kind in SALES else (),
        chips,
        usual,
        any(search(clause, language, language.gives) is not None for clause in content if not clause.asks),
        _differences(usual or "", now, language, currency, known_products, day_first=day_first),
    )


def _differences(
    changed: str, now: datetime, language: Language, currency: str, known: KnownProducts, *, day_first: bool
) -> tuple[Difference, ...]:
    tokens = read_tokens(changed, language)
    dated = merge(tokens, find_dates(tokens, now, language, day_first=day_first))
    return read_differences(changed, dated, language, currency=currency, known_products=known)


def _first_content(clauses: Sequence[Clause], at: int) -> int:
    """The first clause that is more than a date before a colon ("last week: ...")."""
    while at < len(clauses) - 1 and clauses[at].closed_by in (":", ",") and _is_only_date(clauses[at]):
        at += 1
    return at


def _is_only_date(clause: Clause) -> bool:
    return all(token.mention is not None for token in clause.tokens)


def _headed(
    clauses: Sequence[Clause],
    content: Sequence[Clause],
    sale: Sale,
    usual: str | None,
    told: tuple[Kind, int] | None,
) -> list[int]:
    """The clauses whose last date may be the day of a sale or kind told without a verb."""
    skipped = len(clauses) - len(content)
    found = [skipped + at for at in sorted(sale.clauses)]
    if (usual is not None or told is not None) and clauses:
        found.append(0 if told is not None else skipped)
    return found


def _only_remembers(
    clauses: Sequence[Clause], mains: Sequence[Main], chips: Sequence[Chip], language: Language
) -> bool:
    """Whether every clause holds a fact, or something for us to do, and none tells that they were here or said it."""
    if not chips or any(chip.ordered or not _is_ours(chip) for chip in chips):
        return False
    told = (language.asking, language.past_verbs, language.past_tellings)
    for clause, main in zip(clauses, mains, strict=True):
        start, end = clause.tokens[0].start, clause.tokens[-1].end
        if not any(start < chip.span[1] and chip.span[0] < end for chip in chips):
            return False
        if clause.tokens[main.index].key in language.spoken:
            return False
        if wants_peace(clause, main, chips):
            continue
        if any(match_at(clause, language, pattern, main.index) is not None for pattern in told):
            return False
    return True


def _is_ours(chip: Chip) -> bool:
    """Whether we know or do it: a fact, how to reach them, or a promise of the shop's."""
    if isinstance(chip.offer, NewPromise):
        return chip.offer.by is PromisedBy.SHOP
    return isinstance(chip.offer, (NewFact, NewWord, NewPeace, NewQuiet))


def _chips(
    words: str, clauses: Sequence[Clause], mains: Sequence[Main], language: Language, sale: Sale, today: date
) -> tuple[Chip, ...]:
    reach = read_reach(words, clauses, mains, language, today)
    found = read_commitments(words, clauses, mains, language, sale.clauses)
    found += read_facts(words, clauses, mains, language, sale.clauses)
    return tuple(sorted(dict.fromkeys([*told_besides(found, reach), *reach]), key=lambda chip: chip.span))

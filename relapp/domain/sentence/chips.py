"""What a sentence offers to remember: promises, wishes and facts, none stored until a person accepts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from relapp.domain.cases import NewCase
from relapp.domain.consents import NewWord
from relapp.domain.facts import NewFact
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise, PromisedBy
from relapp.domain.sentence.dates import Mention, Tense
from relapp.domain.sentence.language import DATE_KEY, Language, PromiseRule, WantRule
from relapp.domain.sentence.speaker import Main, Subject, match_at, search
from relapp.domain.sentence.tokens import Clause, Token
from relapp.domain.wishes import NewWish

_FOR_LEAD = ("for", "by")
_LONGEST_THING = 8


@dataclass(frozen=True, slots=True)
class Chip:
    """One offer; a case is only begun, in a sheet of its own.

    ``span`` is where in the entry's words it was read, ``ordered`` says that a customer asked for it.
    """

    offer: NewFact | NewPromise | NewWish | NewCase | NewWord | NewPeace | NewQuiet
    span: tuple[int, int]
    ordered: bool = False


def read_commitments(
    text: str, clauses: Sequence[Clause], mains: Sequence[Main], language: Language, sold: frozenset[int]
) -> list[Chip]:
    """Promises and wishes, at most one a clause; ``sold`` are clauses that tell of a sale."""
    found: list[Chip] = []
    for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
        if search(clause, language, language.cancelled):
            continue
        asked = is_question(clause, main, language)
        chip = None
        if at not in sold or any(token.mention for token in clause.tokens):
            chip = _first_want(text, clause, main, language, notify=True) if not clause.asks else None
            chip = chip or _promise(text, clause, main, language, asked=asked)
        if chip is None and not clause.asks and at not in sold:
            chip = _first_want(text, clause, main, language, notify=False)
        if chip is not None:
            found.append(chip)
    return found


def is_question(clause: Clause, main: Main, language: Language) -> bool:
    """Whether the clause asks instead of telling."""
    if clause.asks:
        return True
    return any(match_at(clause, language, language.question_heads, at) is not None for at in {0, main.index})


def chip_at(clause: Clause, span: range, offer: NewFact | NewPromise | NewWish) -> Chip:
    """A chip over the tokens ``span`` of ``clause``."""
    return Chip(offer, (clause.tokens[span[0]].start, clause.tokens[span[-1]].end))


def is_doubted(clause: Clause, before: int, language: Language) -> bool:
    """Whether a word before token ``before`` puts what follows in doubt ("if", "might", "not")."""
    return any(token.key in language.doubts for token in clause.tokens[:before])


def _matched(clause: Clause, main: Main, language: Language, pattern: str, at_main: bool) -> re.Match[str] | None:
    return match_at(clause, language, pattern, main.index) if at_main else search(clause, language, pattern)


def _due(clause: Clause, start: int) -> Mention | None:
    """The date a promise is due on: the first one after ``start``, else the one before it."""
    days = [
        (at < start, at, token.mention)
        for at, token in enumerate(clause.tokens)
        if token.mention and token.mention.due is not None and token.mention.tense is not Tense.PAST
    ]
    return min(days, key=lambda day: day[:2])[2] if days else None


def _words(text: str, clause: Clause, span: Sequence[int]) -> str:
    """The words of ``span`` without its days."""
    runs: list[list[Token]] = [[]]
    for at in span:
        token = clause.tokens[at]
        if token.mention is not None and token.mention.is_day:
            runs.append([])
        else:
            runs[-1].append(token)
    parts = [text[run[0].start : run[-1].end] for run in runs if run]
    return " ".join(" ".join(parts).split()).strip(" ,;:-–")


def _promise(text: str, clause: Clause, main: Main, language: Language, *, asked: bool) -> Chip | None:
    for rule in language.promises:
        if asked and not rule.asked:
            continue
        match = _matched(clause, main, language, rule.pattern, rule.at_main)
        if match is None:
            continue
        span, what = clause.span(match), clause.span(match, "what")
        by = _who_promises(rule, clause, what, main, language)
        due = _due(clause, span[0])
        if by is None or (rule.dated and due is None) or (rule.at_main and main.subject is Subject.WE):
            continue
        if is_doubted(clause, span[0], language) or not what:
            continue
        words = _words(text, clause, what)
        if rule.dated and main.subject is Subject.OTHER and " " not in words:
            # "bike service booked": what is booked stands before the verb.
            words = _words(text, clause, range(what[-1] + 1))
        if not words or language.compile(language.no_promise).fullmatch(words.lower()):
            words = _words(text, clause, range(len(clause.tokens)))
        if words:
            return chip_at(clause, _with_date(clause, span, due), NewPromise(words, due.due if due else None, by))
    return None


def _with_date(clause: Clause, span: range, due: Mention | None) -> range:
    """``span`` made to reach a date that stands right after it."""
    after = span[-1] + 1
    if due is not None and after < len(clause.tokens) and clause.tokens[after].mention is due:
        return range(span[0], after + 1)
    return span


def _who_promises(rule: PromiseRule, clause: Clause, what: range, main: Main, language: Language) -> PromisedBy | None:
    if not what:
        return None
    if rule.by is not None:
        # "they call her Maggie" is no order to oneself.
        them = main.subject is Subject.THEY and rule.at_main and rule.by is PromisedBy.SHOP and not rule.asked
        return None if them and not rule.dated else rule.by
    start = clause.starts[what[0]]
    if language.compile(language.we_do).match(clause.line, start):
        return PromisedBy.SHOP
    if language.compile(language.they_do).match(clause.line, start):
        return PromisedBy.CUSTOMER
    return PromisedBy.SHOP if main.subject is Subject.NONE else None


def _first_want(text: str, clause: Clause, main: Main, language: Language, *, notify: bool) -> Chip | None:
    """The first want in the clause; ``notify`` wants only ask to be told, and stand before any promise."""
    for rule in language.wants:
        if rule.order is notify:
            continue
        chip = _want(text, clause, main, language, rule)
        if chip is not None:
            return replace(chip, ordered=rule.order)
    return None


def _want(text: str, clause: Clause, main: Main, language: Language, rule: WantRule) -> Chip | None:
    match = _matched(clause, main, language, rule.pattern, rule.at_main)
    if match is None or (main.subject is Subject.WE and rule.at_main):
        return None
    span, what = clause.span(match), clause.span(match, "what")
    due = _due(clause, span[0]) if rule.order else None
    if is_doubted(clause, span[0], language) or not what or (rule.bare and not _is_bare_order(clause, due, language)):
        return None
    if due is not None and clause.tokens[what[0]].key in language.pronoun_values and len(what) <= 2:
        return chip_at(clause, span, NewPromise(_words(text, clause, span), due.due))
    thing = _thing(clause, what, language, dated=due is not None)
    words = _words(text, clause, thing) if thing else ""
    if not words or len(thing) > _LONGEST_THING:
        return None
    covered = range(span[0], (span[-1] if due is not None else thing[-1]) + 1)
    if due is not None or rule.order_undated:
        return chip_at(clause, covered, NewPromise(words, _day(due)))
    return chip_at(clause, covered, NewWish(words)) if rule.wish else None


def _day(mention: Mention | None) -> date | None:
    return mention.due if mention is not None else None


def _is_bare_order(clause: Clause, due: Mention | None, language: Language) -> bool:
    """Whether the clause is only things and the day they are for ("2 rye for friday")."""
    if due is None or due.lead not in _FOR_LEAD or clause.tokens[-1].mention is not due:
        return False
    words = [token.key for token in clause.tokens[:-1]]
    known = language.verbs | language.they | language.we | language.relations | language.doubts | language.unsaid
    return all(word not in known and word != DATE_KEY for word in words)


def _thing(clause: Clause, what: range, language: Language, *, dated: bool) -> range:
    """The tokens of what is wanted, without how and when; empty if it is nothing to wish for (or, ``dated``, to do)."""
    line = clause.line[clause.starts[what[0]] : clause.starts[what[-1]] + len(clause.tokens[what[-1]].key)]
    tail = language.compile(language.wish_tail.lstrip()).search(line)
    if tail is not None and tail.start() > 0 and tail.end() == len(line):
        what = range(what[0], clause.index(clause.starts[what[0]] + tail.start() - 1) + 1)
    keys = [clause.tokens[at].key for at in what]
    core = [key for key in keys if key != DATE_KEY and key not in language.possessives]
    ends = [at for at, key in enumerate(core) if key in language.item_ends | language.quantity_of and at > 0]
    core = core[: ends[0]] if ends else core
    idle = language.relations if dated else language.no_wish | language.relations
    if not core or core[0] in language.no_wish_heads or core[-1] in idle:
        return range(0)
    if core[0] in language.verbs and len(core) == 1:
        return range(0)
    return what

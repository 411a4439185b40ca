"""What a sentence says about being reached: by which ways, at which hours, and when not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from relapp.domain.consents import REACH, NewWord
from relapp.domain.days import after
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Channel
from relapp.domain.peace import ASKED_DAYS, MOURNING_DAYS, NewPeace, NewQuiet, PeaceWhy
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.chips import Chip, is_question
from relapp.domain.sentence.dates import Mention, Tense
from relapp.domain.sentence.language import Language, Sense
from relapp.domain.sentence.speaker import Main
from relapp.domain.sentence.tokens import Clause
from relapp.domain.wishes import NewWish

_EARLIEST = 6
"""Nobody means an hour of the night: "not before 5" is said of the afternoon."""
_NOON = 12
_SOON = 3
"""At most so many words after "asked" stands what they asked for: "asked us please not to call"."""


def read_reach(
    text: str, clauses: Sequence[Clause], mains: Sequence[Main], language: Language, today: date
) -> list[Chip]:
    """Words about being reached, peace and quiet; who mourns is to be left in peace without asking for it."""
    found: list[Chip] = []
    for clause, main in zip(clauses, mains, strict=True):
        if clause.asks:
            continue
        asks = is_question(clause, main, language)
        asked = _peace(clause, language, today) or _quiet(clause, language) or _word(text, clause, language, asks=asks)
        mourning = _mourning(clause, language, today)
        found += [chip for chip in (asked, mourning) if chip is not None]
    return found


def told_besides(chips: Sequence[Chip], reach: Sequence[Chip]) -> list[Chip]:
    """``chips`` without what ``reach`` says better: "don't call" is no trait, "may write to me" no order."""
    asked = [
        chip.span for chip in reach if not (isinstance(chip.offer, NewPeace) and chip.offer.why is PeaceWhy.MOURNING)
    ]

    def said(chip: Chip) -> bool:
        same = isinstance(chip.offer, (NewPromise, NewWish))
        same = same or (isinstance(chip.offer, NewFact) and chip.offer.kind in (FactKind.REACH, FactKind.AVOID))
        return same and any(start < chip.span[1] and chip.span[0] < end for start, end in asked)

    return [chip for chip in chips if not said(chip)]


def wants_peace(clause: Clause, main: Main, chips: Sequence[Chip]) -> bool:
    """Whether what they asked for in a clause is how to be reached or left alone, which no reply of ours answers."""
    for chip in chips:
        if isinstance(chip.offer, (NewWord, NewQuiet, NewPeace)):
            start = next((at for at, token in enumerate(clause.tokens) if token.start == chip.span[0]), None)
            if start is not None and 0 <= start - main.index <= _SOON:
                return True
    return False


# -- by which ways --


def _word(text: str, clause: Clause, language: Language, *, asks: bool) -> Chip | None:
    """Who "asked not to be called" said no; who "asked whether we can call her" said nothing yet."""
    for rule in language.reaching.rules:
        if asks and rule.sense is Sense.YES:
            continue
        match = language.compile(rule.pattern).search(clause.line)
        if match is None or _is_ours(clause, match, language):
            continue
        named = _ways(match, language)
        if not named:
            continue
        others = tuple(way for way in REACH if way not in named) if rule.sense is Sense.ONLY else ()
        yes, no = ((), named) if rule.sense is Sense.NO else (named, others)
        words = clause.text(text, range(len(clause.tokens)))
        return _chip(clause, match, NewWord(yes, no, rule.purpose, words))
    return None


def _is_ours(clause: Clause, match: re.Match[str], language: Language) -> bool:
    """Whether staff speak of themselves ("we don't call")."""
    first = clause.span(match)[0]
    return first > 0 and clause.tokens[first - 1].key in language.we


def _ways(match: re.Match[str], language: Language) -> tuple[Channel, ...]:
    words = match.groupdict().get("ways")
    if words is None:
        return REACH
    known = language.reaching.ways
    named = {way for word in words.split() for way in known.get(word, ())}
    return tuple(way for way in REACH if way in named)


# -- when --


def _quiet(clause: Clause, language: Language) -> Chip | None:
    for rule in language.reaching.quiet:
        match = language.compile(rule.pattern).search(clause.line)
        if match is None or _is_ours(clause, match, language):
            continue
        groups = match.groupdict()
        days = _days(clause, match, language) if groups.get("days") else frozenset()
        start = _hour(clause, match, "start", language) if groups.get("start") else None
        end = _hour(clause, match, "end", language) if groups.get("end") else None
        if bool(groups.get("start")) != (start is not None) or bool(groups.get("end")) != (end is not None):
            continue
        if start is not None and end is not None and end <= start and end.hour < _NOON:
            end = end.replace(hour=end.hour + _NOON)
        if start is not None or end is not None or days:
            return _chip(clause, match, NewQuiet(start, end, days))
    return None


def _hour(clause: Clause, match: re.Match[str], group: str, language: Language) -> time | None:
    """The hour of a group; an early one of the end of a day is one of the evening."""
    token = clause.tokens[clause.span(match, group)[0]]
    if token.mention is not None:
        return None if token.mention.is_day else token.mention.clock
    words = match[group]
    if words in language.reaching.midday:
        return time(_NOON)
    told = re.fullmatch(r"(\d{1,2})(?: ?[.:] ?(\d\d))?", words)
    hour = int(told[1]) if told else language.numbers.get(words, 24)
    minute = int(told[2] or 0) if told else 0
    if hour > 23 or minute > 59:
        return None
    evening = hour < (_NOON if group == "start" and match.groupdict().get("end") is None else _EARLIEST)
    return time(hour + _NOON if evening else hour, minute)


def _days(clause: Clause, match: re.Match[str], language: Language) -> frozenset[int]:
    """The weekdays that are named; one that was read as a date counts only where a weekday was said."""
    found: set[int] = set()
    for at in clause.span(match, "days"):
        token = clause.tokens[at]
        if token.mention is not None and token.mention.due is not None and token.mention.day is None:
            found.add(token.mention.due.weekday())
        elif token.key in language.reaching.weekends:
            found |= {5, 6}
        else:
            name = token.key if token.key in language.weekdays else token.key.removesuffix("s")
            found |= {language.weekdays[name]} if name in language.weekdays else set()
    return frozenset(found)


# -- not at all --


def _peace(clause: Clause, language: Language, today: date) -> Chip | None:
    match = language.compile(language.reaching.peace).search(clause.line)
    if match is None or _is_ours(clause, match, language):
        return None
    mentions = [clause.tokens[at].mention for at in clause.span(match)]
    ends = [_last_day(one, language) for one in mentions if one is not None and one.tense is not Tense.PAST]
    until = next((day for day in ends if day is not None and day >= today), after(today, ASKED_DAYS))
    return _chip(clause, match, NewPeace(until))


def _last_day(mention: Mention, language: Language) -> date | None:
    """Up to which day; a month that is only named ("until June") begins with its first day."""
    due = mention.due
    whole_month = due is not None and not mention.exact and mention.last - mention.first == 1
    if due is not None and whole_month and mention.lead in language.reaching.until and (due + timedelta(1)).day == 1:
        return due.replace(day=1)
    return due


def _mourning(clause: Clause, language: Language, today: date) -> Chip | None:
    match = language.compile(language.reaching.mourning).search(clause.line)
    if match is None:
        return None
    return _chip(clause, match, NewPeace(after(today, MOURNING_DAYS), PeaceWhy.MOURNING))


def _chip(clause: Clause, match: re.Match[str], offer: NewWord | NewPeace | NewQuiet) -> Chip:
    span = clause.span(match)
    return Chip(offer, (clause.tokens[span[0]].start, clause.tokens[span[-1]].end))

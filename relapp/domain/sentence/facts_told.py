"""Facts that a sentence tells about a customer or one of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from relapp.domain.facts import FactKind, NewFact
from relapp.domain.sentence.chips import Chip, chip_at, is_doubted, is_question
from relapp.domain.sentence.dates import Mention, Tense
from relapp.domain.sentence.language import FactRule, Language
from relapp.domain.sentence.speaker import Main, Subject, match_at
from relapp.domain.sentence.tokens import Clause

_LONGEST_VALUE = 12
_LONGEST_LISTED = 3
_SAFETY = (FactKind.ALLERGY, FactKind.AVOID)


def read_facts(
    text: str, clauses: Sequence[Clause], mains: Sequence[Main], language: Language, sold: frozenset[int]
) -> list[Chip]:
    """The facts in ``clauses``; in clauses of a sale (``sold``) only whom it is for is one, and their size."""
    found: list[Chip] = []
    for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
        if is_question(clause, main, language):
            continue
        taken = [False] * len(clause.tokens)
        for rule in language.facts:
            for match in _matches(rule, clause, main, language):
                span = clause.span(match)
                if rule.kind != FactKind.BOUGHT_FOR and any(taken[token] for token in span):
                    continue
                chip = _fact(text, clauses, at, main, rule, match, language)
                if chip is None or not _fits(chip, match, sale=at in sold):
                    continue
                found.append(chip)
                for token in span:
                    taken[token] = True
    return found


def _matches(rule: FactRule, clause: Clause, main: Main, language: Language) -> list[re.Match[str]]:
    if not rule.at_main:
        return list(language.compile(rule.pattern).finditer(clause.line))
    match = None if main.subject is Subject.WE else match_at(clause, language, rule.pattern, main.index)
    return [] if match is None else [match]


def _fits(chip: Chip, match: re.Match[str], *, sale: bool) -> bool:
    """Whether such a fact is told in a clause of a sale, or in any other."""
    offer = chip.offer
    if not isinstance(offer, NewFact) or offer.kind == FactKind.BOUGHT_FOR:
        return sale
    return not sale or (offer.kind == FactKind.SIZE and bool(match.groupdict().get("for")))


def _fact(
    text: str,
    clauses: Sequence[Clause],
    at: int,
    main: Main,
    rule: FactRule,
    match: re.Match[str],
    language: Language,
) -> Chip | None:
    clause = clauses[at]
    span = clause.span(match)
    groups = match.groupdict()
    about = groups.get("about") or groups.get("for") or (main.relation if rule.at_main else "")
    if groups.get("name") in language.common:
        return None
    if not rule.firm and is_doubted(clause, span[0], language):
        return None
    if groups.get("date"):
        return _date_fact(text, clause, span, rule, match, about, language)
    value = _value(clause, clause.span(match, "value"), language)
    if not value or len(value) > _LONGEST_VALUE:
        return None
    keys = [clause.tokens[token].key for token in value]
    whose = keys[0] in language.possessives and len(keys) > 1
    if keys[0] in language.pronoun_values and not whose and rule.kind not in (FactKind.REACH, FactKind.FAMILY):
        return None
    if rule.kind == FactKind.SIZE:
        return _size(text, clause, span, value, match, about, language)
    words = clause.text(text, value)
    last = at
    if rule.listed and value[-1] == len(clause.tokens) - 1:
        last = _list_end(clauses, at, rule, language)
        if last > at:
            words = text[clause.tokens[value[0]].start : clauses[last].tokens[-1].end]
    chip = chip_at(
        clause, range(span[0], max(span[0], value[-1]) + 1), NewFact(rule.kind, words, about, rule.certainty)
    )
    return Chip(chip.offer, (chip.span[0], clauses[last].tokens[-1].end)) if last > at else chip


def _value(clause: Clause, value: range, language: Language) -> range:
    """``value`` without empty words at its end ("too", "as well")."""
    while value and clause.tokens[value[0]].key == ":":
        value = value[1:]
    if not value:
        return value
    line = clause.line
    start = clause.starts[value[0]]
    end = clause.starts[value[-1]] + len(clause.tokens[value[-1]].key)
    tail = language.compile(f"(?:{language.value_tail.lstrip()})$").search(line[:end], start)
    if tail is not None and tail.start() > start:
        return range(value[0], clause.index(tail.start()))
    return value


def _size(
    text: str,
    clause: Clause,
    span: range,
    value: range,
    match: re.Match[str],
    about: str,
    language: Language,
) -> Chip | None:
    before = {token.key for token in clause.tokens[: span[0]]}
    told_for = bool(match.groupdict().get("for"))
    if before & language.size_guards_before and not told_for:
        return None
    after = span[-1] + 1
    if after < len(clause.tokens) and match_at(clause, language, language.size_guards_after, after):
        return None
    words = clause.text(text, value)
    label = match.groupdict().get("label")
    return chip_at(clause, span, NewFact(FactKind.SIZE, f"{label} {words}" if label else words, about))


def _date_fact(
    text: str,
    clause: Clause,
    span: range,
    rule: FactRule,
    match: re.Match[str],
    about: str,
    language: Language,
) -> Chip | None:
    token = clause.tokens[clause.span(match, "date")[0]]
    mention = token.mention
    if mention is None or not mention.exact or mention.lead in language.due_leads:
        return None
    label = match.groupdict().get("label") or ""
    kind = rule.kind or language.date_kinds.get(label) or clause.text(text, clause.span(match, "label")).lower()
    month, day = _month_day(mention)
    words = text[token.start : token.end]
    if mention.lead and words.lower().startswith(mention.lead + " "):
        words = words[len(mention.lead) + 1 :]
    return chip_at(clause, span, NewFact(kind, words, about, month=month, day=day, year=mention.year))


def _month_day(mention: Mention) -> tuple[int | None, int | None]:
    if mention.month is not None:
        return mention.month, mention.day
    when = mention.past if mention.tense is Tense.PAST else mention.due
    return (when.month, when.day) if when else (None, None)


def _list_end(clauses: Sequence[Clause], at: int, rule: FactRule, language: Language) -> int:
    """The last clause of a list that a comma cut ("nuts, eggs and milk"); ``at`` itself if there is none."""
    end = at
    while clauses[end].closed_by == "," and end + 1 < len(clauses):
        following = clauses[end + 1]
        keys = [token.key for token in following.tokens]
        things = [key for key in keys if key not in language.and_words]
        if not things or len(things) > _LONGEST_LISTED or not all(_is_thing(key, language) for key in things):
            break
        end += 1
        if len(things) < len(keys):
            return end
    return end if rule.kind in _SAFETY else at


def _is_thing(key: str, language: Language) -> bool:
    return key[0].isalpha() and key not in language.common

"""Tokens and clauses: a text cut into words that know where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from relapp.domain.sentence.language import DATE_KEY, Language

if TYPE_CHECKING:
    from relapp.domain.sentence.dates import Mention

CURRENCY_MARKS = frozenset("€$£¥₹₽₩₺₴₪₫฿₦₱")
LONGEST_CLAUSE = 60
"""Tokens after which a clause is cut, whatever stands there: nobody says one thing in more."""

_SEPARATORS = frozenset(",;.!?\n()[]…–—|")
_MEANINGFUL = _SEPARATORS | CURRENCY_MARKS | frozenset("&+@%×*#=/:-")
_LONGEST_NUMBER = 9
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: ``key`` is how it is compared, ``start`` and ``end`` are offsets in the text."""

    key: str
    start: int
    end: int
    mention: Mention | None = None

    @property
    def is_separator(self) -> bool:
        return self.key in _SEPARATORS

    @property
    def is_number(self) -> bool:
        return self.key[0].isdecimal() and number_of(self.key) is not None

    @property
    def is_word(self) -> bool:
        return self.key[0].isalpha()


def number_of(key: str) -> Decimal | None:
    """The number that ``key`` writes, a decimal comma or thousands marks allowed; ``None`` if it is none."""
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", key) or len(key) > _LONGEST_NUMBER:
        return None
    *groups, last = re.split(r"[.,]", key)
    if not groups:
        return Decimal(key)
    if len(last) == 3 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return Decimal("".join([*groups, last]))
    if len(last) > 3 or any(len(group) != 3 for group in groups[1:]):
        return None
    return Decimal("".join(groups) + "." + last)


def has_cents(key: str) -> bool:
    """Whether the number is written with two decimals, as prices are."""
    return re.fullmatch(r"[\d.,]*\d[.,]\d\d", key) is not None and number_of(key) is not None


@lru_cache(maxsize=8)
def _pattern(clitics: tuple[str, ...]) -> re.Pattern[str]:
    letters = r"[^\W\d_]|[\u0300-\u036f]"
    clitic = "'(?:" + "|".join(clitics) + r")(?!\w)"
    return re.compile(
        rf"""
        (?P<address>(?:https?://|www\.)\S+|[\w.+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]{{0,62}}\w)
        |(?P<date>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?![\d-])|\d{{1,2}}/\d{{1,2}}(?:/\d{{4}}|/\d{{2}})?(?![\d/])
            |\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}\.\d\.(?!\d)
            |\d{{1,2}}-\d{{1,2}}-\d{{4}}(?!\d))
        |(?P<phone>\+\d[\d ()-]{{5,18}}\d|0\d{{2,5}}/\d{{4,10}}|0\d[\d ()-]{{5,18}}\d
            |\d{{3,4}}-\d{{3,4}}(?:-\d{{3,4}})?)
        |(?P<time>\d{{1,2}}:\d\d(?![\d:]))
        |(?P<number>\d+(?:[.,]\d+)*)
        |(?P<clitic>{clitic})
        |(?P<word>(?:{letters})(?:{letters}|\d)*(?:(?:(?!{clitic})'|-)(?:{letters}|\d)+)*)
        |(?P<newline>\n)
        |(?P<mark>\S)
        """,
        re.VERBOSE,
    )


def read_tokens(text: str, language: Language) -> list[Token]:
    """The tokens of ``text``, without the marks that mean nothing (quotes, smileys)."""
    plain = text.replace("’", "'").replace("‘", "'")
    found: list[Token] = []
    for match in _pattern(language.clitics).finditer(plain):
        key = match[0].lower()
        if match.lastgroup in ("address", "phone"):
            key = "§" + match.lastgroup
        elif match.lastgroup == "clitic":
            key = key[1:]
        elif match.lastgroup == "number" and len(key) > _LONGEST_NUMBER:
            key = "§phone"
        elif match.lastgroup == "mark":
            if key not in _MEANINGFUL:
                continue
            spaced = plain[match.start() - 1 : match.start()].isspace() and plain[match.end() :][:1].isspace()
            if key == "-" and spaced:
                key = "–"
        elif len(key) > _LONGEST_WORD:
            key = "§long"
        found.append(Token("".join(key.split()) or "\n", match.start(), match.end()))
    return found


@dataclass(frozen=True)
class Line:
    """A run of tokens, written as one line for patterns to be matched on."""

    tokens: Sequence[Token]

    @cached_property
    def starts(self) -> list[int]:
        starts, at = [], 0
        for token in self.tokens:
            starts.append(at)
            at += len(token.key) + 1
        return starts

    @cached_property
    def line(self) -> str:
        return " ".join(token.key for token in self.tokens)

    def index(self, offset: int) -> int:
        """Which token stands at ``offset`` of the line."""
        return bisect_right(self.starts, offset) - 1

    def span(self, match: re.Match[str], group: str | int = 0) -> range:
        """The tokens that ``group`` matched."""
        start, end = match.span(group)
        if start < 0 or start == end:
            return range(0)
        return range(self.index(start), self.index(end - 1) + 1)

    def words(self, match: re.Match[str]) -> frozenset[str]:
        """The words that were matched."""
        return frozenset(self.tokens[at].key for at in self.span(match))

    def text(self, source: str, span: Sequence[int]) -> str:
        """The person's own words for a run of tokens."""
        return source[self.tokens[span[0]].start : self.tokens[span[-1]].end].strip() if span else ""


@dataclass(frozen=True)
class Clause(Line):
    """What is said at one go; ``closed_by`` is the mark that ends it ("," or "" at the end or before "and")."""

    closed_by: str = ""

    @property
    def asks(self) -> bool:
        return self.closed_by == "?"


def read_clauses(tokens: Sequence[Token], language: Language) -> list[Clause]:
    """``tokens`` cut at marks, at words like "but", and at "and" where a new verb follows."""
    clauses: list[Clause] = []
    current: list[Token] = []

    def close(mark: str) -> None:
        if current:
            clauses.append(Clause(tuple(current), mark))
            current.clear()
        elif clauses and (mark == "?" or mark in language.splitters):
            clauses[-1] = Clause(clauses[-1].tokens, mark)

    for at, token in enumerate(tokens):
        if token.is_separator or (token.key == ":" and not (current and current[-1].key in language.labels)):
            if token.key == "," and _only_a_date(tokens, at + 1) and current and not current[0].mention:
                continue
            close("," if token.key == "," else token.key)
        elif token.key in language.splitters:
            close(token.key)
        elif token.key in language.and_words and current and _starts_clause(tokens, at + 1, language):
            close("&")
        else:
            current.append(token)
            if len(current) == LONGEST_CLAUSE:
                close("…")
    close("")
    return clauses


def _starts_clause(tokens: Sequence[Token], at: int, language: Language) -> bool:
    if at < len(tokens) and tokens[at].key in language.fillers:
        at += 1
    if at >= len(tokens):
        return False
    key = tokens[at].key
    if key in language.possessives and at + 2 < len(tokens):
        return tokens[at + 1].key in language.relations and tokens[at + 2].key in language.verbs
    following = tokens[at + 1].key if at + 1 < len(tokens) else ""
    return key in language.verbs or key in language.we or key in language.they or following in language.verbs


def _only_a_date(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].mention is None:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].is_separator


def merge(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Token]:
    """``tokens`` with each date's tokens made one."""
    merged: list[Token] = []
    at = 0
    for mention in mentions:
        merged += tokens[at : mention.first]
        span = tokens[mention.first : mention.last + 1]
        merged.append(Token(DATE_KEY, span[0].start, span[-1].end, mention))
        at = mention.last + 1
    return [*merged, *tokens[at:]]

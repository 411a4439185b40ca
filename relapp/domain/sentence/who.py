"""Whom a line is about: the part before a colon, or the first words if there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from relapp.domain.sentence.dates import find_dates
from relapp.domain.sentence.english import ENGLISH
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.tokens import Token, read_tokens

_LONGEST_HEAD = 160
_LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST_NEW_WORDS = 4
_ANY_DAY = datetime(2024, 6, 12, 12, tzinfo=UTC)
"""Which day it is does not matter for whether something is a date."""
_PHONE = re.compile(r"\+?\d[\d ()/-]{1,20}\d")
_COLON = re.compile(r"(?<!\d):(?=\s|$|[^\W_])(?!//)|(?<=\d):(?!\d\d(?!\d))(?=\s|$|[^\W_])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading to try: these ``names`` if somebody is called so, and then ``rest`` as the words."""

    names: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class WhoSplit:
    """``names`` are told before a colon (empty if there is none) and ``rest`` is what follows.

    ``candidates`` are first words that may be a name where no colon says so, the longest first; where several names are
    told, the one candidate is all of them as a single name ("Smith & Sons").
    """

    names: tuple[str, ...]
    rest: str
    candidates: tuple[Candidate, ...] = ()


def split_who(text: str, language: Language = ENGLISH) -> WhoSplit:
    """Who ``text`` is about, as far as the words alone tell; a database decides among the candidates."""
    plain = text.replace("：", ":")
    colon = _COLON.search(plain[:_LONGEST_HEAD])
    if colon is not None and "\n" not in plain[: colon.start()].strip():
        told = _told(text, colon.start(), language)
        if told is not None:
            return told
    return WhoSplit((), text, tuple(_candidates(text, language)))


def looks_like_new_name(text: str, language: Language = ENGLISH) -> bool:
    """Whether ``text`` can be a person's or a firm's name that nobody here has yet."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_NEW_WORDS or len(text) > _LONGEST_NAME or any(ch.isdigit() for ch in text):
        return False
    if not _is_name(text, language) or not all(_is_name_word(word) for word in words):
        return False
    keys = [_key(word) for word in words]
    firm = language.function_words | language.verbs | language.labels
    if keys[0] in language.relations or any(
        key in firm and len(key) > 1 and not (at == 0 and key in language.name_or_verb) for at, key in enumerate(keys)
    ):
        return False
    return any(sum(ch.isalpha() for ch in word) > 1 or not word.isascii() for word in words)


def _is_name_word(word: str) -> bool:
    return all(ch.isalpha() or ch in "'’.-&‐" or unicodedata.category(ch).startswith("M") for ch in word)


def _key(word: str) -> str:
    return word.replace("’", "'").strip(".,").lower()


def _tokens(text: str, language: Language) -> list[Token]:
    return [token for token in read_tokens(text, language) if token.key not in (".", "…")]


def _is_name(text: str, language: Language) -> bool:
    """Whether ``text`` can name one customer: words that are no verbs, or the ending of a telephone number."""
    name = text.strip()
    if _PHONE.fullmatch(name):
        return len(re.sub(r"\D", "", name)) >= 3 and not _is_date(name, language)
    keys = [_key(word) for word in name.split()]
    if not name or len(name) > _LONGEST_NAME or len(keys) > _MOST_WORDS or not any(ch.isalpha() for ch in name):
        return False
    if any(mark in name for mark in ",;!?€$£=:\n") or " ".join(keys) in language.leading or _is_date(name, language):
        return False
    words = language.verbs | language.not_names | language.labels
    if keys[0] in words and keys[0] not in language.name_or_verb:
        return False
    if keys[0] in language.possessives | language.pronoun_values:
        return False
    # "lady with the poodle" is a name to find somebody by; "she said" is none.
    return not any(key in language.verbs or key in language.they | language.we for key in keys[1:])


def _is_date(text: str, language: Language) -> bool:
    """Whether all of ``text`` is a date."""
    tokens = _tokens(text, language)
    return any(found.first == 0 and found.last == len(tokens) - 1 for found in find_dates(tokens, _ANY_DAY, language))


def _told(text: str, colon: int, language: Language) -> WhoSplit | None:
    """The split at a colon, if what stands before it are names; dates and verbs beside them stay with the words."""
    head, rest = text[:colon], text[colon + 1 :].strip()
    verb, head = _leading_verb(head, language)
    before, head, after = _without_dates(head, language)
    names = _names(head, language)
    if not names:
        return None
    kept = " ".join(part for part in (verb, before, after) if part)
    words = f"{kept}: {rest}" if kept and rest else kept or rest
    joined = (Candidate((head,), words),) if len(names) > 1 and len(head) <= _LONGEST_NAME else ()
    return WhoSplit(names, words, joined)


def _leading_verb(head: str, language: Language) -> tuple[str, str]:
    """ "called ana: ..." names Ana and keeps "called"."""
    verb, _, others = head.strip().partition(" ")
    if verb.lower() not in language.contact_verbs:
        return "", head
    link, _, name = others.partition(" ")
    if link.lower() in language.name_links:
        verb, others = f"{verb} {link}", name
    return (verb, others) if others.strip() else ("", head)


def _without_dates(head: str, language: Language) -> tuple[str, str, str]:
    """``head`` without a date at its start or end, and those dates."""
    tokens = _tokens(head, language)
    before = after = ""
    for found in find_dates(tokens, _ANY_DAY, language):
        start, end = tokens[found.first].start, tokens[found.last].end
        if found.first == 0 and found.last < len(tokens) - 1 and found.is_day:
            before, head = head[:end].strip(" ,"), " " * end + head[end:]
        elif found.first > 0 and found.last == len(tokens) - 1:
            after, head = head[start:].strip(" ,"), head[:start]
    return before, head.strip(" ,"), after


def _names(head: str, language: Language) -> tuple[str, ...]:
    """The names in ``head``; none unless every part can be one."""
    alternatives = "|".join(sorted(re.escape(word) for word in language.and_words if word.isalpha()))
    parts = [part.strip() for part in re.split(rf"[,&+;]|\s(?:{alternatives})\s", head, flags=re.IGNORECASE)]
    parts = [part for part in parts if part]
    return tuple(parts) if parts and all(_is_name(part, language) for part in parts) else ()


def _candidates(text: str, language: Language) -> list[Candidate]:
    """First words to try as names, the longest first."""
    tokens = read_tokens(text[:_LONGEST_HEAD], language)
    verb = ""
    if len(tokens) > 1 and tokens[0].key in language.contact_verbs and tokens[1].start > tokens[0].end:
        verb, tokens = text[: tokens[0].end], tokens[1:]
    found = [
        Candidate(names, verb + text[end:] if verb else text[end:].lstrip(" ,;-–—"))
        for end in _name_ends(tokens, language)
        if (names := _names(text[tokens[0].start : end], language))
    ]
    return found[::-1]


def _name_ends(tokens: Sequence[Token], language: Language) -> list[int]:
    """Where a name that starts with the first token may end."""
    ends: list[int] = []
    words = 0
    for at, token in enumerate(tokens):
        phone = at == 0 and (token.key == "§phone" or (token.is_number and 3 <= len(token.key) <= 9))
        joins = token.key in language.and_words and words > 0
        if phone:
            return [token.end]
        if token.key == "." and at > 0 and tokens[at - 1].end == token.start:
            continue
        if joins or token.key == "-":
            continue
        if words == _MOST_NEW_WORDS or not token.is_word or _ends_name(tokens, at, language):
            break
        words += 1
        end = token.end
        if at + 1 < len(tokens) and tokens[at + 1].key == "." and tokens[at + 1].start == end and len(token.key) <= 3:
            end += 1
        ends.append(end)
    return ends


def _ends_name(tokens: Sequence[Token], at: int, language: Language) -> bool:
    key = tokens[at].key
    if at == 0 and key in language.name_or_verb:
        following = tokens[1].key if len(tokens) > 1 else ""
        return following in language.base_verbs
    stops = language.verbs | language.we | language.they | language.labels | language.not_names
    if at == 0 and key in language.shy_weekdays:
        return len(tokens) < 2 or not _may_follow_name(tokens[1], language)
    first = language.function_words | language.relations | frozenset(language.weekdays)
    return key in stops or (at == 0 and key in first)


def _may_follow_name(token: Token, language: Language) -> bool:
    """Whether a word after "Sun" leaves it a name ("Sun Li")."""
    return token.is_word and token.key not in language.common

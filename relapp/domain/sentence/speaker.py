"""Who does what a clause says, and where its main verb stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from relapp.domain.sentence.language import DATE_KEY, Language
from relapp.domain.sentence.tokens import Clause

_LONGEST_NAME = 3


class Subject(StrEnum):
    """Who does it."""

    NONE = "none"
    """Nobody is named: staff write "called", "will bring"."""
    WE = "we"
    THEY = "they"
    """The customer, or one of theirs."""
    OTHER = "other"
    """Somebody or something the language's tables do not know."""


@dataclass(frozen=True, slots=True)
class Main:
    """``index`` is the token of the main verb; ``relation`` the relative who does it, if one does."""

    index: int
    subject: Subject = Subject.NONE
    relation: str = ""


def main_of(clause: Clause, language: Language) -> Main:
    """Where the main verb of ``clause`` stands; its first token if none is known."""
    keys = [token.key for token in clause.tokens] + ["", "", ""]
    at, subject, relation = 0, Subject.NONE, ""
    while at < len(clause.tokens):
        key, after = keys[at], keys[at + 1]
        if key in language.fillers or key == DATE_KEY or (key in language.auxiliaries and after in language.verbs):
            at += 1
        elif subject is Subject.NONE and key in language.we:
            at, subject = at + 1, Subject.WE
        elif subject is Subject.NONE and key in language.they and after:
            at, subject = at + 1, Subject.THEY
        elif key in language.possessives and after in language.relations and keys[at + 2] in language.common:
            at, subject, relation = at + 2, Subject.THEY, after
        elif key in language.relations and after in language.verbs:
            at, subject, relation = at + 1, Subject.THEY, key
        else:
            break
    if subject is Subject.NONE:
        named = _after_name(keys, at, language)
        if named:
            return Main(named, Subject.OTHER)
    return Main(min(at, len(clause.tokens) - 1), subject, relation)


def _after_name(keys: list[str], at: int, language: Language) -> int:
    """The verb after words nobody knows ("ana m called"), 0 if there is none."""
    for end in range(at, min(at + _LONGEST_NAME + 1, len(keys))):
        key = keys[end]
        if end > at and key in language.auxiliaries and keys[end + 1] in language.verbs:
            return end + 1
        if end > at and key in language.verbs:
            return end
        named = end == at and key in language.name_or_verb and keys[end + 1] in language.verbs
        if not key[:1].isalpha() or (key in language.common and not named):
            return 0
    return 0


def match_at(clause: Clause, language: Language, pattern: str, index: int) -> re.Match[str] | None:
    """``pattern`` matched at token ``index``."""
    return language.compile(pattern).match(clause.line, clause.starts[index])


def search(clause: Clause, language: Language, pattern: str) -> re.Match[str] | None:
    """``pattern`` found anywhere in ``clause``."""
    return language.compile(pattern).search(clause.line)

"""Customers by what is known of them: which kinds of fact are in use, with which values, and of whom they hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from relapp.domain.folding import fold
from relapp.storage import facts
from relapp.storage.reader import Reader

Counted = list[tuple[str, int]]
"""Words, each with of how many customers; the most common first."""


def kinds(reader: Reader) -> Counted:
    """The kinds in use; one that is written in several ways is one."""
    return _together(facts.kinds_counted(reader))


def values(reader: Reader, kind: str) -> Counted:
    """What facts of a kind say."""
    return _together(facts.values_counted(reader, _spelt(reader, kind)))


def holders(reader: Reader, kind: str, value: str = "") -> list[int]:
    """Of whom, or of one of theirs, a fact of this kind holds; and that says ``value``, where one is given."""
    found = facts.holders(reader, _spelt(reader, kind))
    return list(dict.fromkeys(one for one, said in found if not value or fold(said) == fold(value)))


def _spelt(reader: Reader, kind: str) -> list[str]:
    return [known for known in facts.kinds(reader) if fold(known) == fold(kind)]


def _together(counted: Iterable[tuple[str, int]]) -> Counted:
    sums: Counter[str] = Counter()
    written: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for words, number in counted:
        sums[fold(words)] += number
        written[fold(words)].append((number, words))
    return [(max(written[folded])[1], number) for folded, number in sums.most_common() if folded]

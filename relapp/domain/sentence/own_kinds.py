"""A fact of the shop's own kind, written as "shoe width: H"."""

from __future__ import annotations

import re

from relapp.domain.facts import NewFact
from relapp.domain.sentence.chips import Chip
from relapp.domain.sentence.language import Language

_MOST_WORDS = 3
_LONGEST_VALUE = 6
_WRITTEN = re.compile(r"\s*(?P<kind>[^\W\d_](?:[^\W\d_]|['’ -]){1,40}?)\s*:\s+(?P<value>[^\s:?][^:?\n]{0,60}?)\s*")


def read_own_kind(text: str, language: Language) -> Chip | None:
    """The fact that a whole line is, if it is one: a few words that tell no act, a colon, and a short value."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    kind, value = match["kind"].split(), match["value"].split()
    acts = language.verbs | language.base_verbs | language.we | language.they
    lower = [word.lower() for word in kind]
    if len(kind) > _MOST_WORDS or len(value) > _LONGEST_VALUE:
        return None
    if acts.intersection(lower) or lower[-1] in language.common or acts.intersection(match["value"].lower().split()):
        return None
    return Chip(NewFact(" ".join(kind), " ".join(value)), (match.start("kind"), match.end("value")))

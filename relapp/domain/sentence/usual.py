""" "The usual": that the customer took what they always take, and what was different about it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from relapp.domain.interactions import NewPurchaseLine
from relapp.domain.sentence.dates import Tense
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.purchases import KnownProducts, read_item
from relapp.domain.sentence.speaker import Main, match_at, search
from relapp.domain.sentence.tokens import Clause, Token, number_of
from relapp.domain.usual import Differ, Difference


def read_usual(text: str, clauses: Sequence[Clause], mains: Sequence[Main], language: Language) -> str | None:
    """What was different about the usual, "" if nothing was, ``None`` if the usual is not spoken of."""
    for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
        found = match_at(clause, language, language.usual, 0) or match_at(clause, language, language.usual, main.index)
        if found is None or clause.asks:
            continue
        mentions = [token.mention for token in clause.tokens if token.mention]
        if any(mention.tense is Tense.FUTURE or mention.lead in language.due_leads for mention in mentions):
            return None
        start = clause.span(found)[-1] + 1
        changed = _change(text, clause, start, language)
        if changed is None:
            return None
        return _to_the_end(text, clauses[at:], changed, language)
    return None


def _to_the_end(text: str, clauses: Sequence[Clause], changed: str, language: Language) -> str:
    """``changed`` with what following clauses say of it ("no sugar, 3 rolls")."""
    for clause, following in pairwise(clauses):
        more = _next_change(text, clause.closed_by, following, language)
        if not more:
            break
        changed = f"{changed}, {more}" if changed else more
    return changed


def _change(text: str, clause: Clause, start: int, language: Language) -> str | None:
    """The change told in the same clause; ``None`` where "usual" speaks of something else."""
    rest = [at for at in range(start, len(clause.tokens)) if not clause.tokens[at].mention]
    if not rest or rest[0] != start:
        return ""
    if match_at(clause, language, language.usual_change, start) is not None:
        return clause.text(text, range(start, rest[-1] + 1))
    words = [clause.tokens[at] for at in rest if clause.tokens[at].is_word]
    return None if any(token.key in language.verbs for token in words) else ""


def _next_change(text: str, mark: str, clause: Clause, language: Language) -> str:
    """The change told after a comma or a "but"."""
    if mark not in ("&", ",") and mark not in language.splitters:
        return ""
    if search(clause, language, language.unanswered_alone) or clause.asks:
        return ""
    changes = match_at(clause, language, language.usual_change, 0) is not None
    if not changes and mark not in language.splitters:
        return ""
    if not changes and any(token.key in language.verbs for token in clause.tokens):
        return ""
    return clause.text(text, range(len(clause.tokens)))


def read_differences(
    text: str, tokens: Sequence[Token], language: Language, *, currency: str, known_products: KnownProducts
) -> tuple[Difference, ...]:
    """What the words ``text`` of a change say of products and quantities; ``tokens`` are theirs, dates made one."""
    found: list[Difference] = []
    how = Differ.COUNT
    for part in _parts(tokens, language):
        how, told = _how(part, how, language)
        kept, given_up = _instead(told, language)
        one = _difference(text, kept, how, language, currency, known_products)
        if one is None:
            continue
        found.append(one)
        less = _difference(text, given_up, Differ.WITHOUT, language, currency, known_products)
        if less is not None and less.line.product and one.sure:
            found.append(less)
    return tuple(found)


def _parts(tokens: Sequence[Token], language: Language) -> list[list[Token]]:
    """The tokens cut where another difference begins; the mark or word that cuts begins the part after it."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        cuts = token.is_separator or token.key in language.and_words or token.key in language.splitters
        if (cuts or token.key in language.usual_less | language.usual_more) and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def _how(part: Sequence[Token], before: Differ, language: Language) -> tuple[Differ, Sequence[Token]]:
    """How a part differs, and its tokens without the words that say so; after an "and" as the part ``before``."""
    how, joined = Differ.COUNT, False
    while part:
        key = part[0].key
        if key in language.usual_less:
            how, joined = Differ.WITHOUT, False
        elif key in language.usual_more:
            how, joined = Differ.PLUS, False
        elif key in language.and_words or part[0].is_separator:
            joined = True
        elif key not in language.splitters and key not in language.fillers:
            break
        part = part[1:]
    if joined and before is Differ.WITHOUT and not _has_number(part, language):
        how = Differ.WITHOUT
    return how, part


def _instead(tokens: Sequence[Token], language: Language) -> tuple[Sequence[Token], Sequence[Token]]:
    """What was taken, and what in place of it was not."""
    at = next((at for at, token in enumerate(tokens) if token.key in language.usual_instead), len(tokens))
    rest = tokens[at + 1 :]
    return tokens[:at], rest[1:] if rest and rest[0].key in language.quantity_of else rest


def _difference(
    text: str, tokens: Sequence[Token], how: Differ, language: Language, currency: str, known: KnownProducts
) -> Difference | None:
    item = read_item(text, tokens, language, currency=currency, known_products=known)
    if item is not None:
        return Difference(how, item[0], _has_number(tokens, language), item[1])
    number = number_of(tokens[0].key) if len(tokens) == 1 else None
    if number is None and len(tokens) == 1 and tokens[0].key in language.numbers:
        number = Decimal(language.numbers[tokens[0].key])
    if number is None or how is not Differ.COUNT or number <= 0:
        return None
    return Difference(how, NewPurchaseLine("", number), counted=True)


def _has_number(tokens: Sequence[Token], language: Language) -> bool:
    return bool(tokens) and (tokens[0].key[0].isdigit() or tokens[0].key in language.numbers)

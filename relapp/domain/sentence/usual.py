""" "The usual": that the customer took what they always take, and what was different about it."""

from __future__ import annotations

from collections.abc import Sequence

from relapp.domain.sentence.dates import Tense
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.speaker import Main, match_at, search
from relapp.domain.sentence.tokens import Clause


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
        if changed or at + 1 >= len(clauses):
            return changed
        return _next_change(text, clause.closed_by, clauses[at + 1], language)
    return None


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

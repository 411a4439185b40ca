"""When it happened: now, unless a date heads the sentence or stands by a verb of the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from relapp.domain.sentence.dates import Mention, Tense
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.speaker import Main, match_at
from relapp.domain.sentence.tokens import Clause

_NEAR_DAYS = 14
_FAR_DAYS = 120
_PARTICLES = 2


def read_moment(
    clauses: Sequence[Clause], mains: Sequence[Main], language: Language, now: datetime, headed: Sequence[int]
) -> datetime:
    """When it happened, never after ``now``; ``headed`` are clauses that tell of a sale or a kind without a verb.

    A day without a time of day keeps the time of ``now``.
    """
    mention = _heading(clauses, language, now)
    if mention is None:
        for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
            mention = _beside_verb(clause, main, language) or (_at_end(clause, language) if at in headed else None)
            if mention is not None:
                break
    return now if mention is None else _moment(mention, now)


def _moment(mention: Mention, now: datetime) -> datetime:
    if mention.ago is not None:
        return now + mention.ago if mention.ago < timedelta() else now
    day = mention.past or (None if mention.is_day else now.date())
    if day is None:
        return now
    clock = mention.clock or time(now.hour, now.minute, now.second, now.microsecond)
    told = datetime.combine(day, clock, now.tzinfo)
    return told if told <= now else now


def _heading(clauses: Sequence[Clause], language: Language, now: datetime) -> Mention | None:
    """The date that heads the sentence, if it looks back."""
    if not clauses or not clauses[0].tokens or clauses[0].asks:
        return None
    first = clauses[0]
    mention = first.tokens[0].mention
    if mention is None or mention.tense is Tense.FUTURE or mention.lead in language.due_leads:
        return None
    if mention.tense is Tense.PAST:
        return mention
    rest = first if len(first.tokens) > 1 else clauses[1] if len(clauses) > 1 else None
    if rest is None:
        return None
    start = 1 if rest is first else 0
    if match_at(rest, language, language.to_come, start) is not None or rest.asks:
        return None
    if mention.is_day and not _looks_back(mention, now):
        return None
    told = any(token.key in language.verbs for token in rest.tokens) or first.closed_by == ":" or rest is not first
    return mention if told else None


def _looks_back(mention: Mention, now: datetime) -> bool:
    """Whether a day told either way is not much nearer ahead than behind."""
    if mention.past is None:
        return False
    if mention.due is None:
        return True
    behind, ahead = (now.date() - mention.past).days, (mention.due - now.date()).days
    return behind <= _FAR_DAYS or ahead > _NEAR_DAYS


def _beside_verb(clause: Clause, main: Main, language: Language) -> Mention | None:
    """The date that stands right after a verb of the past, or ends its clause."""
    telling = match_at(clause, language, language.past_tellings, main.index)
    verb = telling or match_at(clause, language, language.past_verbs, main.index)
    if verb is None or clause.asks:
        return None
    start = clause.span(verb)[-1] + 1
    another = telling is not None
    for at in range(start, len(clause.tokens)):
        token = clause.tokens[at]
        if token.mention is None:
            if token.key in language.breakers:
                return None
            another = another or token.key in language.base_verbs
            continue
        mention = token.mention
        if another and mention.tense is not Tense.PAST:
            return None
        if mention.tense is Tense.FUTURE or mention.lead in language.due_leads:
            return None
        close = at - start <= _PARTICLES
        last = at + 1 == len(clause.tokens)
        follows = last or match_at(clause, language, language.past_ends, at + 1) is not None
        if mention.is_day and (close or follows):
            return mention
        return mention if close and mention.clock is not None else None
    return None


def _at_end(clause: Clause, language: Language) -> Mention | None:
    """The past date that ends a clause without a verb ("2 rye 3.20 yesterday")."""
    mention = clause.tokens[-1].mention
    if mention is None or mention.tense is not Tense.PAST or mention.lead in language.due_leads:
        return None
    return mention

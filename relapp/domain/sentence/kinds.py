"""What kind of interaction a sentence tells, by which channel, in which direction, with what outcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from relapp.domain.interactions import DEFAULT_CHANNEL, DEFAULT_DIRECTION, SALES, Channel, Direction, Kind, Outcome
from relapp.domain.sentence.language import Language
from relapp.domain.sentence.speaker import Main, Subject, match_at, search
from relapp.domain.sentence.tokens import Clause

_CONTACTS = frozenset(
    {Kind.VISIT, Kind.CALL, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER, Kind.DELIVERY, Kind.APPOINTMENT, Kind.NOTE}
)
_AT_A_DISTANCE = frozenset({Kind.CALL, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER})
_RANK = {**dict.fromkeys(_CONTACTS, 1), Kind.COMPLAINT: 0, Kind.ENQUIRY: 2, Kind.FEEDBACK: 3}


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened and how."""

    kind: Kind
    channel: Channel
    direction: Direction
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class _Signal:
    """One clause's word for what happened."""

    kind: Kind
    clause: int
    direction: Direction | None = None
    outcome: Outcome | None = None


def leading_kind(clauses: Sequence[Clause], mains: Sequence[Main], language: Language) -> tuple[Kind, int] | None:
    """The kind that heads the sentence ("call: ...", "visit ...") and how many clauses are nothing but that."""
    for at, (clause, main) in enumerate(zip(clauses[:2], mains[:2], strict=True)):
        words = " ".join(token.key for token in clause.tokens if not token.mention)
        if clause.closed_by == ":" and words in language.leading:
            return language.leading[words], at + 1
        bare = match_at(clause, language, language.leading_bare, main.index)
        if bare is not None:
            return language.leading[bare[0]], at
        if words:
            break
    return None


def read_happened(
    clauses: Sequence[Clause],
    mains: Sequence[Main],
    language: Language,
    told: Kind | None,
    sold: Kind | None,
    otherwise: Kind = Kind.VISIT,
    settled: Collection[int] = (),
) -> Happened:
    """What ``clauses`` tell; ``told`` is the kind that heads the sentence, ``sold`` the kind of sale, if any.

    ``otherwise`` is the kind of a sentence that tells of nothing that happened. In the ``settled`` clauses nothing was
    asked that wants a reply.
    """
    every = _signals(clauses, mains, language)
    found = [one for one in every if one.kind is not Kind.ENQUIRY or one.clause not in settled]
    if len(found) < len(every):
        otherwise = Kind.NOTE
    signals = sorted(found, key=lambda signal: (_RANK[signal.kind], signal.clause))
    contact = next((signal for signal in signals if signal.kind in _CONTACTS), None)
    best = signals[0] if signals else None
    kind = told or sold or (best.kind if best else None)
    unanswered_alone = any(search(clause, language, language.unanswered_alone) for clause in clauses)
    if kind is None and unanswered_alone:
        return Happened(Kind.CALL, Channel.PHONE, Direction.OUT, Outcome.UNANSWERED)
    kind = kind or otherwise
    if contact is not None and told in _CONTACTS and contact.kind is not told:
        contact = None
    outcome = _outcome(kind, contact, clauses, language)
    return Happened(
        kind,
        _channel(kind, contact, clauses, language),
        _direction(kind, contact, outcome, clauses, mains, language),
        outcome,
    )


def _signals(clauses: Sequence[Clause], mains: Sequence[Main], language: Language) -> list[_Signal]:
    found: list[_Signal] = []
    mending = any(search(clause, language, language.mending) for clause in clauses)
    for at, (clause, main) in enumerate(zip(clauses, mains, strict=True)):
        if clause.asks:
            found.append(_Signal(Kind.ENQUIRY, at))
        for rule in language.kinds:
            if rule.mendable and mending:
                continue
            if rule.anywhere:
                match = search(clause, language, rule.pattern)
                if match is None or search(clause, language, language.no_complaint):
                    continue
            else:
                match = match_at(clause, language, rule.pattern, main.index)
                if match is None:
                    continue
            direction = rule.direction
            if direction is None and main.subject is Subject.THEY and rule.kind in _AT_A_DISTANCE:
                direction = Direction.IN
            found.append(_Signal(rule.kind, at, direction, rule.outcome))
            if not rule.anywhere and rule.kind in _CONTACTS:
                break
    return found


def _outcome(kind: Kind, contact: _Signal | None, clauses: Sequence[Clause], language: Language) -> Outcome | None:
    if kind is Kind.APPOINTMENT:
        return contact.outcome if contact is not None else None
    outward_visit = kind is Kind.VISIT and contact is not None and contact.direction is Direction.OUT
    if kind not in _AT_A_DISTANCE and not outward_visit:
        return None
    if contact is not None and contact.outcome is not None:
        return contact.outcome
    if any(search(clause, language, language.unanswered) for clause in clauses):
        return Outcome.UNANSWERED
    if any(search(clause, language, language.answered) for clause in clauses):
        return Outcome.ANSWERED
    return None


def _channel(kind: Kind, contact: _Signal | None, clauses: Sequence[Clause], language: Language) -> Channel:
    if kind in _AT_A_DISTANCE or kind is Kind.NOTE:
        return DEFAULT_CHANNEL[kind]
    if kind is Kind.VISIT and contact is not None and contact.direction in (Direction.OUT, Direction.BOTH):
        return Channel.ELSEWHERE
    if contact is not None and contact.kind in _AT_A_DISTANCE and kind not in SALES:
        return DEFAULT_CHANNEL[contact.kind]
    for pattern, channel in language.channels:
        if (kind is not Kind.VISIT or channel is Channel.ELSEWHERE) and any(
            search(clause, language, pattern) for clause in clauses
        ):
            return channel
    return DEFAULT_CHANNEL[kind]


def _direction(
    kind: Kind,
    contact: _Signal | None,
    outcome: Outcome | None,
    clauses: Sequence[Clause],
    mains: Sequence[Main],
    language: Language,
) -> Direction:
    if contact is not None and contact.kind is kind and contact.direction is not None:
        return contact.direction
    if kind not in _AT_A_DISTANCE or outcome is Outcome.UNANSWERED:
        return DEFAULT_DIRECTION[kind]
    at = contact.clause if contact is not None else 0
    here = clauses[at : at + 1]
    if any(search(clause, language, language.receiver) for clause in here):
        return Direction.OUT
    if any(search(clause, language, language.sender) for clause in here):
        return Direction.IN
    beside = at + 1 if contact is not None else at
    if beside < len(clauses) and mains[beside].subject is Subject.NONE:
        asked = match_at(clauses[beside], language, language.asking, mains[beside].index)
        if asked is not None or clauses[beside].asks:
            return Direction.IN
    return DEFAULT_DIRECTION[kind]

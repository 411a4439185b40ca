"""Owed replies: what a customer asked or sent us that nothing of ours has answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relapp.domain.interactions import CAME, Direction, Interaction, Kind, Outcome

MEMORY_DAYS = 92
"""An older question is no longer waiting for a reply."""

ALWAYS_ASKS = frozenset({Kind.ENQUIRY, Kind.MESSAGE, Kind.EMAIL, Kind.LETTER, Kind.COMPLAINT})
"""Kinds that want something back when they come from a customer."""

ASKS_IN_WORDS = frozenset({Kind.VISIT, Kind.CALL, Kind.APPOINTMENT, Kind.FEEDBACK})
"""Kinds that do where their words hold a question mark (a call also where we missed it)."""

_WORD_LEFT = ALWAYS_ASKS | {Kind.FEEDBACK}
_MISSED = frozenset({Kind.CALL, Kind.APPOINTMENT})


@dataclass(frozen=True, slots=True)
class Owed:
    """``asked`` are the entries that wait for us, ``tries`` our calls since that reached nobody; both oldest first."""

    asked: tuple[Interaction, ...]
    tries: tuple[Interaction, ...]


def asks(entry: Interaction) -> bool:
    """Whether ``entry`` wants something back from us, by its direction.

    Inbound enquiries, messages, e-mails, letters and complaints do; an inbound call does when we missed it; inbound
    visits, calls, appointments and feedback do when their words hold a question mark. What was marked as answered
    does not.
    """
    if entry.direction is not Direction.IN or entry.outcome is Outcome.ANSWERED:
        return False
    if entry.kind in ALWAYS_ASKS:
        return True
    if entry.kind is Kind.CALL and is_missed(entry):
        return True
    return entry.kind in ASKS_IN_WORDS and "?" in entry.words


def answers(entry: Interaction) -> bool:
    """Whether ``entry`` settles what was asked before it.

    Any contact does: we reached them, we met, they came, we spoke. Our own call that nobody took, a note among
    ourselves, and a further word of theirs that we have not met do not.
    """
    if entry.kind is Kind.NOTE or is_missed(entry):
        return False
    return entry.direction is not Direction.IN or entry.kind not in _WORD_LEFT


def answers_complaint(entry: Interaction) -> bool:
    """Whether ``entry`` settles a complaint made before it.

    What :func:`answers` does, except that they came or bought: a line from the till says nothing of what was wrong.
    """
    return answers(entry) and not (entry.kind in CAME and entry.direction is Direction.IN)


def is_missed(entry: Interaction) -> bool:
    """Whether ``entry`` is a call or an appointment at which nobody met."""
    return entry.kind in _MISSED and entry.outcome is Outcome.UNANSWERED


def owed(entries: Iterable[Interaction], today: date) -> Owed | None:
    """What is owed on ``today``, ``None`` when nothing waits. Entries after ``today`` are not looked at."""
    asked: list[Interaction] = []
    tries: list[Interaction] = []
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
        if entry.day > today:
            continue
        if answers(entry):
            asked = [] if answers_complaint(entry) else [one for one in asked if one.kind is Kind.COMPLAINT]
            tries = [one for one in tries if asked and one.at >= asked[0].at]
        if asks(entry):
            if (today - entry.day).days <= MEMORY_DAYS:
                asked.append(entry)
        elif asked and entry.direction is Direction.OUT and is_missed(entry):
            tries.append(entry)
    return Owed(tuple(asked), tuple(tries)) if asked else None

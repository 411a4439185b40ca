"""What customers answer to, learned from the shop's own contacts; and how each kind of suggestion has done."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from relapp.domain.days import before
from relapp.domain.interactions import Outcome
from relapp.domain.suggestions.answers import is_mark
from relapp.domain.suggestions.model import Answer, Refusal, SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.reach import OWED
from relapp.domain.suggestions.record import RECORD_DAYS, REPLY_DAYS, RETURN_DAYS, Record, quiet_reason
from relapp.domain.suggestions.response import WAITING_DAYS, WAYS, Contact, Response, is_answered, is_over, warmth
from relapp.storage import answers, replies
from relapp.storage.reader import Reader
from relapp.storage.replies import Sent, Sign

LEARN_DAYS = 3 * 365
"""Contacts of so many days teach; what is older says little of today."""


def response(reader: Reader, today: date) -> Response:
    """What all contacts before ``today`` teach; nothing dated on or after it is looked at."""
    from relapp.domain.suggestions.response_fit import learn  # takes numpy, which a record does without

    return learn(contacts(reader, today), today.toordinal())


def contacts(reader: Reader, today: date) -> list[Contact]:
    """Our contacts before ``today`` with what followed them."""
    since = before(today, LEARN_DAYS)
    made = replies.sent(reader, since, today)
    people = {one.customer_id for one in made}
    signs, wrote = replies.signs(reader, people, today), replies.wrote(reader, people, today)
    found = []
    for customer_id, some in groupby(made, key=lambda one: one.customer_id):
        theirs = signs.get(customer_id, [])
        came = sorted({sign.day for sign in theirs if sign.came})
        for one in some:
            answered = is_answered(one.channel, one.outcome, one.day, first_sign(theirs, one), today.toordinal())
            over = is_over(one.channel, one.outcome, one.day, WAITING_DAYS[one.channel], today.toordinal())
            found.append(
                Contact(
                    customer_id=customer_id,
                    kind=one.kind,
                    channel=one.channel,
                    day=one.day,
                    answered=answered,
                    warmth=warmth(came, one.day),
                    own_way=wrote.get((customer_id, one.channel), one.day) < one.day,
                    early=answered is not None and not over,
                )
            )
    return found


def first_sign(signs: Sequence[Sign], after: Sent) -> int | None:
    """The day of the first of ``signs`` (oldest first) after a contact, if there is one."""
    place = bisect_right(
        signs, (after.moment, after.interaction_id), key=lambda sign: (sign.moment, sign.interaction_id)
    )
    return signs[place].day if place < len(signs) else None


# -- track record --


Behind = dict[SuggestionKind, dict[str, list[int]]]
"""By kind and field of a ``Record``, whom each case that it counts was about."""


def record(reader: Reader, today: date) -> dict[SuggestionKind, Record]:
    """How each kind has done in the half year before ``today``, in the default order of kinds.

    Nothing dated on or after ``today`` is looked at, so that the list does not change while staff answer it.
    """
    return recorded(reader, today)[0]


def recorded(reader: Reader, today: date) -> tuple[dict[SuggestionKind, Record], Behind]:
    """The same, and whom each figure is about."""
    first = before(today, RECORD_DAYS)
    given = [one for one in answers.given_between(reader, first, today) if not is_mark(one.evidence)]
    shown = answers.shown_between(reader, first, today)
    people = {one.customer_id for one in given} | {one.customer_id for one in shown}
    signs = replies.signs(reader, people, today, first)
    counts: Behind = {kind: defaultdict(list) for kind in SuggestionKind}
    refused: dict[SuggestionKind, Counter[Refusal]] = defaultdict(Counter)
    for answer in given:
        if answer.answer is Answer.NO:
            refused[answer.kind][answer.refusal or Refusal.NOT_NOW] += 1
            counts[answer.kind]["no"].append(answer.customer_id)
        elif answer.answer is Answer.LATER:
            counts[answer.kind]["later"].append(answer.customer_id)
        else:
            for name in _done(answer, signs.get(answer.customer_id, []), today):
                counts[answer.kind][name].append(answer.customer_id)
    answered = {(one.customer_id, one.kind, one.evidence) for one in given}
    for one in shown:
        counts[one.kind]["shown"].append(one.customer_id)
        if one[:3] not in answered and (today - one.day).days > RETURN_DAYS:
            counts[one.kind]["left"].append(one.customer_id)
            if _came_after(signs.get(one.customer_id, []), one.day):
                counts[one.kind]["left_bought"].append(one.customer_id)
    made = {kind: _record_of(kind, counts[kind], refused[kind]) for kind in SuggestionKind}
    ideas = [one for kind, one in made.items() if kind not in OWED]
    replied, tried = sum(one.answered for one in ideas), sum(one.tried for one in ideas)
    return {kind: replace(one, quiet=quiet_reason(one, replied, tried)) for kind, one in made.items()}, counts


def _record_of(kind: SuggestionKind, counted: Mapping[str, Sequence[int]], refused: Mapping[Refusal, int]) -> Record:
    def number(name: str) -> int:
        return len(counted.get(name, ()))

    return Record(
        kind,
        shown=number("shown"),
        done=number("done"),
        later=number("later"),
        refused=dict(refused),
        tried=number("tried"),
        answered=number("answered"),
        due_back=number("due_back"),
        bought=number("bought"),
        left=number("left"),
        left_bought=number("left_bought"),
    )


def _done(answer: SuggestionAnswer, signs: Sequence[Sign], today: date) -> list[str]:
    """Where in the record one "done" counts; what may still be followed by something counts neither way yet."""
    day, moment, now = answer.at.date().toordinal(), int(answer.at.timestamp()), today.toordinal()
    later = [sign for sign in signs if sign.moment > moment and sign.interaction_id != answer.interaction_id]
    found = ["done"]
    if answer.channel in WAYS and is_over(answer.channel, answer.outcome, day, REPLY_DAYS, now):
        found.append("tried")
        if answer.outcome is Outcome.ANSWERED or any(s.day - day <= REPLY_DAYS for s in later):
            found.append("answered")
    if now - day > RETURN_DAYS:
        found.append("due_back")
        if any(sign.came and sign.day - day <= RETURN_DAYS for sign in later):
            found.append("bought")
    return found


def _came_after(signs: Sequence[Sign], day: date) -> bool:
    return any(sign.came and 0 <= sign.day - day.toordinal() <= RETURN_DAYS for sign in signs)

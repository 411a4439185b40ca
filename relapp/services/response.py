"""What customers answer to, learned from the shop's own contacts; and how each kind of suggestion has done."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from relapp.domain.suggestions.response import Contact, Response, is_answered, warmth
from relapp.domain.suggestions.response_fit import learn
from relapp.storage import replies
from relapp.storage.reader import Reader
from relapp.storage.replies import Sent, Sign

LEARN_DAYS = 3 * 365
"""Contacts of so many days teach; what is older says little of today."""


def response(reader: Reader, today: date) -> Response:
    """What all contacts before ``today`` teach; nothing dated on or after it is looked at."""
    return learn(contacts(reader, today), today.toordinal())


def contacts(reader: Reader, today: date) -> list[Contact]:
    """Our contacts before ``today`` with what followed them."""
    since = date.fromordinal(max(1, today.toordinal() - LEARN_DAYS))
    made = replies.sent(reader, since, today)
    people = {one.customer_id for one in made}
    signs, wrote = replies.signs(reader, people, today), replies.wrote(reader, people, today)
    found = []
    for customer_id, some in groupby(made, key=lambda one: one.customer_id):
        theirs = signs.get(customer_id, [])
        came = sorted({sign.day for sign in theirs if sign.came})
        for one in some:
            sign = first_sign(theirs, one)
            found.append(
                Contact(
                    customer_id=customer_id,
                    kind=one.kind,
                    channel=one.channel,
                    day=one.day,
                    answered=is_answered(one.channel, one.outcome, one.day, sign, today.toordinal()),
                    warmth=warmth(came, one.day),
                    own_way=wrote.get((customer_id, one.channel), one.day) < one.day,
                )
            )
    return found


def first_sign(signs: Sequence[Sign], after: Sent) -> int | None:
    """The day of the first of ``signs`` (oldest first) after a contact, if there is one."""
    place = bisect_right(
        signs, (after.moment, after.interaction_id), key=lambda sign: (sign.moment, sign.interaction_id)
    )
    return signs[place].day if place < len(signs) else None

"""The codes of all sentences that suggestions are told in; ``ui.wording.suggestions`` has the words."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What to do. Details: ``name``; ``channel`` where there is one; more as noted."""

    CALL_BACK = "call_back"
    WRITE_BACK = "write_back"
    ANSWER = "answer"
    KEEP_PROMISE = "keep_promise"
    """``words``."""
    GREET = "greet"
    """``day``."""
    GET_IN_TOUCH = "get_in_touch"
    LOOK_OUT_FOR = "look_out_for"
    ASK_HOW_IT_DID = "ask_how_it_did"
    """``product``."""
    INVITE_BACK = "invite_back"
    ASK = "ask"
    """``question``, ``product``."""
    FIND_PHONE = "find_phone"
    FIND_CONTACT = "find_contact"


class Why(StrEnum):
    """Why. Days are dates; counts are whole numbers."""

    ASKED = "owed_reply.asked"
    """``kind``, ``asked``, ``words``, ``more`` (further entries since), ``tries``, ``staff``."""
    MISSED_CALL = "owed_reply.missed_call"
    """As :attr:`ASKED`."""
    PROMISE_LATE = "promise.late"
    """``words``, ``due``, ``made``, ``staff``."""
    PROMISE_DUE = "promise.due"
    """As :attr:`PROMISE_LATE`."""
    PROMISE_UNDATED = "promise.undated"
    """As :attr:`PROMISE_LATE`, without ``due``."""
    BIRTHDAY = "date.birthday"
    """``day``, ``about`` (whose, empty for their own), ``fits`` (words, may be empty)."""
    DATE = "date.told"
    """``value``, and as :attr:`BIRTHDAY`."""
    RHYTHM = "slipping.rhythm"
    """``gap_days``, ``visits``, ``last``, ``silence_days``, ``weekday`` (0 Monday, or none), ``usual`` (products)."""
    BOUGHT_NEW = "after_sale.new"
    """``product``, ``bought`` (day)."""
    CAME_ONCE = "second_visit.once"
    """``first`` (day), ``products``, ``words``."""
    EXPECTED = "ask.expected"
    """``gap_days``, ``visits``, ``last``, ``weekday``, ``question``, ``product``."""
    NO_PHONE = "tidy.no_phone"
    """``words``, ``due`` (or none)."""
    NO_CONTACT = "tidy.no_contact"
    """``words``, ``made``."""


class Peace(StrEnum):
    """Why someone is left in peace. ``until`` is the last day of it, or none."""

    ASKED_FOR = "asked_for"
    """``until``."""
    MOURNING = "mourning"
    """``until``."""
    COMPLAINT = "complaint"
    """``since``."""
    REFUSED = "refused"
    """``channel``, ``said`` (day)."""
    TODAY = "today"
    """``kind`` of the entry."""
    BUDGET = "budget"
    """``calls``, ``writings``, ``letters``, ``until``."""
    PUT_OFF = "put_off"
    """``until``."""

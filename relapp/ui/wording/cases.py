"""Words for complaints that are being put right: what went wrong, what was done, what it costs, what it led to."""

from __future__ import annotations

from datetime import date

from relapp.domain.cases import Case, Cause, Remedy, Tried, was_asked
from relapp.domain.customers import CustomerStat
from relapp.domain.suggestions.signals import Outlook
from relapp.ui.wording import dates, outlook, quoted, sentences, tr


def cause(code: str) -> str:
    """What went wrong: "Wrong charge"; a shop's own words as they were typed."""
    named = {
        Cause.FAULTY: tr("Cases", "Faulty thing"),
        Cause.LATE: tr("Cases", "Late"),
        Cause.RUDE: tr("Cases", "Rude"),
        Cause.WRONG_CHARGE: tr("Cases", "Wrong charge"),
        Cause.NOT_AS_SAID: tr("Cases", "Not as said"),
    }
    return next((words for known, words in named.items() if known == code.strip()), code.strip())


def remedy(code: str) -> str:
    """What puts it right: "Refund"; a shop's own words as they were typed."""
    named = {
        Remedy.REPLACE: tr("Cases", "Replace"),
        Remedy.REFUND: tr("Cases", "Refund"),
        Remedy.APOLOGY: tr("Cases", "Apology"),
        Remedy.CREDIT: tr("Cases", "Credit"),
        Remedy.REPAIR: tr("Cases", "Repair"),
        Remedy.VISIT: tr("Cases", "Visit"),
    }
    return next((words for known, words in named.items() if known == code.strip()), code.strip())


def severity(level: int) -> str:
    """How bad it was for them."""
    return (tr("Cases", "1 – a trifle"), tr("Cases", "2 – a nuisance"), tr("Cases", "3 – serious"))[level - 1]


def title(put_right: Case) -> str:
    """What a case is about: "Faulty thing – remedy: Replace"."""
    what = cause(put_right.cause) or tr("Cases", "Complaint")
    if not put_right.remedy.strip():
        return what
    return tr("Cases", "{cause} – remedy: {remedy}").format(cause=what, remedy=remedy(put_right.remedy))


def state(put_right: Case, today: date) -> str:
    """Where a case stands: "being put right since 2 May, ask again Thu", "all right when asked 4 May"."""
    if put_right.closed is not None:
        if put_right.all_right and put_right.asked_again is not None:
            return tr("Cases", "all right when asked {day}").format(day=dates.day(put_right.asked_again, today))
        return tr("Cases", "ended {day}").format(day=dates.day(put_right.closed, today))
    if put_right.asked_again is not None and put_right.all_right is None:
        return tr("Cases", "asked again {day}").format(day=dates.day(put_right.asked_again, today))
    if not_yet(put_right, today) and put_right.asked_again is not None:
        said = tr("Cases", "not all right yet when asked {day}").format(day=dates.day(put_right.asked_again, today))
    else:
        said = tr("Cases", "being put right since {day}").format(day=dates.day(put_right.opened, today))
    if put_right.ask_on is None:
        return said
    return tr("Cases", "{said}, ask again {day}").format(said=said, day=dates.day(put_right.ask_on, today))


def sign(put_right: Case, today: date) -> str:
    """Where a case stands in a word or two: "ask again Sat", "nothing done yet"."""
    if put_right.closed is not None:
        return tr("Cases", "closed")
    if not put_right.remedy.strip():
        return tr("Cases", "nothing done yet")
    if put_right.ask_on is None:
        return tr("Cases", "being put right")
    return tr("Cases", "ask again {day}").format(day=dates.day(put_right.ask_on, today))


def not_yet(put_right: Case, today: date) -> bool:
    """Whether they said when asked that it is not all right yet."""
    return was_asked(put_right, today) and put_right.all_right is False


def worked(tried: Tried) -> str:
    """What came of a remedy so far: "Replaced 4 times: 3 all right when asked, 3 bought again"."""
    times = len(tried.cases)
    done = {
        Remedy.REPLACE: tr("Cases", "Replaced %n time(s)", times),
        Remedy.REFUND: tr("Cases", "Refunded %n time(s)", times),
        Remedy.APOLOGY: tr("Cases", "Apologised %n time(s)", times),
        Remedy.CREDIT: tr("Cases", "Gave credit %n time(s)", times),
        Remedy.REPAIR: tr("Cases", "Repaired %n time(s)", times),
        Remedy.VISIT: tr("Cases", "Visited %n time(s)", times),
    }
    own = tr("Cases", "{remedy} %n time(s)", times).format(remedy=quoted(tried.remedy))
    what = next((words for known, words in done.items() if known == tried.remedy), own)
    if tried.asked:
        right = tr("Cases", "%n all right when asked", tried.all_right)
    else:
        right = tr("Cases", "nobody was asked again yet")
    bought = tr("Cases", "%n bought again", tried.bought)
    return tr("Cases", "{remedy}: {right}, {bought}").format(remedy=what, right=right, bought=bought)


def never_tried() -> str:
    """Where no case of the same cause had a remedy."""
    return tr("Cases", "No case of this cause had a remedy yet, so nothing can be said of what works.")


def beside_cost(expected: Outlook | None, stat: CustomerStat, currency: str) -> str:
    """What stands beside the cost: what people like this customer go on to spend, as a range, and what that rests on.

    "Potential: €180–€420 a year; 11 people like them. Half of 11 customers …", or that too few are known to say.
    """
    met = tr("Cases", "%n time(s) in contact so far", stat.entries)
    if expected is None:
        return tr("Cases", "What they may go on to spend: too few to say ({met}).").format(met=met)
    if expected.potential is None:
        return tr(
            "Cases",
            "What they may go on to spend: too few to say: not many customers have been where they are now ({met}).",
        ).format(met=met)
    alike = tr("Cases", "Alike in visits, pace, silence, basket and how long they have been here ({met}).")
    return sentences(
        tr("Cases", "{range}.").format(range=outlook.potential(expected, currency)),
        outlook.potential_basis(expected),
        alike.format(met=met),
    )

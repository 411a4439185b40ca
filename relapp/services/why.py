"""Why this, why now, why not earlier: the account that every suggestion, and everyone left in peace, can give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from relapp.domain.consents import standing
from relapp.domain.days import after, before
from relapp.domain.receipts import Receipt, Source
from relapp.domain.rhythm import silence
from relapp.domain.suggestions.codes import Because, Peace
from relapp.domain.suggestions.dossier import Dossier
from relapp.domain.suggestions.evidence import entry_receipts
from relapp.domain.suggestions.kinds import RULES
from relapp.domain.suggestions.kinds.silence import behind
from relapp.domain.suggestions.model import LeftInPeace, Reason, Suggestion, SuggestionKind
from relapp.domain.suggestions.ranking import candidates_for
from relapp.domain.suggestions.reach import OWED, purpose_of
from relapp.domain.suggestions.signals import NONE
from relapp.services import settings
from relapp.services.dossiers import dossiers
from relapp.services.suggestions import Board
from relapp.storage import answers
from relapp.storage.reader import Reader

Seen = Callable[[date], Dossier | None]
"""How a customer was seen on a day, ``None`` before they were known."""

LOOK_BACK = 45
"""So many earlier days are looked at to find out since when something stands."""


@dataclass(frozen=True, slots=True)
class Why:
    """Three answers, each a few sentences as codes, and what they were derived from."""

    this: tuple[Reason, ...]
    now: tuple[Reason, ...]
    earlier: tuple[Reason, ...]
    receipts: tuple[Receipt, ...]


def of_suggestion(reader: Reader, board: Board, suggestion: Suggestion) -> Why:
    """Why ``suggestion`` stands on ``board``, at its place, today and not before."""
    seen_on = _past(reader, board, suggestion.customer_id)
    today = seen_on(board.day)
    this = [suggestion.reason, *_place(reader, board, suggestion)]
    if today is not None and suggestion.kind not in OWED:
        this += _prospects(reader, today)
    now, earlier = _when(reader, board, suggestion, seen_on)
    return Why(tuple(this), tuple(now), tuple(earlier), suggestion.receipts)


def of_peace(reader: Reader, board: Board, left: LeftInPeace) -> Why:
    """Why a customer is left in peace, until when, and what would have been said."""
    ends = Because.UNTIL_CHANGED if left.until is None else Because.UNTIL
    # Most guards say themselves until when.
    now = () if "until" in left.reason.details else (Reason(ends, {} if left.until is None else {"until": left.until}),)
    seen = _past(reader, board, left.customer_id)(board.day)
    if seen is None:
        return Why((left.reason,), now, (), ())
    rule = next((rule for rule in RULES if rule.KIND is left.kind), None)
    kept_back = None if rule is None else rule.suggest(seen, board.shop)
    if kept_back is None:
        return Why((left.reason,), now, (), _behind(left, seen, board))
    would = Reason(Because.WOULD_SAY, {"act": kept_back.act, "why": kept_back.reason})
    return Why((left.reason,), now, (would,), _behind(left, seen, board) or kept_back.receipts)


def _behind(left: LeftInPeace, seen: Dossier, board: Board) -> tuple[Receipt, ...]:
    """What a guard rests on, where it rests on entries or on what was said."""
    if left.reason.code == Peace.REFUSED:
        word = standing(seen.consents, left.reason.details["channel"], purpose_of(left.kind))
        return () if word is None else word.receipts
    if left.reason.code in (Peace.ASKED_FOR, Peace.MOURNING, Peace.BUDGET):
        return behind(seen, board.shop, left.reason)
    if left.reason.code == Peace.OWN_QUIET:
        return (Receipt(Source.CUSTOMER, left.customer_id), *entry_receipts(seen.quiet_told))
    if left.reason.code in (Peace.TODAY, Peace.COMPLAINT):
        since = left.reason.details.get("since", board.day)
        return entry_receipts(entry for entry in seen.recent if entry.day >= since)
    return ()


def _past(reader: Reader, board: Board, customer_id: int) -> Seen:
    """How a customer is seen on ``board``'s day, and was seen on any day before."""
    signals = (lambda _: NONE) if board.engine is None else board.engine.over_time(reader, customer_id)
    return lambda day: next(dossiers(reader, [customer_id], day, {customer_id: signals(day)}), None)


# -- why this --


def _place(reader: Reader, board: Board, suggestion: Suggestion) -> Iterator[Reason]:
    listed = board.today(len(board.standing)).suggestions
    same = (suggestion.customer_id, suggestion.kind, suggestion.evidence)
    order = [(one.customer_id, one.kind, one.evidence) for one in listed]
    details: dict[str, object] = {"place": order.index(same) + 1 if same in order else None, "of": len(order)}
    score = suggestion.score
    if suggestion.kind in OWED:
        yield Reason(Because.OWED_FIRST, details)
    elif suggestion.due is not None and suggestion.due <= board.day:
        yield Reason(Because.TODAY_FIRST, details)
    elif score is None or score.stake is None:
        yield Reason(Because.BY_KIND, details)
    else:
        multiplied = {
            "reply": score.reply,
            "stake": score.stake,
            "share": score.share,
            "urgency": score.urgency,
            "minutes": score.minutes,
            "worth": round(score.total),
            "learned": bool(score.heard),
            "currency": settings.read(reader).currency,
        }
        yield Reason(Because.BY_SCORE, {**details, **multiplied})
    if score is None or suggestion.kind in OWED:
        return
    for heard in score.heard:
        yield Reason(Because.HEARD, {"channel": heard.channel, "answered": heard.answered, "tried": heard.tried})
    if score.trust < 1:
        yield Reason(Because.DISTRUSTED)
    if board.engine is not None and (quiet := board.engine.records[suggestion.kind].quiet) is not None:
        yield quiet


def _prospects(reader: Reader, today: Dossier) -> Iterator[Reason]:
    outlook = today.signals.outlook
    if outlook is None:
        return
    if outlook.like_them is not None:
        like = outlook.like_them
        yield Reason(Because.LIKE_THEM, {"back": like.back, "people": like.people, "days": like.days})
    range_ = outlook.potential
    if range_ is None:
        return
    details = {"low": range_.low, "high": range_.high, "days": range_.days, "people": range_.people}
    yield Reason(Because.POTENTIAL, {**details, "currency": settings.read(reader).currency})


# -- why now, and why not earlier --


def _when(reader: Reader, board: Board, suggestion: Suggestion, seen_on: Seen) -> tuple[list[Reason], list[Reason]]:
    since, earlier_on = _first_day(board, suggestion, seen_on)
    now = [Reason(Because.FIRST_TODAY)] if since == board.day else [Reason(Because.STANDS_SINCE, {"day": since})]
    earlier = [] if earlier_on is None else [earlier_on]
    if earlier_on is None:
        now = [Reason(Because.STANDS_LONG, {"days": LOOK_BACK})]
    if suggestion.due is not None:
        now.append(Reason(Because.FOR_DAY, {"day": suggestion.due}))
    shown = answers.shown_days(reader, suggestion, board.day)
    if shown:
        earlier.append(Reason(Because.SHOWN_BEFORE, {"first": shown[0], "times": len(shown)}))
    return now, earlier


def _first_day(board: Board, suggestion: Suggestion, seen_on: Seen) -> tuple[date, Reason | None]:
    """Since when it stands, and what was the matter the day before; ``None`` if it stood as far back as was looked."""
    for back in range(1, LOOK_BACK + 1):
        day = before(board.day, back)
        seen = seen_on(day)
        if seen is None:
            return after(day, 1), Reason(Because.NOT_KNOWN, {"day": day})
        standing, cut = candidates_for(seen, board.shop)
        if any(one.kind is suggestion.kind and one.evidence == suggestion.evidence for one in standing):
            continue
        held = next((one for one in cut if one.kind is suggestion.kind), None)
        if held is not None:
            return after(day, 1), Reason(Because.HELD_BACK, {"day": day, "reason": held.reason})
        return after(day, 1), _not_yet(seen, suggestion.kind)
    return before(board.day, LOOK_BACK), None


def _not_yet(seen: Dossier, kind: SuggestionKind) -> Reason:
    details: dict[str, object] = {"day": seen.today}
    now = silence(seen.rhythm, seen.today.toordinal())
    if kind is SuggestionKind.SLIPPING and now.slipping_from is not None:
        details |= {"silence_days": now.days, "slipping_from": now.slipping_from}
    return Reason(Because.NOT_YET, details)

"""``relapp today``: whom to get in touch with, and why."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from itertools import chain, islice

from PySide6.QtCore import QLocale

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.shop import opened
from relapp.domain.ready_words.compose import ReadyWords
from relapp.domain.suggestions.model import LeftInPeace, Suggestion
from relapp.domain.suggestions.ranking import LIMIT
from relapp.paths import Places
from relapp.services import ready_words, suggestions, why
from relapp.services.operations import local_now
from relapp.services.pages import today as today_page
from relapp.services.pages.today import PeaceItem, TodayItem, TodayPage
from relapp.services.suggestions import Board
from relapp.storage.reader import Reader
from relapp.ui.wording import dates, kinds, tr
from relapp.ui.wording import suggestions as wording
from relapp.ui.wording import why as why_wording


def today(options: Namespace, places: Places) -> int:
    """Print the list of a day."""
    now = local_now()
    day = options.on or now.date()
    with opened(places) as database, database.read() as reader:
        board = suggestions.board(reader, day, hour=None if options.on else now.time())
        page = today_page.page(reader, board, options.limit or LIMIT)
        told = _Told(reader, board, why=options.why)
        if options.json:
            say_json(_page(page, told))
        else:
            _tell(page, told)
    return 0


class _Told:
    """What is told of a suggestion besides itself: ready words, and, where asked for, the account of it."""

    def __init__(self, reader: Reader, board: Board, *, why: bool) -> None:
        self._reader = reader
        self._board = board
        self._why = why

    def words(self, suggestion: Suggestion) -> str | None:
        """Ready words, ``None`` where there are none."""
        found = ready_words.words(self._reader, suggestion, None, self._board.day, locale=QLocale().bcp47Name())
        return found.text if isinstance(found, ReadyWords) else None

    def account(self, one: Suggestion | LeftInPeace) -> dict[str, list[str]] | None:
        """Why this, why now, why not earlier; ``None`` where nobody asked."""
        if not self._why:
            return None
        explain = why.of_suggestion if isinstance(one, Suggestion) else why.of_peace
        found = explain(self._reader, self._board, one)  # type: ignore[arg-type]
        parts = {"this": found.this, "now": found.now, "earlier": found.earlier}
        return {name: [why_wording.line(reason, self._board.day) for reason in said] for name, said in parts.items()}


def _tell(page: TodayPage, told: _Told) -> None:
    if page.items:
        said = tr("Commands", "{day}: %n suggestion(s), about {minutes} min", len(page.items))
    else:
        said = tr("Commands", "{day}: nobody needs to be contacted")
    say(said.format(day=dates.long(page.day), minutes=page.minutes))
    for place, item in enumerate(page.items, 1):
        _tell_item(place, item, page.day)
        _tell_account(told.account(item.suggestion))
    if page.peace:
        say()
        say(tr("Commands", "Left in peace"))
    for left in page.peace:
        say(f"{left.customer.name} · {wording.peace(left.left.reason, page.day)}", 4)
        _tell_account(told.account(left.left))


def _tell_item(place: int, item: TodayItem, day: date) -> None:
    one = item.suggestion
    say()
    say(f"{place}. {wording.act(one.act, day)}")
    say(wording.why(one.reason, day), 4)
    number = tr("Commands", "no. {id}").format(id=item.customer.id)
    say(" · ".join(part for part in (kinds.suggestion(one.kind), number, item.phone) if part), 4)


def _tell_account(account: dict[str, list[str]] | None) -> None:
    # The first sentence stands above already.
    for line in islice(chain.from_iterable((account or {}).values()), 1, None):
        say(line, 6)


def _page(page: TodayPage, told: _Told) -> as_json.Json:
    return {
        "day": as_json.when(page.day),
        "minutes": page.minutes,
        "suggestions": [_item(item, page.day, told) for item in page.items],
        "left_in_peace": [_peace(left, page.day, told) for left in page.peace],
    }


def _item(item: TodayItem, day: date, told: _Told) -> as_json.Json:
    one = item.suggestion
    return {
        "customer": {"id": item.customer.id, "name": item.customer.name, "phone": item.phone or None},
        "kind": one.kind,
        "act": {"code": one.act.code, "words": wording.act(one.act, day)},
        "reason": {"code": one.reason.code, "words": wording.why(one.reason, day)},
        "receipts": as_json.receipts(one.receipts),
        "channel": one.channel,
        "due": as_json.when(one.due),
        "minutes": one.minutes,
        "words": told.words(one),
        "why": told.account(one),
    }


def _peace(item: PeaceItem, day: date, told: _Told) -> as_json.Json:
    left = item.left
    return {
        "customer": {"id": item.customer.id, "name": item.customer.name},
        "kind": left.kind,
        "reason": {"code": left.reason.code, "words": wording.peace(left.reason, day)},
        "until": as_json.when(left.until),
        "why": told.account(left),
    }

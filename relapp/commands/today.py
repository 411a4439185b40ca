"""``relapp today``: whom to get in touch with, and why."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.shop import opened
from relapp.domain.suggestions.ranking import LIMIT
from relapp.paths import Places
from relapp.services import suggestions
from relapp.services.operations import local_now
from relapp.services.pages import today as today_page
from relapp.services.pages.today import PeaceItem, TodayItem, TodayPage
from relapp.ui.wording import dates, kinds, tr
from relapp.ui.wording import suggestions as wording


def today(options: Namespace, places: Places) -> int:
    """Print the list of a day."""
    day = options.on or local_now().date()
    with opened(places) as database, database.read() as reader:
        page = today_page.page(reader, suggestions.board(reader, day), options.limit or LIMIT)
    if options.json:
        say_json(_page(page))
    else:
        _tell(page)
    return 0


def _tell(page: TodayPage) -> None:
    if page.items:
        said = tr("Commands", "{day}: %n suggestion(s), about {minutes} min", len(page.items))
    else:
        said = tr("Commands", "{day}: nobody needs to be contacted")
    say(said.format(day=dates.long(page.day), minutes=page.minutes))
    for place, item in enumerate(page.items, 1):
        _tell_item(place, item, page.day)
    if page.peace:
        say()
        say(tr("Commands", "Left in peace"))
    for left in page.peace:
        say(f"{left.customer.name} · {wording.peace(left.left.reason, page.day)}", 4)


def _tell_item(place: int, item: TodayItem, day: date) -> None:
    one = item.suggestion
    say()
    say(f"{place}. {wording.act(one.act, day)}")
    say(wording.why(one.reason, day), 4)
    number = tr("Commands", "no. {id}").format(id=item.customer.id)
    say(" · ".join(part for part in (kinds.suggestion(one.kind), number, item.phone) if part), 4)


def _page(page: TodayPage) -> as_json.Json:
    return {
        "day": as_json.when(page.day),
        "minutes": page.minutes,
        "suggestions": [_item(item, page.day) for item in page.items],
        "left_in_peace": [_peace(left, page.day) for left in page.peace],
    }


def _item(item: TodayItem, day: date) -> as_json.Json:
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
    }


def _peace(item: PeaceItem, day: date) -> as_json.Json:
    left = item.left
    return {
        "customer": {"id": item.customer.id, "name": item.customer.name},
        "kind": left.kind,
        "reason": {"code": left.reason.code, "words": wording.peace(left.reason, day)},
        "until": as_json.when(left.until),
    }

"""``relapp find``: search in everything."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from relapp.commands import as_json
from relapp.commands.output import say, say_json
from relapp.commands.shop import opened
from relapp.paths import Places
from relapp.services.operations import local_now
from relapp.services.pages import search
from relapp.services.pages.customers import CustomerRow
from relapp.services.pages.search import Hit, HitKind
from relapp.ui.wording import dates, kinds, quoted, tr


def find(options: Namespace, places: Places) -> int:
    """Print what fits the words."""
    words = " ".join(options.words)
    with opened(places) as database, database.read() as reader:
        page = search.page(reader, words, local_now().date())
    if options.json:
        say_json(
            {"words": words, "people": [_row(row) for row in page.people], "hits": [_hit(hit) for hit in page.hits]}
        )
        return 0
    if not page.people and not page.hits:
        say(tr("Commands", "Nothing fits {words}.").format(words=quoted(words)))
    for row in page.people:
        _tell_row(row, local_now().date())
    for hit in page.hits:
        say(f"{_place(hit.kind)} · {hit.customer} ({hit.customer_id}): {quoted(hit.words)}")
    return 0


def _tell_row(row: CustomerRow, today: date) -> None:
    say(f"{row.name} ({row.id})" + (f" · {row.nickname}" if row.nickname else ""))
    if row.last is not None and row.kind is not None:
        last = f"{kinds.interaction(row.kind)} · {dates.ago(row.last.astimezone().date(), today)}"
        say(last + (f" · {quoted(row.words)}" if row.words else ""), 4)
    if row.promise:
        say(tr("Commands", "Promised: {words}").format(words=quoted(row.promise)), 4)


def _place(kind: HitKind) -> str:
    return {
        HitKind.ENTRY: tr("Commands", "Entry"),
        HitKind.FACT: tr("Commands", "Fact"),
        HitKind.PROMISE: tr("Commands", "Promise"),
        HitKind.WISH: tr("Commands", "Wish"),
        HitKind.NOTE: tr("Commands", "Note"),
        HitKind.PRODUCT: tr("Commands", "Bought"),
    }[kind]


def _row(row: CustomerRow) -> as_json.Json:
    return {
        "id": row.id,
        "name": row.name,
        "nickname": row.nickname,
        "last": as_json.when(row.last),
        "kind": row.kind,
        "words": row.words,
        "promise": {"words": row.promise, "due": as_json.when(row.due)} if row.promise else None,
    }


def _hit(hit: Hit) -> as_json.Json:
    customer = {"id": hit.customer_id, "name": hit.customer}
    return {"kind": hit.kind, "id": hit.id, "customer": customer, "words": hit.words}

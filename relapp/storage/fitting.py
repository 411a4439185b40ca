"""Whether the record fits itself and the rows that stand: finds what was changed from outside."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from relapp.domain.misfits import MOST, Misfit
from relapp.storage.backwards import Backwards, raw
from relapp.storage.chain import UNFIT, Head
from relapp.storage.reader import Reader
from relapp.storage.resealing import operations
from relapp.storage.standing import Standing


def misfits(reader: Reader, anchor: Head | None = None, *, rows: bool = True) -> list[Misfit]:
    """What does not fit, at most :data:`MOST`; ``anchor`` is where the record ended once, kept elsewhere.

    An anchor from before something was erased says only how far the record must go. Without ``rows`` only the record is
    looked at, which takes a moment where the rows of an import take many.
    """
    found: dict[Misfit, None] = {}
    with closing(_found(reader, anchor, rows=rows)) as every:
        for misfit in every:
            found[misfit] = None
            if len(found) == MOST:
                break
    return list(found)


def unfit(reader: Reader, but: int) -> list[int]:
    """The first operations, except ``but``, that are not as they were sealed."""
    broken = (one.operation_id for one in _seals(reader) if one.operation_id not in (None, but))
    return list(dict.fromkeys(one for one in islice(broken, MOST) if one is not None))


def _found(reader: Reader, anchor: Head | None, *, rows: bool) -> Generator[Misfit]:
    yield from _anchored(reader, anchor)
    yield from _seals(reader)
    if not rows:
        return
    back = Backwards(reader)
    for line, told in back.walk():
        if told != line.after or (told == "" and line.action != "delete"):
            yield Misfit("rows", _number(line.operation_id), str(line.table))
    for name, ids in back.strangers():
        yield from (Misfit("stranger", None, name, one) for one in ids or [0])


def _seals(reader: Reader) -> Iterator[Misfit]:
    before, standing, stray = "", Standing(), list[int]()
    stood: list[tuple[int, Any]] = []
    for operation, lines in operations(reader, -(2**62), stray):
        if lines.seal(before, operation) != operation["chain"]:
            yield Misfit("operation", operation["id"])
        yield from (Misfit("operation", one) for one in _told_then(operation["detail"]))
        before = operation["chain"]
        standing.take(operation)
        stood.append((operation["id"], (operation["state"], operation["head"])))
    yield from (Misfit("standing", one) for one, state in stood if standing.of(one) != state)
    count = next(raw(reader, 'SELECT count(*) FROM "change" WHERE operation_id IS NULL'))[0]
    if stray or count:
        yield Misfit("line")


def _anchored(reader: Reader, anchor: Head | None) -> Iterator[Misfit]:
    if anchor is None:
        return
    newest = next(raw(reader, "SELECT coalesce(max(id), 0) FROM operation"))[0]
    erased = next(raw(reader, f"SELECT count(*) FROM operation WHERE name = 'erase' AND id > {anchor.operation_id:d}"))[
        0
    ]
    if newest < anchor.operation_id:
        yield Misfit("cut", anchor.operation_id)
    elif not erased:
        here = next(raw(reader, f"SELECT chain FROM operation WHERE id = {anchor.operation_id:d}"), None)
        if here is None or here[0] != anchor.chain:
            yield Misfit("other", anchor.operation_id)


def _told_then(detail: Any) -> list[int]:
    if not isinstance(detail, str) or UNFIT not in detail:
        return []
    try:
        return [int(one) for one in json.loads(detail)[UNFIT]]
    except (ValueError, TypeError, LookupError):
        return []


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None

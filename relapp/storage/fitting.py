"""Whether the record fits itself and the rows that stand: finds what was changed from outside."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from math import inf
from typing import Any

from relapp.domain.misfits import MOST, Misfit
from relapp.storage.backwards import Backwards, raw
from relapp.storage.chain import SEALED_FROM, UNFIT, Head
from relapp.storage.reader import Reader
from relapp.storage.resealing import ERASE, SEAL, operations
from relapp.storage.standing import Standing


def misfits(reader: Reader, anchors: Iterable[Head] = (), *, rows: bool = True) -> list[Misfit]:
    """What does not fit, at most :data:`MOST`; ``anchors`` are where the record ended once, kept elsewhere.

    Without ``rows`` only the record is looked at, which takes a moment where the rows of an import take many.
    """
    found: dict[Misfit, None] = {}
    with closing(_found(reader, anchors, rows=rows)) as every:
        for misfit in every:
            found[misfit] = None
            if len(found) == MOST:
                break
    return list(found)


def unfit(reader: Reader, but: int) -> list[int]:
    """The first operations, except ``but``, that are not as they were sealed."""
    broken = (one.operation_id for one in _seals(reader) if one.operation_id not in (None, but))
    return list(dict.fromkeys(one for one in islice(broken, MOST) if one is not None))


def _found(reader: Reader, anchors: Iterable[Head], *, rows: bool) -> Generator[Misfit]:
    yield from filter(None, (unlike(reader, anchor) for anchor in anchors))
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


def unlike(reader: Reader, anchor: Head) -> Misfit | None:
    """What tells that the record does not lead on from where it ended once; one look-up where it does.

    What was sealed again since, as erasing does, counts for nothing: an anchor says what was so when it was written.
    """
    one = anchor.operation_id
    here = next(raw(reader, f"SELECT chain FROM operation WHERE id = {one:d}"), None)
    if here is not None and here[0] == anchor.chain:
        return None
    later = list(raw(reader, f"SELECT name, detail FROM operation WHERE id > {one:d}"))
    if any(_first_sealed(name, detail) <= one for name, detail in later):
        return None
    return Misfit("other" if here is not None or later else "cut", one)


def _first_sealed(name: Any, detail: Any) -> float:
    """The first operation that one sealed again; beyond all of them where it sealed none but itself."""
    if name not in (ERASE, SEAL):
        return inf
    try:
        return int(json.loads(detail)[SEALED_FROM])
    except (ValueError, TypeError, LookupError):
        return 0


def _told_then(detail: Any) -> list[int]:
    if not isinstance(detail, str) or UNFIT not in detail:
        return []
    try:
        return [int(one) for one in json.loads(detail)[UNFIT]]
    except (ValueError, TypeError, LookupError):
        return []


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None

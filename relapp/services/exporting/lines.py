"""``shop.jsonl``: one line that says what the file is, then one line a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from relapp import __version__
from relapp.services import settings
from relapp.services.exporting import form, mark
from relapp.services.exporting.uid import uid_of
from relapp.storage import whole
from relapp.storage.reader import Reader

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def lines(reader: Reader, at: datetime) -> Iterator[str]:
    """Every line of the file, each with its line end."""
    yield _line(head(reader, at))
    for table in whole.ORDER:
        for row in whole.stream(reader, table):
            yield _line(form.record(table, row))


def head(reader: Reader, at: datetime) -> dict[str, Any]:
    """What the first line says."""
    shop = settings.read(reader)
    return {
        "format": mark.FORMAT,
        "version": mark.VERSION,
        "program": __version__,
        "shop": uid_of(reader),
        "name": shop.shop_name,
        "currency": shop.currency,
        "exported": at.isoformat(timespec="seconds"),
        "rows": whole.counts(reader),
        "left_out": list(form.LEFT_OUT),
    }


def _line(values: dict[str, Any]) -> str:
    return _encode(values) + "\n"

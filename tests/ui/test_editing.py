"""Editing: what is written quietly is nobody's act."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from relapp.services import drafts
from relapp.storage import schema
from relapp.ui.editing import Editing
from tests.shop import Shop


def test_what_is_kept_quietly_is_no_operation_and_bears_no_name_of_one_sort(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop = Shop()
    names = []
    run = shop.operations.run
    monkeypatch.setattr(shop.operations, "run", lambda name, verb: names.append(name) or run(name, verb))  # type: ignore[func-returns-value]
    Editing(shop.operations).keep_quietly(lambda tx: drafts.keep(tx, "log", "half a line"))
    assert names == ["kept"]
    assert shop.read(lambda reader: drafts.standing(reader, "log")) == "half a line"
    assert shop.read(lambda reader: reader.rows(select(schema.operation.c.id))) == []
    shop.close()

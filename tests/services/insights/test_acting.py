"""Did acting help: from the record of what was shown, held back and answered; recounted by another way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from relapp.domain.suggestions.holding_back import HELD_BACK, HOLDABLE, is_drawn, period_of
from relapp.domain.suggestions.ranking import Today
from relapp.domain.suggestions.reach import OWED
from relapp.services import answers, sample, settings, suggestions
from relapp.services.operations import Operations
from relapp.services.pages.insights import acting as page
from relapp.services.pages.insights.acting import CAME, FOLLOWED, HELD, LEFT, SHOWN, ActingPage, code_of
from relapp.services.pages.insights.asking import Asked
from relapp.storage import answers as stored
from relapp.storage import schema
from relapp.storage.database import Database
from tests.builders import TODAY

SHOWN_ON = TODAY - timedelta(days=60)


def load(database: Database, day: date = TODAY) -> ActingPage:
    with database.read() as reader:
        return page.load(reader, Asked(day))


def test_the_sample_shops_groups_are_those_that_are_counted_by_hand(bakery: Database) -> None:
    found = load(bakery)
    run = bakery._engine.connect().exec_driver_sql
    came: dict[int, set[str]] = {}
    for customer, day in run(
        "SELECT customer_id, date('0001-01-01', '+' || (day - 1) || ' days') FROM participant "
        "WHERE kind IN ('visit', 'purchase')"
    ):
        came.setdefault(customer, set()).add(day)
    owed = ", ".join(f"'{kind}'" for kind in OWED)
    done = run(
        "SELECT customer_id, kind, min(date(moment + 60 * utc_offset, 'unixepoch')) FROM suggestion_answer "
        f"WHERE answer = 'done' AND kind NOT IN ({owed}) AND evidence NOT LIKE 'not_true:%' "
        "GROUP BY customer_id, kind, (julianday(date(moment + 60 * utc_offset, 'unixepoch')) - 1721424.5) / 91 - "
        "((julianday(date(moment + 60 * utc_offset, 'unixepoch')) - 1721424.5) / 91) % 1"
    ).all()
    counted, again = [], []
    for customer, _kind, text in done:
        day = date.fromisoformat(text)
        days = sorted(date.fromisoformat(one) for one in came.get(customer, ()))
        known = [one for one in days if one <= day][-8:]
        gaps = sorted((b - a).days for a, b in pairwise(known))
        middle = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2 if len(known) >= 3 else 30
        length = 30 if len(known) < 3 else min(max(-(-middle // 1), 14), 183)
        if day + timedelta(days=length) < TODAY:
            counted.append(customer)
            if any(day < one <= day + timedelta(days=length) for one in days):
                again.append(customer)
    assert len(counted) >= 20
    assert sorted(found.group(FOLLOWED).counted) == sorted(counted)
    assert sorted(found.group(FOLLOWED).came) == sorted(again)
    assert found.group(FOLLOWED).waiting == len(done) - len(counted)
    assert found.acting.shown is None
    assert not found.holds_back


def test_each_group_opens_its_customers_once(bakery: Database) -> None:
    found = load(bakery)
    with bakery.read() as reader:
        shown = page.behind(reader, found, code_of(FOLLOWED), Asked(TODAY))
        came = page.behind(reader, found, code_of(FOLLOWED, CAME), Asked(TODAY))
        nobody = page.behind(reader, found, code_of(HELD), Asked(TODAY))
    assert set(shown.customers) == set(found.group(FOLLOWED).counted)
    assert len(shown.customers) == len(set(shown.customers))
    assert set(came.customers) == set(found.group(FOLLOWED).came)
    assert nobody.customers == ()


# -- holding back --


@pytest.fixture
def shop() -> Database:
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    return database


def listed(database: Database, day: date = TODAY) -> Today:
    with database.read() as reader:
        return suggestions.board(reader, day).today(100)


def allow(database: Database) -> None:
    Operations(database).run("setting", lambda tx: settings.change(tx, hold_back=True))


def test_nothing_is_held_back_unless_the_owner_allows_it_and_is_recorded_apart(shop: Database) -> None:
    usual = listed(shop)
    assert usual.held_back == ()
    drawn = [one for one in usual.suggestions if is_drawn(one.customer_id, one.kind, period_of(TODAY))]
    allow(shop)
    fair = listed(shop)
    assert drawn
    assert all(is_drawn(one.customer_id, one.kind, period_of(TODAY)) for one in fair.held_back)
    assert {one.kind for one in fair.held_back} <= HOLDABLE
    assert {(one.customer_id, one.kind) for one in drawn} <= {(one.customer_id, one.kind) for one in fair.held_back}
    assert not {(one.customer_id, one.kind) for one in fair.suggestions} & {
        (one.customer_id, one.kind) for one in fair.held_back
    }
    assert [one for one in usual.suggestions if one.kind in OWED] == [
        one for one in fair.suggestions if one.kind in OWED
    ]
    assert listed(shop) == fair, "the same data give the same list"
    # What was held back is recorded apart from what was shown.
    with shop.read() as reader:
        before = stored.shown_between(reader, date.min, date.max)
    with shop.write("kept", at=Operations(shop).now()) as tx:
        for day in (SHOWN_ON, SHOWN_ON + timedelta(days=1)):
            answers.note_shown(tx, fair.suggestions, day, fair.held_back)
    with shop.read() as reader:
        rows = reader.rows(select(schema.suggestion_shown).where(schema.suggestion_shown.c.channel == HELD_BACK))
        shown = stored.shown_between(reader, date.min, date.max)
        held = stored.held_back_between(reader, date.min, date.max)
    assert len(rows) == 2 * len(fair.held_back) > 0
    assert {(one.customer_id, one.kind) for one in held} == {(one.customer_id, one.kind) for one in fair.held_back}
    assert {one[:3] for one in shown} == {one[:3] for one in before} | {
        (one.customer_id, one.kind, one.evidence) for one in fair.suggestions
    }
    found = load(shop)
    assert len(found.group(HELD).counted) + found.group(HELD).waiting == len(held)
    kinds = {one.kind for one in held}
    fair_ones = [
        one.customer_id
        for one in fair.suggestions
        if one.kind in kinds and not is_drawn(one.customer_id, one.kind, period_of(SHOWN_ON))
    ]
    assert len(found.group(SHOWN).counted) + found.group(SHOWN).waiting >= len(fair_ones) > 0
    assert found.group(LEFT).counted

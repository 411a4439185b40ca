"""The track record of each kind: the figures of a plain query, and each opens whom it counts."""

from __future__ import annotations

from relapp.services import response
from relapp.services.pages.insights import track_record as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.track_record import code_of
from relapp.storage.database import Database
from tests.builders import TODAY


def test_the_sample_shops_record_is_what_a_plain_query_counts_and_opens_the_same_people(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
        assert {kind: response.record(reader, TODAY)[kind] for kind in found.records} == found.records
        opened = {
            (kind, part): set(page.behind(reader, found, code_of(kind, part), Asked(TODAY)).customers)
            for kind in found.records
            for part in ("shown", "done", "bought", "left")
        }
    run = bakery._engine.connect().exec_driver_sql
    first, before = "2024-11-04", TODAY.isoformat()
    shown: dict[str, set[tuple[int, str]]] = {}
    for customer, kind, evidence in run(
        f"SELECT DISTINCT customer_id, kind, evidence FROM suggestion_shown WHERE day >= '{first}' AND day < '{before}'"
    ):
        shown.setdefault(kind, set()).add((customer, evidence))
    done: dict[str, list[int]] = {}
    for customer, kind in run(
        "SELECT customer_id, kind FROM suggestion_answer WHERE answer = 'done' AND "
        f"date(moment + 60 * utc_offset, 'unixepoch') >= '{first}' AND "
        f"date(moment + 60 * utc_offset, 'unixepoch') < '{before}'"
    ):
        done.setdefault(kind, []).append(customer)
    assert len(found.records) >= 8
    for kind, record in found.records.items():
        assert record.shown == len(shown.get(kind, ()))
        assert record.done == len(done.get(kind, ()))
        assert opened[kind, "shown"] == {customer for customer, _ in shown.get(kind, ())}
        assert opened[kind, "done"] == set(done.get(kind, ()))
        assert opened[kind, "bought"] <= opened[kind, "done"]
        assert bool(record.bought) == bool(opened[kind, "bought"])
        assert opened[kind, "left"] <= opened[kind, "shown"]

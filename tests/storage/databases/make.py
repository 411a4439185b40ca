"""Makes the file of the present schema version, with a few rows in every table.

Run ``.venv/bin/python -m tests.storage.databases.make`` once before a version is released, and never again after: the
file is what shops have, and every later program must open it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from relapp.domain.consents import Consent, ConsentState, Purpose
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Channel, Kind, NewInteraction
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.suggestions.model import Answer, Reason, Refusal, Suggestion, SuggestionKind
from relapp.domain.wishes import NewWish
from relapp.services import customers, drafts, facts, interactions, promises, relations, settings, staff
from relapp.storage import answers, loading, schema, tags
from relapp.storage.transaction import Transaction
from tests.builders import TODAY, at
from tests.shop import Shop, a_sold

FOLDER = Path(__file__).parent


def fill(shop: Shop) -> None:
    """A few rows in every table, among them what was edited, removed and undone."""
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Corner Bakery", currency="EUR"))
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, "Bea"))
    ana = shop.customer("Ana Moreira", "+351 912 344 417", nickname="Ani", reference="7", note="blind dog")
    bo = shop.customer("Bo Ødegård", email="bo@example.org")
    gone = shop.customer("Cy Gone", "0123")
    entry = shop.log(
        ana,
        bo,
        kind=Kind.PURCHASE,
        words="tried the new roll",
        ago=3,
        lines=(a_sold("Rye bread", 640, 2), a_sold("Roll")),
        facts=(NewFact(FactKind.SIZE, "39", about="daughter"),),
        promises=(NewPromise("keep a loaf", TODAY),),
        wishes=(NewWish("spelt"),),
    )
    shop.edit(entry, words="tried the new rye roll")
    shop.log(gone, ago=9, words="asked the way")
    shop.run("customer_remove", lambda tx: customers.remove(tx, [gone]))
    old = shop.learn(ana, FactKind.BIRTHDAY, "", month=2, day=29)
    shop.run("fact_correct", lambda tx: facts.correct(tx, old, NewFact(FactKind.BIRTHDAY, "", month=3, day=1)))
    shop.run("promise_settle", lambda tx: promises.settle(tx, 1, PromiseState.EXPLAINED, "sold out"))
    shop.run("relation_add", lambda tx: relations.relate(tx, ana, bo, "mother of"))
    shop.run("relation_add", lambda tx: relations.share_household(tx, "Moreira", [ana, bo]))
    said = Consent(ana, Channel.PHONE, Purpose.IDEAS, ConsentState.WITHDRAWN, TODAY, "no calls, please")
    shop.run("consent", lambda tx: customers.note_consent(tx, said))
    sold = shop.run("import", lambda tx: _rest(tx, ana, entry))
    shop.run("log_remove", lambda tx: interactions.remove(tx, sold))
    shop.run("kept", lambda tx: drafts.keep(tx, "log", "ana asked for"))
    shop.log(bo, words="taken back")
    shop.operations.undo()


def _rest(tx: Transaction, customer_id: int, entry_id: int) -> int:
    """What has no verb yet, or needs more around it than a few rows; the id of a sale that was imported."""
    later = TODAY + timedelta(days=7)
    answers.add(tx, customer_id, SuggestionKind.DATE, "fact:2", Answer.NO, Refusal.NOT_NOW, later, entry_id)
    birthday = Suggestion(customer_id, SuggestionKind.DATE, Reason(""), Reason(""), (), Channel.PHONE, TODAY, "fact:2")
    answers.note_shown(tx, [birthday], TODAY)
    tx.insert(schema.photo, customer_id=customer_id, media_type="image/png", content="iVBORw0KGgo=")
    tx.insert(schema.merge, kept_id=customer_id, gone_id=99, name="A. Moreira", reference="8", operation_id=1)
    tx.insert(schema.not_same, one_id=customer_id, other_id=customer_id + 1)
    tx.insert(schema.arrival, words="spelt flour", day=TODAY.isoformat(), staff_id=tx.staff_id)
    question = tx.insert(
        schema.question, code="", words="Does it freeze well?", kind="freezes", about="", place=1, active=True
    )
    tx.insert(
        schema.question_put, customer_id=customer_id, question_id=question, product="Rye bread", answer="declined",
        day=TODAY.isoformat(), staff_id=tx.staff_id, fact_id=None, source_id=entry_id,
    )  # fmt: skip
    tx.insert(schema.erased, customer_id=99, mark="0c0ffee0", salt="5a17", day=TODAY.isoformat())
    tx.connection.execute(
        insert(schema.sign_in), {"staff_id": 9, "pin": "$argon2id$", "failures": 1, "failed_at": 1_700_000_000}
    )
    tags.give(tx, [(customer_id, "regular")])
    tx.insert(
        schema.recovery_case,
        customer_id=customer_id,
        source_id=entry_id,
        cause="burnt crust",
        severity=1,
        remedy="a new loaf",
        cost=320,
        currency="EUR",
        owner_id=tx.staff_id,
        promise_id=1,
        opened=TODAY.isoformat(),
        asked_again=None,
        closed=None,
    )
    batch = tx.insert(
        schema.import_batch,
        operation_id=tx.operation_id,
        file_name="till.csv",
        kind="sales",
        moment=int(tx.at.timestamp()),
        utc_offset=0,
        new=1,
        changed=0,
        same=0,
        doubtful=0,
        bad=0,
    )
    tx.update(schema.customer, customer_id, batch_id=batch)
    sale = NewInteraction((customer_id,), Kind.PURCHASE, at(TODAY), "rung up twice")
    return loading.add_interactions(tx, [(sale, None)], "EUR", batch_id=batch, fingerprints=["5a1e"])[0]


if __name__ == "__main__":
    path = FOLDER / f"v{schema.VERSION:04}.sqlite"
    path.unlink(missing_ok=True)
    made = Shop(path)
    fill(made)
    made.close()
    print(path.name, path.stat().st_size, "bytes")

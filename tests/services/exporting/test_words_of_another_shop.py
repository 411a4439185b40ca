"""Whatever another shop's files say, by and by: nobody is reached who had said no here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.interactions import Channel
from relapp.services import customers
from relapp.storage import consents, schema
from relapp.storage import customers as stored
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction
from tests.builders import TODAY
from tests.services.exporting.conftest import take_in, write
from tests.shop import Shop

PEOPLE = ("Lea Brandt", "Ana Moreira")
WAYS = (Channel.EMAIL, Channel.PHONE)
WORD = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(WAYS),
        "purpose": st.sampled_from(Purpose),
        "state": st.sampled_from(ConsentState),
        "day": st.integers(0, 3).map(lambda ago: TODAY - timedelta(days=ago)),
    }
)
WHO = st.sampled_from(PEOPLE)
SAID = st.tuples(st.just("said"), WHO, WORD)
ACT = st.one_of(
    SAID,
    st.tuples(st.just("rewritten"), st.integers(0, 5), WORD),
    st.tuples(st.just("rewritten"), st.integers(0, 5), WORD),
    st.tuples(st.just("removed"), st.integers(0, 5), st.none()),
    st.tuples(st.just("peace"), WHO, st.sampled_from([None, "2031-01-01", "2032-02-02"])),
    st.tuples(st.just("quiet"), WHO, st.sampled_from(["", "6", "56"])),
)


def act(shop: Shop, what: str, where: Any, values: Any) -> None:
    """Do one thing, at a shop where it can be done."""

    def write_it(tx: Transaction) -> None:
        ids = {one.name: one.id for one in stored.every(tx)}
        if what == "said":
            customers.note_consent(tx, Consent(ids[where], **values))
        elif what == "peace":
            tx.update(schema.customer, ids[where], leave_until=values)
        elif what == "quiet":
            tx.update(schema.customer, ids[where], quiet_days=values)
        else:
            rows = tx.scalars(schema.consent.select().with_only_columns(schema.consent.c.id))
            if rows and what == "rewritten":
                told = {**values, "day": values["day"].isoformat()}
                tx.update(schema.consent, rows[where % len(rows)], **told)
            elif rows:
                consents.remove(tx, rows[where % len(rows)])

    shop.run("act", write_it)


def peace(reader: Reader) -> Mapping[str, tuple[set[tuple[Channel, Purpose]], str, set[str]]]:
    """By name: what they refuse, until when they are left in peace, and on which weekdays always."""
    found = {}
    for one in stored.every(reader):
        said = consents.of_customers(reader, [one.id]).get(one.id, [])
        row = reader.row(schema.customer.select().where(schema.customer.c.id == one.id))
        assert row is not None
        refused = {(way, purpose) for way in WAYS for purpose in Purpose if is_refused(said, way, purpose)}
        found[one.name] = (refused, row.leave_until or "", set(row.quiet_days))
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(SAID, min_size=2, max_size=5), st.lists(st.lists(ACT, min_size=2, max_size=5), min_size=1, max_size=2))
def test_no_file_of_another_shop_loosens_a_no(
    first: list[tuple[str, Any, Any]], later: list[list[tuple[str, Any, Any]]]
) -> None:
    here, there = Shop(), Shop()
    here.customer("Somebody Else")
    for name in PEOPLE:
        there.customer(name, email=f"{name.split()[0].lower()}@b.example")
    with TemporaryDirectory() as folder:
        for number, acts in enumerate([first, *later]):
            for one in acts:
                act(there, *one)
            before = here.read(peace)
            path = write(there, Path(folder) / f"{number}.jsonl")
            take_in(here, path)
            after = here.read(peace)
            for name, (refused, until, quiet) in before.items():
                assert after[name][0] >= refused, name
                assert after[name][1] >= until, name
                assert after[name][2] >= quiet, name
            assert take_in(here, path).tally.counts().new == 0
    for shop in (here, there):
        shop.close()


def test_two_words_that_are_narrowed_at_once_stay(tmp_path: Path) -> None:
    here, there = Shop(), Shop()
    here.customer("Somebody Else")
    lea = there.customer("Lea Brandt", email="lea@b.example")
    for ago in (1, 2):
        word = Consent(lea, Channel.EMAIL, Purpose.ANY, ConsentState.WITHDRAWN, TODAY - timedelta(days=ago))
        there.run("consent", partial(customers.note_consent, consent=word))
    take_in(here, write(there, tmp_path / "first.jsonl"))
    before = here.read(peace)
    assert before["Lea Brandt"][0] == {(Channel.EMAIL, purpose) for purpose in Purpose}
    for place in (0, 1):
        values = {"channel": Channel.EMAIL, "purpose": Purpose.IDEAS, "state": ConsentState.WITHDRAWN, "day": TODAY}
        act(there, "rewritten", place, values)
    tally = take_in(here, write(there, tmp_path / "second.jsonl")).tally
    assert here.read(peace) == before
    assert tally.changed == 1
    for shop in (here, there):
        shop.close()

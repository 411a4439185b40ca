"""Any file twice is that file once: people, sales and appointments of random shops, in which many share what they have.

Names, numbers and phones are drawn from a few, so that a row often fits several, or somebody else; people of one name
share an address.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from contextlib import closing

import pytest

from relapp.services.transfer import importing
from relapp.services.transfer.storing.tally import Tally
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

SHOPS = 60
_FIRST = ("Ana", "Bo", "Cem", "Dora")
_LAST = ("Moreira", "Lund", "Acar", "")
_DAYS = tuple(f"2026-03-{day:02}" for day in range(2, 9))


def somebody(chance: random.Random) -> tuple[str, str, str, str]:
    """A number, a name, an e-mail and a phone, each now and then left out."""

    def perhaps(value: str, share: float) -> str:
        return value if chance.random() < share else ""

    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}".strip()
    # People of quite other names may share an address.
    at = chance.choice([name.replace(" ", ".").lower(), str(chance.randrange(4))])
    return (
        perhaps(str(chance.randrange(1, 9)), 0.4),
        perhaps(name, 0.9),
        perhaps(f"{at}@example.org", 0.5),
        perhaps(f"0113 496 010{chance.randrange(6)}", 0.5),
    )


def people(chance: random.Random) -> str:
    rows = [(*somebody(chance), chance.choice(["", "rye", "spelt"])) for _ in range(12)]
    return written(("Customer ID", "Name", "Email", "Phone", "Favourite bread"), rows)


def sales(chance: random.Random) -> str:
    rows = []
    for number in range(10):
        who, day = somebody(chance), chance.choice(_DAYS)
        for _ in range(chance.randrange(1, 3)):
            product, sum_ = chance.choice([("rye", "3.20"), ("cake", "9.00")])
            rows.append((day, f"R{number}", *who, product, "1", sum_))
    header = ("Date", "Receipt", "Customer ID", "Customer name", "Email", "Phone", "Product", "Quantity", "Amount")
    return written(header, rows)


def talks(chance: random.Random) -> str:
    rows = [(chance.choice(_DAYS), *somebody(chance), "call", chance.choice(["asked", "thanked"])) for _ in range(12)]
    return written(("Date", "Customer ID", "Name", "Email", "Phone", "Type", "Notes"), rows)


def appointments(chance: random.Random) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number in range(8):
        _, name, email, _ = somebody(chance)
        day = chance.choice(_DAYS).replace("-", "")
        attendee = f"ATTENDEE;CN={name or 'Guest'}:mailto:{email}" if email else f"X-NOTE:{number}"
        lines += ["BEGIN:VEVENT", f"UID:{number}@cal", f"DTSTART:{day}T1{number}0000", f"SUMMARY:Fitting {name}"]
        lines += [attendee, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def written(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def take_in(shop: Shop, plan: importing.Plan) -> Tally:
    looked = shop.read(lambda reader: importing.preview(reader, plan))
    taken = shop.run("import", lambda tx: importing.take_in(tx, plan)).tally
    assert (taken.counts(), taken.people) == (looked.counts(), looked.people)
    return taken


def without_batches(shop: Shop) -> dict[str, list[object]]:
    return {name: rows for name, rows in shop.tables().items() if name != "import_batch"}


@pytest.mark.parametrize("part", range(4))
def test_a_second_import_changes_nothing(make_file: MakeFile, part: int) -> None:
    for seed in range(part, SHOPS, 4):
        with closing(Shop()) as shop:
            twice(shop, make_file, seed)


def twice(shop: Shop, make_file: MakeFile, seed: int) -> None:
    chance = random.Random(seed)
    kinds = [("people.csv", people), ("sales.csv", sales), ("talks.csv", talks), ("dates.ics", appointments)]
    chance.shuffle(kinds)
    plans = [importing.prepare(make_file(name, make(chance).encode())) for name, make in kinds]
    for plan in plans:
        take_in(shop, plan)
        before = without_batches(shop)
        assert nothing_new(take_in(shop, plan)), f"shop {seed}: {plan.path.name} at once"
        assert without_batches(shop) == before
    # Nor does a file change anything that came before others, which brought more of its people.
    for plan in plans:
        assert nothing_new(take_in(shop, plan)), f"shop {seed}: {plan.path.name} later"
    assert without_batches(shop) == before
    shop.assert_sound()


def nothing_new(tally: Tally) -> bool:
    return not (tally.new or tally.changed or tally.people)

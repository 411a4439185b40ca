"""A shop in which everything that a person can type is a needle."""

from __future__ import annotations

from pathlib import Path

from relapp.services import settings, staff
from tests.shop import Shop, a_sold

NEEDLE = "Zqxj"
PEOPLE = 6


def fill(folder: Path) -> None:
    """Make the shop in ``folder``, and beside it a file to import whose path is a needle, too."""
    shop = Shop(folder / "shop.relapp")
    shop.operations.staff_id = shop.run("staff_add", lambda tx: staff.add(tx, f"{NEEDLE}staff"))
    shop.run("setting", lambda tx: settings.change(tx, shop_name=f"{NEEDLE}shop"))
    for number in range(PEOPLE):
        one = shop.customer(
            f"{NEEDLE}name{number} {NEEDLE}family",
            phone=f"+49 30 99887{number}",
            email=f"{NEEDLE}{number}@{NEEDLE}.example",
            nickname=f"{NEEDLE}nick{number}",
            note=f"{NEEDLE}note",
        )
        for ago in (40, 30, 20, 10):
            shop.sell(one, a_sold(f"{NEEDLE}bread", 340), ago=ago, words=f"{NEEDLE}words {number}")
        shop.learn(one, f"{NEEDLE}kind", f"{NEEDLE}fact")
        shop.promise(one, f"{NEEDLE}promise", due_in=-1)
        shop.wish(one, f"{NEEDLE}wish")
    shop.close()
    brought = folder / f"{NEEDLE}folder"
    brought.mkdir()
    (brought / f"{NEEDLE}file.csv").write_text(f"Name,Phone\n{NEEDLE}other,030 1234567\n", "utf-8")

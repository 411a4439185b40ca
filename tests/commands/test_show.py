"""What ``relapp show`` says of one customer."""

from __future__ import annotations

from tests.commands.conftest import Relapp


def test_the_relationship_card_is_told_with_what_would_change_each_not_yet(relapp: Relapp) -> None:
    relapp("log", "Ada Lovelace: bought 2x wholemeal 6.40")
    out = relapp("show", "Ada").out
    assert "\nBetween us and Ada Lovelace\n" in out
    assert (
        "    Mutual – not yet: Ada Lovelace came, rang or wrote once in the last 12 months, and we never rang or wrote "
        "to Ada Lovelace. One call or message of ours that Ada Lovelace answers would change it.\n"
    ) in out
    told = relapp("show", "Ada", "--json").json["relationship"]
    assert [one["aspect"] for one in told] == [
        "mutual", "interactive", "learning", "benefit", "change", "unique", "trust",
    ]  # fmt: skip
    assert [one["holds"] for one in told] == [False] * 7
    assert told[0]["receipts"] == [{"source": "interaction", "id": 1}]
    assert all(one["would_change"] and one["rule"] for one in told)

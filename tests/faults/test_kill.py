"""Killed while they write, desks lose nothing; and what would be lost is noticed."""

from __future__ import annotations

from tests.faults import kill
from tests.faults.agreement import disagreements
from tests.faults.desks import Act, Told
from tests.shop import Shop

NEW, OLD = frozenset({"new"}), frozenset({"old"})
EDIT = Act("log_edit", NEW, OLD)


def test_nothing_acknowledged_is_lost_when_desks_are_killed() -> None:
    figure = kill.run(short=True)
    assert not figure.faults, figure.told()


def test_what_is_lost_or_half_done_is_noticed() -> None:
    told = Told()
    told.hear(("did", Act("log", OLD)))
    assert told.faults(frozenset()) == ["lost: old"]
    told.hear(("will", EDIT))
    assert told.faults(OLD) == told.faults(NEW) == []
    assert "half done" in told.faults(OLD | NEW)[0]
    assert "half done" in told.faults(frozenset())[0]
    told.hear(("did", EDIT))
    assert told.faults(OLD) == ["lost: new", "is back: old"]


def test_a_file_at_odds_with_itself_is_noticed() -> None:
    shop = Shop()
    ana = shop.customer()
    shop.log(ana, words="poodle")
    assert disagreements(shop) == []
    with shop.database._begun(write=True) as connection:
        connection.exec_driver_sql("DELETE FROM interaction_words")
        connection.exec_driver_sql("DELETE FROM participant")
    told = disagreements(shop, suggest=False)
    shop.fits = False
    shop.close()
    assert "interaction_words is not what the rows make of it" in told
    assert "search does not find entry 1" in told

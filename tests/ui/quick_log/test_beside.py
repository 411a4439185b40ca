"""What stands beside the line: the range of what they may go on to spend, where something is given away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from relapp.domain.suggestions.signals import Outlook, Range
from relapp.ui.quick_log.form import QuickLogForm
from tests.ui.quick_log.conftest import Shop

MakeForm = Callable[[int | None], QuickLogForm]


@pytest.mark.parametrize("line", ["refunded 12", "returned roll 1.20", "gave her 10% off", "replaced the kettle"])
def test_the_future_range_stands_beside_what_is_given_away_with_its_reasons(
    shop: Shop, form_for: MakeForm, line: str
) -> None:
    form = form_for(shop.ana)
    form.beside.outlook_of = lambda _: Outlook(0.5, 30_000, potential=Range(18_000, 42_000, 365, 11))
    QTest.keyClicks(form.line, line)
    said = form.beside.cost.text()
    assert all(part in said for part in ("180", "420", "a year; 11 people like them.", "Half of 11 customers"))


def test_what_is_not_learned_yet_is_asked_for_again(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    QTest.keyClicks(form.line, "refunded 1")
    assert "too few to say" in form.beside.cost.text()
    form.beside.outlook_of = lambda _: Outlook(0.5, 30_000, potential=Range(18_000, 42_000, 365, 11))
    QTest.keyClicks(form.line, "2")
    assert "11 people like them" in form.beside.cost.text()


def test_an_ordinary_line_has_nothing_beside_it(shop: Shop, form_for: MakeForm) -> None:
    form = form_for(shop.ana)
    QTest.keyClicks(form.line, "bought roll 1.20")
    assert not form.beside.isVisible()

"""Goods: charges of the till are known in several languages, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from relapp.domain.items.goods import is_goods


@pytest.mark.parametrize(
    "name",
    [
        "POSTAGE", "Dotcom postage", "Next Day Carriage", "Manual", "Discount 10 %", "Bank Charges", "AMAZON FEE",
        "Adjust bad debt", "Gift Voucher £20.00", "Our Little Shop Gift Voucher £10", "Delivery charge", "Tip",
        "Versandkosten", "Rabatt", "Liefergebühr", "Gutschein 20 €", "Pfand", "Trinkgeld", "Frais de port", "Remise",
        "Chèque cadeau", "Gastos de envío", "Descuento", "Spese di spedizione", "Sconto", "Verzendkosten", "Statiegeld",
        "Frakt", "Presentkort", "Wysyłka", "Доставка", "送料", "", "   ", "?", "***",
    ],
)  # fmt: skip
def test_what_is_charged_besides_is_no_goods(name: str) -> None:
    assert not is_goods(name)


@pytest.mark.parametrize(
    "name",
    [
        "Manual coffee mill", "Postage stamp box", "Gift card holder", "French carriage lantern", "Delivery van, toy",
        "Coffee", "Toffee", "Tea towel", "Ladies' cut", "Crème de cassis", "Feeding station", "Service à thé", "7",
        "茶", "Port wine", "Gift bag", "Home", "Special", "1st class stamps",
    ],
)  # fmt: skip
def test_what_has_anything_else_in_its_name_is_goods(name: str) -> None:
    assert is_goods(name)

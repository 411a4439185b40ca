"""Chats whose dates can be read in two ways: asked about once, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from relapp.domain.errors import UserError
from relapp.domain.interactions import Direction
from relapp.services.transfer import importing
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.rows import EntryRow
from relapp.ui.wording.errors import sentence
from tests.services.transfer.conftest import MakeFile
from tests.shop import Shop

OPEN = "3/4/2025, 09:15 - Ana: Do you have rye?\n3/4/2025, 09:20 - Shop: We do!\n5/4/2025, 10:00 - Ana: Thanks\n"


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.close()


@pytest.fixture
def talk(make_file: MakeFile) -> Callable[..., Plan]:
    def read(text: str, name: str = "WhatsApp Chat with Ana.txt", ours: tuple[str, ...] = ()) -> Plan:
        return importing.prepare(make_file(name, text.encode()), ours=ours)

    return read


def entries(plan: Plan) -> list[EntryRow]:
    return [row for row in importing.rows_of(plan, "EUR") if isinstance(row, EntryRow)]


def test_a_chat_whose_dates_can_be_read_in_two_ways_is_asked_about_once(talk: Callable[..., Plan], shop: Shop) -> None:
    plan = talk(OPEN, ours=("Shop",))
    assert plan.asks_date_order == "3/4/2025"
    with pytest.raises(UserError) as refused:
        shop.read(lambda reader: importing.preview(reader, plan))
    assert refused.value.code == "import.chat_date_order"
    assert sentence(refused.value) == (
        "Dates in WhatsApp Chat with Ana.txt, such as 3/4/2025, can be read in two ways. Say which comes first."
    )
    for order, month in ((DateOrder.DAY_FIRST, 4), (DateOrder.MONTH_FIRST, 3)):
        answered = plan.with_date_order(order)
        assert not answered.asks_date_order
        assert {row.at.month for row in entries(answered)} == {month} | ({5} if month == 3 else set())
        assert shop.read(partial(importing.preview, plan=answered)).new == 3


@pytest.mark.parametrize(
    "text",
    [
        OPEN.replace("/", "."),
        OPEN.replace("/", "-"),
        OPEN.replace(", ", " à "),
        "3/4/2025, 09:10 - Nachrichten sind Ende-zu-Ende-verschlüsselt. Niemand sonst kann sie lesen.\n" + OPEN,
        OPEN + "13/4/2025, 10:00 - Ana: Bye\n",
        OPEN + "4/5/2025, 10:00 - Ana: Bye\n",
        OPEN.replace("3/4", "4/4").replace("5/4", "4/4"),
    ],
)
def test_nothing_is_asked_where_the_chat_tells_its_dates(talk: Callable[..., Plan], text: str) -> None:
    plan = talk(text, ours=("Shop",))
    assert not plan.asks_date_order
    assert {row.at.month for row in entries(plan)} <= {4, 5}


def test_who_is_the_shop_is_asked_first_and_the_answers_stay(talk: Callable[..., Plan]) -> None:
    plan = talk(OPEN, name="chat.txt")
    assert plan.asks_us
    plan = plan.with_us("Shop").with_date_order(DateOrder.MONTH_FIRST)
    assert not plan.asks_us
    assert not plan.asks_date_order
    assert [(row.at.month, row.direction) for row in entries(plan)] == [
        (3, Direction.IN),
        (3, Direction.OUT),
        (5, Direction.IN),
    ]

"""A shop whose file ends long ago, as a till's export often does."""

from __future__ import annotations

from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk


def test_an_old_file_says_why_the_day_is_empty(desk: Desk) -> None:
    desk.log("Ana Moreira: took 2 rye 6.40")
    desk.come_back(days=400)
    said = " ".join(label.text() for label in desk.session.today.findChildren(Label))
    assert "too long ago to tell who is due" in said

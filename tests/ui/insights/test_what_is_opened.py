"""Whatever stands on these pages opens what it counts, says how it was counted, and stands as well in a new shop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relapp.domain.interactions import Kind
from relapp.domain.pictures import Bars, Line, Picture
from relapp.services import sample
from relapp.services.operations import Operations
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.storage.database import Database
from relapp.ui.charts.card import PictureCard
from relapp.ui.insights.easel import Easel, ListedLine
from relapp.ui.insights.figure import Figure, FigureGrid
from relapp.ui.insights.page import InsightPage
from relapp.ui.insights.pages import PAGES
from relapp.ui.insights.remarks import SORT
from relapp.ui.widgets.card import Card
from relapp.ui.wording.pictures import Words
from tests.builders import TODAY
from tests.shop import Shop

NAMES = ("remarks", "learned", "closeness", "signs", "acting", "record", "recovery")
OURS = [page for page in PAGES if page.name in NAMES]


class Noting(Easel):
    """The easel itself, noting what is put on it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Figure] = []
        self.pictures: list[tuple[Picture, Words]] = []
        self.rows: list[ListedLine] = []
        self.explained = True

    def figures(self, figures: Sequence[Figure]) -> FigureGrid:
        self.shown += figures
        return super().figures(figures)

    def picture(
        self,
        picture: Picture,
        words: Words,
        *,
        said: str = "",
        why: Sequence[str] = (),
        tones: Mapping[str, Any] = {},
    ) -> PictureCard:
        self.pictures.append((picture, words))
        self.explained &= bool(why)
        return super().picture(picture, words, said=said, why=why, tones=tones)

    def lines(self, title: str, lines: Sequence[ListedLine], *, said: str = "", nothing: str = "") -> Card:
        self.rows += lines
        return super().lines(title, lines, said=said, nothing=nothing)

    def codes(self) -> list[str]:
        marks = [mark for picture, _ in self.pictures for mark in picture.marks]
        return [one.opens for one in (*self.shown, *marks, *self.rows) if one.opens]


def built(qtbot: QtBot, database: Database, page: InsightPage) -> tuple[Noting, Any]:
    with database.read() as reader:
        found = page.load(reader, Asked(TODAY))
    easel = Noting()
    qtbot.addWidget(easel)
    page.build(easel, found)
    easel.finish()
    return easel, found


@pytest.fixture(scope="module")
def bakery() -> Iterator[Database]:
    database = Database.in_memory()
    sample.fill(Operations(database), TODAY)
    yield database
    database.close()


@pytest.mark.parametrize("page", OURS, ids=[page.name for page in OURS])
def test_every_figure_mark_and_line_of_the_sample_shop_opens_something_and_says_why(
    qtbot: QtBot, bakery: Database, page: InsightPage
) -> None:
    easel, found = built(qtbot, bakery, page)
    assert easel.pictures
    assert easel.explained
    assert all(figure.why for figure in easel.shown)
    assert len(easel.codes()) >= 4
    for code in easel.codes():
        if not code.startswith(SORT):
            with bakery.read() as reader:
                behind: Behind = page.behind(reader, found, code, Asked(TODAY))
            assert behind.customers or behind.evidence, code
    for picture, words in easel.pictures:
        assert isinstance(picture, Bars | Line)
        if isinstance(picture, Bars):
            labels = [words.label(bar.label) for bar in picture.bars]
            assert len(set(labels)) == len(labels)
            assert all(label and "_" not in label for label in labels)


@pytest.mark.parametrize("page", OURS, ids=[page.name for page in OURS])
def test_an_empty_and_a_new_shop_say_what_will_be_here(qtbot: QtBot, page: InsightPage) -> None:
    shop = Shop()
    easel, _ = built(qtbot, shop.database, page)
    assert easel.codes() == []
    ana = shop.customer("Ana Moreira")
    shop.log(ana, kind=Kind.COMPLAINT, words="Stale")
    shop.learn(ana, "likes", "rye")
    shop.promise(ana, "bake a fresh one", 3)
    easel, found = built(qtbot, shop.database, page)
    for code in easel.codes():
        if not code.startswith(SORT):
            behind = shop.read(lambda reader, code=code: page.behind(reader, found, code, Asked(TODAY)))  # type: ignore[misc]
            assert behind.customers or behind.evidence, code
    shop.close()


def test_the_pages_keys_are_their_own() -> None:
    letters = [page.title().partition("&")[2][0].casefold() for page in PAGES]
    assert len(set(letters)) == len(letters)

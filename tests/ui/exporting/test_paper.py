"""A page on paper: the size that is usual here, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from relapp.domain.errors import UserError
from relapp.ui.exporting import paper

LETTER, A4 = b"/MediaBox [0 0 612", b"/MediaBox [0 0 595"


@pytest.fixture
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("locale")
@pytest.mark.parametrize(
    ("country", "box"),
    [(QLocale.Country.UnitedStates, LETTER), (QLocale.Country.UnitedKingdom, A4), (QLocale.Country.Germany, A4)],
)
def test_the_paper_is_what_is_usual_here(
    qapp: QApplication, tmp_path: Path, country: QLocale.Country, box: bytes
) -> None:
    assert qapp
    QLocale.setDefault(QLocale(QLocale.Language.English, country))
    path = tmp_path / "copy.pdf"
    paper.write_pdf("<style>h1{color:var(--ink)}</style><h1>Ana</h1>" + "<p>tried the roll</p>" * 200, "Ana", path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(box) > 1


def test_a_file_that_cannot_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp
    with pytest.raises(UserError) as refused:
        paper.write_pdf("<p>x</p>", "x", tmp_path / "nowhere" / "copy.pdf")
    assert refused.value.code == "file.cannot_write"

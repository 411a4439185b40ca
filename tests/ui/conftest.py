"""The look of relapp for every test of the window, back to light and 100 % before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from relapp.ui import theme
from relapp.ui.theme import Scheme, Theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """The theme in force."""
    yield theme.install(qapp, Scheme.LIGHT, 100)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

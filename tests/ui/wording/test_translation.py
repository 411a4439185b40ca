"""What can be collected for translators."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QTranslator

from relapp.ui import wording
from relapp.ui.wording import tr


def test_every_sentence_is_literal_so_that_translators_get_it() -> None:
    for path in Path(wording.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                assert all(isinstance(text, ast.Constant) for text in node.args[:2]), f"{path.name}:{node.lineno}"


@given(st.integers(0, 10**6))
def test_english_counts_without_a_file_of_its_own(n: int) -> None:
    assert tr("Test", "%n day(s)", n) == (f"{n} day" if n == 1 else f"{n} days")


def test_without_a_number_brackets_stay() -> None:
    assert tr("Test", "a name (s)") == "a name (s)"


class Shouting(QTranslator):
    """Says everything louder."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002
        return f"{context.upper()}: {text.upper()}"


def test_every_sentence_goes_through_the_translator(qapp: QCoreApplication) -> None:
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        assert tr("Test", "hello") == "TEST: HELLO"
    finally:
        qapp.removeTranslator(translator)

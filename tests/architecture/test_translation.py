"""What a person reads is looked up word for word, so the words handed to a translation must be fixed."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def is_made_up(argument: ast.AST) -> bool:
    """Whether the text is put together first: an f-string, `+`, `%` or `.format(…)`."""
    match argument:
        case ast.JoinedStr() | ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr="format")):
            return True
    return False


def translated_texts(call: ast.AST) -> list[ast.expr]:
    """The arguments of `tr` and `translate` that are looked up: text and comment, after the context if there is one."""
    match call:
        case ast.Call(func=ast.Name(id="tr") | ast.Attribute(attr="tr"), args=arguments):
            return arguments[:2]
        # With one argument it is str.translate and takes a table.
        case ast.Call(func=ast.Name(id="translate") | ast.Attribute(attr="translate"), args=[_, *texts]):
            return texts[:2]
    return []


def untranslatable(source: str) -> list[int]:
    """The lines with a text that no translation can match."""
    texts = (text for node in ast.walk(ast.parse(source)) for text in translated_texts(node))
    return sorted({text.lineno for text in texts if any(is_made_up(part) for part in ast.walk(text))})


def test_no_text_is_put_together_before_it_is_translated() -> None:
    found = {path: untranslatable(path.read_text(encoding="utf-8")) for path in (ROOT / "relapp").rglob("*.py")}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"Bought {product}")',
        'translate("Wording", "Bought " + product)',
        'QCoreApplication.translate("Wording", "Bought %s" % product)',
        'self.tr("Bought {product}".format(product=product))',
        'self.tr(f"Bought" if whole else "Returned")',
    ],
)
def test_a_text_that_no_translation_can_match_is_found(line: str) -> None:
    assert untranslatable(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        'self.tr("Bought {product}").format(product=product)',
        'QCoreApplication.translate("Wording", "%n visits", "", seen + new)',
        "word.translate(TABLE)",
    ],
)
def test_a_fixed_text_is_fine(line: str) -> None:
    assert untranslatable(line) == []

"""Every file is about one noun and short enough to be read whole."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "relapp").rglob("*.py"))
SOURCES = [*PACKAGE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "packaging").rglob("*.py")), ROOT / "dev"]
# A module so called says nothing about what belongs in it, so everything ends up there.
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc"}
LONGEST_FILE = 500
LONGEST_FUNCTION = 60


def words_of(path: Path) -> set[str]:
    return {path.stem, *path.relative_to(ROOT).parts[:-1]}


def long_functions(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f"{path}:{node.lineno}" for node in nodes if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]


def test_every_module_is_named_after_what_it_is_about() -> None:
    assert [path for path in SOURCES if words_of(path) & CATCH_ALL] == []


def test_every_file_can_be_read_whole() -> None:
    assert [path for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE] == []


def test_every_function_fits_on_a_screen() -> None:
    assert [place for path in PACKAGE for place in long_functions(path)] == []

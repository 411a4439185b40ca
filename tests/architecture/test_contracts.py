"""Who may import whom: the contracts of pyproject.toml, and why each of them stands there."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

REASONS = {
    "Layers: ui above services above storage above domain": (
        "A newcomer asks two questions: which noun, and is it a rule, a query, an action or a picture? "
        "The answer is one file only as long as no layer knows the ones above it."
    ),
    "The domain decides from values: no database, no window, no files": (
        "Rules that only see values can be tried out in microseconds, with any date and any history, "
        "and give the same answer on every desk."
    ),
    "SQL lives in storage only": (
        "Every change must pass the one door that journals it, or undo, the audit view and the other desks miss it."
    ),
    "Qt lives in ui only": (
        "Import, find, log and the checks run without a display, in a background thread and in a test without a window."
    ),
}

SMALLEST_TREE = (
    "__init__",
    "__main__",
    "app",
    *(f"{layer}/__init__" for layer in ("domain", "storage", "services", "ui", "commands")),
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package in `folder` against the project's contracts."""
    command = (
        "import sys; from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(config_filename=sys.argv[1], no_logo=True, no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", command, str(ROOT / "pyproject.toml")],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
    )


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    why = "\n".join(reason for name, reason in REASONS.items() if f"{name} BROKEN" in result.stdout)
    assert result.returncode == 0, f"{why}\n{result.stdout}{result.stderr}"


def test_every_contract_gives_its_reason() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]} == set(REASONS)


def test_a_rule_that_opens_a_window_and_a_screen_that_speaks_sql_are_refused(tmp_path: Path) -> None:
    for module in SMALLEST_TREE:
        path = tmp_path / "relapp" / f"{module}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "relapp" / "domain" / "rhythm.py").write_text("import PySide6\n", encoding="utf-8")
    (tmp_path / "relapp" / "ui" / "today.py").write_text("import sqlalchemy\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    broken = {name for name in REASONS if f"{name} BROKEN" in result.stdout}
    assert broken == set(REASONS) - {"Layers: ui above services above storage above domain"}, result.stdout

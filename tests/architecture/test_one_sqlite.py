"""One SQLite library in the process: two of them would break each other's file locks and damage a shop's data."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Makes a real file, so that a library that is imported late is seen too.
MAKE_A_DATABASE = """
import sys
from pathlib import Path
from relapp.storage.database import Database

Database.open(Path(sys.argv[1])).close()
print(sorted({"sqlite3", "_sqlite3", "sqlcipher3"} & set(sys.modules)))
"""


def imported_modules(source: str) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.partition(".")[0])
    return modules


def test_no_module_imports_the_sqlite_of_the_standard_library() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "relapp").rglob("*.py")}
    assert [path for path, source in sources.items() if imported_modules(source) & {"sqlite3", "_sqlite3"}] == []


def test_making_a_database_loads_one_sqlite_only(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE_A_DATABASE, str(tmp_path / "shop.relapp")]
    assert subprocess.check_output(command, text=True, cwd=ROOT).strip() == "['sqlcipher3']"

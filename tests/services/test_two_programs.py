"""Two programs at one shop: one erases and cleans, the other saves; what it acknowledged can be brought back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from relapp.domain.rotation import Reason
from relapp.services import backup_cleaning, erasure, recovery
from relapp.services.backups import Backups
from relapp.storage import backups as stored
from relapp.storage import schema
from tests.shop import Shop

ROOT = Path(__file__).parents[2]
SAVING = """
import sys
from pathlib import Path
from relapp.services import recovery
from relapp.services.operations import Operations
from relapp.storage import schema
database = recovery.open_shop(Path(sys.argv[1]), Path(sys.argv[2]))
operations = Operations(database)
print("ready", flush=True)
for line in sys.stdin:
    operations.run("log", lambda tx: tx.insert(schema.tag, name=line.strip()))
    print(line.strip(), flush=True)
"""


class Other:
    """The other program: it saves what it is told, and says when it has."""

    def __init__(self, file: Path, folder: Path) -> None:
        command = [sys.executable, "-c", SAVING, str(file), str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}
        )
        self.saved: list[str] = []
        assert self._heard() == "ready"

    def _heard(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def save(self) -> None:
        assert self.process.stdin is not None
        words = f"saved {len(self.saved)}"
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        assert self._heard() == words
        self.saved.append(words)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = Shop(tmp_path / "shop.relapp", tmp_path / "backups")
    yield made
    made.database.close()


def there(file: Path, folder: Path) -> set[str]:
    database = recovery.open_shop(file, folder)
    with database.read() as reader:
        found = set(reader.scalars(select(schema.tag.c.name)))
    assert database.misfits(database.ends) == []
    database.close()
    return found


@pytest.mark.parametrize("first", ["who saves", "who erases"])
def test_what_is_saved_while_another_program_cleans_is_lost_nowhere(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    file, folder = tmp_path / "shop.relapp", tmp_path / "backups"
    kept = Backups(shop.operations, folder)
    mara = shop.customer("Quistberg Mara")
    other = Other(file, folder) if first == "who saves" else None
    kept.make(Reason.ASKED)
    shop.log(mara, words="Quistberg came")
    other = other or Other(file, folder)
    ordinary = {name: getattr(stored, name) for name in ("remove", "make", "remake", "_checked")}

    def meanwhile(name: str) -> Any:
        def at_the_worst_moment(*about: Any, **how: Any) -> Any:
            other.save()
            return ordinary[name](*about, **how)

        return at_the_worst_moment

    other.save()
    shop.run("erase", lambda tx: erasure.erase(tx, mara))
    erasure.finish(shop.operations)
    for name in ordinary:
        monkeypatch.setattr(stored, name, meanwhile(name))
    steps = 0
    while backup_cleaning.step(kept).cleaned:
        steps += 1
        assert steps < 30
    monkeypatch.undo()
    other.save()
    other.kill()
    assert len(other.saved) > 4
    assert b"quistberg" not in b"".join(path.read_bytes() for path in folder.iterdir()).lower()
    shop.database.close()
    for path in tmp_path.glob("shop.relapp*"):
        path.unlink()
    recovery.restore(file, folder, at=shop.now)
    assert there(file, folder) >= set(other.saved)

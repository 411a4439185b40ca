"""The command line as a person types it, in a shop of the test's own."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from relapp.__main__ import main
from relapp.commands.parser import command_line

FILES = Path(__file__).parents[1] / "services" / "transfer" / "files"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said, read as JSON."""
        return json.loads(self.out)


Relapp = Callable[..., Ended]


def commands() -> list[str]:
    """Every command there is, as the command line itself has them."""
    (choices,) = (one.choices for one in command_line()._actions if isinstance(one, argparse._SubParsersAction))
    return [*choices]


@pytest.fixture
def relapp(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Relapp:
    """A function that runs a command on the shop in ``tmp_path / "shop"``."""

    def run(*arguments: str | Path, within: Path = tmp_path / "shop") -> Ended:
        capsys.readouterr()
        try:
            code = main(["--data-dir", str(within), *map(str, arguments)])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def the_language_stays_as_it_was() -> Iterator[None]:
    """Commands settle the language of the whole process."""
    before = QLocale()
    yield
    QLocale.setDefault(before)

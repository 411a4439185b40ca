"""``python -m tests.faults [PROOF …] [--short]``: prove the promises, one by one; ``table`` writes docs/promises.md."""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults import promises
from tests.faults.figure import PART, Figure, keep, kept, percent

FOLDER = Path(__file__).parent


def proofs() -> dict[str, str]:
    """The proofs by name, with what each says of itself: every module here that has a function ``run``."""
    found = {}
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def prove(name: str, *, short: bool) -> bool:
    """Run one proof, print and keep its figures; whether all were reached.

    A module has ``run(short) -> Figure``; one that measures several things gives a dictionary of them by name.
    """
    run: Callable[[bool], Figure | dict[str, Figure]] = importlib.import_module(f"tests.faults.{name}").run
    begun = time.monotonic()
    made = run(short)
    seconds = time.monotonic() - begun
    part = f" --part {percent(short=False)}" if percent(short=False) < 100 else ""
    command = f"python -m tests.faults {name}{' --short' if short else part}"
    figures = {name: made} if isinstance(made, Figure) else made
    for one, figure in figures.items():
        print(f"{one}: {figure.told()}", flush=True)
        keep(one, figure, command=command, percent=percent(short=short), seconds=seconds)
    print(f"({seconds:.0f} s)", flush=True)
    return all(figure.reached or figure.skipped for figure in figures.values())


def main() -> int:
    """Prove what was asked for; the exit code says whether every figure was reached."""
    known = proofs()
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("proofs", nargs="*", choices=[*known, "table", []], metavar="PROOF")
    parser.add_argument("--short", action="store_true", help="the form that the ordinary tests run")
    parser.add_argument("--part", type=int, default=100, metavar="PERCENT", help="so much of the long form")
    asked = parser.parse_args()
    os.environ[PART] = str(asked.part)
    if not asked.proofs:
        print("\n".join(f"{name:10} {said}" for name, said in {**known, "table": "Write docs/promises.md"}.items()))
        return 0
    reached = [prove(name, short=asked.short) for name in asked.proofs if name != "table"]
    promises.write(kept())
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())

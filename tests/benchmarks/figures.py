"""``python -m tests.benchmarks.figures``: how well relapp forecasts and ranks, beside others, into docs/figures.md.

A backtest harness and two shops stand in a folder ``shared`` beside the repository or further up (``--shared``). The
harness hides what came after a day; relapp and its own baselines are asked about the same days, and about small shops
drawn from them. The baselines need packages that relapp does not: they run in an environment of their own, which is
made by pip in this user's cache unless ``--python`` names one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path

from tests.benchmarks import figures_text, small_shops, transfer
from tests.benchmarks.costs import enlarged
from tests.benchmarks.figures_text import Found
from tests.benchmarks.measuring import print_table

ROOT = Path(__file__).parents[2]
OUT = ROOT / "docs" / "figures.md"
PACKAGES = ("numpy", "pandas", "scipy", "scikit-learn", "lifetimes")
QUICK_TRANSFER = (10_000, 1)
"""Rows and turns of import and export, to try it out."""
SHOPS = {"uci_a": "gift-shop-purchases.csv.gz", "cdnow": "music-shop-purchases.csv.gz"}
"""How the harness calls each shop, and its file."""

RELAPP = f"{sys.executable} -m tests.benchmarks.backtest {{history}} {{task}} {{out}}"
ITEMS = f"{sys.executable} -m tests.benchmarks.items {{history}} {{task}} {{out}}"
WHO = ("bgnbd", "hgb")
WHAT = ("upcf", "tifuknn")
COSTS = (("forecast", "cdnow", 5_000), ("forecast", "cdnow", 23_570), ("forecast", "cdnow", 100_000))
ITEMS_COST = ("items", "uci_a", 5_000)


@dataclass(frozen=True, slots=True)
class Harness:
    """The harness, the interpreter that runs it, and where its files go."""

    folder: Path
    python: Path
    work: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path) -> str:
        """What the harness says to a command."""
        return self.python_run(self.folder / "bt.py", *arguments)

    def python_run(self, *arguments: str | Path) -> str:
        """What its interpreter prints, run where relapp's own modules are found."""
        return output([str(self.python), *map(str, arguments)], self.environment)

    def engine(self, name: str, command: str, tasks: str = "*") -> None:
        """Ask an engine about the tasks whose names fit."""
        say(f"{name} on {tasks}")
        self.run("run", self.work / "tasks", self.work / "predictions", name, command, tasks)

    def baseline(self, module: str, model: str) -> str:
        """The command of a baseline."""
        script = self.folder / "prototype" / f"{module}.py"
        return f"{self.python} {script} {model} --history {{history}} --task {{task}} --out {{out}}"

    def scores(self, name: str, tasks: Path, truth: Path, predictions: Path) -> list[dict[str, Any]]:
        """What came of an engine, task by task."""
        return [json.loads(line) for line in self.run("score", tasks, truth, predictions, name).splitlines()]


def main() -> None:
    """Measure all and write the page."""
    wanted = _arguments()
    if wanted.only_transfer:
        page = wanted.out.read_text(encoding="utf-8")
        figures = transfer.of_generated(*(QUICK_TRANSFER if wanted.quick else ()))
        print_table("import and export", figures)
        wanted.out.write_text(figures_text.with_transfer(page, figures, date.today()), encoding="utf-8")  # noqa: DTZ011
        return
    shared = _shared(wanted.shared)
    begin = time.monotonic()
    work = Path(tempfile.mkdtemp(prefix="relapp-figures-"))
    try:
        harness = _harness(shared / "backtest", wanted.python, work)
        found = _measured(harness, shared / "data" / "retail", quick=wanted.quick)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    text = figures_text.page(found, date.today(), minutes=(time.monotonic() - begin) / 60)  # noqa: DTZ011
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(text, encoding="utf-8")
    say(f"{wanted.out} is written.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.figures", description="Write docs/figures.md.")
    parser.add_argument("--shared", type=Path, help="where backtest/ and data/retail/ are (default: shared, beside us)")
    parser.add_argument("--python", type=Path, help=f"an interpreter that has {', '.join(PACKAGES)}")
    parser.add_argument("--quick", action="store_true", help="one day of each shop and few small shops, to try it out")
    parser.add_argument("--only-transfer", action="store_true", help="only the section on import and export")
    parser.add_argument("--out", type=Path, default=OUT, help="where to write (default: docs/figures.md)")
    return parser.parse_args()


def _shared(wanted: Path | None) -> Path:
    places = [wanted] if wanted else [folder / "shared" for folder in ROOT.parents]
    for place in places:
        if (place / "backtest" / "bt.py").is_file() and (place / "data" / "retail").is_dir():
            return place.resolve()
    return sys.exit(
        f"There is no harness in {wanted or ROOT.parent / 'shared'}: give the folder that holds backtest/bt.py and "
        "data/retail with --shared."
    )


def _harness(folder: Path, python: Path | None, work: Path) -> Harness:
    paths = os.pathsep.join(map(str, (folder, folder / "prototype", ROOT)))
    # One thread, so that CPU times can be compared; nothing is written where the harness stands.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    return Harness(folder, python or _environment(), work, environment)


def _environment() -> Path:
    """An environment for the harness, made where this user's programs keep what can be made anew."""
    folder = user_cache_path("relapp") / "figures-environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "complete").exists():
        say(f"Making an environment for the harness in {folder}.")
        output([sys.executable, "-m", "venv", "--clear", str(folder)], os.environ)
        output([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], os.environ)
        (folder / "complete").touch()
    return python


def _measured(harness: Harness, retail: Path, *, quick: bool) -> Found:
    work = harness.work
    tasks, truth, predictions = (work / name for name in ("tasks", "truth", "predictions"))
    (work / "shops").mkdir()
    for name, file in SHOPS.items():
        with gzip.open(retail / file) as packed, (work / "shops" / f"{name}.csv").open("wb") as plain:
            shutil.copyfileobj(packed, plain)
    harness.run("make", work / "shops", tasks, truth)
    if quick:
        for task in sorted(tasks.iterdir())[::3] + sorted(tasks.iterdir())[2::3]:
            shutil.rmtree(task)
    harness.engine("relapp", RELAPP)
    harness.engine("items", ITEMS, "uci_a*")
    for name in WHO:
        harness.engine(name, harness.baseline("baselines", name))
    for name in WHAT:
        harness.engine(name, harness.baseline("what", name), "uci_a*")
        harness.engine(f"{name}_new", harness.baseline("what", f"{name} --new"), "uci_a*")
    engines = ("relapp", "items", *WHO, *WHAT, *(f"{name}_new" for name in WHAT))
    return Found(
        scores={name: harness.scores(name, tasks, truth, predictions) for name in engines},
        small=_small(harness, 1 if quick else 3),
        costs=_costs(harness, (*COSTS[:1], ITEMS_COST) if quick else (*COSTS, ITEMS_COST)),
        versions=_versions(harness),
        transfer=transfer.of_generated(),
        quick=quick,
    )


def _small(harness: Harness, times: int) -> dict[str, list[dict[str, Any]]]:
    """What relapp and the others know of small shops."""
    work = harness.work
    tasks, truth = small_shops.draw(work / "tasks", work / "truth", work, times)
    many = work / "many.py"
    many.write_text(small_shops.BASELINES, encoding="utf-8")
    predictions = work / "small-predictions"
    say(f"{len(list(tasks.iterdir()))} small shops")
    environment = {**harness.environment, "PYTHONPATH": str(ROOT)}
    output([sys.executable, "-m", "tests.benchmarks.small_shops", str(tasks), str(predictions / "relapp")], environment)
    for name in WHO:
        harness.python_run(many, name, tasks, predictions / name)
    return {name: harness.scores(name, tasks, truth, predictions) for name in ("relapp", *WHO)}


def _costs(harness: Harness, wanted: Sequence[tuple[str, str, int]]) -> list[tuple[str, int, float, float]]:
    found = []
    for core, shop, customers in wanted:
        say(f"the core of {core} for {customers} customers")
        lines = harness.work / "lines.npz"
        np.savez(lines, **enlarged(harness.work / "shops" / f"{shop}.csv", customers))
        command = [sys.executable, "-m", "tests.benchmarks.costs", core, str(lines)]
        cost = json.loads(output(command, {**harness.environment, "PYTHONPATH": str(ROOT)}))
        found.append((core, customers, cost["cpu_s"], cost["mib"]))
    return found


def _versions(harness: Harness) -> dict[str, str]:
    script = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    told = harness.python_run("-c", script, *PACKAGES).split()
    return dict(zip(PACKAGES, told, strict=True))


def output(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """What ``command`` prints; ends this program with its last words if it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} … failed:\n{done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

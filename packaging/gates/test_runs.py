"""The built program runs, alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from relapp import __version__


def run(program: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the built program where nothing of this machine helps it."""
    return subprocess.run(
        [str(program), *words], capture_output=True, encoding="utf-8", env=environment, cwd=program.parent, timeout=300
    )


def test_it_tests_itself(program: Path, bare_environment: dict[str, str]) -> None:
    done = run(program, bare_environment, "--self-test")
    assert (done.returncode, done.stderr) == (0, "")
    steps = done.stdout.splitlines()
    wanted = ("make a shop", "migrate an old file", "log a line", "search", "suggest", "back up", "paint the window")
    assert [step for step in wanted if f"{step}: ok" not in steps] == []
    assert steps[-1] == "self-test passed"


def test_it_tells_its_version(program: Path, bare_environment: dict[str, str]) -> None:
    done = run(program, bare_environment, "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"relapp {__version__}")


def test_it_ends_with_the_codes_it_promises(program: Path, bare_environment: dict[str, str], tmp_path: Path) -> None:
    shop = ("--data-dir", str(tmp_path / "shop"))
    assert run(program, bare_environment, *shop, "log", "Ada Lovelace: asked for spelt").returncode == 0
    assert run(program, bare_environment, *shop, "show", "Nobody").returncode == 1
    assert run(program, bare_environment, *shop, "dance").returncode == 2
    (tmp_path / "shop" / "shop.relapp").write_bytes(b"not a shop's file " * 400)
    assert run(program, bare_environment, *shop, "check").returncode == 3


def test_it_reads_what_it_wrote(program: Path, bare_environment: dict[str, str], tmp_path: Path) -> None:
    shop = ("--data-dir", str(tmp_path / "Läden αβ 店"))
    assert run(program, bare_environment, *shop, "log", "Ada Lovelace: bought 2x wholemeal 6.40").returncode == 0
    told = run(program, bare_environment, *shop, "show", "Ada", "--json")
    assert told.returncode == 0
    assert "wholemeal" in json.dumps(json.loads(told.stdout))


def test_it_computes(program: Path, bare_environment: dict[str, str], tmp_path: Path) -> None:
    shop = ("--data-dir", str(tmp_path / "shop"))
    assert run(program, bare_environment, *shop, "log", "Ada Lovelace: bought 2x wholemeal 6.40").returncode == 0
    done = run(program, bare_environment, *shop, "forecast", "--on", "2190-01-01", "--days", "14")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("customer,p_buy,p_drift,")


def test_a_folder_beside_it_makes_it_portable(built: Path, program: Path, bare_environment: dict[str, str]) -> None:
    with TemporaryDirectory(dir=built.parent) as stick:
        # As good as copied, and at once, because it is on the same disk.
        copy = shutil.copytree(built, Path(stick, built.name), symlinks=True, copy_function=os.link)
        data = (copy.parent if copy.suffix == ".app" else copy) / "relapp-data"
        data.mkdir()
        done = run(copy / program.relative_to(built), bare_environment, "log", "Ada Lovelace: came by")
        assert done.returncode == 0
        assert (data / "shop.relapp").is_file()
    assert not any(path.is_file() for path in Path(bare_environment["HOME"]).rglob("*"))


def test_it_writes_nothing_into_its_own_folder(program: Path, built: Path, bare_environment: dict[str, str]) -> None:
    def state() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in built.rglob("*")}

    before = state()
    assert run(program, bare_environment, "--self-test").returncode == 0
    assert state() == before

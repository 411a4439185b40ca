"""The `dev` command: what goes wrong while it prepares the ground is one clear sentence."""

import ast
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEV = runpy.run_path(str(ROOT / "dev"))


def call_dev(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(folder / "dev"), *arguments], capture_output=True, text=True)


@pytest.mark.parametrize("arguments", [[], ["tset"]])
def test_an_unknown_command_shows_all_there_are(arguments: list[str]) -> None:
    answer = call_dev(ROOT, *arguments)
    assert answer.returncode == 2
    assert [name for name in DEV["COMMANDS"] if f"./dev {name}" not in answer.stdout] == []


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with `dev` and a lock file that asks for nothing."""
    folder = tmp_path / "ein Läden αβ"
    folder.mkdir()
    shutil.copy(ROOT / "dev", folder)
    (folder / "requirements.lock").touch()
    return folder


def test_an_environment_that_cannot_be_made_is_one_sentence(clone: Path) -> None:
    (clone / ".venv").touch()
    answer = call_dev(clone, "test", "--version")
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[1:] == [
        f"dev: cannot make {clone / '.venv'} (File exists): it must be a folder, in a place that is yours to write."
    ]


def test_only_an_environment_that_was_finished_for_this_lock_file_is_used(clone: Path) -> None:
    dev = runpy.run_path(str(clone / "dev"))
    dev["PYTHON"].parent.mkdir(parents=True)
    dev["PYTHON"].touch()
    assert not dev["is_current"]()
    dev["STAMP"].write_text(dev["lock_hash"](), encoding="ascii")
    assert dev["is_current"]()
    (clone / "requirements.lock").write_text("one-more==1.0", encoding="utf-8")
    assert not dev["is_current"]()


@pytest.mark.parametrize(
    ("last_words", "sentence"),
    [
        ("WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: none found", "there is no network"),
        ("error: Failed to fetch: …\n  Caused by: invalid peer certificate: UnknownIssuer", "not trusted"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("Error: [Errno 30] Read-only file system: '/srv/relapp/.venv/bin'", "the folder is read-only"),
        ("ERROR: the hashes do not match", "ERROR: the hashes do not match"),
        ("", "failed without a word"),
    ],
)
def test_an_installer_that_fails_is_put_into_one_sentence(last_words: str, sentence: str) -> None:
    fail = "import sys; print(sys.argv[1]); sys.exit(1)"
    with pytest.raises(SystemExit) as stopped:
        DEV["run_installer"](sys.executable, "-c", fail, last_words)
    assert sentence in str(stopped.value)
    assert len(str(stopped.value).splitlines()) == 1


def test_an_interpreter_that_does_not_start_does_not_fit() -> None:
    assert DEV["probe"]("python-of-the-year-3000") == ""
    assert DEV["probe"](sys.executable, "-X", "no-such-thing", "--no-such-option") == ""
    assert DEV["probe"](sys.executable) == sys.executable


def test_while_system_packages_are_being_installed_it_waits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second_time = tmp_path / "busy no more"
    busy_once = (
        "import pathlib, sys; p = pathlib.Path(sys.argv[1]); seen = p.exists(); p.touch(); "
        "print('E: Could not get lock /var/lib/apt/lists/lock.'); sys.exit(not seen)"
    )
    DEV["run_installer"](sys.executable, "-c", busy_once, str(second_time))
    assert capsys.readouterr().err == "dev: waiting for another program that is installing system packages\n"


def test_every_python_3_can_read_the_file_and_look_for_one_that_fits() -> None:
    tree = ast.parse((ROOT / "dev").read_text(encoding="ascii"), feature_version=(3, 6))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotations = [node.returns for node in functions]
    annotations += [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg)]
    # Quoted, an annotation may be newer: nobody evaluates it.
    evaluated = [ast.unparse(node) for node in annotations if not isinstance(node, ast.Name | ast.Constant | None)]
    assert evaluated == []
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]


def test_what_is_needed_is_what_is_looked_for() -> None:
    assert f"from {DEV['PYTHONS'][-1]} to {DEV['PYTHONS'][0]}" in DEV["NEEDED"]

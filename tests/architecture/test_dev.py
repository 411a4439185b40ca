"""The `dev` command: what goes wrong while it prepares the ground is one clear sentence."""

import ast
import os
import runpy
import shutil
import signal
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


@pytest.fixture
def environment(clone: Path) -> Path:
    """The clone's .venv, stamped as whole."""
    folder = clone / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    dev = runpy.run_path(str(clone / "dev"))
    dev["STAMP"].write_text(dev["lock_hash"](), encoding="ascii")
    assert dev["is_current"]()
    return folder


def test_an_environment_for_another_lock_file_is_not_used(environment: Path) -> None:
    dev = runpy.run_path(str(environment.parent / "dev"))
    (environment.parent / "requirements.lock").write_text("one-more==1.0", encoding="utf-8")
    assert not dev["is_current"]()


def test_an_environment_that_was_not_finished_is_not_used(environment: Path) -> None:
    dev = runpy.run_path(str(environment.parent / "dev"))
    dev["STAMP"].unlink()
    assert not dev["is_current"]()


def test_an_environment_whose_python_is_gone_is_not_used(environment: Path) -> None:
    dev = runpy.run_path(str(environment.parent / "dev"))
    dev["PYTHON"].unlink()
    assert not dev["is_current"]()


@pytest.mark.skipif(os.name == "nt", reason="the folder is not named after the version there")
def test_an_environment_made_by_an_earlier_python_is_not_used(environment: Path) -> None:
    dev = runpy.run_path(str(environment.parent / "dev"))
    (environment / "lib" / "python{}.{}".format(*sys.version_info[:2])).rename(environment / "lib" / "python3.10")
    assert not dev["is_current"]()


@pytest.mark.skipif(os.name == "nt", reason="no such locks there")
def test_two_at_once_wait_for_each_other(clone: Path) -> None:
    dev = runpy.run_path(str(clone / "dev"))
    second = "import runpy, sys; alone = runpy.run_path(sys.argv[1])['alone']\nwith alone(): print('alone')"
    with dev["alone"]():
        waiting = subprocess.Popen(
            [sys.executable, "-c", second, str(clone / "dev")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert waiting.stderr is not None
        assert b"waiting for another ./dev" in waiting.stderr.readline()
        assert waiting.poll() is None
    assert waiting.communicate() == (b"alone\n", b"")


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


def test_an_interrupted_run_says_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(DEV["COMMANDS"], "run", interrupted)
    assert DEV["main"]("run") == 130
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="a process is not interrupted like this there")
def test_what_runs_is_not_cut_off_when_it_is_interrupted() -> None:
    slow_to_end = """
import time
try:
    print("begun", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(0.5)
    print("ended")
"""
    # What was started in the background may have been told to ignore this signal.
    call = (
        "import runpy, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "runpy.run_path(sys.argv[1])['call']('-c', sys.argv[2])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", call, str(ROOT / "dev"), slow_to_end],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"begun\n"
    os.killpg(running.pid, signal.SIGINT)
    assert running.communicate()[0] == b"ended\n"


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

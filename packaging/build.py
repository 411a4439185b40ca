"""``./dev build``: the program as a folder in dist/, tried out and measured; on request packages of it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from relapp import __version__

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "build" / "relapp"
MADE = ROOT / "build" / "made"
DIST = ROOT / "dist"
BUILT = DIST / ("relapp.app" if sys.platform == "darwin" else "relapp")

PACKAGES = {"deb": "linux", "appimage": "linux", "flatpak": "linux", "setup": "win32", "dmg": "darwin"}
"""What can be made, each on its own system."""

VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("ProductName", "relapp"),
      StringStruct("ProductVersion", "{version}"),
      StringStruct("FileDescription", "relapp"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("LegalCopyright", "relapp contributors, Apache License 2.0"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def main() -> int:
    """Build; the exit code is that of the first thing that failed."""
    wanted = _arguments()
    if wanted.measure:
        return measure(wanted.measure, "--beside")
    if not wanted.only_packages:
        code = build() or (0 if wanted.no_trial else gates() or measure(BUILT))
        if code:
            return code
    for package in wanted.packages:
        print(f"{_make(package).relative_to(ROOT)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev build", description=__doc__)
    here = [name for name, system in PACKAGES.items() if system == sys.platform]
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"also make {' or '.join(here)}")
    parser.add_argument("--only-packages", action="store_true", help="of the folder that was built before")
    parser.add_argument("--no-trial", action="store_true", help="neither try nor measure what was built")
    parser.add_argument("--measure", type=Path, metavar="FOLDER", help="only measure that one, beside other programs")
    wanted = parser.parse_args()
    for name in wanted.packages:
        if name not in here:
            parser.error(f"{name} cannot be made here; there is {', '.join(here)}")
    return wanted


def build() -> int:
    """Freeze the program into dist/relapp; two runs on the same commit give the same bytes."""
    from icons import write_icon

    shutil.rmtree(BUILT, ignore_errors=True)
    write_icon(MADE)
    numbers = (*(int(part) for part in __version__.split(".")), 0)
    resource = VERSION_RESOURCE.format(numbers=numbers, version=__version__)
    (MADE / "version.txt").write_text(resource, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK.parent)]
    code = subprocess.run([*command, *places, str(HERE / "relapp.spec")], cwd=ROOT, env=_same_each_time()).returncode
    if code == 0 and sys.platform == "win32":
        # "relapp" typed into a console finds .com before .exe: the one that can print there.
        (BUILT / "relapp-console.exe").rename(BUILT / "relapp.com")
    return code


def _same_each_time() -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(committed())}


def committed() -> int:
    """When the newest commit was made, in seconds since 1970; of sources without git, when this file was written."""
    if not (ROOT / ".git").exists():
        return int(Path(__file__).stat().st_mtime)
    return int(subprocess.check_output(["git", "log", "-1", "--format=%ct"], cwd=ROOT, text=True))


def gates() -> int:
    """What every built folder must keep: the tests in packaging/gates."""
    settings = ["-p", "no:randomly", "-p", "no:cacheprovider", "-o", "pythonpath=. packaging"]
    command = [sys.executable, "-m", "pytest", *settings, str(HERE / "gates")]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "RELAPP_BUILT": str(BUILT)}).returncode


def measure(built: Path, *options: str) -> int:
    """Sizes and starts of ``built``, printed beside their goals."""
    command = [sys.executable, str(HERE / "measure.py"), str(built), *options]
    # Else Windows has no sign for what is at most wanted, where this is read by a program.
    settings = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}).returncode


def _make(package: str) -> Path:
    # Imported one by one: each needs the tools of its system.
    match package:
        case "deb":
            from deb import make_deb

            return make_deb(BUILT, WORK, DIST, committed())
        case "appimage":
            from appimage import make_appimage

            return make_appimage(BUILT, WORK, DIST, committed())
        case "flatpak":
            from flatpak import make_flatpak_folder

            return make_flatpak_folder(BUILT, DIST, committed())
        case "setup":
            from setup_exe import make_setup

            return make_setup(BUILT, MADE, DIST)
        case "dmg":
            from dmg import make_dmg

            return make_dmg(WORK, DIST)
    raise AssertionError(package)


if __name__ == "__main__":
    sys.exit(main())

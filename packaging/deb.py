"""The package for Debian and Ubuntu. What the system has itself is left to it."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from desktop import write_desktop_files
from elf import needed, oldest_glibc

from relapp import __version__

HERE = Path(__file__).resolve().parent
MAINTAINER = "relapp contributors <packages@relapp.example>"
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""Packages that are called otherwise from Debian 13 on."""
FOLDERS = ("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64")

CONTROL = """\
Package: relapp
Version: {version}
Section: misc
Priority: optional
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-noto-core | fonts-dejavu-core, xdg-utils
Description: remember every customer, and act on it
 relapp is for small shops. Staff write down in one line what happened with a
 customer, see everything that ever happened with them on one timeline, and get
 a short list every day of whom to get back to, with reasons that open the
 entries they came from.
 .
 It works without a network, an account or a server: all that the shop knows is
 in one file.
"""
OVERRIDES = (
    # The program brings its own Qt and Python, built elsewhere, as it was tested.
    "embedded-library",
    "hardening-no-fortify-functions",
    "hardening-no-pie",
    "library-not-linked-against-libc",
    "custom-library-search-path",
    "shared-library-lacks-prerequisites",
    "sharedobject-in-library-directory-missing-soname",
    # Stripped, the libraries that NumPy brings could not be loaded.
    "unstripped-binary-or-object",
)


def make_deb(built: Path, work: Path, dist: Path, at: int) -> Path:
    """Pack ``built``; ``at`` is the moment that everything in the package bears. Returns the package."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    program = root / "usr" / "lib" / "relapp"
    shutil.copytree(built, program, symlinks=True)
    _leave_to_the_system(program, work / "system-libraries.txt")
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "relapp").symlink_to("../lib/relapp/relapp")
    write_desktop_files(root / "usr" / "share", at)
    _write_documents(root / "usr" / "share", at)
    _settle_modes(root)
    _write_control(root, program)
    _settle_times(root, at)
    package = dist / f"relapp_{__version__}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(at)})
    return package


def _leave_to_the_system(program: Path, told: Path) -> None:
    """Take out the libraries that came from this system's own packages."""
    for line in told.read_text(encoding="utf-8").splitlines():
        place, source = line.split("\t")
        if _package_of(source):
            (program / "_internal" / place).unlink()


def _package_of(path: str) -> str:
    """The package that ``path`` came with, or "" if none did. Packages know some places by their older names."""
    for name in (path, str(Path(path).resolve()), path.removeprefix("/usr"), "/usr" + path):
        found = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.partition(":")[0]
    return ""


def _depends(program: Path) -> str:
    packages = {_package_of(_place_of(library)) for library in needed(program)}
    packages -= {"libc6"}
    listed = [RENAMED.get(name, name) for name in sorted(packages)]
    return ", ".join([f"libc6 (>= {oldest_glibc(program)})", *listed])


def _place_of(library: str) -> str:
    for folder in FOLDERS:
        if Path(folder, library).exists():
            return f"{folder}/{library}"
    raise FileNotFoundError(f"{library}, which the program links to, is nowhere on this system")


def _write_documents(share: Path, at: int) -> None:
    documents = share / "doc" / "relapp"
    documents.mkdir(parents=True)
    moment = format_datetime(datetime.fromtimestamp(at, UTC))
    changes = f"relapp ({__version__}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the source.\n\n"
    changes += f" -- {MAINTAINER}  {moment}\n"
    (documents / "changelog.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))
    shutil.copyfile(HERE / "linux" / "copyright", documents / "copyright")
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    (overrides / "relapp").write_text("".join(f"relapp: {tag}\n" for tag in OVERRIDES), encoding="utf-8")


def _write_control(root: Path, program: Path) -> None:
    files = sorted(path for path in (root / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    control = root / "DEBIAN"
    control.mkdir()
    words = CONTROL.format(
        version=__version__,
        maintainer=MAINTAINER,
        kilobytes=sum(-(-path.stat().st_size // 1024) for path in files),
        depends=_depends(program),
    )
    (control / "control").write_text(words, encoding="utf-8")
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _settle_modes(root: Path) -> None:
    for path in root.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr" / "lib" / "relapp" / "relapp"
            path.chmod(0o755 if runs else 0o644)
    root.chmod(0o755)


def _settle_times(root: Path, at: int) -> None:
    for path in [*root.rglob("*"), root]:
        os.utime(path, (at, at), follow_symlinks=False)

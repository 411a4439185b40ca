"""Where files live: the shop's data, this PC's preferences, logs, and what ships with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

PORTABLE_FOLDER = "relapp-data"

SHOP, SAMPLE = "shop.relapp", "sample.relapp"
"""The names of the shop's own file and of the sample's."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one installation. Nothing is created here: who writes a file makes its folder.

    ``file`` is the shop's file if it was asked for by name.
    """

    data: Path
    config: Path
    logs: Path
    file: Path | None = None

    def at(self, file: Path) -> Places:
        """These places with another shop: data is where its file is, the rest stays. Links are followed."""
        file = file.resolve()
        if file == (self.data / SHOP).resolve():
            return replace(self, file=None)
        return replace(self, data=file.parent, file=file)

    @property
    def database(self) -> Path:
        """The shop's file; never the sample's, which comes and goes."""
        return self.file if self.file is not None and self.file != self.sample else self.data / SHOP

    @property
    def sample(self) -> Path:
        """The sample shop's file, if it was made."""
        return self.data / SAMPLE

    @property
    def told(self) -> str:
        """The shop's file as the preferences name it: seen from their folder, because sticks change their letter."""
        try:
            path = os.path.relpath(self.database, self.config)
        except ValueError:
            path = str(self.database)
        return path.encode("utf-8", "replace").decode("utf-8")

    @property
    def backups(self) -> Path:
        """Where the shop's backups and its daybook are."""
        return backups_of(self.database)

    @property
    def preferences(self) -> Path:
        """This PC's preferences."""
        return self.config / "preferences.json"


def backups_of(file: Path) -> Path:
    """The folder of the backups of one shop's file; two shops in one folder have one each."""
    return file.with_name("backups" if file.name == SHOP else f"{file.stem}-backups")


def places(data_dir: Path | None = None) -> Places:
    """The folders in force: ``data_dir`` if given, else a portable folder beside the program, else the system's own."""
    root = data_dir or portable_dir()
    if root is not None:
        root = root.absolute()
        return Places(data=root, config=root, logs=root / "logs")
    # Imported here because a start with --data-dir, and every icon, can do without it.
    from platformdirs import PlatformDirs

    system = PlatformDirs("relapp", appauthor=False)
    return Places(data=system.user_data_path, config=system.user_config_path, logs=system.user_log_path)


def usual_data() -> Path | None:
    """The system's own folder for the data of relapp, unless somebody else keeps that, too."""
    from platformdirs import PlatformDirs

    from relapp import folders

    found = PlatformDirs("relapp", appauthor=False).user_data_path
    return found if folders.keeper(found) is None else None


def portable_dir() -> Path | None:
    """The folder ``relapp-data`` beside the program, if somebody made one (a USB stick, a shared folder)."""
    folder = program_dir() / PORTABLE_FOLDER
    return folder if folder.is_dir() else None


def program_dir() -> Path:
    """The folder that holds what people see as the program: the executable, the app bundle or the source folder."""
    if not getattr(sys, "frozen", False):
        return _source_dir()
    program = Path(os.environ.get("APPIMAGE") or sys.executable)
    for parent in program.parents:
        if parent.suffix == ".app":
            return parent.parent
    return program.parent


def resources_dir() -> Path:
    """Icons, fonts, translations, help and the sample shop, beside the package or inside a frozen build."""
    bundled: str | None = getattr(sys, "_MEIPASS", None)
    return (Path(bundled) if bundled else _source_dir()) / "resources"


def oldest_shop() -> Path:
    """A shop's file of the first version, for the self-test: inside a frozen build, else where the tests keep it."""
    if getattr(sys, "frozen", False):
        return resources_dir() / "self-test" / "v0001.sqlite"
    return _source_dir() / "tests" / "storage" / "databases" / "v0001.sqlite"


def _source_dir() -> Path:
    return Path(__file__).resolve().parent.parent

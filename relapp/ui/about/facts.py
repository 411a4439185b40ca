"""What About tells of this program and this computer, and what of it goes into a letter to whoever helps."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from relapp import __version__
from relapp.paths import Places
from relapp.ui.wording import tr


def versions(database: str) -> tuple[str, ...]:
    """Names and versions of what relapp stands on."""
    return f"Python {platform.python_version()}", f"Qt {qVersion()}", database


def for_support(database: str, places: Places) -> str:
    """Versions and folders, as lines."""
    lines = (
        f"relapp {__version__}",
        ", ".join(versions(database)),
        f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}, {QGuiApplication.platformName()}",
        tr("About", "Data: {folder}").format(folder=places.data),
        tr("About", "Preferences: {folder}").format(folder=places.config),
        tr("About", "Log: {folder}").format(folder=places.logs),
    )
    return "\n".join(lines)

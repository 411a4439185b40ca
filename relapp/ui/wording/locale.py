"""In which language and manner the program speaks."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def settle(language: str) -> None:
    """Speak ``language`` (a tag such as "pt-BR"; empty: the system's). A system that names none gets English."""
    wanted = QLocale(language) if language else QLocale.system()
    if wanted.language() is QLocale.Language.C:
        wanted = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    QLocale.setDefault(wanted)


def language() -> str:
    """The tag of the language that is spoken: "pt-BR"."""
    return QLocale().bcp47Name()

"""What leaves the program: only to dial, to begin an e-mail, or to show an own folder, whatever stands in the data."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES = frozenset({"tel", "mailto"})
_ADDRESS = re.compile(r"[^@\s?&]+@[^@\s?&]+")


def phone_link(number: str) -> QUrl | None:
    """The link that dials ``number``; ``None`` if it holds no digits."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    plus = "+" if number.strip().startswith("+") else ""
    return QUrl(f"tel:{plus}{digits}") if digits else None


def mail_link(address: str) -> QUrl | None:
    """The link that begins an e-mail; ``None`` if it is no address."""
    plain = address.strip()
    return QUrl(f"mailto:{plain}") if _ADDRESS.fullmatch(plain) else None


def open_link(url: QUrl | None) -> bool:
    """Hand ``url`` to the system if it is of a kind this program opens; whether it was."""
    return url is not None and url.scheme() in _SCHEMES and QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Show one of this program's own folders as the system shows folders; whether there is one and it could be."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

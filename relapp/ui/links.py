"""What leaves the program: only to dial, to begin an e-mail or a message, or to show an own folder.

Nothing is sent: another program opens with the words in it, and a person sends them or does not.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SCHEMES = frozenset({"tel", "mailto", "sms"})
_IN_ADDRESSES = "@!$'*+-/=^_`{|}~."
_ADDRESS = re.compile(r"[^@\s?&]+@[^@\s?&]+")

LONGEST = 1_900
"""Characters; Windows hands no longer link to a program. Words that would make it longer are left out of it."""


def phone_link(number: str) -> QUrl | None:
    """The link that dials ``number``; ``None`` if it holds no digits."""
    digits = _digits(number)
    return QUrl(f"tel:{digits}") if digits else None


def message_link(number: str, words: str = "") -> QUrl | None:
    """The link that begins a message to ``number``; ``None`` if it holds no digits."""
    digits = _digits(number)
    return _with_words(f"sms:{digits}", ("body", words)) if digits else None


def mail_link(address: str, subject: str = "", words: str = "") -> QUrl | None:
    """The link that begins an e-mail; ``None`` if it is no address."""
    plain = address.strip()
    if not _ADDRESS.fullmatch(plain):
        return None
    return _with_words(
        f"mailto:{quote(plain, safe=_IN_ADDRESSES)}", ("subject", " ".join(subject.split())), ("body", words)
    )


def _digits(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    plus = "+" if number.strip().startswith("+") else ""
    return plus + digits if digits else ""


def _with_words(link: str, *fields: tuple[str, str]) -> QUrl:
    """``link`` with these fields, in order, as long as it stays short enough; every sign of them is only a sign."""
    mark = "?"
    for name, words in fields:
        # Mail programs want the line ends of letters.
        encoded = quote("\r\n".join(words.splitlines()), safe="", errors="replace")
        if words and len(link) + len(name) + len(encoded) + 2 <= LONGEST:
            link, mark = f"{link}{mark}{name}={encoded}", "&"
    return QUrl.fromEncoded(link.encode())


def open_link(url: QUrl | None) -> bool:
    """Hand ``url`` to the system if it is of a kind this program opens; whether it was."""
    return url is not None and url.scheme() in _SCHEMES and QDesktopServices.openUrl(url)


def open_folder(folder: Path) -> bool:
    """Show one of this program's own folders as the system shows folders; whether there is one and it could be."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_page(page: Path) -> bool:
    """Show a page that this program wrote as the system shows pages; whether it is there and could be."""
    return (
        page.suffix in (".html", ".pdf") and page.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))
    )

"""HTML of a mail as plain text: what a person reads, and nothing that only a program does."""

from __future__ import annotations

import re

from relapp.services.transfer.reading.pages import PageParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"])
_SILENT = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select", "textarea", "xml"]
)
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "divrplyfwdmsg", "appendonsend")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|font-size\s*:\s*0", re.I)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
_MOST_TAGS = 200_000


class _Reader(PageParser):
    def __init__(self, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._quotes = quotes
        self._parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._silent = 0
        self._tags = 0
        self._lines = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if tag == "br":
            self._say("\n")
            return
        if tag in _BLOCKS:
            self._break(tag)
        if tag == "li":
            self._say("- ")
        if tag in ("td", "th"):
            self._say(" ")
        if tag in _VOID or self._tags > _MOST_TAGS:
            return
        silent = tag in _SILENT or self._leaves_out(tag, dict(attrs))
        self._open.append((tag, silent))
        self._silent += silent

    def _leaves_out(self, tag: str, attrs: dict[str, str | None]) -> bool:
        if _HIDDEN.search(attrs.get("style") or ""):
            return True
        if self._quotes:
            return False
        named = f"{attrs.get('class') or ''} {attrs.get('id') or ''}".lower()
        return any(word in named for word in _QUOTES) or (tag == "blockquote" and attrs.get("type") == "cite")

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open[-50:]):
            return
        while self._open:
            name, silent = self._open.pop()
            self._silent -= silent
            if name == tag:
                break
        if tag in _BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _say(self, text: str) -> None:
        if self._silent:
            return
        if text.strip() and self._lines:
            self._parts.append("\n" * self._lines)
            self._lines = 0
        self._parts.append(text)

    def _break(self, tag: str) -> None:
        """Begin a new line; one line is left empty around what stands by itself."""
        if not self._silent:
            self._lines = max(self._lines, 2 if tag in _SPACED else 1)

    def text(self) -> str:
        """What was read so far."""
        lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", "".join(self._parts)).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain_text(html: str) -> str:
    """The words of a page, without what it quotes of earlier mails unless nothing else is there."""
    return _read(html, quotes=False) or _read(html, quotes=True)


def _read(html: str, *, quotes: bool) -> str:
    reader = _Reader(quotes)
    reader.feed(html)
    reader.close()
    return reader.text()

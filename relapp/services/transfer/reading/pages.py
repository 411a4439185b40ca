"""HTML, also where it breaks the rules."""

from __future__ import annotations

from html.parser import HTMLParser


class PageParser(HTMLParser):
    """The standard library's parser, which goes on behind a declaration that is none ("<![0")."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """What stands behind "<![": passed over as text if it is no section."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            self.handle_data("<![")
            return i + 3

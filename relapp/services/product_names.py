"""The shop's own product names, looked up by what staff type."""

from __future__ import annotations

from bisect import bisect_left

from relapp.domain.folding import fold
from relapp.storage import products
from relapp.storage.reader import Reader

_SHORTEST_START = 3
_LONGEST_ENDING = 2


class ProductNames:
    """A copy in memory: asked many times for each key that is typed, so read once and again when products change."""

    def __init__(self, reader: Reader) -> None:
        names = [name for name in products.all_names(reader) if name]
        self._by_sales = {name: place for place, name in enumerate(names)}
        self._folded = sorted((_folded(name), place, name) for name, place in self._by_sales.items())
        self._whole: dict[str, str] = {}
        for folded, _, name in self._folded:
            self._whole.setdefault(folded, name)

    def find(self, words: str) -> str | None:
        """The product called ``words``, else the one most often sold of those that begin so, else ``None``.

        An ending of a letter or two too many ("rolls") is forgiven.
        """
        wanted = _folded(words)
        if wanted in self._whole:
            return self._whole[wanted]
        if len(wanted) < _SHORTEST_START:
            return None
        begun = self._most_sold(wanted)
        if begun is not None:
            return begun
        for cut in range(1, _LONGEST_ENDING + 1):
            shorter = wanted[:-cut]
            if len(shorter) >= _SHORTEST_START and shorter in self._whole:
                return self._whole[shorter]
        return None

    def _most_sold(self, start: str) -> str | None:
        at = bisect_left(self._folded, (start,))
        best: tuple[int, str] | None = None
        while at < len(self._folded) and self._folded[at][0].startswith(start):
            best = min(best or self._folded[at][1:], self._folded[at][1:])
            at += 1
        return best[1] if best else None


def _folded(words: str) -> str:
    return " ".join(fold(words).split())

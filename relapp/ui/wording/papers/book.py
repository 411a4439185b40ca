"""The readable book: an index, and volumes of so many customers each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from relapp.services.pages.held import Held
from relapp.ui.wording import dates, kinds, tr
from relapp.ui.wording.money import number
from relapp.ui.wording.papers import html
from relapp.ui.wording.papers.held import chapter


class Book:
    """Writes the pages of one shop's book, as of one day."""

    def __init__(self, shop: str, today: date) -> None:
        self._shop = shop or tr("Papers", "The shop")
        self._today = today

    def index(self, people: Sequence[tuple[int, str, str]]) -> str:
        """The first page: everyone by name, each with id, name and the file they stand in."""
        title = tr("Papers", "Customers of {shop}").format(shop=self._shop)
        said = tr("Papers", "{n} customer(s), as of {day}.", len(people)).format(
            n=number(len(people)), day=dates.short(self._today)
        )
        entries = "\n".join(
            f'<li><a href="{html.text(file)}#c{customer_id}" dir="auto">{html.text(name)}</a></li>'
            for customer_id, name, file in people
        )
        body = f"<h1>{html.text(title)}</h1>\n{html.soft(said)}\n<ul class=index>\n{entries}\n</ul>"
        return html.page(title, body)

    def volume(self, people: Iterable[Held]) -> str:
        """One file of customers, each on a page of their own when printed."""
        title = tr("Papers", "Customers of {shop}").format(shop=self._shop)
        back = f'<p class="soft screen"><a href="index.html">{html.text(tr("Papers", "Everyone by name"))}</a></p>'
        chapters = (chapter(one, anchor=f"c{one.customer.id}", first=place == 0) for place, one in enumerate(people))
        return html.page(title, "\n".join([back, *chapters]))

    def called(self, kind: str) -> str:
        """A kind of fact, as it is titled."""
        return kinds.fact(kind)

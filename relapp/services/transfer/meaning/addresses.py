"""Addresses out of the columns that hold their parts, also several of one person: at home, at work, for deliveries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from relapp.services.transfer.meaning.columns import Column, Mapping
from relapp.services.transfer.meaning.headers import Field, plain
from relapp.services.transfer.meaning.values import one_line

PARTS = (Field.ADDRESS, Field.STREET, Field.POSTCODE, Field.CITY, Field.REGION, Field.COUNTRY)
_HOUSE_NUMBER = re.compile(r"\d{1,5}\s?[a-zA-Z]?(?:\s?[-/]\s?\d{1,5}\s?[a-zA-Z]?)?")
_NUMBERED = re.compile(r"address (\d+) (?=[^\d\s])")
_POSTAL_CODE = re.compile(r"postal (?:code|zip|number)|(?:code|codigo|codice|cod|kod|indirizzo|adresse) postale?")
# The words that say which of several addresses a column belongs to.
_WHICH = {
    word: which
    for which, words in {
        "home": "home private privat personal prive particular abitazione domicile",
        "work": "work business geschaftlich dienstlich company office "
        "firmen bureau travail ufficio trabajo werk arbete",
        "other": "other weitere weiterer weiteres weiteren autre otra altro",
        "billing": "billing bill rechnungs rechnung rechnungsadresse "
        "facturation fatturazione facturacion factuur invoice card",
        "shipping": "shipping ship delivery liefer lieferung lieferadresse livraison spedizione envio verzend leverans",
        "postal": "mailing postal",
        "physical": "physical",
    }.items()
    for word in words.split()
}


class _Address(NamedTuple):
    """The columns of one address, by what they hold, and its label where there is more than one address."""

    label: str | int
    columns: dict[Field, tuple[int, ...]]


class Addresses:
    """Puts the addresses of a row together. ``labels`` are those of whole addresses: words, or the column with them."""

    def __init__(self, mapping: Mapping, labels: dict[str, int]) -> None:
        groups: dict[str, list[Column]] = {}
        for column in mapping.all(*PARTS):
            groups.setdefault(_which(column.header), []).append(column)
        self._addresses = [
            _Address(
                labels.get(f"address {which}", _label(columns[0].header) if len(groups) > 1 else ""),
                {part: tuple(each.index for each in columns if each.field is part) for part in PARTS},
            )
            for which, columns in groups.items()
        ]

    def of(self, cells: list[str]) -> Iterator[tuple[str, str]]:
        """The addresses of a row, each once, with their labels."""
        seen: set[str] = set()
        for address in self._addresses:
            for text in _texts(address, cells):
                if text not in seen:
                    seen.add(text)
                    label = address.label if isinstance(address.label, str) else one_line(cells[address.label])
                    yield text, label.removeprefix("* ")


def _texts(address: _Address, cells: list[str]) -> Iterator[str]:
    def first(part: Field) -> str:
        # An apostrophe keeps a spreadsheet from taking the zeros off a postcode.
        return next((text for index in address.columns[part] if (text := one_line(cells[index]).removeprefix("'"))), "")

    postcode, city = first(Field.POSTCODE), first(Field.CITY)
    places = [place for place in (postcode, city) if place]
    streets = [text for index in address.columns[Field.STREET] if (text := one_line(cells[index]))]
    lines: list[str] = []
    for index in address.columns[Field.ADDRESS]:
        text = cells[index].strip()
        if not text:
            continue
        if all(place in text for place in places):
            yield text
            return
        # "Address" beside "City" is the street; one that names some of the rest is told better by its parts.
        if not (streets and any(place in text for place in places)):
            lines.append(text)
    for street in streets:
        _add_street(lines, street)
    place = f"{postcode} {city}".strip()
    land = ", ".join(filter(None, (first(Field.REGION), first(Field.COUNTRY))))
    whole = "\n".join(line for line in (*lines, place, land) if line)
    if whole:
        yield whole


def _add_street(streets: list[str], text: str) -> None:
    if any(text in street for street in streets):
        return
    if streets and _HOUSE_NUMBER.fullmatch(text) and not any(map(str.isdigit, streets[-1])):
        streets[-1] = f"{streets[-1]} {text}"
    else:
        streets.append(text)


def _which(header: str) -> str:
    words = plain(header)
    numbered = _NUMBERED.search(words)
    if numbered:
        return numbered[1]
    words = _POSTAL_CODE.sub("", words)
    return next((which for word in words.split() if (which := _WHICH.get(word))), "")


def _label(header: str) -> str:
    """The word of the header that says which address it is, as the file writes it."""
    words: list[str] = re.findall(r"[^\W\d_]+", header)
    return next((word for word in words if plain(word) in _WHICH), "")

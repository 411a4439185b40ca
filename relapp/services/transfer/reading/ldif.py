"""Address books as directories write them (LDIF, RFC 2849): what mail programs hand out. Read as a table."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from relapp.services.transfer.reading.delimited import Row, TextFile

NAMES = MappingProxyType(
    {
        "cn": "Name",
        "displayname": "Name",
        "givenname": "First name",
        "sn": "Last name",
        "mozillanickname": "Nickname",
        "mail": "Email",
        "mozillasecondemail": "Email 2",
        "mobile": "Mobile phone",
        "cellphone": "Mobile phone",
        "telephonenumber": "Work phone",
        "homephone": "Home phone",
        "street": "Street",
        "streetaddress": "Street",
        "postaladdress": "Street",
        "mozillahomestreet": "Street",
        "l": "City",
        "mozillahomelocalityname": "City",
        "st": "State",
        "mozillahomestate": "State",
        "postalcode": "Postal code",
        "mozillahomepostalcode": "Postal code",
        "c": "Country",
        "co": "Country",
        "countryname": "Country",
        "mozillahomecountryname": "Country",
        "o": "Company",
        "company": "Company",
        "title": "Job title",
        "description": "Notes",
        "birthday": "Birthday",
    }
)
"""What an attribute is called in a table, where that differs; several may stand for one, the first that is filled."""

_PARTS = ("birthyear", "birthmonth", "birthday")
_LEFT_OUT = frozenset(
    ("dn", "version", "changetype", "objectclass", "modifytimestamp", "jpegphoto", "thumbnailphoto", "usercertificate")
)
_GROUPS = frozenset(("groupofnames", "groupofuniquenames", "organizationalunit"))

Entry = dict[str, list[str]]


def is_ldif(sample: Iterable[str]) -> bool:
    """Whether these first lines begin an address book of this kind."""
    said = (line.strip("\ufeff \r\n").lower() for line in sample)
    first = next((line for line in said if line and not line.startswith(("#", "version:"))), "")
    return first.startswith(("dn: ", "dn:: "))


class AddressBook:
    """The people of a file; read anew on each pass, nothing of it is held."""

    def __init__(self, text: TextFile) -> None:
        self._text = text
        self.header = self._columns()

    def rows(self) -> Iterator[Row]:
        """The line where somebody begins, and their cells."""
        for line, entry in self._people():
            told = _told(entry)
            yield line, [told.get(name, "") for name in self.header]

    def _columns(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for _, entry in self._people():
            found |= dict.fromkeys(_told(entry))
        return tuple(found)

    def _people(self) -> Iterator[tuple[int, Entry]]:
        for line, entry in _entries(self._text.lines_of_text()):
            if not _GROUPS.intersection(map(str.lower, entry.get("objectclass", ()))) and _told(entry):
                yield line, entry


def _told(entry: Mapping[str, list[str]]) -> dict[str, str]:
    """What an entry says, by the names of columns; a second number of one kind has a column of its own."""
    told: dict[str, str] = {}
    for attribute, values in entry.items():
        if attribute in _LEFT_OUT or attribute in _PARTS[:2]:
            continue
        name = NAMES.get(attribute, attribute)
        if attribute == "birthday":
            values = _day(entry)
        for number, value in enumerate(filter(None, dict.fromkeys(values)), 1):
            column = name if number == 1 else f"{name} {number}"
            told.setdefault(column, value)
    return told


def _day(entry: Mapping[str, list[str]]) -> list[str]:
    """Thunderbird writes year, month and day each by itself."""
    year, month, day = (next(iter(entry.get(part, ())), "") for part in _PARTS)
    if not (month.isdecimal() and day.isdecimal()):
        return entry.get("birthday", [])
    return [f"{year.zfill(4)}-{month.zfill(2)}-{day.zfill(2)}" if year.isdecimal() else f"--{month:0>2}-{day:0>2}"]


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, Entry]]:
    entry: Entry = {}
    begun = 0
    for number, line in _unfolded(lines):
        if not line:
            if entry:
                yield begun, entry
            entry = {}
            continue
        attribute, value = _pair(line)
        if attribute:
            begun = begun if entry else number
            entry.setdefault(attribute, []).append(value)
    if entry:
        yield begun, entry


def _pair(line: str) -> tuple[str, str]:
    """The attribute without its options ("cn;lang-de"), and its value; empty where a line is neither."""
    attribute, colon, value = line.partition(":")
    if not colon:
        return "", ""
    if value.startswith(":"):
        try:
            value = b64decode(value[1:].strip(), validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            value = ""
    elif value.startswith("<"):
        # What stands in another file is not fetched.
        value = ""
    return attribute.partition(";")[0].strip().lower(), value.strip()


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first; one that begins with a space goes on with the one before."""
    whole, begun = "", 0
    for number, read in enumerate(lines, 1):
        line = read.strip("\ufeff").rstrip("\r\n")
        if line.startswith(" ") and whole:
            whole += line[1:]
            continue
        if begun and not whole.startswith("#"):
            yield begun, whole
        whole, begun = line, number
    if begun and not whole.startswith("#"):
        yield begun, whole

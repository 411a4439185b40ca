"""A card as a customer: what has a place gets it, what has none becomes a fact under the card's own word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from relapp.domain.customers import MAX_NAME, ContactKind, NewContactPoint, NewCustomer, Photo
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.folding import fold
from relapp.services.transfer.meaning.card_parts import (
    OWN_FACT,
    address_lines,
    is_technical,
    kind_of,
    label_of,
    online_name,
    picture,
    plain_address,
    plain_line,
    shown_label,
    without_controls,
    yearly_fact,
)
from relapp.services.transfer.reading.content_lines import ContentLine, components
from relapp.services.transfer.rows import BadRow, PersonRow

_PICTURES = ("PHOTO", "X-MS-CARDPICTURE", "LOGO")
_ONLINE = frozenset({
    "IMPP", "X-AIM", "X-ICQ", "X-MSN", "X-YAHOO", "X-JABBER", "X-SKYPE", "X-SKYPE-USERNAME", "X-QQ", "X-GTALK",
    "X-GOOGLE-TALK", "X-TWITTER", "X-FACEBOOK", "X-INSTAGRAM", "X-LINKEDIN", "X-WHATSAPP", "X-TELEGRAM", "X-SIGNAL",
    "X-THREEMA", "X-SIP", "X-DISCORD", "X-SLACK", "X-MATRIX",
    "X-GROUPWISE", "X-GADUGADU", "X-SOCIALPROFILE", "SOCIALPROFILE", "X-MS-IMADDRESS",
})  # fmt: skip
_SOUNDS = {
    "X-PHONETIC-FIRST-NAME": "phonetic first name",
    "X-PHONETIC-MIDDLE-NAME": "phonetic middle name",
    "X-PHONETIC-LAST-NAME": "phonetic last name",
}
_RELATED = frozenset({"RELATED", "X-ABRELATEDNAMES", "X-RELATIONSHIP"})
_FAMILY = {
    "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-PARTNER": "partner", "X-CHILD": "child", "X-CHILDREN": "children", "X-MS-CHILD": "child", "X-MOTHER": "mother",
    "X-FATHER": "father",
}  # fmt: skip
_SPECIAL_DAYS = {
    "ANNIVERSARY": "anniversary", "X-ANNIVERSARY": "anniversary", "X-EVOLUTION-ANNIVERSARY": "anniversary",
    "X-MS-ANNIVERSARY": "anniversary", "X-KADDRESSBOOK-X-ANNIVERSARY": "anniversary", "DEATHDATE": "death",
    "X-ABDATE": "date",
}  # fmt: skip
_ANDROID_RELATIONS = {
    "1": "assistant", "2": "brother", "3": "child", "4": "partner", "5": "father", "6": "friend", "7": "manager",
    "8": "mother", "9": "parent", "10": "partner", "11": "referred by", "12": "relative", "13": "sister",
    "14": "spouse",
}  # fmt: skip
_ANDROID_DAYS = {"1": "anniversary", "3": FactKind.BIRTHDAY.value}
_GENDERS = {"M": "male", "F": "female", "O": "other", "N": "none", "U": "unknown"}
_WAB_GENDERS = {"1": "female", "2": "male"}
_PLACED = frozenset({"N", "FN", "NICKNAME", "TEL", "EMAIL", "ADR", "LABEL", "URL", "NOTE", "CATEGORIES"}) | _ONLINE
_ELSEWHERE = re.compile(r"(?!data:)[a-z][a-z0-9+.\-]+:")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts in which the family's name comes first and no space parts it."""
_GROUPS = frozenset({("KIND", "group"), ("X-ADDRESSBOOKSERVER-KIND", "group"), ("X-EVOLUTION-LIST", "true")})
_KEPT_OF_BAD = 40


def person(line: int, lines: Sequence[ContentLine]) -> PersonRow | BadRow:
    """The customer that a card tells of.

    Somebody without a name goes by their firm, nickname, address or number, as in a table. Bad are cards with none of
    these (``row.no_name``) and lists of other cards (``row.group``).
    """
    return _Card(line, lines).person()


class _Card:
    """One card while it is read."""

    def __init__(self, line: int, lines: Sequence[ContentLine]) -> None:
        self.line = line
        self.lines = lines
        named = {each.group: each for each in lines if each.name in ("X-ABLABEL", "X-ABADR-LABEL") and each.group}
        self._labels = {group: shown_label(each.text) for group, each in named.items()}

    def person(self) -> PersonRow | BadRow:
        """All of it."""
        if any((each.name, each.text.lower()) in _GROUPS for each in self.lines):
            return self._bad("row.group")
        contacts = tuple(dict.fromkeys(self._contacts()))
        spoken, parts = self._first_text("FN"), self._composed()
        nicknames = [plain_line(word) for each in self._all("NICKNAME") for word in components(each.value, ",")]
        nickname = ", ".join(dict.fromkeys(filter(None, nicknames)))
        reached_by = (point.value for point in contacts if point.kind is not ContactKind.ADDRESS)
        name = spoken or parts or self._firm() or nickname or next(reached_by, "")
        if not name:
            return self._bad("row.no_name")
        customer = NewCustomer(
            name=name[:MAX_NAME].strip(),
            nickname="" if nickname == name else nickname[:MAX_NAME],
            contacts=contacts,
            note="\n".join(filter(None, (without_controls(each.text) for each in self._all("NOTE")))),
        )
        tags = (plain_line(tag) for each in self._all("CATEGORIES") for tag in components(each.value, ",;"))
        told = chain(self._names(name, parts), self._facts(name))
        facts = (fact for fact in told if fact.value or fact.month)
        return PersonRow(
            self.line,
            customer,
            tuple(dict.fromkeys(facts)),
            tuple(dict.fromkeys(filter(None, tags))),
            self._photo(),
        )

    def _all(self, *names: str) -> Iterator[ContentLine]:
        return (each for each in self.lines if each.name in names)

    def _first_text(self, name: str) -> str:
        return next(filter(None, (plain_line(each.text) for each in self._all(name))), "")

    def _firm(self) -> str:
        return next((plain_line(components(each.value)[0]) for each in self._all("ORG")), "")

    def _composed(self) -> str:
        """The name that N gives in parts, as it is spoken."""
        for each in self._all("N"):
            family, given, more, before, after, *rest = [*components(each.value), "", "", "", "", ""]
            spoken = (before, given, more, family, after, *rest)
            if _EASTERN.fullmatch(family + given):
                spoken = (before, family + given, after)
            words = plain_line(" ".join(part.replace(",", " ") for part in spoken if part))
            if words:
                return words
        return ""

    def _names(self, name: str, parts: str) -> Iterator[NewFact]:
        """What the card calls the person besides ``name``."""
        known = set(re.findall(r"\w+", fold(name[:MAX_NAME])))
        for other in (*(plain_line(each.text) for each in self._all("FN")), parts):
            if not set(re.findall(r"\w+", fold(other))) <= known or len(other) > MAX_NAME:
                yield NewFact("name", other)

    def _bad(self, code: str) -> BadRow:
        cells = (
            each.name + ": " + plain_line(each.text[:500])
            for each in self.lines
            if not (each.base64 or is_technical(each))
        )
        return BadRow(self.line, tuple(cells)[:_KEPT_OF_BAD], code)

    # -- ways to reach them --

    def _label(self, each: ContentLine) -> str:
        return self._labels.get(each.group, "") or label_of(each)

    def _contacts(self) -> Iterator[NewContactPoint]:
        addresses: set[str] = set()
        for each in self.lines:
            label = self._label(each)
            if each.name == "TEL" and (value := plain_line(plain_address(each.text))):
                yield NewContactPoint(ContactKind.PHONE, value, label)
            elif each.name == "EMAIL" and (value := plain_line(plain_address(each.text))):
                yield NewContactPoint(ContactKind.EMAIL, value, label)
            elif each.name == "URL" and (value := plain_line(each.text)):
                yield NewContactPoint(ContactKind.OTHER, value, label or "web")
            elif each.name in _ONLINE:
                service, value = online_name(each)
                if value:
                    yield NewContactPoint(
                        ContactKind.OTHER, value, self._labels.get(each.group, "") or service or label
                    )
            elif each.name == "ADR" and (value := address_lines(components(each.value))):
                addresses.update(_words(value))
                yield NewContactPoint(ContactKind.ADDRESS, value, label)
        for each in self.lines:
            # What is printed on an envelope mostly repeats the address in parts.
            told = each.text if each.name == "LABEL" else each.parameter("LABEL") if each.name == "ADR" else ""
            if told and not _words(told) <= addresses:
                lines = (plain_line(line) for line in told.splitlines())
                yield NewContactPoint(ContactKind.ADDRESS, "\n".join(filter(None, lines)), self._label(each))

    # -- what is known of them --

    def _facts(self, name: str) -> Iterator[NewFact]:
        for each in self.lines:
            if each.name == "SOUND" and "x-irmc-n" in each.types():
                # How a Japanese name is spoken.
                yield NewFact("phonetic name", plain_line(" ".join(components(each.value))))
            if each.name in _PLACED or is_technical(each):
                continue
            if each.name in _PICTURES and not _ELSEWHERE.match(each.value[:40].lower()):
                continue
            yield from self._told(each, name)

    def _told(self, each: ContentLine, name: str) -> Iterator[NewFact]:
        text, label = without_controls(each.text), self._labels.get(each.group, "")
        if not text and not each.parameter("X-DAY"):
            return
        if each.name in ("BDAY", "X-ABBIRTHDAY"):
            yield yearly_fact(FactKind.BIRTHDAY, "", text)
        elif each.name in _SPECIAL_DAYS:
            yield yearly_fact(FactKind.DATE, label or _SPECIAL_DAYS[each.name], text)
        elif each.name == "ORG":
            firm, *departments = map(plain_line, components(each.value))
            if firm and fold(firm) != fold(name):
                yield NewFact("company", firm)
            yield from (NewFact("department", department) for department in departments if department)
        elif each.name in _RELATED:
            about = label or " ".join(word for word in each.types() if word not in ("text", "uri", "pref"))
            yield NewFact(FactKind.FAMILY, plain_address(text), about=about)
        elif each.name in _FAMILY:
            yield NewFact(FactKind.FAMILY, text, about=_FAMILY[each.name])
        elif each.name in ("GENDER", "X-GENDER", "X-WAB-GENDER"):
            yield NewFact("gender", _gender(text, _WAB_GENDERS if "WAB" in each.name else _GENDERS))
        elif each.name == "LANG":
            yield NewFact(FactKind.LANGUAGE, text)
        elif each.name == OWN_FACT:
            told = NewFact(label or "about", text, about=each.parameter("X-ABOUT"))
            day = yearly_fact(FactKind.DATE, "", each.parameter("X-DAY"))
            yield replace(told, month=day.month, day=day.day, year=day.year)
        elif each.name == "X-ANDROID-CUSTOM":
            yield from _of_android(components(each.value))
        else:
            kind = _SOUNDS.get(each.name) or label or kind_of(each.name)
            value = without_controls(", ".join(filter(None, components(each.value))))
            if value:
                yield NewFact(kind, value)

    def _photo(self) -> Photo | None:
        pictures = (picture(each) for name in _PICTURES for each in self._all(name))
        return next((found for found in pictures if found is not None), None)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _gender(text: str, words: dict[str, str]) -> str:
    sex, *rest = components(text)
    return ", ".join(filter(None, (words.get(sex.upper(), sex), *rest)))


def _of_android(parts: list[str]) -> Iterator[NewFact]:
    """Telephones put what version 2.1 has no word for into lists that begin with its type."""
    kind = parts[0].rpartition("/")[2].replace("_", " ")
    value, choice, own = (*parts[1:4], "", "", "")[:3]
    if not value or not kind:
        return
    if kind == "relation":
        yield NewFact(FactKind.FAMILY, value, about=own or _ANDROID_RELATIONS.get(choice, ""))
    elif kind == "contact event":
        called = own or _ANDROID_DAYS.get(choice, "date")
        yield yearly_fact(FactKind.BIRTHDAY if called == FactKind.BIRTHDAY else FactKind.DATE, called, value)
    else:
        # Bare small numbers stand for choices in a menu.
        yield NewFact(
            kind, ", ".join(part for part in parts[1:] if part and not re.fullmatch(r"\d{1,2}", part)) or value
        )

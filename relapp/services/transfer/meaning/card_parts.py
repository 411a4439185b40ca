"""The parts of a card: labels, addresses, days, names on the net, pictures."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

from relapp.domain.customers import Photo
from relapp.domain.facts import FactKind, NewFact
from relapp.services.transfer.meaning.values import one_line, parse_birthday
from relapp.services.transfer.reading.content_lines import ContentLine

OWN_FACT = "X-RELAPP-FACT"
"""The line on which relapp writes what cards have no word for; its label is the kind of fact."""
MAX_PICTURE = 4 << 20
"""The most bytes of a picture that is kept; what telephones put on cards has a tenth of that."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_APPLE_LABEL = re.compile(r"_\$!<(.*?)>!\$_")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Words that say how a line is written, or that go without saying.
_UNSPOKEN = frozenset({
    "pref", "voice", "internet", "email", "inline", "vcard", "quoted-printable", "base64", "b", "8bit", "7bit", "uri",
    "text", "x-unknown", "parcel", "postal", "dom", "intl", "url", "x-internet", "unicode", "utf-8", "smtp",
})  # fmt: skip
_PLAIN_WORDS = {"cell": "mobile", "msg": "messages", "x-mobil": "mobile", "textphone": "text telephone"}
_LANGUAGE_TAG = re.compile(r"[a-z]{2}-[a-z]{2}")
_TECHNICAL = frozenset({
    "", "BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND", "MAILER", "CLASS", "SORT-STRING", "CLIENTPIDMAP",
    "XML", "PROFILE", "KEY",
    "SOUND", "CREATED", "LAST-MODIFIED", "SOURCE", "NAME", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS",
    "X-ABUID", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "X-EVOLUTION-FILE-AS", "X-RADICALE-NAME",
    "X-PRODID", "X-CLASS", "X-DATE-CREATED", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN", "X-LOTUS-CHARSET",
    "X-ACCOUNT", "X-FILE-AS", "X-MOZILLA-HTML", "X-EVOLUTION-WEBDAV-ETAG", "X-ADDRESSBOOKSERVER-KIND",
})  # fmt: skip
_TECHNICAL_NAME = re.compile(
    r"X-(?:.*-)?(?:UID|GUID|LUID|ETAG|REV|SYNC|HASH|CROP-RECTANGLE|CROPRECTANGLE|ABCROP.*)|X-COUCHDB.*"
)
_MACHINE_ID = re.compile(r"[0-9a-fA-F-]{16}|[:/@]")
_VENDOR = re.compile(r"X-(?:(?:EVOLUTION|MOZILLA|KADDRESSBOOK(?:-X)?|MS(?:-OL)?|WAB|APPLE|SAMSUNG|GOOGLE|AB)-?)?")
_SCHEME = re.compile(r"([a-z][\w+.\-]*):(?://)?(.*)", re.I | re.S)
_PICTURE_BYTES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"RIFF", "image/webp"),
)


def without_controls(text: str) -> str:
    """``text`` without characters that no one can read."""
    return _CONTROLS.sub("", text)


def plain_line(text: str) -> str:
    """``text`` on one line, without such characters."""
    return one_line(without_controls(text))


def is_technical(line: ContentLine) -> bool:
    """Whether a line tells programs something, and people nothing."""
    if line.name in _TECHNICAL or _TECHNICAL_NAME.fullmatch(line.name) is not None:
        return True
    # A number that people use is short; what programs call each other by is not.
    return line.name.startswith("X-") and line.name.endswith("-ID") and _MACHINE_ID.search(line.value[:100]) is not None


def kind_of(name: str) -> str:
    """What facts are called that a property of this name tells: "time zone" for TZ, "hobby" for X-EVOLUTION-HOBBY."""
    known = {"TZ": "time zone", "GEO": "place on the map", "TITLE": "job title", "ORG-DIRECTORY": "directory"}
    plain = _VENDOR.sub("", name, count=1) if name.startswith("X-") else name
    return known.get(name) or plain.replace("-", " ").replace("_", " ").strip().lower() or name.lower()


# -- labels --


def shown_label(text: str) -> str:
    """A label as its person wrote it, or one of Apple's own ("_$!<HomeFax>!$_") as "home fax"."""
    apple = _APPLE_LABEL.fullmatch(text.strip())
    if apple is None:
        return plain_line(text)
    return _INNER_CAPITAL.sub(" ", apple[1]).lower()


def label_of(line: ContentLine) -> str:
    """What the line's own types say that is worth showing: "work fax"."""
    words = []
    for word in line.types():
        plain = _PLAIN_WORDS.get(word, word)
        if word in _UNSPOKEN or _LANGUAGE_TAG.fullmatch(word) or not re.fullmatch(r"[\w .\-]{1,40}", plain):
            continue
        words.append(plain.removeprefix("x-"))
    return " ".join(dict.fromkeys(words))


# -- values --


def plain_address(text: str) -> str:
    """A telephone number, address or person without the scheme in front: "tel:", "mailto:"."""
    text = text.strip()
    found = re.match(r"(?:tel|sms|mailto):", text, re.I)
    if found is None:
        return text
    value, *more = unquote(text[found.end() :]).split(";")
    extension = next((part[4:] for part in more if part.lower().startswith("ext=")), "")
    return f"{value} ext. {extension}" if extension else value


def address_lines(parts: list[str]) -> str:
    """An address as it stands on an envelope, of the parts that ADR gives it in."""
    box, more, street, place, region, code, country, *rest = [*parts, *[""] * 7]
    lines = [
        *street.splitlines(),
        more,
        box,
        " ".join(filter(None, (code, place))),
        ", ".join(filter(None, (region, country))),
    ]
    # The newest version repeats street and number apart from each other.
    told = "\n".join(lines)
    lines += [part for part in rest if part and part not in told]
    return "\n".join(line for line in map(plain_line, lines) if line)


def yearly_fact(kind: FactKind, words: str, text: str) -> NewFact:
    """A day that comes round; in its own words where no calendar has it. Apple's year 1604 stands for none."""
    day = parse_birthday(re.sub(r"(?<=\d)T.*", "", text))
    if day is None:
        whole = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
        day = parse_birthday("-".join(whole.groups())) if whole else None
    if day is None:
        return NewFact(kind, " ".join(filter(None, (words, text))))
    return NewFact(kind, words or text, month=day.month, day=day.day, year=day.year)


def online_name(line: ContentLine) -> tuple[str, str]:
    """The service and the name there, of a chat or a social profile."""
    text = plain_line(line.text)
    service = line.parameter("X-SERVICE-TYPE") or line.parameter("SERVICE-TYPE")
    if line.name in ("X-SOCIALPROFILE", "SOCIALPROFILE"):
        service = service or next((word for word in line.types() if word not in _UNSPOKEN), "profile")
        user = line.parameter("X-USER") or line.parameter("USERNAME")
        return service.lower(), text or user
    found = _SCHEME.fullmatch(text)
    if found and found[1].lower() not in ("http", "https", "x-apple"):
        return (service or found[1]).lower(), unquote(found[2])
    own = "" if line.name == "IMPP" else kind_of(line.name).removesuffix(" username")
    return (service or own.replace("imaddress", "chat")).lower(), unquote(text.removeprefix("x-apple:"))


# -- pictures --


def picture(line: ContentLine) -> Photo | None:
    """The picture that a line holds, ``None`` for one that is elsewhere, too large or not a picture."""
    value = line.value.strip()
    if line.cut or len(value) * 3 // 4 > MAX_PICTURE + 3:
        return None
    if value[:5].lower() == "data:":
        value = value.partition(",")[2]
    elif not line.base64 and _SCHEME.match(value[:20]):
        return None
    try:
        content = base64.b64decode(re.sub(r"[^A-Za-z0-9+/]", "", value.rstrip("=")) + "==")
    except (ValueError, binascii.Error):
        return None
    media_type = next((name for start, name in _PICTURE_BYTES if content.startswith(start)), "")
    return Photo(media_type, content) if media_type else None

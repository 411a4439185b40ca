"""Single cells: dates, numbers, money, telephone numbers, as people and tills write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_CACHED = 65_536


class DateOrder(StrEnum):
    """Which comes first in 01/12/2010."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class DateEvidence(StrEnum):
    """What one cell says about the order of its column."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    EITHER = "either"
    """A date in both orders, and not the same one."""
    PLAIN = "plain"
    """A date in any order: 2010-12-01, 1 Dec 2010, 05/05/2010."""
    NONE = "none"
    """Not a date."""


class NumberStyle(StrEnum):
    """Which sign stands before the decimals; the other one may group the thousands."""

    POINT = "point"
    COMMA = "comma"


class DayParts(NamedTuple):
    """A day that may lack its year: birthdays are often told without."""

    month: int
    day: int
    year: int | None


_MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
):
    for _number, _name in enumerate(_names.split(), 1):
        _MONTHS[_name] = _number
        _MONTHS.setdefault(_name[:4], _number)
        # "mar" and "jui" begin one month in some languages and two in none of these but French July and June.
        _MONTHS.setdefault(_name[:3], _number)
del _MONTHS["jui"]

_TIME = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?)?(?:\s.*|z|[+-]\d.*)?", re.I
)
_NUMERIC_DAY = re.compile(r"(\d{1,4})(\s?[./\-]\s?|\s)(\d{1,2})(?:\s?[./\-]\s?|\s)(\d{1,4})\.?(?![\d:])")
_WORDED_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-]+(?:de\s+)?([^\W\d]{3,})\.?,?[\s\-]+(?:de\s+)?(\d{4}|\d{2})\b", re.I
)
_WORDED_MONTH = re.compile(r"([^\W\d]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s\-]+(\d{4})|-(\d{2}))\b", re.I)
_YEARLESS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-]*(?:de\s+)?([^\W\d]{3,})|([^\W\d]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?)\.?",
    re.I,
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""Japanese eras, each with the year before its first."""
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(\d{{1,2}}|元)年")
_WEEKDAY = re.compile(r"[^\W\d]{2,}\.?,\s*(?=[\d\w])")
_COMPACT_DAY = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_RANGE = (15_000, 80_000)
_SERIAL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day zero has no time zone
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@lru_cache(_CACHED)
def parse_moment(text: str, order: DateOrder | None = None) -> datetime | None:
    """The local moment that ``text`` names, midnight where it has no time of day; ``None`` if it is not one.

    An offset ("+01:00", "Z") is left off: the wall clock of who wrote the file is kept. ``order`` settles 01/12/2010;
    without it such a date is not one. Two-digit years are 1970 to 2069.
    """
    text = text.strip()
    moment = _iso_moment(text)
    if moment is None:
        found = _day(text)
        if found is None:
            return None
        (first, second, year), tail = found
        day = _arranged(first, second, year, order)
        clock = time() if not tail else parse_time(tail)
        if day is None or clock is None:
            return None
        moment = datetime.combine(day, clock)
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


@lru_cache(_CACHED)
def date_evidence(text: str) -> DateEvidence:
    """What ``text`` says about the order of day and month in its column."""
    by_day, by_month = parse_moment(text, DateOrder.DAY_FIRST), parse_moment(text, DateOrder.MONTH_FIRST)
    if by_day == by_month:
        return DateEvidence.NONE if by_day is None else DateEvidence.PLAIN
    if by_day and by_month:
        # Points are written where the day comes first.
        return DateEvidence.DAY_FIRST if re.match(r"\s*\d+\.", text) else DateEvidence.EITHER
    return DateEvidence.DAY_FIRST if by_day else DateEvidence.MONTH_FIRST


@lru_cache(_CACHED)
def parse_time(text: str) -> time | None:
    """The time of day that ``text`` names: "08:34", "8:34:00 pm", "8h05", also at the end of a whole moment."""
    found = _TIME.fullmatch(text.strip().rpartition("T")[2].strip())
    if found is None:
        moment = _iso_moment(text.strip())
        return moment.time() if moment else None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def parse_birthday(text: str, order: DateOrder | None = None) -> DayParts | None:
    """The day and month, with the year if it was told; two-digit years are in the past century from 30 on.

    Understands "--05-13", "13.5.", "05/13" and "13 May" besides whole dates; years before 1900 stand for none.
    """
    text = text.strip()
    bare = re.fullmatch(r"--(\d{2})-?(\d{2})", text)
    if bare is None:
        bare = re.fullmatch(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\.?", text)
        if bare is not None and _month_first(int(bare[1]), int(bare[2]), order, "." in text) is False:
            return _day_parts(int(bare[2]), int(bare[1]), None)
    if bare is not None:
        return _day_parts(int(bare[1]), int(bare[2]), None)
    yearless = re.fullmatch(r"(1[0-8]\d\d)-(\d{2})-(\d{2})", text)
    if yearless is not None:
        return _day_parts(int(yearless[2]), int(yearless[3]), None)
    worded = _YEARLESS.fullmatch(text)
    if worded is not None and (month := _month(worded[2] or worded[3])):
        return _day_parts(month, int(worded[1] or worded[4]), None)
    moment = parse_moment(text, order)
    if moment is None:
        return None
    year = moment.year
    if year >= 2030 and str(year) not in text:
        year -= 100
    return DayParts(moment.month, moment.day, year)


def _day_parts(month: int, day: int, year: int | None) -> DayParts | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return DayParts(month, day, year)


def _month_first(first: int, second: int, order: DateOrder | None, points: bool) -> bool:
    if first > 12 or second > 12:
        return second > 12
    return order is DateOrder.MONTH_FIRST or (order is None and not points)


def _iso_moment(text: str) -> datetime | None:
    if len(text) >= 10 and text[4] == "-":
        try:
            return datetime.fromisoformat(text.replace(" +", "+")).replace(tzinfo=None)
        except ValueError:
            pass
    compact = _COMPACT_DAY.fullmatch(text)
    if compact is not None:
        try:
            return datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007 - local by meaning
        except ValueError:
            return None
    if _SERIAL.fullmatch(text) and _SERIAL_RANGE[0] <= float(text) <= _SERIAL_RANGE[1]:
        return (_SERIAL_EPOCH + timedelta(days=float(text)) + timedelta(milliseconds=500)).replace(microsecond=0)
    return None


def _day(text: str) -> tuple[tuple[int, int | None, int], str] | None:
    """The numbers of a date (both may be the day; or month and day with ``None`` between them) and what follows."""
    text = _ERA.sub(lambda era: f"{_ERAS[era[1]] + (1 if era[2] == '元' else int(era[2]))}年", text)
    text = text.replace("年", "-").replace("月", "-").replace("日", " ").strip()
    text = _WEEKDAY.sub("", text, count=1) if text[:1].isalpha() and "," in text[:12] else text
    found = _NUMERIC_DAY.match(text)
    if found is not None:
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        first_width, third_width = len(found[1]), len(found[4])
        if first_width == 4 and third_width <= 2:
            return (second * 100 + third, None, first), _tail(text, found.end())
        if first_width <= 2 and third_width in (2, 4):
            return (first, second, _whole_year(third, third_width)), _tail(text, found.end())
        return None
    found = _WORDED_DAY.match(text)
    if found is not None and (month := _month(found[2])):
        return (month * 100 + int(found[1]), None, _whole_year(int(found[3]), len(found[3]))), _tail(text, found.end())
    found = _WORDED_MONTH.match(text)
    if found is not None and (month := _month(found[1])):
        year = found[3] or found[4]
        return (month * 100 + int(found[2]), None, _whole_year(int(year), len(year))), _tail(text, found.end())
    return None


def _month(word: str) -> int | None:
    word = word.lower()
    return _MONTHS.get(word) or _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def _tail(text: str, end: int) -> str:
    return text[end:].strip(" ,T")


def _whole_year(year: int, width: int) -> int:
    return year if width == 4 else year + (2000 if year < 70 else 1900)


def _arranged(first: int, second: int | None, year: int, order: DateOrder | None) -> date | None:
    if second is None:
        month, day = divmod(first, 100)
    elif order is DateOrder.MONTH_FIRST:
        month, day = first, second
    elif order is DateOrder.DAY_FIRST or first == second:
        day, month = first, second
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_SIGNS = {"€": "EUR", "£": "GBP", "zł": "PLN", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS", "Kč": "CZK"}
_SIGN = r"(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₽₹₩₺₪₴]|[Kk]r\.?|Fr\.?|Rs\.?|R(?= )|zł|Kč|Ft|лв\.?|руб\.?)"
_MONEY = re.compile(
    rf"(?:({_SIGN})\s*([-+]?)|([-+]?)\s*({_SIGN})?)\s*((?:\d{{1,3}}(?:[ '’]\d{{3}})+|\d*)[.,\d]*)[-–]*"
    rf"(?:\s*({_SIGN})|\s+[^\W\d]{{1,4}}\.?)?"
)
_PLAIN = re.compile(r"-?\d+(?:\.\d{1,2})?")
_STYLES = {
    NumberStyle.POINT: re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d*)(?:\.\d*)?"),
    NumberStyle.COMMA: re.compile(r"(?:\d{1,3}(?:\.\d{2,3})*\.\d{3}|\d*)(?:,\d*)?"),
}
_MAX_DIGITS = 18


class Amount(NamedTuple):
    """An exact number with the ISO code of the currency written beside it, empty where none or unclear ("$", "kr")."""

    value: Decimal
    currency: str


@lru_cache(_CACHED)
def parse_amount(text: str, style: NumberStyle | None = None) -> Amount | None:
    """The number or sum that ``text`` names, exactly; ``None`` if it is not one.

    Understands "1.234,50", "1 234.50 €", "-£3", "(12.50)", "12.50-", "CHF 1'234.–". ``style`` settles "1,234"; without
    it each cell speaks for itself, and a lone group of three digits after a comma is thousands.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text) and style is not NumberStyle.COMMA and len(text) <= _MAX_DIGITS:
        return Amount(Decimal(text), "")
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    if text.endswith("-") and not text.startswith("-") and not text.endswith((".-", ",-")):
        text, negative = text[:-1].strip(), True
    found = _MONEY.fullmatch(text)
    if found is None or not any(char.isdigit() for char in found[5]):
        return None
    digits = re.sub(r"[ '’]", "", found[5])
    style = _style_of(digits) or style or NumberStyle.POINT
    if len(digits) > _MAX_DIGITS or not _STYLES[style].fullmatch(digits):
        return None
    decimal_sign, group_sign = (".", ",") if style is NumberStyle.POINT else (",", ".")
    value = Decimal(digits.replace(group_sign, "").replace(decimal_sign, ".").rstrip(".") or "0")
    currency = next((code for sign in found.group(1, 4, 6) if sign and (code := _currency(sign))), "")
    return Amount(-value if negative != ("-" in found.group(2, 3)) else value, currency)


@lru_cache(_CACHED)
def number_evidence(text: str) -> NumberStyle | None:
    """The style that ``text`` can only have: "1.234,50" and "2,5" are comma, "0.125" is point, "1,234" is neither."""
    found = _MONEY.fullmatch(unicodedata.normalize("NFKC", text.strip()).strip("()-"))
    digits = re.sub(r"[ '’]", "", found[5]) if found else ""
    style = _style_of(digits)
    return style if style and _STYLES[style].fullmatch(digits) else None


def _style_of(digits: str) -> NumberStyle | None:
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return NumberStyle.POINT if digits.rfind(".") > digits.rfind(",") else NumberStyle.COMMA
    if points + commas == 0:
        return None
    by_point, by_comma = NumberStyle.POINT, NumberStyle.COMMA
    if points > 1 or commas > 1:
        return by_comma if points else by_point
    before, after = re.split("[.,]", digits)
    if len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0"):
        return None
    return by_point if points else by_comma


def _currency(sign: str) -> str:
    return _SIGNS.get(sign) or (sign if re.fullmatch("[A-Z]{3}", sign) else "")


_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")
_PHONE = re.compile(r"\+?[\d\s()./\-–\u00a0]{6,}(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?", re.I)


_EXTENSION = re.compile(r"\s*(?:x|ext\.?|#)\s*\d{1,6}$", re.I)


def is_email(text: str) -> bool:
    """Whether ``text`` is one e-mail address."""
    return _EMAIL.fullmatch(text.strip()) is not None


def is_phone(text: str) -> bool:
    """Whether ``text`` can be a telephone number: 6 to 15 digits, not a date and not a bare sum."""
    text = text.strip()
    if not _PHONE.fullmatch(text) or not 6 <= len(phone_digits(_EXTENSION.sub("", text)).lstrip("+")) <= 15:
        return False
    return date_evidence(text) is DateEvidence.NONE and (text[0] in "+0(" or not re.fullmatch(r"\d+([.,]\d+)?", text))


def is_full_name(text: str) -> bool:
    """Whether ``text`` is two to four words that begin as names do: "Ana Moreira"."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and not word.isupper() and word.isalpha() for word in words)


_TURNED = re.compile(r"([^\W\d][^\d,&/;@]{0,40}), ?([^\W\d][^\d,&/;@]{0,40})")
_BEHIND_NAMES = frozenset(
    ("jr", "sr", "ii", "iii", "md", "phd", "esq", "inc", "ltd", "llc", "co", "lda", "gmbh", "sa", "srl")
)


def is_turned(text: str) -> bool:
    """Whether ``text`` is a name with the family's first: "Moreira, Ana", but not "Moreira, Ltd."."""
    found = _TURNED.fullmatch(text.strip())
    return found is not None and found[2].lower().replace(".", "").strip() not in _BEHIND_NAMES


def unturned(name: str) -> str:
    """ "Ana Moreira" for "Moreira, Ana"; anything else as it is."""
    if not is_turned(name):
        return name
    family, _, given = name.partition(",")
    return f"{given.strip()} {family.strip()}"


_MACHINE_MADE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{16,}", re.I)


def is_machine_made(text: str) -> bool:
    """Whether ``text`` is a key that a program made up and nobody reads out."""
    return _MACHINE_MADE.fullmatch(text.strip()) is not None


def phone_digits(text: str) -> str:
    """``text`` as digits for comparing, with the leading plus if it has one ("00" reads as plus)."""
    text = text.strip()
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.startswith("00"):
        return "+" + digits[2:]
    return "+" + digits if text.startswith("+") else digits


@lru_cache(_CACHED)
def plain_reference(text: str) -> str:
    """A customer or invoice number as people write it: spreadsheets turn 13047 into 13047.0, quotes guard zeros."""
    text = text.strip().removeprefix("'")
    return re.sub(r"(?<=\d)\.0+$", "", text) if text.replace(".", "").isdigit() else text


# Control characters, and those that turn the direction of what follows: "gpj.exe" is shown as "exe.jpg".
_UNSEEN = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@lru_cache(_CACHED)
def one_line(text: str) -> str:
    """``text`` with every run of white space as one space, and without characters that nobody sees."""
    return " ".join(text.split() if text.isprintable() else text.translate(_UNSEEN).split())

"""The shop's own settings: declared once here, kept in its database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from typing import Any, NoReturn

from relapp.domain.errors import UserError
from relapp.domain.ready_words.compose import COMMON, FIELDS
from relapp.domain.ready_words.languages import TONGUES
from relapp.domain.ready_words.template import check
from relapp.domain.ready_words.tongue import Form
from relapp.domain.segments import FEWEST_EVER, MOST_ALIKE, MOST_GROWTH, MOST_LEAST, Rules
from relapp.domain.suggestions.budget import Budget
from relapp.domain.suggestions.model import RANK, SuggestionKind
from relapp.domain.suggestions.quiet import Quiet
from relapp.domain.value import WHOLE
from relapp.storage import settings
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

ALWAYS_ON = frozenset({SuggestionKind.OWED_REPLY, SuggestionKind.PROMISE, SuggestionKind.SILENCE})
"""Kinds that cannot be switched off: what a customer waits for, and leaving in peace."""

MOST_CONTACTS = 99
MOST_DAYS = 366
MOST_MONTHS = 600
MOST_LOCK_MINUTES = 240
MOST_HOUR_COST = 10**9
MOST_MINUTES = 480

_BUDGET = Budget()
_QUIET = Quiet()
_RULES = Rules()

OwnWords = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The shop's own texts by kind of suggestion, language and form."""


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """One line a setting, with what holds until the shop says otherwise."""

    shop_name: str = ""
    currency: str = "EUR"
    day_first: bool = True
    """Whether 5/6 is the fifth of June."""
    sample: bool = False
    """Whether this is the sample shop."""
    lock_after: int = 5
    """Minutes without a key or the mouse until the window locks, once somebody has a PIN; 0: never."""
    language: str = ""
    """The language to write to customers in of whom none is known; empty: that of the program."""
    kinds_off: tuple[SuggestionKind, ...] = ()
    hold_back: bool = False
    """Whether a few ideas are shown to nobody, so that it can be seen fairly whether ideas help."""
    budget_days: int = _BUDGET.days
    budget_calls: int = _BUDGET.calls
    budget_writings: int = _BUDGET.writings
    budget_letters: int = _BUDGET.letters
    quiet_from: time = _QUIET.start
    quiet_to: time = _QUIET.end
    quiet_days: tuple[int, ...] = ()
    """Weekdays, Monday being 0."""
    ready_words: OwnWords = field(default_factory=dict)
    our_addresses: tuple[str, ...] = ()
    """The e-mail addresses and chat names that the shop goes by."""
    one_is_enough: tuple[str, ...] = ()
    """Things that nobody needs a second of, by words of their names."""
    warranty_months: Mapping[str, int] = field(default_factory=dict)
    """How long things are warranted from the day on which they were bought, by words of their names."""

    goods_cost: Mapping[str, int] = field(default_factory=dict)
    """What goods cost the shop in per cent of their price, by words of their names."""
    other_goods_cost: int | None = None
    """The same of everything else that is sold; ``None``: nobody said."""
    hour_cost: int = 0
    """What an hour of work costs in minor units; 0: nobody said."""
    contact_minutes: int = 0
    """What a call, a message or the like takes; 0: nobody said."""

    segment_top: int = _RULES.top
    segment_growth: int = _RULES.growth
    segment_fewest: int = _RULES.fewest
    segment_least: int = _RULES.least
    """These four as in :class:`~relapp.domain.segments.Rules`; changed together by ``services.segments``."""

    backup_place: str = ""
    """The second folder for backups; empty: none."""
    former_backup_places: tuple[str, ...] = ()
    """Folders that were the second one before: what is erased has to go from them as well."""

    @property
    def budget(self) -> Budget:
        """How often customers may be contacted."""
        return Budget(self.budget_days, self.budget_calls, self.budget_writings, self.budget_letters)

    @property
    def quiet(self) -> Quiet:
        """When no phone is to ring."""
        return Quiet(self.quiet_from, self.quiet_to, frozenset(self.quiet_days))

    @property
    def off(self) -> frozenset[SuggestionKind]:
        """The kinds of suggestion that are switched off."""
        return frozenset(self.kinds_off)


def read(reader: Reader) -> ShopSettings:
    """The shop's settings; what is unknown or of a wrong type falls back to its default."""
    stored = settings.every(reader)
    known: dict[str, Any] = {}
    for one in fields(ShopSettings):
        if one.name in stored:
            try:
                known[one.name] = _READ[one.name](stored[one.name])
            except (AttributeError, TypeError, UserError):
                continue
    return ShopSettings(**known)


def change(tx: Transaction, **values: Any) -> None:
    """Set some.

    :raises UserError: ``setting.currency`` if the currency is not three letters, ``setting.always_on`` for a kind that
        cannot be switched off, ``setting.value`` for anything else out of bounds, what ``ready_words`` refuses.
    :raises KeyError: there is no such setting.
    """
    for key, value in values.items():
        checked = _READ[key](value)
        if key == "ready_words":
            _check_words(checked)
        settings.put(tx, key, _STORE.get(key, _as_it_is)(checked))


def months_told(words: str) -> dict[str, int]:
    """What ``words`` say of warranties, in months: ``months_told("kettle 24, bread knife 12")``.

    :raises UserError: ``setting.warranty`` for a thing without its months.
    """
    found = {}
    for part in filter(None, (one.strip() for one in words.split(","))):
        name, _, months = part.rpartition(" ")
        if not (name.strip() and months.isdecimal() and 1 <= int(months[:9]) <= MOST_MONTHS):
            raise UserError("setting.warranty", value=part)
        found[name.strip()] = int(months)
    return found


def shares_told(words: str) -> dict[str, int]:
    """What ``words`` say of what goods cost, in per cent of their price: ``shares_told("bread 40, coffee 25")``.

    :raises UserError: ``setting.goods_cost`` for a thing without its share.
    """
    found = {}
    for part in filter(None, (one.strip().removesuffix("%") for one in words.split(","))):
        name, _, share = part.strip().rpartition(" ")
        if not (name.strip() and share.isdecimal() and int(share[:9]) <= WHOLE):
            raise UserError("setting.goods_cost", value=part.strip())
        found[name.strip()] = int(share)
    return found


# -- one reader a setting: what it gives is right, anything else it refuses --


def _text(value: Any) -> str:
    return value if isinstance(value, str) else _refuse(value)


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else _refuse(value)


def _currency(value: Any) -> str:
    if not (isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha()):
        raise UserError("setting.currency", value=value)
    return value.upper()


def _language(value: Any) -> str:
    return _text(value) if value == "" or value in TONGUES else _refuse(value)


def _number(least: int, most: int) -> Callable[[Any], int]:
    def read_it(value: Any) -> int:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return int(value) if fits else _refuse(value)

    return read_it


def _time(value: Any) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    try:
        return time.fromisoformat(_text(value))
    except ValueError:
        return _refuse(value)


def _weekdays(value: Any) -> tuple[int, ...]:
    return tuple(sorted({_number(0, 6)(one) for one in _several(value)}))


def _kinds_off(value: Any) -> tuple[SuggestionKind, ...]:
    try:
        kinds = {SuggestionKind(one) for one in _several(value)}
    except ValueError:
        return _refuse(value)
    for kind in sorted(kinds & ALWAYS_ON):
        raise UserError("setting.always_on", kind=kind)
    return tuple(sorted(kinds, key=lambda kind: RANK[kind]))


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else _refuse(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_text(one).strip() for one in _several(value)))))


def _months(value: Any) -> Mapping[str, int]:
    if not isinstance(value, Mapping):
        _refuse(value)
    count = _number(1, MOST_MONTHS)
    return {_text(name).strip(): count(months) for name, months in value.items() if _text(name).strip()}


def _shares(value: Any) -> Mapping[str, int]:
    if not isinstance(value, Mapping):
        _refuse(value)
    share = _number(0, WHOLE)
    return {_text(name).strip(): share(part) for name, part in value.items() if _text(name).strip()}


def _share_or_none(value: Any) -> int | None:
    return None if value is None else _number(0, WHOLE)(value)


def _own_words(value: Any) -> OwnWords:
    if not isinstance(value, Mapping):
        _refuse(value)
    for kind, languages in value.items():
        for language, forms in languages.items():
            for form, text in forms.items():
                if kind not in FIELDS or language not in TONGUES or form not in set(Form) or not _text(text):
                    _refuse(text)
    return value


def _check_words(own: OwnWords) -> None:
    # Not when they are read: a gap that is no longer known is told where the words are wanted.
    for kind, languages in own.items():
        for forms in languages.values():
            for text in forms.values():
                check(text, (*COMMON, *FIELDS[SuggestionKind(kind)]))


def _refuse(value: Any) -> NoReturn:
    raise UserError("setting.value", value=str(value))


_READ: Mapping[str, Callable[[Any], Any]] = {
    "shop_name": _text,
    "currency": _currency,
    "day_first": _flag,
    "sample": _flag,
    "lock_after": _number(0, MOST_LOCK_MINUTES),
    "language": _language,
    "kinds_off": _kinds_off,
    "hold_back": _flag,
    "budget_days": _number(1, MOST_DAYS),
    "budget_calls": _number(0, MOST_CONTACTS),
    "budget_writings": _number(0, MOST_CONTACTS),
    "budget_letters": _number(0, MOST_CONTACTS),
    "quiet_from": _time,
    "quiet_to": _time,
    "quiet_days": _weekdays,
    "ready_words": _own_words,
    "our_addresses": _texts,
    "one_is_enough": _texts,
    "warranty_months": _months,
    "goods_cost": _shares,
    "other_goods_cost": _share_or_none,
    "hour_cost": _number(0, MOST_HOUR_COST),
    "contact_minutes": _number(0, MOST_MINUTES),
    "segment_top": _number(0, WHOLE),
    "segment_growth": _number(0, MOST_GROWTH),
    "segment_fewest": _number(FEWEST_EVER, MOST_ALIKE),
    "segment_least": _number(-MOST_LEAST, MOST_LEAST),
    "backup_place": _text,
    "former_backup_places": _texts,
}


def _as_it_is(value: Any) -> Any:
    return value


_STORE: Mapping[str, Callable[[Any], Any]] = {
    "kinds_off": list,
    "former_backup_places": list,
    "our_addresses": list,
    "one_is_enough": list,
    "quiet_days": list,
    "quiet_from": lambda value: value.isoformat("minutes"),
    "quiet_to": lambda value: value.isoformat("minutes"),
}
"""How a setting is written where JSON has no word for it."""

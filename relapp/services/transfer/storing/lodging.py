"""Where the rows of another shop's file find their place here: known already, joined to what is here, or new."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.domain.customers import ContactKind
from relapp.domain.interactions import Channel
from relapp.services import settings
from relapp.services.exporting.uid import uid_of
from relapp.services.transfer.rows import Who
from relapp.services.transfer.storing.joining import Joiner, Unsure
from relapp.services.transfer.storing.numbers import NOWHERE, Numbers, restored
from relapp.storage import consents, loading, whole
from relapp.storage import settings as stored_settings
from relapp.storage.chain import UNSEALED_SETTINGS
from relapp.storage.customers import folded_contact
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

_KEYS: Mapping[str, tuple[str, ...]] = {
    "setting": ("key",),
    "staff": ("name",),
    "household": ("name",),
    "import_batch": ("file_name", "kind", "moment"),
    "removed_entry": ("fingerprint",),
    "tag": ("name",),
    "product": ("name",),
    "contact_point": ("customer_id", "kind", "folded"),
    "photo": ("customer_id",),
    "merge": ("kept_id", "name", "reference"),
    "not_same": ("one_id", "other_id"),
    "relation": ("from_customer_id", "to_customer_id", "kind"),
    "customer_tag": ("customer_id", "tag_id"),
    "interaction": ("fingerprint",),
    "fact": ("customer_id", "kind", "value", "about", "month", "day", "year"),
    "promise": ("customer_id", "words", "made"),
    "wish": ("customer_id", "words", "made"),
    "recovery_case": ("customer_id", "cause", "opened"),
    "consent": ("customer_id", "channel", "purpose", "state", "day"),
    "question": ("code", "words"),
    "question_put": ("customer_id", "question_id", "product", "day"),
    "erased": ("mark",),
    "suggestion_answer": ("customer_id", "kind", "evidence", "moment"),
    "arrival": ("words", "day"),
}
"""What two shops' rows share that say the same."""

UNIQUE = frozenset({"setting", "tag", "product", "photo", "not_same", "customer_tag"})
"""Tables in which only one row may have such a key."""

OWN_SETTINGS = frozenset({"uid", "sample", *UNSEALED_SETTINGS})
"""What says which shop this is: it stays as it is, whatever comes."""

_CAME = "came."
_LONGEST_UID = 64
_PARTS = {"participant": "interaction_id", "purchase_line": "interaction_id"}


class Lost(Exception):  # noqa: N818 - no error: it says what is the matter with a row
    """A row refers to one that is not in the file (``missing``), or that is not here any more."""

    def __init__(self, column: str, *, missing: bool) -> None:
        super().__init__(column)
        self.column = column
        self.missing = missing


class Lodging:
    """Knows for one file which of its rows are here under which ids, and gives ids to those that are not."""

    def __init__(self, reader: Reader, go_on: Callable[[], None] = lambda: None) -> None:
        self.reader = reader
        self._go_on = go_on
        self.before = {table: whole.next_id(reader, table) for table in whole.ORDER}
        counts = whole.counts(reader)
        self.empty = not (counts["customer"] or counts["interaction"] or counts["product"])
        self.currency = settings.read(reader).currency
        self.numbers: defaultdict[str, Numbers] = defaultdict(Numbers)
        self.seen: defaultdict[str, Numbers] = defaultdict(Numbers)
        self._free = dict(self.before)
        self._uid = uid_of(reader)
        self._from = ""
        self._merged = whole.merged(reader)
        self._joiner: Joiner | None = None
        self.anybody_erased = counts["erased"] > 0
        self._joined: set[int] = set()
        self._said: dict[int, list[Consent]] = {}
        self._taken: defaultdict[str, set[tuple[Any, ...]]] = defaultdict(set)

    # -- beginning and ending --

    def begin(self, head: Mapping[str, Any]) -> None:
        """Remember what came from that shop before; the file is this shop's own, or another's."""
        uid = head.get("shop")
        self._from = uid if isinstance(uid, str) and uid.isascii() and len(uid) <= _LONGEST_UID else ""
        if self.empty and isinstance(head.get("currency"), str):
            self.currency = head["currency"]
        if self.own:
            for table, free in self.before.items():
                if free > 1:
                    self.numbers[table].put(1, 1, joined=True, count=free - 1)
            return
        self._learn(whole.setting(self.reader, _CAME + self._from), turned=False)

    @property
    def own(self) -> bool:
        """Whether this very shop wrote the file."""
        return bool(self._uid) and self._from == self._uid

    @property
    def joins_people(self) -> bool:
        """Whether customers of the file may be some whom the shop has from elsewhere."""
        return not self.empty and not self.own

    def was_erased(self, row: Mapping[str, Any], reached: Mapping[str, str]) -> bool:
        """Whether a customer of the file is somebody who was erased here."""
        if not self.anybody_erased:
            return False
        ways = [Who(row["reference"], name=row["name"])] if row["reference"] else []
        ways += [Who("", reached.get("email", ""), reached.get("phone", ""), row["name"])]
        return any(map(self._people.was_erased, ways))

    def remember(self, tx: Transaction) -> None:
        """Keep which rows came, for the next file of that shop."""
        if not self.own:
            came = {table: numbers.stored() for table, numbers in self.numbers.items()}
            stored_settings.put(tx, _CAME + self._from, {table: some for table, some in came.items() if some})

    def keeps_own(self, key: str, value: str) -> bool:
        """Whether a setting of the file is not for this shop; what its shop had of ours is learned from it."""
        if self._uid and key == _CAME + self._uid:
            self._learn(value, turned=True)
            return True
        return key in OWN_SETTINGS or not self.empty

    def _learn(self, stored: str | None, *, turned: bool) -> None:
        try:
            tables = json.loads(stored or "{}")
        except ValueError:
            return
        for table, some in tables.items() if isinstance(tables, dict) else ():
            if table in self.before and table not in self.numbers:
                numbers = restored(some)
                self.numbers[table] = numbers.turned() if turned else numbers

    # -- what rows refer to --

    def translated(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """``row`` with the ids that what it refers to has here; facts keep what took their place for later.

        :raises Lost: what it refers to is not there.
        """
        found = dict(row)
        for column in whole.columns(table):
            number = row.get(column.name)
            if not column.refers or number is None or column.name == "superseded_by":
                continue
            here = self.seen[column.refers].get(number)
            if here is None:
                raise Lost(column.name, missing=True)
            if here[0] == NOWHERE and not column.optional:
                raise Lost(column.name, missing=False)
            found[column.name] = here[0] or None
        if table == "merge":
            found["gone_id"] = self._gone(row["gone_id"]) or 0
        elif table == "participant" and row["origin"] is not None:
            found["origin"] = self._gone(row["origin"])
        elif table == "contact_point":
            found["folded"] = folded_contact(ContactKind(row["kind"]), row["value"])
        elif table == "not_same":
            found["one_id"], found["other_id"] = sorted((found["one_id"], found["other_id"]))
            if found["one_id"] == found["other_id"]:
                raise Lost("other_id", missing=False)
        return found

    def _gone(self, number: int) -> int | None:
        """The id of somebody who was merged away; they have no row, in the file nor here."""
        known = self.numbers["customer"].get(number)
        if known is not None:
            return known[0] or None
        return number if self.empty or self.own else None

    def now_kept_in(self, customer_id: int) -> int | None:
        """Into whom somebody was taken who is gone."""
        found, hops = self._merged.get(customer_id), 0
        while found in self._merged and hops < len(self._merged):
            found, hops = self._merged[found], hops + 1
        return found

    # -- rows that never came before --

    def matches(self, table: str, rows: Collection[dict[str, Any]]) -> dict[tuple[Any, ...], int]:
        """By their keys, rows that are here already; :data:`NOWHERE` for entries that staff removed here."""
        names = _KEYS.get(table)
        if names is None or not rows or self.before[table] == 1:
            return {}
        keys = {tuple(row[name] for name in names) for row in rows}
        found = whole.alike(self.reader, table, names, keys, self.before[table])
        if table == "interaction":
            marks = [key[0] for key in keys if key[0] is not None]
            for mark in loading.known_fingerprints(self.reader, marks):
                found.setdefault((mark,), NOWHERE)
        return {key: here for key, here in found.items() if key in keys}

    def key(self, table: str, row: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """What tells a row apart from others of its table, ``None`` where nothing does."""
        names = _KEYS.get(table)
        return None if names is None else tuple(row[name] for name in names)

    def is_part_of_joined(self, table: str, told: Mapping[str, Any]) -> bool:
        """Whether a row belongs to an entry that was here before: its people and lines are here, too."""
        column = _PARTS.get(table)
        entry = self.numbers["interaction"].get(told[column]) if column else None
        return entry is not None and entry[1]

    def is_laxer(self, table: str, row: Mapping[str, Any]) -> bool:
        """Whether a row is another shop's yes of somebody who said no here: a no outlasts every file."""
        if table != "consent" or row["state"] != ConsentState.GIVEN or not self.joins_people:
            return False
        one = row["customer_id"]
        here = consents.of_customers(self.reader, [one], before=self.before["consent"]).get(one, [])
        meant = Purpose if row["purpose"] == Purpose.ANY else [Purpose(row["purpose"])]
        return any(is_refused(here, Channel(row["channel"]), purpose) for purpose in meant)

    def loosens(self, table: str, now: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
        """Whether another shop's ``row`` in the place of ``now`` would undo a no; if not, it is taken for said.

        What came from that shop is this shop's word by now: a no is narrowed or taken back by hand only.
        """
        if table != "consent" or not self.joins_people:
            return False
        there = _as_said(row)
        after: dict[int, list[Consent]] = {}
        for one in {now["customer_id"], there.customer_id}:
            said = self._words_of(one)
            after[one] = [word for word in said if word.id != now["id"]] + [there] * (one == there.customer_id)
            if any(
                is_refused(said, channel, purpose) and not is_refused(after[one], channel, purpose)
                for channel in {word.channel for word in said}
                for purpose in Purpose
            ):
                return True
        self._said |= after
        return False

    def _words_of(self, customer_id: int) -> list[Consent]:
        """What somebody said of being contacted, as far as this file has changed it."""
        if customer_id not in self._said:
            self._said[customer_id] = consents.of_customers(self.reader, [customer_id]).get(customer_id, [])
        return self._said[customer_id]

    def in_peace(self, table: str, now: Mapping[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        """Another shop's row with what here already has somebody left in peace, where it would shorten that."""
        if table != "customer" or not self.joins_people:
            return row
        kept = [name for name in ("quiet_from", "quiet_to", "quiet_days") if now[name]]
        if now["leave_until"] and now["leave_until"] > (row["leave_until"] or ""):
            kept += ["leave_until", "leave_why"]
        return {**row, **{name: now[name] for name in kept}}

    def claim(self, table: str, row: Mapping[str, Any]) -> bool:
        """Whether no other new row has the key of this one, where only one may."""
        if table not in UNIQUE:
            return True
        key = self.key(table, row)
        assert key is not None
        free = key not in self._taken[table]
        self._taken[table].add(key)
        return free

    def person(self, row: Mapping[str, Any], reached: Mapping[str, str]) -> int | Unsure | None:
        """Whom of the shop's customers one of the file is; each is taken for one only."""
        found = self._people.find(Who(row["reference"])) if row["reference"] else None
        if found is None or found is Unsure.ERASED:
            found = self._people.find(Who("", reached.get("email", ""), reached.get("phone", ""), row["name"]))
            if isinstance(found, int) and self._is_another(found, row["reference"]):
                return None
        if isinstance(found, int):
            if found in self._joined:
                return Unsure.SEVERAL
            self._joined.add(found)
        return found

    @property
    def _people(self) -> Joiner:
        if self._joiner is None:
            self._joiner = Joiner(self.reader, self._go_on)
        return self._joiner

    def _is_another(self, customer_id: int, reference: str) -> bool:
        """Whether somebody here has a customer number other than ``reference``: nobody has two."""
        here = whole.find(self.reader, "customer", [customer_id])[customer_id]["reference"]
        return bool(reference and here and here != reference)

    def new_id(self, table: str, number: int) -> int:
        """The id for a new row: the one that it has in the file, where nothing here ever had it."""
        free = self._free[table]
        here = number if (self.empty or self.own) and number >= free else free
        self._free[table] = here + 1
        return here


def _as_said(row: Mapping[str, Any]) -> Consent:
    return Consent(
        row["customer_id"],
        Channel(row["channel"]),
        Purpose(row["purpose"]),
        ConsentState(row["state"]),
        date.fromisoformat(row["day"]),
        id=row["id"],
    )

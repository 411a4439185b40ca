"""Words for backups: when and why each was made, what was checked, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from relapp.domain.errors import UserError
from relapp.domain.rotation import Backup, Reason
from relapp.services.backups import Standing
from relapp.services.pages.backups import Difference, Told
from relapp.storage.second_place import Carried
from relapp.ui.wording import dates, listed, tr
from relapp.ui.wording.errors import sentence
from relapp.ui.wording.money import number


def closing() -> str:
    """While the window waits before it closes."""
    return tr("Backups", "Making a backup before closing…")


def why(reason: str) -> str:
    """Why one was made."""
    return {
        Reason.SCHEDULE: tr("Backups", "Made by itself"),
        Reason.CLOSING: tr("Backups", "On closing"),
        Reason.ASKED: tr("Backups", "Asked for"),
        Reason.MIGRATION: tr("Backups", "Before the program was upgraded"),
        Reason.IMPORT: tr("Backups", "Before an import"),
        Reason.MERGE: tr("Backups", "Before a merge"),
        Reason.ERASE: tr("Backups", "Before erasing"),
        Reason.RESTORE: tr("Backups", "Before restoring"),
        Reason.ERASED: tr("Backups", "After erasing"),
        Reason.LARGE: tr("Backups", "After much was done"),
    }.get(Reason(reason) if reason in set(Reason) else Reason.UNKNOWN, tr("Backups", "Found in the folder"))


def made(backup: Backup) -> str:
    """Why one was made, and of one that only an older program opens, which file that is."""
    if backup.reason != Reason.MIGRATION:
        return why(backup.reason)
    return tr("Backups", "{why}: {file}").format(why=why(backup.reason), file=backup.name)


def when(backup: Backup, today: date, *, begins: bool = False) -> str:
    """When one was made; ``begins`` where a line begins with it."""
    said = _moment(backup, today)
    return said[:1].upper() + said[1:] if begins else said


def _moment(backup: Backup, today: date) -> str:
    day = dates.day(backup.at.date(), today)
    return tr("Backups", "{day} {time}").format(day=day, time=dates.clock(backup.at))


def size(count: int) -> str:
    """So many bytes."""
    if count < 1_000_000:
        return tr("Backups", "{n} kB").format(n=number(max(1, round(count / 1_000))))
    return tr("Backups", "{n} MB").format(n=number(round(count / 1_000_000)))


def checked(backup: Backup, today: date) -> str:
    """Whether and when one was opened and read whole."""
    if backup.verified_at is None:
        return tr("Backups", "not checked")
    if abs((backup.verified_at - backup.at).total_seconds()) < 3600:
        return tr("Backups", "opened and checked")
    day = dates.day(backup.verified_at.date(), today)
    return tr("Backups", "checked {day}").format(day=day)


def head(standing: Standing, today: date) -> str:
    """How things stand, in one line."""
    newest = standing.newest
    if newest is None:
        return tr("Backups", "There is no backup yet.")
    return tr("Backups", "Last good one: {when}, opened and checked.").format(when=_moment(newest, today))


def second(carried: Carried | None, today: date) -> str:
    """How it stands with the second place."""
    if carried is None:
        return tr(
            "Backups",
            "There is no second place yet. A USB stick or another disk keeps the shop if this computer is lost.",
        )
    if carried.at is None:
        return tr("Backups", "Second place: {place}. Nothing was brought there yet.").format(place=carried.place)
    day = dates.day(carried.at.date(), today)
    if carried.trouble:
        return tr("Backups", "Second place: {place}. It could not be reached; up to date there: {day}.").format(
            place=carried.place, day=day
        )
    return tr("Backups", "Second place: {place}. Up to date there: {day}.").format(place=carried.place, day=day)


def late(carried: Carried, today: date) -> str:
    """The reminder."""
    day = tr("Backups", "never") if carried.at is None else dates.day(carried.at.date(), today)
    return tr("Backups", "No backup was brought to the second place for a week (last: {day}). Is it connected?").format(
        day=day
    )


def unreached(places: Iterable[Path]) -> str:
    """What could not be cleaned of who was erased."""
    return tr(
        "Backups",
        "Whoever was erased may still stand in the backups of {places}, which cannot be reached. They are cleaned by "
        "themselves once it is connected again.",
    ).format(places=listed(str(one) for one in places))


def trouble(error: UserError) -> str:
    """Why the last try failed."""
    return sentence(error)


def tag(backup: Backup, today: date) -> str:
    """Its size, and whether it was checked."""
    return tr("Backups", "{size} · {checked}").format(size=size(backup.bytes), checked=checked(backup, today))


def cannot_read(backup: Backup) -> str:
    """Of one that does not open."""
    return tr("Backups", "The backup {file} cannot be read.").format(file=backup.name)


def difference(found: Difference, today: date) -> list[str]:
    """What going back means."""
    return [
        tr("Backups", "It holds {holds}.").format(holds=_holds(found.then, today)),
        tr("Backups", "The shop now holds {holds}.").format(holds=_holds(found.now, today)),
        tr("Backups", "What was done since, in %n step(s), will not be in it.", found.acts),
        tr(
            "Backups",
            "The shop as it is now is kept aside as a file, and a backup of it is made first. Whoever was erased since "
            "stays erased.",
        ),
    ]


def _holds(told: Told, today: date) -> str:
    customers = tr("Backups", "%n customer(s)", told.customers)
    entries = tr("Backups", "{n} entry", 1) if told.entries == 1 else tr("Backups", "{n} entries", told.entries)
    entries = entries.format(n=number(told.entries))
    if told.last is None:
        return tr("Backups", "{customers} and {entries}").format(customers=customers, entries=entries)
    return tr("Backups", "{customers} and {entries}, up to {day} {time}").format(
        customers=customers,
        entries=entries,
        day=dates.day(told.last.date(), today),
        time=dates.clock(told.last),
    )

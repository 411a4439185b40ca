"""Words for a shop's file that is lost, and for bringing it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from relapp.domain.recovery import Loss, Outlook, Restored
from relapp.ui.wording import dates, listed, sentences, tr
from relapp.ui.wording.money import number


def title(loss: Loss) -> str:
    """What became of the file, in a few words."""
    return {
        Loss.MISSING: tr("Recovery", "The shop's file is gone"),
        Loss.ANOTHER: tr("Recovery", "This is another shop's file"),
        Loss.OLDER: tr("Recovery", "This file is older than what was saved last"),
        Loss.DAMAGED: tr("Recovery", "The shop's file is damaged"),
        Loss.NO_DATABASE: tr("Recovery", "The shop's file is damaged"),
    }[loss]


def explained(outlook: Outlook, file: Path, today: date) -> str:
    """What happened, what bringing everything back gives, and what going on without it costs."""
    what = {
        Loss.MISSING: tr("Recovery", "{file} is not there any more, though it was backed up."),
        Loss.ANOTHER: tr("Recovery", "{file} belongs to another shop than the one that was open here before."),
        Loss.OLDER: tr("Recovery", "An older copy stands in the place of {file}; a program that syncs may leave such."),
        Loss.DAMAGED: tr("Recovery", "What stands in {file} cannot be read any more."),
        Loss.NO_DATABASE: tr("Recovery", "What stands in {file} is not a shop any more."),
    }[outlook.loss].format(file=file.name)
    if not outlook.possible:
        return sentences(what, tr("Recovery", "No backup was found beside it. There may be one in another place."))
    kept = "" if outlook.loss is Loss.MISSING else tr("Recovery", "Bringing it back keeps the file that is there now.")
    return sentences(what, _brings(outlook, today), _lacks(outlook), kept, _costs(outlook.loss))


def _brings(outlook: Outlook, today: date) -> str:
    since = tr("Recovery", "%n change(s)", outlook.operations)
    if outlook.backup is None:
        return tr("Recovery", "The daybook has all of it: {changes}.").format(changes=since)
    when = _moment(outlook.backup.at, today)
    if not outlook.operations or outlook.last is None:
        return tr("Recovery", "There is a backup of {when}, and nothing was saved after it.").format(when=when)
    said = tr("Recovery", "There is a backup of {when}, and {changes} since, the last of {last}.")
    return said.format(when=when, changes=since, last=_moment(outlook.last, today))


def _lacks(outlook: Outlook) -> str:
    if not outlook.missing:
        return ""
    return tr("Recovery", "%n change(s) more cannot be found in either.", outlook.missing)


def _costs(loss: Loss) -> str:
    if loss is Loss.OLDER:
        return tr("Recovery", "Going on with the file as it is leaves out what was saved after it.")
    return ""


def _moment(when: datetime, today: date) -> str:
    day = dates.day(when.date(), today)
    return tr("Recovery", "{day} {time}").format(day=day, time=dates.clock(when))


def bringing() -> str:
    """While it is being brought back."""
    return tr("Recovery", "Everything is brought back…")


def done(restored: Restored) -> str:
    """That it was brought back, and where the old file is."""
    back = tr("Recovery", "Everything is back, with %n change(s) since the backup.", restored.operations)
    if restored.backup is None:
        back = tr("Recovery", "Everything is back: %n change(s).", restored.operations)
    if is_lacking(restored):
        back = tr("Recovery", "What was found is back, with %n change(s) since the backup.", restored.operations)
    return sentences(back, _aside(restored))


def put_in_place(restored: Restored) -> str:
    """That a chosen copy stands in the place of the file."""
    return sentences(tr("Recovery", "The backup is in place."), _aside(restored))


def _aside(restored: Restored) -> str:
    if restored.aside is None:
        return ""
    return tr("Recovery", "The file that stood there is kept as {file}.").format(file=restored.aside.name)


def is_lacking(restored: Restored) -> bool:
    """Whether something is not there that once was."""
    return bool(restored.missing or restored.left_out or restored.foreign)


def lacking(restored: Restored) -> str:
    """What is not there that once was."""
    said = []
    if restored.missing:
        count = sum(last - first + 1 for first, last in restored.missing)
        which = listed(_stretches(restored.missing))
        said.append(tr("Recovery", "%n change(s) could not be found (no. {which}).", count).format(which=which))
    if restored.left_out:
        said.append(tr("Recovery", "%n row(s) that stood on them had to be left out.", restored.left_out))
    if restored.foreign:
        said.append(tr("Recovery", "%n change(s) followed another state of the shop.", restored.foreign))
    return sentences(*said)


def _stretches(missing: Iterable[tuple[int, int]]) -> list[str]:
    return [number(first) if first == last else f"{number(first)}–{number(last)}" for first, last in missing]

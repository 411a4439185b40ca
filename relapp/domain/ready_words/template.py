"""Templates: plain text with gaps such as ``{name}``; several versions may stand in one, apart by a line of dashes.

Strict on purpose: a gap is a plain name, nothing is looked up inside a value, and what was filled in is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from string import Formatter

from relapp.domain.errors import UserError

MOST = 2000
"""So many characters a template may have."""

_APART = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.MULTILINE)
_LONGEST_VALUE = 200


def check(template: str, known: Collection[str]) -> None:
    """Refuse what could not be filled.

    :raises UserError: ``words.empty``, ``words.too_long``, ``words.brace``, or ``words.unknown`` with the gap.
    """
    if len(template) > MOST:
        raise UserError("words.too_long", limit=MOST)
    for version in versions(template):
        if not version:
            raise UserError("words.empty")
        for gap in gaps(version):
            if gap not in known:
                raise UserError("words.unknown", gap=f"{{{gap}}}", gaps=[f"{{{name}}}" for name in known])


def versions(template: str) -> tuple[str, ...]:
    """The versions that stand in ``template``, first choice first."""
    return tuple(version.strip() for version in _APART.split(template))


def together(texts: Collection[str]) -> str:
    """One template of several versions."""
    return "\n---\n".join(texts)


def gaps(version: str) -> tuple[str, ...]:
    """The gaps of one version, each once; what is no plain name is given as it was written.

    :raises UserError: ``words.brace`` where a brace stands alone.
    """
    try:
        parts = list(Formatter().parse(version))
    except ValueError:
        raise UserError("words.brace", gap="{name}", doubled="{{ }}") from None
    found = []
    for _, name, form, turn in parts:
        if name is not None:
            found.append(name + (f"!{turn}" if turn else "") + (f":{form}" if form else ""))
    return tuple(dict.fromkeys(found))


def fill(version: str, values: Mapping[str, str]) -> str:
    """``version`` with its gaps filled; call it only where :func:`missing` finds none."""
    return "".join(
        before + (values[name] if name is not None else "") for before, name, _, _ in Formatter().parse(version)
    )


def missing(version: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The gaps of ``version`` for which there is no value."""
    return tuple(gap for gap in gaps(version) if not values.get(gap))


def first_filled(texts: Collection[str], values: Mapping[str, str]) -> str | tuple[str, ...]:
    """The first version whose gaps can all be filled, filled; else the gaps that the nearest one misses."""
    lacking: list[tuple[str, ...]] = []
    for version in texts:
        gone = missing(version, values)
        if not gone:
            return fill(version, values)
        lacking.append(gone)
    return min(lacking, key=len, default=())


def plain(value: str) -> str:
    """A value on one line, without what cannot be read; cut with an ellipsis where it is very long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    if len(line) > _LONGEST_VALUE:
        line = line[:_LONGEST_VALUE].rsplit(" ", 1)[0] + "…"
    return line

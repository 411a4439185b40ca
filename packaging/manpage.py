"""The manual page, made from the command line's own help so that it cannot go stale."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import date

from relapp import __version__
from relapp.commands.parser import command_line

FILES = """\
The shop is one file, shop.relapp, in the data folder of the person who runs the program (on Linux
~/.local/share/relapp), with the log in ~/.local/state/relapp and this computer's preferences in ~/.config/relapp.
With --data-dir everything is in that folder. A folder named relapp-data beside the program is used if it is there.
Backups, and the daybook of what was saved since, are in the folder backups beside the shop's file."""

_EVERYWHERE = frozenset({"--data-dir", "--passphrase-file"})
"""Options of all commands, told once."""


def manual(day: date) -> str:
    """The page in man's own language, dated ``day``."""
    relapp = command_line()
    lines = [
        f'.TH RELAPP 1 "{day:%Y-%m-%d}" "relapp {__version__}" "User Commands"',
        ".SH NAME",
        r"relapp \- remember every customer, and act on it",
        ".SH SYNOPSIS",
        ".B relapp",
        _plain("[--data-dir DIR] [--safe] [FILE.relapp]"),
        ".br",
        ".B relapp",
        _plain("[--data-dir DIR] [--passphrase-file FILE] COMMAND …"),
        ".SH DESCRIPTION",
        _plain(relapp.description or ""),
        ".SH OPTIONS",
        *_options(relapp),
        ".SH COMMANDS",
        *_commands(relapp),
        ".SH FILES",
        _plain(FILES),
        ".SH EXIT STATUS",
        *_exit_codes(relapp.epilog or ""),
    ]
    return "\n".join(lines) + "\n"


def _options(of: argparse.ArgumentParser, but: frozenset[str] = frozenset()) -> Iterator[str]:
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction) or but & {*action.option_strings}:
            continue
        names = ", ".join(action.option_strings) or _placeholder(action)
        value = "" if action.nargs == 0 or not action.option_strings else f" {_placeholder(action)}"
        yield from (".TP", f".B {_plain(names + value)}", _plain((action.help or "") % {"default": action.default}))


def _placeholder(action: argparse.Action) -> str:
    if action.choices:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest.upper())


def _commands(relapp: argparse.ArgumentParser) -> Iterator[str]:
    commands = next(one for one in relapp._actions if isinstance(one, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        yield from (f".SS {_plain(name)}", _plain(command.description or ""))
        yield from _options(command, but=_EVERYWHERE)


def _exit_codes(epilog: str) -> Iterator[str]:
    _, _, codes = " ".join(epilog.split()).partition("exit codes: ")
    for code in codes.split("; "):
        number, _, meaning = code.partition(" ")
        if re.fullmatch(r"\d+", number):
            yield from (".TP", f".B {number}", _plain(meaning))


def _plain(text: str) -> str:
    r"""Signs that steer man, made harmless: ``\``, hyphens of options, and a point or apostrophe that begins a line."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)

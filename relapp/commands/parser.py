"""The words of the command line. Quick to load: neither Qt nor the database is needed to show the help."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from relapp import __version__
from relapp.commands.json_forms import FORMS, NOTES

SUFFIX = ".relapp"
"""What the name of a shop's file ends with."""

_IN_A_NAME = frozenset({"import", "undo-import", "merge", "log", "export", "restore"})
"""Commands that change something or take it out: the record names who did it."""

_YEARS = range(1900, 2200)

_LONGEST = 3653
"""Days that can be looked ahead."""

_MOST_ITEMS = 100

_FORECAST = """\
columns:
  customer            the number by which the till knows them, or relapp's own where there is none
  p_buy               the chance that they buy within N days
  p_drift             the chance that they stay away for twice their median gap (from N to H days)
  expected_purchases  visits to expect within D days
  expected_spend      money to expect within D days, in the shop's currency
  days_to_next        if they come within H days: half come sooner than that, 1 being DATE itself
  item_1 … item_K     the products they will most likely take when they come next, the likeliest first
  new_1 … new_5       products they never had and could like; what they dislike or must not have is in neither
p_drift and days_to_next stay empty where fewer than three visits are known, a product where there is none to tell.
Learning what goes together takes most of the time in a large shop; with --items 0 the last columns are left out."""

_EXIT_CODES = """\
exit codes: 0 done; 1 refused or bad input, nothing half-written; 2 wrong usage; 3 the shop's file cannot be used
(not there, locked, damaged, protected and no passphrase that opens it, written by a newer relapp, open in a
window that does not answer), or there is no screen for the window; 4 a fault of relapp itself, written in its
log; 130 stopped from the keyboard"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What to do: ``command`` (``None`` opens the window), ``file``, ``data_dir`` and the options of the command.

    :raises SystemExit: after ``--help`` and ``--version`` (0), and for wrong usage (2).
    """
    parser = command_line()
    file, others = _file(arguments)
    options = parser.parse_args(others)
    options.file = file
    if file is not None and (options.command or options.self_test):
        parser.error(f"{file} stands alone")
    if options.safe and (options.command or options.self_test):
        parser.error("--safe is for the window alone")
    for name in ("words", "customer"):
        if isinstance(words := getattr(options, name, None), list):
            setattr(options, name, [_spelt(word) for word in words])
    if options.self_test:
        if options.command is not None:
            parser.error("--self-test stands alone")
        options.command = "self-test"
    return options


def _file(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """The shop's file, which stands where a command would, and everything else."""
    words = list(arguments)
    for place, word in enumerate(words):
        if word.startswith("-") or (place and words[place - 1] in ("--data-dir", "--passphrase-file")):
            continue
        # File managers know a shop's file also by its content, whatever its name.
        means_file = word.lower().endswith(SUFFIX) or (os.path.isabs(word) and os.path.isfile(word))
        return (Path(words.pop(place)), words) if means_file else (None, words)
    return None, words


def command_line() -> argparse.ArgumentParser:
    """All that can be asked for."""
    parser = argparse.ArgumentParser(
        prog="relapp",
        description="Remember every customer, and act on it. Without a command the window opens;\n"
        "`relapp FILE.relapp` opens it on that shop's file.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_data_dir(parser, None)
    _add_passphrase_file(parser, None)
    parser.add_argument("--version", action="version", version=f"relapp {__version__}")
    parser.add_argument("--safe", action="store_true", help="open the window without what may be in its way")
    parser.add_argument("--self-test", action="store_true", help="try everything out in a temporary folder")
    commands = _Commands(parser.add_subparsers(dest="command", metavar="COMMAND", title="commands"))
    _add_import(commands)
    _add_undo_import(commands)
    _add_duplicates(commands)
    _add_today(commands)
    _add_forecast(commands)
    _add_find(commands)
    _add_show(commands)
    _add_log(commands)
    _add_export(commands)
    commands.add("sample", "make the sample shop: the file sample.relapp beside the shop's own, anew each time")
    command = commands.add("staff", "show who works here, and who has a PIN")
    command.add_argument("--clear-pin", action="store_true", help="take every PIN away; the record shows that")
    _add_backup(commands)
    _add_restore(commands)
    return parser


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=default,
        help="keep the shop's file and the preferences in DIR",
    )


def _add_passphrase_file(parser: argparse.ArgumentParser, default: str | None) -> None:
    # Never the passphrase itself: everybody at the computer may read what programs were started with.
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        default=default,
        help="open a protected shop with the passphrase in the first line of FILE, which may be /dev/fd/N; "
        "without it the terminal is asked",
    )


class _Commands:
    """Adds commands that share what all of them take."""

    def __init__(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._commands = commands

    def add(self, name: str, what: str) -> argparse.ArgumentParser:
        """A command; one whose output has a JSON form can print it."""
        form = FORMS.get(name)
        command = self._commands.add_parser(
            name,
            help=what,
            description=what[:1].upper() + what[1:] + ".",
            epilog=f"With --json:\n\n{form}\n\n{NOTES}" if form else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # No default of its own, which would hide what stands before the command.
        _add_data_dir(command, argparse.SUPPRESS)
        _add_passphrase_file(command, argparse.SUPPRESS)
        if name in _IN_A_NAME:
            command.add_argument(
                "--person", metavar="NAME", help="who does it; their PIN is asked for, or read from standard input"
            )
        if form:
            command.add_argument(
                "--json", action="store_true", help="print JSON (ASCII), in the form that --help shows"
            )
        return command


def _add_import(commands: _Commands) -> None:
    command = commands.add("import", "take in files of customers, sales or interactions, each as one batch")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--as",
        dest="kind",
        choices=("customers", "sales", "interactions", "auto"),
        default="auto",
        help="what the rows of a table are; auto, the default, tells by the columns",
    )
    command.add_argument(
        "--map",
        dest="columns",
        type=_column,
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="say what a column means, by its name or letter; may be repeated",
    )
    command.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help="what 5/6 means in a file whose dates leave it open",
    )
    command.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    command.add_argument("--us", metavar="VOICE", help="which address or name in mail and chats is the shop's own")
    command.add_argument("--rows", action="store_true", help="with --json: also the first rows of each result")
    command.add_argument("--dry-run", action="store_true", help="count what would be done, and change nothing")


def _add_undo_import(commands: _Commands) -> None:
    command = commands.add("undo-import", "take a whole import back; what was changed since is kept and named")
    command.add_argument("batch", type=int, metavar="BATCH", help="the number that import told")


def _add_duplicates(commands: _Commands) -> None:
    command = commands.add("duplicates", "show every two customers who may be one person, and why")
    command.add_argument("--limit", type=_count, metavar="N", help="at most so many pairs")
    command = commands.add("merge", "take one customer into another; nothing of either is lost")
    command.add_argument("keep", type=_count, metavar="KEEP", help="the number of the customer who is kept")
    command.add_argument("gone", type=_count, metavar="GONE", help="the number of the one who is taken into them")


def _add_today(commands: _Commands) -> None:
    command = commands.add("today", "show whom to get in touch with today, and why")
    command.add_argument("--on", type=_day, metavar="DATE", help="another day, such as 2026-03-14")
    command.add_argument("--limit", type=_count, metavar="N", help="at most so many suggestions")
    command.add_argument("--why", action="store_true", help="also tell why this, why now and why not earlier")


def _add_forecast(commands: _Commands) -> None:
    command = commands.add("forecast", "tell what to expect of every customer who came before a day, as CSV")
    command.epilog = _FORECAST
    command.add_argument(
        "--on", type=_day, metavar="DATE", required=True, help="the first day to come; only what was before it is used"
    )
    command.add_argument(
        "--days", type=_horizon, metavar="N", required=True, help="days ahead, from DATE on, for the chance to buy"
    )
    command.add_argument(
        "--drift-days", type=_horizon, metavar="H", help="the longest silence and wait to tell of (default: twice N)"
    )
    command.add_argument(
        "--value-days", type=_horizon, metavar="D", help="days ahead for purchases and spend (default: N)"
    )
    command.add_argument(
        "--items", type=_items, default=5, metavar="K", help="how many products to tell of everyone (default: 5)"
    )
    command.add_argument("--out", type=Path, metavar="FILE", help="write to FILE, whole or not at all")


def _add_find(commands: _Commands) -> None:
    command = commands.add("find", "find customers by name, phone or e-mail, and words in what is known of them")
    command.add_argument("words", nargs="+", metavar="WORDS")


def _add_show(commands: _Commands) -> None:
    command = commands.add("show", "show a customer: brief, facts, promises, wishes and timeline")
    command.add_argument("customer", nargs="+", metavar="CUSTOMER", help="number or name")
    command.add_argument(
        "--entries", type=_count, default=20, metavar="N", help="show the latest N entries (default: 20)"
    )


def _add_log(commands: _Commands) -> None:
    command = commands.add("log", "log what happened in one line, such as “Ada: bought 2x wholemeal 6.40”")
    command.add_argument("words", nargs="+", metavar="NAME: WORDS")
    command.add_argument(
        "--on",
        type=_moment,
        metavar="MOMENT",
        help="as if typed then: 2026-03-14 or 2026-03-14T16:05, in this place's time if no offset is given",
    )
    command.add_argument("--customer", type=int, metavar="ID", help="whom it is about, where the line names nobody")
    command.add_argument("--new", action="store_true", help="who is named is new, also if others are called alike")
    command.add_argument(
        "--remember", action="store_true", help="keep the promises, wishes and facts that the line offers"
    )


def _add_export(commands: _Commands) -> None:
    command = commands.add("export", "write everything out: tables, JSON Lines, cards, dates, and a book to read")
    command.add_argument("folder", type=Path, metavar="DIR", help="where the new folder, named by the day, is made")
    command.add_argument("--zip", action="store_true", help="make one zip instead")
    command.add_argument("--xlsx", action="store_true", help="make the tables Excel workbooks instead of CSV files")


def _add_restore(commands: _Commands) -> None:
    what = "bring the shop back from its newest sound backup and what was saved since, or from one file"
    command = commands.add("restore", what)
    command.add_argument("target", nargs="?", type=Path, metavar="FILE", help="a backup, put in place as it is")


def _add_backup(commands: _Commands) -> None:
    command = commands.add("backup", "make a backup of the shop, which counts once it was opened and checked")
    command.add_argument(
        "target", nargs="?", type=Path, metavar="FILE", help="where to (default: among the others, in the data folder)"
    )
    command.add_argument("--list", action="store_true", help="make none: say which there are, the newest first")
    command = commands.add("check", "read a whole file and say whether it is sound: the shop's, or a backup")
    command.add_argument("target", nargs="?", type=Path, metavar="FILE", help="a backup (default: the shop's own file)")


def _spelt(word: str) -> str:
    """``word`` with a question mark for each byte that the terminal's encoding cannot spell."""
    return word.encode("utf-8", "replace").decode("utf-8")


def _column(text: str) -> tuple[str, str]:
    field, separator, column = text.partition("=")
    if not (field and separator and column):
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=COLUMN")
    return field, column


def _day(text: str) -> date:
    return _moment(text).date()


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-14") from error
    if moment.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"the year of {text!r} is out of reach")
    return moment if moment.tzinfo else moment.astimezone()


def _horizon(text: str) -> int:
    days = _count(text)
    if days > _LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is more than ten years of days")
    return days


def _items(text: str) -> int:
    items = 0 if text == "0" else _count(text)
    if items > _MOST_ITEMS:
        raise argparse.ArgumentTypeError(f"{text!r} is more than {_MOST_ITEMS}")
    return items


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)

"""Runs what was asked for, and turns every end into an exit code."""

from __future__ import annotations

import errno
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from enum import IntEnum

from relapp.commands import passphrase
from relapp.domain.errors import NoDisplay, StorageUnavailable, UserError
from relapp.paths import Places, places

Command = Callable[[Namespace, Places], int]


class ExitCode(IntEnum):
    """How the program ended; wrong usage (2) ends it before it is here."""

    DONE = 0
    REFUSED = 1
    UNAVAILABLE = 3
    FAULT = 4
    INTERRUPTED = 130


def run(options: Namespace) -> int:
    """Open the window, or run the command; returns the exit code."""
    where = places(options.data_dir)
    passphrase.take_from(options.passphrase_file)
    try:
        return _ended(options, where)
    except OSError as error:
        if not _reader_has_left(error):
            _report(where, error)
            return ExitCode.FAULT
        _forget_output()
        return ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        _report(where, error)
        return ExitCode.FAULT


def _report(where: Places, error: Exception) -> None:
    """A fault of relapp itself: where it was goes into the log; messages quote what is in the shop, and are kept."""
    from relapp import traces
    from relapp.commands.output import plain
    from relapp.logfile import LogFile
    from relapp.ui.wording import tr

    log = logging.getLogger("relapp")
    logging.raiseExceptions = False
    log.addHandler(file := LogFile(where.logs))
    log.error("%s", traces.of(error).text)
    log.removeHandler(file)
    file.close()
    said = tr("Commands", "Something went wrong in relapp itself. Where it was stands in the log, in {folder}.")
    print(plain(said.format(folder=where.logs)), file=sys.stderr)


def _ended(options: Namespace, where: Places) -> int:
    if options.command is not None:
        _speak_their_language(where)
    try:
        if options.command is not None:
            where = _as_kept_now(where)
        code = _command(options.command)(options, where)
    except (StorageUnavailable, NoDisplay) as error:
        _refuse(options, where, error)
        code = ExitCode.UNAVAILABLE
    except UserError as error:
        _refuse(options, where, error)
        code = ExitCode.REFUSED
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _as_kept_now(where: Places) -> Places:
    """A shop that was moved has its backups, its lock and its sample where its file is now."""
    from relapp import signpost

    try:
        file = signpost.followed(where.database)
    except OSError as error:
        raise StorageUnavailable("no_folder", folder=str(where.data)) from error
    if file == where.database:
        return where
    if not file.parent.is_dir():
        # Of a stick that is not there nothing is made: it would be on another disk.
        raise StorageUnavailable("no_folder", folder=str(file.parent))
    return where.at(file)


def _command(name: str | None) -> Command:
    # Imported one by one: each command loads what it needs and no more.
    match name:
        case None:
            from relapp.commands.window import window

            return window
        case "import":
            from relapp.commands.import_files import import_files

            return import_files
        case "undo-import":
            from relapp.commands.undo_import import undo_import

            return undo_import
        case "duplicates":
            from relapp.commands.duplicates import duplicates

            return duplicates
        case "merge":
            from relapp.commands.duplicates import merge

            return merge
        case "today":
            from relapp.commands.today import today

            return today
        case "forecast":
            from relapp.commands.forecast import forecast

            return forecast
        case "find":
            from relapp.commands.find import find

            return find
        case "show":
            from relapp.commands.show import show

            return show
        case "log":
            from relapp.commands.log import log

            return log
        case "export":
            from relapp.commands.export import export

            return export
        case "sample":
            from relapp.commands.sample import sample

            return sample
        case "self-test":
            from relapp.commands.self_test import self_test

            return self_test
    return _command_of_the_house(name)


def _command_of_the_house(name: str) -> Command:
    """What looks after the shop itself."""
    match name:
        case "staff":
            from relapp.commands.staff import staff

            return staff
        case "restore":
            from relapp.commands.restore import restore

            return restore
        case "backup":
            from relapp.commands.backup import backup

            return backup
        case "check":
            from relapp.commands.check import check

            return check
    raise AssertionError(name)


def _speak_their_language(where: Places) -> None:
    from relapp import preferences
    from relapp.ui.wording import locale

    locale.settle(preferences.load(where.preferences).language)


def _refuse(options: Namespace, where: Places, error: UserError) -> None:
    """One line on standard error, and a box for those who wait for a window and have no terminal."""
    from relapp.commands.output import plain
    from relapp.ui.wording import sentences
    from relapp.ui.wording.errors import sentence

    if options.command is None:
        _speak_their_language(where)
    said = " ".join(sentences(sentence(error), _way_out(options.command, error.code)).split())
    print(plain(said), file=sys.stderr)
    if (
        options.command is None
        and not isinstance(error, NoDisplay)
        and not (sys.stderr is not None and sys.stderr.isatty())
    ):
        from relapp.app import tell

        tell(said)


def _way_out(command: str | None, code: str) -> str:
    """What to type instead, where an option helps."""
    from relapp.ui.wording import tr
    from relapp.ui.wording.errors import without_window

    match command, code:
        case None, _ if code.startswith("display."):
            return without_window()
        case str(), "protected":
            return tr("Commands", "Add --passphrase-file FILE, or run it in a terminal.")
        case "import", "import.date_order" | "import.chat_date_order":
            return tr("Commands", "Add --dates day-first or --dates month-first.")
        case "import", "import.who_is_shop":
            return tr("Commands", "Add --us NAME.")
        case "import", "import.no_date_column":
            return tr("Commands", "Add --map moment=COLUMN.")
        case "import", "import.no_name_column":
            return tr("Commands", "Add --map name=COLUMN.")
        case _, "person.wanted":
            return tr("Commands", "Add --person NAME.")
        case "log", "customer.ambiguous" | "customer.alike":
            return tr("Commands", "Someone new needs --new.")
    return ""


def _reader_has_left(error: OSError) -> bool:
    # Windows calls that an invalid argument; of a file, the error would bear its name.
    nameless = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return nameless or isinstance(error, BrokenPipeError)


def _forget_output() -> None:
    """Nobody reads on; the interpreter must not stumble over that once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

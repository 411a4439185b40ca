"""A sentence for every misfortune that a person can mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from relapp.domain.errors import UserError
from relapp.ui.wording import listed, tr
from relapp.ui.wording.money import number


def sentence(error: UserError) -> str:
    """What went wrong and what to do about it. A code without words of its own gets a plain general sentence."""
    words = SENTENCES.get(error.code)
    if words is None:
        return tr("Errors", "That could not be done. Nothing was changed.")
    return words().format(**{name: _said(value) for name, value in error.details.items()})


def without_window() -> str:
    """What to do where no window can be shown."""
    return tr("Errors", "Commands need no window: relapp --help lists them.")


def _said(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return listed(str(one) for one in value)
    return number(value) if isinstance(value, int) else str(value)


SENTENCES: Mapping[str, Callable[[], str]] = {
    "locked": lambda: tr("Errors", "Another program is using the shop's file. Close it there and try again."),
    "busy": lambda: tr(
        "Errors", "Another program is writing to the shop's file: this is not saved yet. Try again in a moment."
    ),
    "full": lambda: tr("Errors", "The disk is full: this is not saved yet. Make some room, then try again."),
    "io": lambda: tr(
        "Errors", "The disk of the shop's file does not answer as it should: this is not saved yet. Look at it first."
    ),
    "read_only": lambda: tr("Errors", "The shop's file may only be read here: this is not saved."),
    "damaged": lambda: tr("Errors", "The shop's file is damaged. Restore the last good backup."),
    "daybook.full": lambda: tr("Errors", "Saved, but not in the daybook: the disk of the backups is full."),
    "daybook.denied": lambda: tr("Errors", "Saved, but not in the daybook: nothing may be written beside the backups."),
    "daybook.unreachable": lambda: tr("Errors", "Saved, but not in the daybook: its folder cannot be reached."),
    "recovery.missing": lambda: tr(
        "Errors", "The shop's file {file} is gone, though there are backups of it. relapp restore brings it back."
    ),
    "recovery.another": lambda: tr(
        "Errors", "The file {file} is another shop's than the one that was open here before. Nothing was changed."
    ),
    "recovery.older": lambda: tr(
        "Errors",
        "The file {file} is older than what was saved here last. relapp restore brings all of it back.",
    ),
    "recovery.nothing": lambda: tr("Errors", "No sound backup was found. Nothing was changed."),
    "recovery.failed": lambda: tr("Errors", "The file could not be put in place. What was there is kept."),
    "permission.unknown": lambda: tr("Errors", "Nobody may do this here: it stands in no list of what is allowed."),
    "backup.full": lambda: tr("Errors", "No backup could be made: the disk of {folder} is full."),
    "backup.read_only": lambda: tr("Errors", "No backup could be made: nothing may be written to {folder}."),
    "backup.missing": lambda: tr("Errors", "No backup could be made: the folder {folder} is not there."),
    "backup.busy": lambda: tr("Errors", "No backup could be made: another relapp is making one in {folder}."),
    "backup.given_up": lambda: tr("Errors", "The backup was given up, because the window closed."),
    "backup.failed": lambda: tr("Errors", "No backup could be made: {folder} does not take it."),
    "backup.unsound": lambda: tr("Errors", "The backup {file} is not sound. It does not count any more."),
    "backup.changed": lambda: tr("Errors", "Another program changed the backup {file}. It does not count any more."),
    "backup.gone": lambda: tr("Errors", "The backup {file} is no longer there."),
    "backup.own_file": lambda: tr("Errors", "That is the shop's own file. Give the backup another name."),
    "backup.same_place": lambda: tr(
        "Errors", "The backups are in this folder already. Choose one on another disk, such as a USB stick."
    ),
    "not_a_database": lambda: tr("Errors", "This file is not a shop's file of relapp."),
    "too_new": lambda: tr(
        "Errors", "A newer relapp wrote this file. Install that version to open it; the file was not touched."
    ),
    "protected": lambda: tr("Errors", "The shop's file is protected: it opens only with its passphrase."),
    "key.wrong": lambda: tr("Errors", "That is not the passphrase of this shop."),
    "key.neither": lambda: tr("Errors", "That is neither the passphrase nor the recovery code of this shop."),
    "key.wrong_code": lambda: tr(
        "Errors", "That is not the recovery code of this shop; a newer one may have been made."
    ),
    "key.no_slots": lambda: tr(
        "Errors",
        "The small file {file}, which belongs to the passphrase, is missing or damaged. "
        "There is one in the folder of each backup, too: put it beside the shop's file.",
    ),
    "code.length": lambda: tr("Errors", "A recovery code has {signs} letters and digits; {typed} were typed."),
    "code.slip": lambda: tr("Errors", "There is a slip in group {group} of the code. Look at it once more."),
    "code.not_confirmed": lambda: tr("Errors", "That is not group {group} of the code. Look at it once more."),
    "passphrase.short": lambda: tr(
        "Errors", "A passphrase has at least {least} characters. Three or four words are good."
    ),
    "passphrase.same": lambda: tr("Errors", "A passphrase needs at least {least} different characters."),
    "passphrase.differs": lambda: tr("Errors", "The two passphrases are not the same. Type it twice alike."),
    "passphrase.file": lambda: tr("Errors", "The passphrase in the file {file} cannot be read."),
    "keyring.refused": lambda: tr(
        "Errors", "The system's keyring is not there or said no. The passphrase will be asked for as before."
    ),
    "missing": lambda: tr("Errors", "The shop's file is not there."),
    "moved": lambda: tr("Errors", "The shop was just moved to another folder: this is not saved yet. Try again."),
    "no_shop": lambda: tr("Errors", "There is no file {file}."),
    "open_elsewhere": lambda: tr(
        "Errors",
        "The folder {folder} is already open in relapp, maybe on another computer. Close it there and try again.",
    ),
    "display.none": lambda: tr(
        "Errors", "There is no screen for the window here: neither DISPLAY nor WAYLAND_DISPLAY is set."
    ),
    "display.no_server": lambda: tr("Errors", "The X server {name}, which DISPLAY names, does not let relapp in."),
    "display.no_wayland": lambda: tr("Errors", "The screen {name}, which WAYLAND_DISPLAY names, is not there."),
    "display.package": lambda: tr(
        "Errors",
        "The library {library}, which the window needs, does not load. "
        "Debian and Ubuntu have it in the package {package}.",
    ),
    "display.library": lambda: tr("Errors", "The library {library}, which the window needs, does not load."),
    "display.platform": lambda: tr("Errors", "Qt shows no window by {name}, which QT_QPA_PLATFORM names."),
    "display.unknown": lambda: tr("Errors", "Qt cannot show a window here. It says: {words}"),
    "no_folder": lambda: tr("Errors", "The folder {folder} cannot be used. Choose another one."),
    "permission.owner": lambda: tr("Errors", "Only an owner can do this. Ask {owners}."),
    "permission.nobody": lambda: tr("Errors", "Say first who is here (F4)."),
    "person.wanted": lambda: tr("Errors", "Say who does this: an owner here has a PIN."),
    "person.unknown": lambda: tr("Errors", "Nobody called {name} works here."),
    "pin.shape": lambda: tr("Errors", "A PIN has {least} to {most} digits."),
    "pin.wrong": lambda: tr("Errors", "That is not the PIN."),
    "pin.wait": lambda: tr("Errors", "Too many wrong PINs. Try again in {seconds} seconds."),
    "pin.wait_long": lambda: tr("Errors", "Too many wrong PINs. Try again in {minutes} minutes."),
    "customer.no_name": lambda: tr("Errors", "A customer needs a name."),
    "customer.name_too_long": lambda: tr("Errors", "A name can have at most {limit} characters."),
    "customer.note_too_long": lambda: tr("Errors", "A note can have at most {limit} characters."),
    "customer.unknown": lambda: tr("Errors", "Nobody called {words} is known."),
    "customer.ambiguous": lambda: tr("Errors", "{words} can mean {candidates}. Say more of the name."),
    "customer.alike": lambda: tr("Errors", "Nobody is called {words}. Written alike: {candidates}."),
    "contact.empty": lambda: tr("Errors", "Type the phone number, e-mail or address first."),
    "entry.nobody": lambda: tr("Errors", "Say first whom this is about."),
    "entry.empty": lambda: tr("Errors", "Say what happened first."),
    "entry.unknown_customer": lambda: tr("Errors", "That customer is no longer there."),
    "entry.too_long": lambda: tr("Errors", "An entry can have at most {limit} characters."),
    "remark.gone": lambda: tr("Errors", "That remark is no longer there."),
    "theme.too_long": lambda: tr("Errors", "The name of a theme can have at most {limit} characters."),
    "fact.empty": lambda: tr("Errors", "Type what is known first."),
    "fact.gone": lambda: tr("Errors", "That was changed or taken out in the meantime."),
    "promise.empty": lambda: tr("Errors", "Type what was promised first."),
    "wish.empty": lambda: tr("Errors", "Type what they wait for first."),
    "arrival.empty": lambda: tr("Errors", "Type what came in first."),
    "case.no_cause": lambda: tr("Errors", "Say first what went wrong."),
    "case.too_long": lambda: tr("Errors", "Cause, remedy and answer can each have at most {limit} characters."),
    "case.cost": lambda: tr(
        "Errors", "{value} is not a cost in the shop's currency. Type a number, such as 6.40, or leave it empty."
    ),
    "case.ask_past": lambda: tr("Errors", "The day to ask again is past. Choose today or a later day."),
    "case.ask_next": lambda: tr("Errors", "It is not all right yet: choose a later day to ask again."),
    "case.not_asked": lambda: tr(
        "Errors", "The case stays open: ask the customer again whether it is all right now, and note the answer."
    ),
    "case.not_right": lambda: tr(
        "Errors", "The case stays open: when asked last, the customer said that it is not all right yet."
    ),
    "case.already": lambda: tr("Errors", "This complaint already has a case."),
    "case.closed": lambda: tr("Errors", "This case is closed. Open it again first."),
    "case.gone": lambda: tr("Errors", "That case is no longer there."),
    "question.empty": lambda: tr("Errors", "Type the question first."),
    "question.no_kind": lambda: tr("Errors", "Say first what the answer tells, in a word or two, such as: freezes."),
    "question.too_long": lambda: tr("Errors", "A question can have at most {limit} characters."),
    "question.gone": lambda: tr("Errors", "That question is no longer there."),
    "question.no_day": lambda: tr("Errors", "{value} is not a day. Type one such as 13 May or 13 May 1980."),
    "later.past": lambda: tr("Errors", "Choose a day that is still to come."),
    "setting.currency": lambda: tr("Errors", "{value} is not a currency. Type its three letters, such as EUR."),
    "setting.value": lambda: tr("Errors", "{value} cannot be set here. Nothing was changed."),
    "setting.warranty": lambda: tr(
        "Errors", "{value}: type a thing and its months, such as kettle 24. Nothing was changed."
    ),
    "setting.goods_cost": lambda: tr(
        "Errors", "{value}: type a thing and its share of the price, such as bread 40. Nothing was changed."
    ),
    "setting.always_on": lambda: tr("Errors", "What customers wait for is always shown: that cannot be switched off."),
    "words.empty": lambda: tr("Errors", "There has to be a text in every version. Type it, or go back to ours."),
    "words.too_long": lambda: tr("Errors", "A text can have at most {limit} characters."),
    "words.brace": lambda: tr(
        "Errors", "A brace stands alone. A gap is written {gap}; where you mean a brace, type it twice: {doubled}."
    ),
    "words.unknown": lambda: tr("Errors", "There is no gap {gap} here. There are {gaps}."),
    "staff.known": lambda: tr("Errors", "{name} already works here. Give another name."),
    "staff.last_owner": lambda: tr("Errors", "Someone has to be the owner. Make another person the owner first."),
    "undo.unknown": lambda: tr("Errors", "There is no such change to take back."),
    "undo.already": lambda: tr("Errors", "That was taken back already."),
    "relation.empty": lambda: tr("Errors", "Say how the two belong together first."),
    "relation.gone": lambda: tr("Errors", "That was taken back already."),
    "copy.changed": lambda: tr("Errors", "That was changed or taken out in the meantime."),
    "copy.empty": lambda: tr("Errors", "Type what is right first."),
    "erase.copy": lambda: tr("Errors", "The older copy {file} could not be deleted. Delete it by hand."),
    "merge.itself": lambda: tr("Errors", "A customer cannot be merged with themselves. Choose another one."),
    "merge.elsewhere": lambda: tr(
        "Errors",
        "{name} was merged in the shop that the export came from, and its file does not say whose each entry was. "
        "Take them apart there.",
    ),
    "merge.gone": lambda: tr("Errors", "These two were taken apart already."),
    "relation.itself": lambda: tr("Errors", "A customer cannot be joined to themselves. Choose another one."),
    "move.taken": lambda: tr("Errors", "There is a shop in {folder} already. Choose another folder."),
    "move.cannot_write": lambda: tr(
        "Errors", "Nothing can be written in {folder}. The shop was left where it is; choose another folder."
    ),
    "move.not_sound": lambda: tr("Errors", "The copy was not the same as the shop. The shop was left where it is."),
    "file.busy": lambda: tr("Errors", "Finish what is open here first, then open {file} again."),
    "file.cannot_write": lambda: tr("Errors", "The file {file} cannot be written there. Choose another place."),
    "sample.not_sample": lambda: tr("Errors", "{file} is a shop of its own, not the sample. It was left as it is."),
    "import.no_batch": lambda: tr("Errors", "There is no import with the number {batch}."),
    "import.missing": lambda: tr("Errors", "The file {file} is not there."),
    "import.no_voice": lambda: tr("Errors", "Nobody in {file} goes by {voice}. There are {voices}."),
    "import.who_is_shop": lambda: tr("Errors", "Who of those in {file} is the shop? There are {voices}."),
    "import.not_alike": lambda: tr(
        "Errors", "{file} holds files of several kinds. Import those of one kind at a time."
    ),
    "import.cannot_read": lambda: tr("Errors", "The file {file} cannot be read. Nothing was imported."),
    "import.newer_export": lambda: tr(
        "Errors", "A newer relapp wrote {file}. Install that version to import it. Nothing was imported."
    ),
    "import.empty": lambda: tr("Errors", "There is nothing to import in {file}."),
    "import.too_many_files": lambda: tr(
        "Errors", "There are more than {files} files in {file}. Choose the folder that is meant."
    ),
    "import.not_a_table": lambda: tr("Errors", "{file} does not hold a table. Nothing was imported."),
    "import.too_large": lambda: tr(
        "Errors", "{file} is larger than {megabytes} MB. Split it, or save only the columns that are needed."
    ),
    "import.too_costly": lambda: tr(
        "Errors",
        "{file} takes more time or memory than a file of its size should: it may be damaged. Nothing was imported.",
    ),
    "import.long_line": lambda: tr("Errors", "A line in {file} is longer than {megabytes} MB. Nothing was imported."),
    "import.too_wide": lambda: tr("Errors", "{file} has more than {columns} columns. Nothing was imported."),
    "import.damaged": lambda: tr(
        "Errors", "{file} is damaged: it ends too early, or goes on otherwise than it begins. Nothing was imported."
    ),
    "import.password": lambda: tr("Errors", "{file} is locked with a password. Save it without one and try again."),
    "import.no_sheet": lambda: tr("Errors", "{file} has no sheet named {sheet}. It has {sheets}."),
    "import.no_date_column": lambda: tr(
        "Errors", "No column of {file} holds the day of the sale. Say which one it is."
    ),
    "import.no_name_column": lambda: tr("Errors", "No column of {file} holds the name of the customer. Say which one."),
    "import.date_order": lambda: tr(
        "Errors", "Dates in the column {column}, such as {example}, can be read in two ways. Say which comes first."
    ),
    "import.chat_date_order": lambda: tr(
        "Errors", "Dates in {file}, such as {example}, can be read in two ways. Say which comes first."
    ),
    "changed_outside": lambda: tr("Errors", "Another program changed the shop's file. The lines above say where."),
    "import.no_field": lambda: tr("Errors", "There is no field named {field}. There are {fields}."),
    "import.no_column": lambda: tr("Errors", "There is no column named {column}. There are {columns}."),
}
"""One line a code: its sentence, whose gaps are named as the details of the error are."""

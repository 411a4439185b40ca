"""What is said of the protected file."""

from __future__ import annotations

from collections.abc import Iterable

from relapp.ui.wording import listed, tr


def locked_title() -> str:
    """Above the page that asks for the passphrase."""
    return tr("Protection", "This shop is protected")


def locked() -> str:
    """What that page is about."""
    return tr("Protection", "Its file opens with the passphrase that was chosen for it.")


def wait(seconds: int) -> str:
    """How long it takes until the next try."""
    return tr("Protection", "Try again in %n second(s).", seconds)


def about() -> str:
    """What protecting means, before it is turned on."""
    return tr(
        "Protection",
        "Nobody can read the shop's file, its backups or its daybook without the passphrase: not on a lost computer, "
        "not on a stick, not in a cloud. It is asked for when relapp starts.",
    )


def lost() -> str:
    """What a lost passphrase means."""
    return tr(
        "Protection",
        "Nobody can find out a lost passphrase, and neither can we. Only the recovery code opens the shop then: "
        "print it and keep it away from this computer. Without both, everything in the shop is lost.",
    )


def remains() -> str:
    """What turning on does not reach."""
    return tr(
        "Protection",
        "What was exported, copied by hand or saved by other programs before stays readable. What was deleted may "
        "still be found on the disk until something else is written in its place.",
    )


def on() -> str:
    """What the settings say of a protected shop."""
    return tr(
        "Protection",
        "The shop's file, its backups and its daybook open only with the passphrase. The keyring of a computer may "
        "keep it, so that whoever is signed in there is not asked.",
    )


def code_shown() -> str:
    """Above a recovery code."""
    return tr(
        "Protection",
        "This code opens the shop if the passphrase is lost. It is shown only now. Print it or write it down, and keep "
        "it where you keep your papers, not beside this computer.",
    )


def turned_on(left: Iterable[str]) -> str:
    """After turning on; ``left`` are copies that are still readable."""
    names = listed(left)
    if names:
        return tr("Protection", "The file is protected. These copies are still readable: {files}.").format(files=names)
    return tr("Protection", "The file is protected. Its backups and its daybook are, too.")


def turned_off(left: Iterable[str]) -> str:
    """After turning off; ``left`` are copies that still need the passphrase."""
    names = listed(left)
    if names:
        return tr("Protection", "The file is no longer protected. These copies still are: {files}.").format(files=names)
    return tr("Protection", "The file is no longer protected.")


def working() -> str:
    """While the file is written anew."""
    return tr("Protection", "The shop's file is being written anew. Leave relapp open until it is done.")

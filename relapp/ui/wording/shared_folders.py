"""Folders that others keep, too, in words: who does, what can go wrong, what to do."""

from __future__ import annotations

from relapp.domain.shared_folders import Keeper
from relapp.ui.wording import sentences, tr


def title(keeper: Keeper) -> str:
    """Over the page."""
    if keeper.is_network:
        return tr("Shared", "This folder lies on another computer")
    return tr("Shared", "This folder is kept by {service}, too").format(service=keeper.value)


def what_can_go_wrong(keeper: Keeper, folder: str, *, new: bool) -> str:
    """Below it; ``new`` where there is no shop in the folder yet."""
    if keeper.is_network:
        said = tr(
            "Shared",
            "If the connection fails while something is saved, the shop's file can be damaged, and relapp is slower. "
            "Only one computer at a time can have it open.",
        )
    else:
        said = tr(
            "Shared",
            "{service} copies files while relapp writes them, and may bring an older copy back. Entries can be lost "
            "that way, and two computers can come to have two different shops.",
        ).format(service=keeper.value)
    where = tr("Shared", "It is {folder}.").format(folder=folder)
    better = (
        tr("Shared", "Better keep the shop on this computer.")
        if new
        else tr("Shared", "Better move the shop to this computer: it is copied and checked, and then goes from here.")
    )
    return sentences(said, where, better)


def moved(folder: str) -> str:
    """Once it is done."""
    return tr("Shared", "The shop is kept in {folder} now, with its backups.").format(folder=folder)

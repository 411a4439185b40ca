"""Where the shop's record ended, kept beside its backups: who cuts the record off or seals it anew is found by it.

The list of the backups and the daybook keep such heads as well. Each was written when its operation was the newest.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from relapp.storage import durable
from relapp.storage.chain import Head

_FILE = "record.json"


def kept(folder: Path, shop: str | None = None) -> Head | None:
    """What stands there, of ``shop`` only, if told; ``None`` where nothing does."""
    try:
        told = json.loads((folder / _FILE).read_bytes())
        if shop in (None, told["shop"]):
            return Head(int(told["operation"]), str(told["seal"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def keep(folder: Path, shop: str, head: Head) -> None:
    """Write it down. What cannot be written only finds less: no file is worse for it.

    Nor does anybody wait for the disk: a power cut leaves an older one, which counts as well, or none.
    """
    told = {"shop": shop, "operation": head.operation_id, "seal": head.chain}
    with suppress(OSError):
        making = folder / f"{_FILE}.{os.getpid()}.making"
        making.write_bytes(json.dumps(told).encode())
        making.replace(folder / _FILE)


def let_go(folder: Path) -> None:
    """Forget it, before another state of the shop is put in the place of this one.

    :raises OSError: it cannot be removed.
    """
    (folder / _FILE).unlink(missing_ok=True)
    if folder.is_dir():
        durable.sync_folder(folder)

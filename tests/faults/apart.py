"""A part of a proof in a process of its own: what it tells is read from a file, and that it fell is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]
_TOLD = "told.json"


def tell(folder: Path, told: dict[str, Any]) -> None:
    """Leave what was found for the process that began this one."""
    (folder / _TOLD).write_text(json.dumps(told), encoding="utf-8")


def apart(module: str, folder: Path, *arguments: str) -> dict[str, Any]:
    """Run a module's ``main`` with ``folder`` and more; what it told, and under ``fell`` how it ended if not well."""
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-X", "faulthandler", "-m", module, str(folder), *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    try:
        told: dict[str, Any] = json.loads((folder / _TOLD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        told = {}
    told["fell"] = f"the process ended with {ended.returncode}: {ended.stderr[-3000:]}" if ended.returncode else ""
    return told

"""The log of misfortunes: a small file that is begun when there is something to write."""

from __future__ import annotations

import logging
from pathlib import Path

NAME = "relapp.log"


class LogFile(logging.Handler):
    """Writes into ``folder``; where no file can be kept the program works without."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._begun().emit(record)
        except OSError:
            self.setLevel(logging.CRITICAL + 1)

    def _begun(self) -> logging.Handler:
        if self._file is None:
            # Dear to load, and an ordinary session has nothing to log.
            from logging.handlers import RotatingFileHandler

            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = RotatingFileHandler(
                self._folder / NAME, maxBytes=200_000, backupCount=2, encoding="utf-8", errors="replace"
            )
            self._file.setFormatter(self.formatter)
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()

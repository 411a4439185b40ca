"""The parts that a packaged relapp is made of, their licences, and the texts that go with them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from relapp.paths import resources_dir


@dataclass(frozen=True, slots=True)
class Part:
    """One part as resources/licences/parts.toml tells of it; there stands what each line means."""

    name: str
    purpose: str
    licence: str
    copyright: tuple[str, ...]
    note: str
    texts: tuple[str, ...]
    distribution: str
    files: tuple[str, ...]

    @property
    def version(self) -> str:
        """The version that is here; empty where nothing knows it."""
        return _version(self.distribution) if self.distribution else ""


def parts() -> tuple[Part, ...]:
    """Every part, in the order in which it is told of."""
    with (_folder() / "parts.toml").open("rb") as file:
        return tuple(_part(entry) for entry in tomllib.load(file)["part"])


def text_files(part: Part) -> list[Path]:
    """The files of the part's licence texts."""
    return [_folder() / "texts" / name for name in part.texts]


def full_text(part: Part) -> str:
    """All that must be told of the part: whose it is, its note, and the texts of its licence; raises ``OSError``."""
    texts = [file.read_text("utf-8").strip("\n") for file in text_files(part)]
    paragraphs = ["\n".join(part.copyright), part.note.strip(), *texts]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


@cache
def _version(distribution: str) -> str:
    try:
        return _built_with().get(distribution) or metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _built_with() -> dict[str, str]:
    """The versions that a built program was made of; from source there is no such file."""
    told = _folder() / "versions.json"
    return dict(json.loads(told.read_text("utf-8"))) if told.exists() else {}


def _part(entry: dict[str, Any]) -> Part:
    return Part(
        name=entry["name"],
        purpose=entry["purpose"],
        licence=entry["licence"],
        copyright=tuple(entry.get("copyright", ())),
        note=entry.get("note", ""),
        texts=tuple(entry.get("texts", ())),
        distribution=entry.get("distribution", ""),
        files=tuple(entry["files"]),
    )


def _folder() -> Path:
    return resources_dir() / "licences"

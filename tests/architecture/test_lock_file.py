"""requirements.lock installs the same on every machine, and says nothing about the one it was made on."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENTS = re.findall(r"^[a-z].*(?:\n +\S.*)*", LOCK, re.MULTILINE)


def test_every_package_stands_with_its_version_and_hashes() -> None:
    assert len(REQUIREMENTS) > 20
    for requirement in REQUIREMENTS:
        assert re.match(r"[a-z0-9-]+==\S+ .*\\\n    --hash=sha256:[0-9a-f]{64}", requirement), requirement


def test_all_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[^a-z0-9-]", text, maxsplit=1)[0] for text in asked}
    assert names <= {requirement.partition("==")[0] for requirement in REQUIREMENTS}


@pytest.mark.parametrize("trace", ["://", "--index", "--extra-index", "--find-links", "file:", "@ "])
def test_no_host_and_no_place_of_one_machine_is_named(trace: str) -> None:
    assert trace not in LOCK

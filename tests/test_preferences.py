"""This PC's preferences come back, and no damage to their file stops the program."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.preferences import Preferences, load, save

CHOSEN = Preferences(
    language="pt-BR",
    text_size=150,
    scheme="dark",
    window="AdnQywADAAA=",
    splitters="AAAA",
    page="customers",
    shop="other.relapp",
    shared="wolke/shop.relapp",
    customer_id=12,
    staff_id=3,
    no_second_place=True,
    reminded="2025-05-06",
    desk="till by the door",
)


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.json"
    save(path, CHOSEN)
    assert load(path) == CHOSEN


def test_every_preference_differs_from_its_default_in_this_test() -> None:
    start = Preferences()
    assert [line.name for line in fields(start) if getattr(start, line.name) == getattr(CHOSEN, line.name)] == []


def test_a_new_pc_starts_with_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Preferences()


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b'"text"', b"\xff\xfe\x00", b"null", b"[" * 100_000])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert load(path) == Preferences()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text_size", 1000),
        ("text_size", "large"),
        ("text_size", True),
        ("text_size", 120.5),
        ("scheme", "purple"),
        ("customer_id", -1),
        ("customer_id", True),
        ("staff_id", "3"),
        ("window", None),
        ("desk", "x" * 201),
        ("language", ["de"]),
    ],
)
def test_one_value_that_does_not_fit_loses_only_itself(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({**asdict(CHOSEN), name: value}), "utf-8")
    assert load(path) == replace(CHOSEN, **{name: getattr(Preferences(), name)})


def test_a_file_of_a_newer_relapp_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({**asdict(CHOSEN), "telepathy": True}), "utf-8")
    assert load(path) == CHOSEN


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "preferences.json"
    save(path, CHOSEN)

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(OSError, match="No space left"):
        save(path, Preferences())
    assert load(path) == CHOSEN
    assert list(tmp_path.iterdir()) == [path]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([line.name for line in fields(Preferences)]), JSON))
def test_whatever_stands_in_the_file_what_is_loaded_can_be_saved_and_read_again(found: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "preferences.json"
        path.write_text(json.dumps(found), "utf-8")
        loaded = load(path)
        save(path, loaded)
        assert load(path) == loaded

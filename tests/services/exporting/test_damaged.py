"""Damaged and hostile exports: bad rows with reasons, one sentence for what cannot be read, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relapp.domain.errors import UserError
from relapp.services import customers, sample
from relapp.services.transfer import importing
from relapp.storage import whole
from relapp.ui.wording import imports as wording
from tests.builders import TODAY
from tests.services.exporting.conftest import take_in, write
from tests.shop import Shop

HEAD = {"format": "relapp-shop", "version": 1, "shop": "abc", "currency": "EUR"}
ADA = {"table": "customer", "id": 1, "name": "Ada", "nickname": "", "reference": "", "note": "", "added": "2025-05-06"}
FACT = {
    "table": "fact", "id": 1, "customer_id": 1, "kind": "likes", "value": "rye", "about": "", "certainty": "told",
    "learned": "2025-05-06", "retired": False,
}  # fmt: skip
VISIT = {
    "table": "interaction", "id": 1, "kind": "visit", "at": "2025-05-06T10:00:00+00:00", "words": "", "channel": "web",
    "direction": "in", "currency": "EUR",
}  # fmt: skip

File = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    """A function that writes lines to ``shop.jsonl``; dicts as JSON."""

    def write_lines(*lines: Any, head: Any = HEAD) -> Path:
        path = tmp_path / "shop.jsonl"
        texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in (head, *lines)]
        path.write_bytes(b"\n".join(texts) + b"\n")
        return path

    return write_lines


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "row.no_record"),
        (b"[1]", "row.no_record"),
        (b"\xff\xfe\x00", "row.no_record"),
        (b"[" * 100_000, "row.no_record"),
        ({"table": "operation", "id": 1}, "row.no_table"),
        ({"table": ["customer"], "id": 1}, "row.no_table"),
        ({"id": 1}, "row.no_table"),
        ({**ADA, "id": 0}, "row.value"),
        ({**ADA, "id": 2**60}, "row.value"),
        ({**ADA, "id": True}, "row.value"),
        ({**ADA, "id": "1"}, "row.value"),
        ({**ADA, "name": None}, "row.value"),
        ({**ADA, "name": " "}, "row.value"),
        ({**ADA, "name": "\ud800"}, "row.value"),
        ({**ADA, "added": "31/02/2025"}, "row.value"),
        ({**ADA, "household_id": 7}, "row.no_such"),
        ({**VISIT, "kind": "dance"}, "row.value"),
        ({**VISIT, "at": "2025-05-06T10:00:00"}, "row.value"),
        ({**VISIT, "at": "0000-00-00"}, "row.value"),
        ({**VISIT, "at": "0001-01-01T00:00:00+14:00"}, "row.value"),
        ({**VISIT, "at": "9999-12-31T23:59:59-14:00"}, "row.value"),
        ({**VISIT, "amount": 1.5}, "row.value"),
        ({**VISIT, "amount": 10**30}, "row.value"),
        ({**VISIT, "amount": 2**62}, "row.value"),
        (FACT, "row.no_such"),
    ],
)
def test_a_line_that_cannot_be_is_a_bad_row_and_the_rest_comes(file: File, line: Any, code: str) -> None:
    shop = Shop()
    tally = take_in(shop, file(line, {**ADA, "id": 5, "name": "Ben"})).tally
    assert [(row.line, row.code) for row in tally.bad_rows] == [(2, code)]
    assert wording.bad_row(tally.bad_rows[0]) != wording.bad_row(type(tally.bad_rows[0])(1, (), "x"))
    assert [row.name for row in shop.tables()["customer"]] == ["Ben"]
    shop.assert_sound()


@pytest.mark.parametrize(
    "wrong", [{"month": 13, "day": 1}, {"month": 2, "day": 30}, {"month": 1, "day": 1, "year": 0}, {"retired": 0}]
)
def test_a_day_that_never_comes_is_bad(file: File, wrong: dict[str, Any]) -> None:
    tally = take_in(Shop(), file(ADA, {**FACT, **wrong})).tally
    assert [row.code for row in tally.bad_rows] == ["row.value"]


def test_an_id_that_comes_again_is_bad(file: File) -> None:
    tally = take_in(Shop(), file(ADA, {**ADA, "name": "Other"})).tally
    assert (tally.new, [row.code for row in tally.bad_rows]) == (1, ["row.value"])


def test_two_tags_of_one_name_are_one_and_a_bad_row(file: File) -> None:
    tag = {"table": "tag", "name": "regular"}
    tally = take_in(Shop(), file({**tag, "id": 1}, {**tag, "id": 2})).tally
    assert (tally.new, tally.bad) == (1, 1)


def test_facts_that_take_each_others_place_in_a_ring_come_in_and_can_be_taken_back(file: File) -> None:
    shop = Shop()
    path = file(ADA, {**FACT, "superseded_by": 2}, {**FACT, "id": 2, "superseded_by": 1})
    assert take_in(shop, path).tally.bad == 0
    assert [row.superseded_by for row in shop.tables()["fact"]] == [2, 1]
    again = take_in(shop, path).tally
    assert (again.new, again.changed) == (0, 0)
    shop.operations.undo()
    shop.operations.undo()
    assert shop.tables()["fact"] == []


def test_merges_in_a_ring_end(file: File) -> None:
    shop = Shop()
    merge = {"table": "merge", "name": "Ada", "reference": ""}
    path = file(
        ADA,
        {**ADA, "id": 2},
        {**merge, "id": 1, "kept_id": 1, "gone_id": 2},
        {**merge, "id": 2, "kept_id": 2, "gone_id": 1},
    )
    take_in(shop, path)
    shop.run("customer_remove", lambda tx: customers.remove(tx, [1, 2]))
    again = take_in(shop, path).tally
    assert again.new == 0


@pytest.mark.parametrize("head", [b"{}", b"[]", b'{"format":"relapp-shop"}', b'{"format":"relapp-shop","version":"1"}'])
def test_a_first_line_that_is_none_gets_one_sentence(file: File, head: bytes) -> None:
    with pytest.raises(UserError):
        importing.prepare(file(ADA, head=head))


def test_a_file_of_a_newer_version_is_refused(file: File) -> None:
    with pytest.raises(UserError) as refused:
        importing.prepare(file(ADA, head={**HEAD, "version": 2}))
    assert refused.value.code == "import.newer_export"


def test_another_shops_settings_and_sample_mark_stay_out(file: File) -> None:
    shop = Shop()
    shop.customer("Ada")
    mine = {"table": "setting", "key": "shop_name", "value": "Theirs", "id": 1}
    take_in(shop, file(mine, {**mine, "id": 2, "key": "sample", "value": True}))
    assert [row.key for row in shop.tables()["setting"]] == ["came.abc"]


@pytest.fixture(scope="module")
def sample_lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    shop = Shop()
    sample.fill(shop.operations, TODAY)
    path = write(shop, tmp_path_factory.mktemp("sample") / "shop.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    seen: dict[str, int] = {}
    few = [lines[0]]
    for line in lines[1:]:
        table = json.loads(line)["table"]
        seen[table] = seen.get(table, 0) + 1
        if seen[table] <= 12:
            few.append(line)
    return few


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_befalls_a_file_it_is_read_or_refused(
    sample_lines: list[bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = list(sample_lines)
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(1, len(lines) - 1))
        lines[place] = data.draw(st.sampled_from(MISHAPS))(lines[place], data)
    path = tmp_path_factory.mktemp("any") / "shop.jsonl"
    path.write_bytes(b"".join(lines))
    shop = Shop()
    try:
        take_in(shop, path)
        shop.assert_sound()
        again = take_in(shop, path).tally
        assert (again.new, again.changed) == (0, 0)
    finally:
        shop.close()


def cut(line: bytes, data: st.DataObject) -> bytes:
    return line[: data.draw(st.integers(0, len(line)))] + b"\n"


def another_value(line: bytes, data: st.DataObject) -> bytes:
    values = json.loads(line)
    values[data.draw(st.sampled_from(sorted(values)))] = data.draw(
        st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.lists(st.integers(), max_size=2)
    )
    return json.dumps(values).encode() + b"\n"


def another_id(line: bytes, data: st.DataObject) -> bytes:
    values = json.loads(line)
    names = [name for name in values if name == "id" or name.endswith("_id")]
    values[data.draw(st.sampled_from(names))] = data.draw(st.integers(-2, 40))
    return json.dumps(values).encode() + b"\n"


def another_table(line: bytes, data: st.DataObject) -> bytes:
    values = json.loads(line)
    values["table"] = data.draw(st.sampled_from(whole.ORDER))
    return json.dumps(values).encode() + b"\n"


def gone(_line: bytes, _data: st.DataObject) -> bytes:
    return b""


def sound(mishap: Callable[[bytes, st.DataObject], bytes]) -> Callable[[bytes, st.DataObject], bytes]:
    """A mishap that a line which was damaged already is spared."""

    def careful(line: bytes, data: st.DataObject) -> bytes:
        try:
            return mishap(line, data)
        except (ValueError, AttributeError, TypeError):
            return line

    return careful


MISHAPS = [cut, gone, *map(sound, (another_value, another_id, another_table))]


@pytest.mark.parametrize("uid", ["\ud800", "x" * 100_000, "ø", 5, None])
def test_a_strange_word_for_the_shop_is_no_word(file: File, uid: Any) -> None:
    shop = Shop()
    path = file(ADA, head={**HEAD, "shop": uid})
    assert take_in(shop, path).tally.people == 1
    assert take_in(shop, path).tally.people == 0
    assert all(len(row.key) < 100 for row in shop.tables()["setting"])

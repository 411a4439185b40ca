"""The printed recovery code: read as people write it, and a slip is told by its group."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain import recovery_code
from relapp.domain.errors import UserError
from tests.misfortunes import told

CODE = recovery_code.make(random.Random(7).choice)


def test_a_code_has_groups_without_lookalikes() -> None:
    groups = CODE.split("-")
    assert [len(group) for group in groups] == [5] * 7
    assert not set(CODE) & set("0O1IL2Z5S8BU")


@pytest.mark.parametrize("typed", [CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f"  {CODE} "])
def test_a_code_is_read_as_people_write_it(typed: str) -> None:
    assert recovery_code.read(typed) == CODE


@given(place=st.integers(0, 34), sign=st.sampled_from(recovery_code.SIGNS))
def test_one_wrong_sign_is_told_by_its_group(place: int, sign: str) -> None:
    signs = list(CODE.replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(UserError) as told:
        recovery_code.read("".join(signs))
    assert (told.value.code, told.value.details) == ("code.slip", {"group": place // 5 + 1})


@given(seed=st.integers(0, 1000), place=st.integers(0, 33))
def test_two_signs_that_changed_places_are_told(seed: int, place: int) -> None:
    signs = list(recovery_code.make(random.Random(seed).choice).replace("-", ""))
    if signs[place] == signs[place + 1]:
        return
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with told("code.slip"):
        recovery_code.read("".join(signs))


def test_groups_that_changed_places_are_told() -> None:
    first, second, *others = CODE.split("-")
    with told("code.slip"):
        recovery_code.read("-".join([second, first, *others]))


def test_a_missing_sign_is_told() -> None:
    with told("code.length"):
        recovery_code.read(CODE[:-1])


def test_part_of_a_code_can_be_asked_for() -> None:
    assert recovery_code.is_group(CODE, 3, f" {CODE.split('-')[2].lower()}")
    assert not recovery_code.is_group(CODE, 3, CODE.split("-")[1])

"""The conditional logit, held against what it is said to maximise."""

from __future__ import annotations

import numpy as np
import pytest

from relapp.domain.arrays import Floats
from relapp.domain.items.learning import ndcg
from relapp.domain.items.logit import Baskets, fit


def drawn(seed: int, count: int, truth: Floats) -> Baskets:
    """Baskets of ten candidates each, of which two are taken by the weights ``truth``."""
    chance = np.random.default_rng(seed)
    features = chance.normal(size=(count * 10, len(truth))).astype(np.float32)
    taken = np.zeros(count * 10, bool)
    for basket in range(count):
        rows = slice(basket * 10, basket * 10 + 10)
        odds = np.exp(features[rows] @ truth)
        taken[basket * 10 + chance.choice(10, 2, replace=False, p=odds / odds.sum())] = True
    return Baskets(features, taken, np.arange(count) * 10)


def test_the_weights_by_which_items_were_taken_are_found() -> None:
    truth = np.array([1.0, -0.5, 0.0])
    assert fit(drawn(1, 4000, truth), np.zeros(3)) == pytest.approx(truth, abs=0.15)


def test_the_start_does_not_matter() -> None:
    baskets = drawn(2, 300, np.array([1.0, -0.5, 0.0]))
    assert fit(baskets, np.zeros(3)) == pytest.approx(fit(baskets, np.array([5.0, 5.0, -5.0])), abs=0.02)


def test_many_baskets_are_weighed_as_in_one_go() -> None:
    baskets = drawn(3, 9000, np.array([1.0, -0.5]))
    near = fit(Baskets(baskets.features[:60_000], baskets.taken[:60_000], baskets.start[:6000]), np.zeros(2))
    assert fit(baskets, np.zeros(2)) == pytest.approx(near, abs=0.1)


def test_it_pauses_within_a_step_and_ends_when_told_to() -> None:
    baskets = drawn(3, 9000, np.array([1.0, -0.5]))
    paused = 0

    class ClosedError(Exception):
        pass

    def pause() -> None:
        nonlocal paused
        paused += 1
        if paused == 3:
            raise ClosedError

    with pytest.raises(ClosedError):
        fit(baskets, np.zeros(2), pause)
    assert paused == 3


def test_a_number_that_never_varies_gets_no_weight() -> None:
    baskets = drawn(4, 100, np.array([1.0, 0.0]))
    baskets.features[:, 1] = 7
    assert fit(baskets, np.zeros(2))[1] == pytest.approx(0, abs=1e-4)


def test_ndcg_is_one_for_the_best_order_and_less_for_any_other() -> None:
    taken, start = np.array([True, False, True, False, True]), np.array([0, 3])
    assert ndcg(taken, start, np.array([3.0, 1.0, 2.0, 1.0, 2.0])) == pytest.approx([1, 1])
    worse = 1 / np.log2(3)
    assert ndcg(taken, start, np.array([3.0, 2.0, 1.0, 2.0, 1.0])) == pytest.approx([1.5 / (1 + worse), worse])

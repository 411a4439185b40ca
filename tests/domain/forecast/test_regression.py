"""The regressions find what is there, and keep to what was known where nothing is."""

from __future__ import annotations

import numpy as np
import pytest

from relapp.domain.arrays import chance_of
from relapp.domain.forecast.regression import fit_amounts, fit_chances, fit_medians

CHANCE = np.random.default_rng(5)
FEATURES = np.column_stack([np.ones(20_000), CHANCE.normal(size=(20_000, 2))])


def test_weights_of_chances_are_found_again() -> None:
    truth = np.array([-1.0, 0.8, -0.5])
    happened = (CHANCE.random(len(FEATURES)) < chance_of(FEATURES @ truth)).astype(float)
    found = fit_chances(FEATURES, happened, np.ones(len(FEATURES)), np.zeros(3), np.ones(3))
    assert found == pytest.approx(truth, abs=0.08)


def test_without_cases_weights_stay_as_they_were_known() -> None:
    before = np.array([0.3, -2.0])
    found = fit_chances(np.empty((0, 2)), np.empty(0), np.empty(0), before, np.full(2, 50.0))
    assert found.tolist() == before.tolist()


def test_more_cases_pull_farther_from_what_was_known() -> None:
    before, away = np.array([1.0]), []
    for cases in (0, 5, 50, 500, 50_000):
        found = fit_chances(np.ones((cases, 1)), np.zeros(cases), np.ones(cases), before, np.full(1, 50.0))
        away.append(1.0 - found[0])
    assert away == sorted(away)
    assert away[-1] > 5


def test_expected_amounts_are_right_on_the_whole() -> None:
    known = FEATURES[:, 1:]
    amounts = CHANCE.gamma(0.5, np.exp(1 + 0.7 * known[:, 0]) / 0.5)
    expected = fit_amounts(known, amounts, pull=5.0).of(known)
    assert expected.sum() == pytest.approx(amounts.sum(), rel=0.01)
    assert np.corrcoef(np.log(expected), known[:, 0])[0, 1] > 0.99


def test_half_of_all_values_stay_below_the_median_told() -> None:
    known = FEATURES[:, 1:]
    values = 0.5 * known[:, 1] + CHANCE.exponential(size=len(known))
    told = fit_medians(known, values, pull=20.0).of(known)
    assert (values < told).mean() == pytest.approx(0.5, abs=0.02)


def test_a_feature_that_never_varied_says_nothing_later() -> None:
    known = np.column_stack([FEATURES[:500, 1], np.zeros(500)])
    expected = fit_amounts(known, np.exp(known[:, 0]), pull=5.0)
    later = known + np.array([0.0, 4.0])
    assert expected.of(later) == pytest.approx(expected.of(known), rel=1e-6)

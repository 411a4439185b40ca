"""The weights that a shop starts from: written by tests/benchmarks/learn_weights.py, not by hand.

Learned on gift-shop-purchases and music-shop-purchases. A weight is what one unit of its feature adds to the log-odds.
"""

from __future__ import annotations

BUYING = {
    "always": -2.082,
    "bgnbd": 0.507,
    "renewal": 0.015,
    "own_curve": 0.350,
    "visits": 0.204,
    "silent": 0.081,
    "age": 0.193,
    "last_1": 0.113,
    "last_2": 0.172,
    "last_4": 0.231,
    "last_8": 0.238,
    "overdue": 0.347,
    "overdue_squared": -0.066,
    "early_squared": 0.094,
    "once": -0.101,
    "once_silent": -0.028,
    "irregular": 0.040,
    "latest_gap": 0.000,
    "year_ago": -0.089,
    "money": 0.161,
    "lines": 0.204,
    "own_gap": 0.006,
}

DRIFTING = {
    "always": 2.216,
    "bgnbd": 0.459,
    "renewal": 0.000,
    "own_curve": -0.186,
    "visits": -0.146,
    "silent": 0.046,
    "age": -0.160,
    "last_1": -0.205,
    "last_2": -0.100,
    "last_4": -0.268,
    "last_8": -0.350,
    "overdue": -0.485,
    "overdue_squared": 0.022,
    "early_squared": -0.111,
    "once": 0.000,
    "once_silent": 0.000,
    "irregular": -0.274,
    "latest_gap": 0.031,
    "year_ago": 0.180,
    "money": -0.176,
    "lines": -0.252,
    "own_gap": -0.420,
    "bgnbd_within": -0.997,
    "renewal_within": -0.013,
    "own_curve_within": -0.311,
    "within": 0.110,
}

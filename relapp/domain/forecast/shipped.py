"""The weights that a shop starts from: written by tests/benchmarks/learn_weights.py, not by hand.

Learned on gift-shop-purchases and music-shop-purchases. A weight is what one unit of its feature adds to the log-odds.
"""

from __future__ import annotations

BUYING = {
    "always": -1.768,
    "bgnbd": 0.588,
    "renewal": 0.022,
    "visits": 0.171,
    "silent": 0.124,
    "age": 0.171,
    "last_1": 0.155,
    "last_2": 0.170,
    "last_4": 0.215,
    "last_8": 0.186,
    "overdue": 0.175,
    "overdue_squared": -0.115,
    "early_squared": 0.031,
    "once": -0.125,
    "once_silent": -0.021,
    "irregular": -0.201,
    "latest_gap": 0.000,
    "year_ago": -0.135,
    "money": 0.155,
    "lines": 0.218,
    "own_gap": -0.400,
}

DRIFTING = {
    "always": 1.698,
    "bgnbd": 0.496,
    "renewal": -0.004,
    "visits": 0.102,
    "silent": -0.056,
    "age": -0.292,
    "last_1": -0.188,
    "last_2": -0.075,
    "last_4": -0.248,
    "last_8": -0.278,
    "overdue": -0.230,
    "overdue_squared": 0.133,
    "early_squared": -0.044,
    "once": 0.000,
    "once_silent": 0.000,
    "irregular": 0.135,
    "latest_gap": 0.042,
    "year_ago": 0.249,
    "money": -0.166,
    "lines": -0.285,
    "own_gap": 0.283,
    "bgnbd_within": -1.285,
    "renewal_within": -0.024,
    "within": 0.024,
}

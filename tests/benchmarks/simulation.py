"""``python -m tests.benchmarks.simulation [CUSTOMERS] [DAYS] [SEEDS]``: does choosing by learned replies win any?

A shop whose customers answer by a law that no policy sees: how likely a reply is depends on the kind of suggestion, on
the channel, on the customer, on how a channel and a kind suit this customer, on how warm the reason is (which is seen)
and on how many contacts lately came to nothing. Each day some customers have a reason for a contact; a policy picks six
of them and a channel for each, never the same customer twice within a fortnight, and sees who replied. Luck is the same
for all policies: a seed draws the shop, the reasons and the dice in advance.

*Static* goes by warmth alone and by one channel; *all-knowing* by the law itself; *ours* asks the program's own code,
which learns each morning from the contacts so far as a shop records them. Gap closed is the share of what all-knowing
wins over static that ours wins, seed by seed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import mean, stdev

import numpy as np

from relapp.domain.arrays import Floats, Ints, chance_of
from relapp.domain.interactions import Channel
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.response import Contact, Response
from relapp.domain.suggestions.response_fit import learn

CHANNELS = (Channel.PHONE, Channel.MESSAGE, Channel.EMAIL)
KINDS = (
    SuggestionKind.DATE,
    SuggestionKind.REPLENISH,
    SuggestionKind.SLIPPING,
    SuggestionKind.AFTER_SALE,
    SuggestionKind.SECOND_VISIT,
    SuggestionKind.THANK,
)
PLACES = 6
REST_DAYS = 14
REASONS = 0.35
RECOVERY = 0.97
PERIODS = ((0, 30), (30, 90), (90, 180))


@dataclass(frozen=True, slots=True)
class Law:
    """How customers answer, in log-odds; nobody in the shop knows it."""

    kinds: Floats
    channels: Floats
    customers: Floats
    their_channels: Floats
    their_kinds: Floats
    base: float = -1.6
    warmth: float = 0.5
    tired: float = -0.7

    def scores(self, customer: Ints, kind: Ints, warmth: Floats, tired: Floats) -> Floats:
        """The log-odds of a reply by each channel, one row a reason."""
        level = self.base + self.warmth * warmth + self.tired * tired + self.customers[customer] + self.kinds[kind]
        level = level + self.their_kinds[customer, kind]
        found: Floats = level[:, None] + self.channels + self.their_channels[customer]
        return found


@dataclass(frozen=True, slots=True)
class Fate:
    """All that chance decides, drawn in advance: (days, customers)."""

    law: Law
    has_reason: Floats
    kind: Ints
    warmth: Floats
    dice: Floats


def fate(customers: int, days: int, seed: int) -> Fate:
    """The shop of one seed."""
    rng = np.random.default_rng(seed)
    law = Law(
        kinds=rng.normal(0, 0.7, len(KINDS)),
        channels=rng.normal(0, 0.3, len(CHANNELS)),
        customers=rng.normal(0, 0.8, customers),
        their_channels=rng.normal(0, 0.7, (customers, len(CHANNELS))),
        their_kinds=rng.normal(0, 0.4, (customers, len(KINDS))),
    )
    every = (days, customers)
    return Fate(law, rng.random(every), rng.integers(0, len(KINDS), every), rng.normal(0, 1, every), rng.random(every))


@dataclass(slots=True)
class Morning:
    """What a policy may look at: the reasons of the day, and for the all-knowing one the law itself."""

    day: int
    customer: Ints
    kind: Ints
    warmth: Floats
    truth: Floats
    contacts: list[Contact] = field(default_factory=list)


Policy = Callable[[Morning], Floats]
"""Scores each reason by each channel."""


def static(morning: Morning) -> Floats:
    """By warmth, always by the first channel."""
    return morning.warmth[:, None] - np.arange(len(CHANNELS))


def all_knowing(morning: Morning) -> Floats:
    """By the law."""
    return morning.truth


def ours(morning: Morning) -> Floats:
    """By the chances that the program learns."""
    response: Response = learn(morning.contacts, morning.day)
    reasons = zip(morning.customer.tolist(), morning.kind.tolist(), morning.warmth.tolist(), strict=True)
    return np.array([[response.chance(who, KINDS[k], by, warm) for by in CHANNELS] for who, k, warm in reasons])


def play(policy: Policy, world: Fate) -> Floats:
    """How many replied on each day."""
    days, customers = world.dice.shape
    tired, last = np.zeros(customers), np.full(customers, -REST_DAYS)
    won, contacts = np.zeros(days), list[Contact]()
    for day in range(days):
        some = np.flatnonzero((world.has_reason[day] < REASONS) & (day - last >= REST_DAYS))
        kind, warmth = world.kind[day, some], world.warmth[day, some]
        truth = world.law.scores(some, kind, warmth, tired[some])
        scores = policy(Morning(day, some, kind, warmth, truth, contacts))
        channel = scores.argmax(1)
        chosen = np.argsort(-scores.max(1), kind="stable")[:PLACES]
        replied = world.dice[day, some[chosen]] < chance_of(truth[chosen, channel[chosen]])
        tired *= RECOVERY
        tired[some[chosen]] += ~replied
        last[some[chosen]] = day
        won[day] = replied.sum()
        contacts += [
            Contact(int(some[one]), KINDS[kind[one]], CHANNELS[channel[one]], day, bool(yes), float(warmth[one]))
            for one, yes in zip(chosen, replied, strict=True)
        ]
    return won


def main(customers: int = 200, days: int = 180, seeds: int = 8) -> None:
    """Play every policy on every seed and print."""
    policies: dict[str, Policy] = {"static": static, "all-knowing": all_knowing, "ours": ours}
    worlds = [fate(customers, days, seed) for seed in range(seeds)]
    won = {name: np.array([play(policy, world) for world in worlds]) for name, policy in policies.items()}
    periods = [(first, min(last, days)) for first, last in PERIODS if first < days]
    print(f"{customers} customers, {days} days, {seeds} seeds, {PLACES} contacts a day")
    for name, replies in won.items():
        shares = (
            f"{replies[:, first:last].sum() / won['all-knowing'][:, first:last].sum():.3f} (days {first + 1}-{last})"
            for first, last in periods
        )
        print(f"{name:12} {replies.mean() / PLACES:.3f} replies a contact; of all-knowing", ", ".join(shares))
    gaps = won["all-knowing"].sum(1) - won["static"].sum(1)
    closed = ((won["ours"].sum(1) - won["static"].sum(1)) / gaps).tolist()
    whole = float((won["ours"].sum() - won["static"].sum()) / gaps.sum())
    spread = stdev(closed) if seeds > 1 else 0.0
    print(f"gap closed {whole:.3f}; by seed mean {mean(closed):.3f}, standard deviation {spread:.3f}, "
          f"standard error {spread / seeds**0.5:.3f}, {min(closed):.3f} to {max(closed):.3f}")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))

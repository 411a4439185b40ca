"""On shops that were made at random the figures are those of a book that was kept beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.closeness import Step
from relapp.domain.facts import NewFact
from relapp.domain.interactions import Direction, Kind, Outcome
from relapp.domain.learned import What, monday_of
from relapp.domain.promises import NewPromise, PromiseState
from relapp.domain.putting_right import ENDED, Fate
from relapp.domain.themes.remarks import Tone
from relapp.domain.wishes import NewWish, WishState
from relapp.services import facts, promises
from relapp.services.pages.insights import closeness, learned, recovery, remarks
from relapp.services.pages.insights.asking import Asked
from tests.builders import TODAY, at
from tests.shop import Shop, a_sold

PEOPLE = 4
ACTS = (
    "visit", "sale", "rang them", "rang in vain", "they wrote", "met", "note", "complaint", "praise", "remark",
    "fact", "correct", "confirm", "wish", "wish met", "promise", "kept", "broken",
)  # fmt: skip
HISTORIES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, PEOPLE - 1), st.integers(0, 200)), max_size=40)


@dataclass
class Book:
    """What happened, noted apart from the shop."""

    theirs: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    ours: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    met: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    tailored: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    needs: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    sales: defaultdict[int, list[int]] = field(default_factory=partial(defaultdict, list))
    tones: Counter[Tone] = field(default_factory=Counter)
    lessons: Counter[tuple[date, What]] = field(default_factory=Counter)
    fates: Counter[Fate] = field(default_factory=Counter)


class Keeper:
    """Does an act on a day in the shop and in the book."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.book = Book()
        self.people = [shop.customer(f"Customer {number}") for number in range(PEOPLE)]
        self.standing: dict[int, int] = {}
        self.confirmed: set[tuple[int, int]] = set()
        self.wishes: defaultdict[int, list[int]] = defaultdict(list)
        self.promises: defaultdict[int, list[int]] = defaultdict(list)

    def act(self, what: str, one: int, ago: int) -> None:
        who, book, shop = self.people[one], self.book, self.shop
        shop.now = at(TODAY - timedelta(days=ago))
        entries = {
            "visit": (Kind.VISIT, {}),
            "rang them": (Kind.CALL, {"outcome": Outcome.ANSWERED}),
            "rang in vain": (Kind.CALL, {"outcome": Outcome.UNANSWERED}),
            "they wrote": (Kind.EMAIL, {"direction": Direction.IN, "words": "When are you open?"}),
            "met": (Kind.APPOINTMENT, {}),
            "note": (Kind.NOTE, {"words": "stale"}),
            "complaint": (Kind.COMPLAINT, {"words": "Stale bread"}),
            "praise": (Kind.FEEDBACK, {"words": "Wonderful, thank you"}),
            "remark": (Kind.FEEDBACK, {"words": "The bench is new"}),
        }
        if what in entries:
            kind, more = entries[what]
            shop.log(who, kind=kind, moment=shop.now, **more)  # type: ignore[arg-type]
            side = {"rang them": book.ours, "met": book.met, "rang in vain": None, "note": None}.get(what, book.theirs)
            if side is not None:
                side[who].append(ago)
            tone = {"complaint": Tone.COMPLAINT, "praise": Tone.PRAISE, "remark": Tone.OTHER}.get(what)
            book.tones.update([tone] if tone else [])
        elif what == "sale":
            shop.sell(who, a_sold("rye", 320), moment=shop.now)
            book.theirs[who].append(ago)
            book.sales[who].append(ago)
        else:
            self._memory(what, who, ago)

    def _memory(self, what: str, who: int, ago: int) -> None:
        book, shop = self.book, self.shop
        week = monday_of(TODAY - timedelta(days=ago))
        if what == "fact" and who not in self.standing:
            self.standing[who] = shop.learn(who, "likes", "rye")
            book.lessons[week, What.NEW] += 1
            book.needs[who].append(ago)
        elif what == "correct" and who in self.standing:
            new = partial(facts.correct, fact_id=self.standing[who], new=NewFact("likes", f"rye {ago}"))
            self.standing[who] = shop.run("fact_correct", new)
            book.lessons[week, What.CORRECTED] += 1
        elif what == "confirm" and who in self.standing and (self.standing[who], ago) not in self.confirmed:
            shop.run("fact_confirm", partial(facts.confirm, fact_id=self.standing[who]))
            self.confirmed.add((self.standing[who], ago))
            book.lessons[week, What.CONFIRMED] += 1
        elif what == "wish":
            self.wishes[who].append(shop.run("wish_add", partial(promises.wish, customer_id=who, new=NewWish("spelt"))))
            book.needs[who].append(ago)
        elif what == "wish met" and self.wishes[who]:
            met = partial(promises.settle_wish, wish_id=self.wishes[who].pop(), state=WishState.MET)
            shop.run("wish_settle", met)
            book.tailored[who].append(ago)
        elif what == "promise":
            given_ = partial(promises.give, customer_id=who, new=NewPromise("a loaf"))
            self.promises[who].append(shop.run("promise_give", given_))
        elif what in ("kept", "broken") and self.promises[who]:
            state = PromiseState.KEPT if what == "kept" else PromiseState.BROKEN
            shop.run("promise_settle", partial(promises.settle, promise_id=self.promises[who].pop(), state=state))
            book.fates[Fate.IN_TIME if what == "kept" else Fate.BROKEN] += 1
            if what == "kept":
                book.tailored[who].append(ago)


@given(HISTORIES)
@settings(max_examples=25)
def test_the_figures_are_those_of_the_book(history: list[tuple[str, int, int]]) -> None:
    shop = Shop()
    keeper = Keeper(shop)
    for what, one, ago in sorted(history, key=lambda act: -act[2]):
        keeper.act(what, one, ago)
    book, asked = keeper.book, Asked(TODAY)
    told = shop.read(lambda reader: remarks.load(reader, asked))
    assert {tone: told.toned(tone) for tone in Tone if told.toned(tone)} == book.tones
    steps = shop.read(lambda reader: closeness.load(reader, asked)).steps
    for first, last, found in ((0, 90, None), (91, 181, len)):

        def within(days: list[int], first: int = first, last: int = last) -> bool:
            return any(first <= ago <= last for ago in days)

        def ever(days: list[int], first: int = first) -> int:
            return sum(ago >= first for ago in days)

        interacted = {
            one
            for one in keeper.people
            if (within(book.theirs[one]) and within(book.ours[one])) or within(book.met[one])
        }
        tailored = {one for one in keeper.people if within(book.tailored[one])}
        different = {one for one in keeper.people if ever(book.needs[one]) or ever(book.sales[one]) >= 3}
        expected = {Step.INTERACT: interacted, Step.TAILOR: tailored, Step.DIFFERENTIATE: different}
        for step, who in expected.items():
            if found is None:
                assert set(steps[step].now) == who
            else:
                assert steps[step].before == len(who)
    page = shop.read(lambda reader: learned.load(reader, asked))
    for week in page.weeks:
        assert week.counts() == Counter(
            {what: n for (monday, what), n in book.lessons.items() if monday == week.monday}
        )
    fates = shop.read(lambda reader: recovery.load(reader, asked)).promises.of
    assert {fate: len(fates[fate]) for fate in ENDED if fates[fate]} == book.fates
    assert len(fates[Fate.OPEN]) == sum(map(len, keeper.promises.values()))
    shop.close()

"""Dossier: all that a rule may see of one customer on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import NamedTuple

from relapp.domain.arrivals import Arrival
from relapp.domain.cases import Case
from relapp.domain.consents import Consent
from relapp.domain.customers import ContactKind, Customer
from relapp.domain.duplicates import LookAlike
from relapp.domain.facts import Fact, is_sensitive
from relapp.domain.interactions import CAME, Interaction, Kind
from relapp.domain.introductions import Introduced
from relapp.domain.promises import Promise, PromiseState
from relapp.domain.question_bank import BankQuestion, QuestionPut
from relapp.domain.question_splits import Split
from relapp.domain.questions import STANDARD
from relapp.domain.rhythm import WINDOW, Rhythm, Visit, rhythm_of
from relapp.domain.suggestions.budget import Budget, is_contact
from relapp.domain.suggestions.model import SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.quiet import Quiet
from relapp.domain.suggestions.response import Replies
from relapp.domain.suggestions.signals import NONE, Signals
from relapp.domain.suggestions.unwanted import is_unwanted
from relapp.domain.usual import BasketLine, Usual, baskets_of, usual
from relapp.domain.wishes import Wish, WishState

ROUND_TIMES = (10, 25, 50, 100, 250)
"""Numbers of visits that are worth a word of thanks."""


class Take(NamedTuple):
    """An entry in which they took a product, on a day (ordinal)."""

    product_id: int
    day: int
    interaction_id: int


@dataclass(frozen=True, slots=True)
class ShopView:
    """What a rule may see of the shop.

    ``staff`` are names by id; of these ``gone`` work here no longer. ``off`` are the kinds that the shop has switched
    off, ``quieted`` those that have failed lately. ``notable`` is the line amount in minor units from which a purchase
    is out of the ordinary in this shop, ``typical`` (minor units) what is typically at stake with a customer,
    ``response`` who replies to what; each is ``None`` where that is not known. ``begun`` is the day of the oldest
    entry. ``quiet`` is when no phone is to ring; ``hour`` the time of day that is asked about, ``None`` for the day as
    a whole. ``questions`` is its bank, ``splits`` what answers taught so far, by the mark of their question.
    """

    staff: Mapping[int, str] = field(default_factory=dict)
    default_staff: int | None = None
    budget: Budget = field(default_factory=Budget)
    questions: tuple[BankQuestion, ...] = STANDARD
    splits: Mapping[str, Split] = field(default_factory=dict)
    notable: int | None = None
    off: frozenset[SuggestionKind] = frozenset()
    gone: frozenset[int] = frozenset()
    begun: date | None = None
    quiet: Quiet = field(default_factory=Quiet)
    hour: time | None = None
    response: Replies | None = None
    typical: int | None = None
    quieted: frozenset[SuggestionKind] = frozenset()
    hold_back: bool = False
    """Whether a few ideas are shown to nobody, to see whether ideas help."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One customer on one day; made by :func:`gather`, which leaves out what that day does not know.

    ``visits`` are the days before ``today`` on which they came, oldest first; ``rhythm`` and ``usual`` are read from
    days before ``today`` too. ``recent`` is newest first and reaches up to ``today``, so that what was done this
    morning settles what was owed. ``promises`` are open, ``facts`` current, ``wishes`` open. ``contacts`` are the
    kinds of contact point on file, ``outgoing`` our own contacts that count for the budget. ``signals`` are what
    forecasts and items say of them; ``takes`` the entries in which they took what these speak of, oldest first.
    ``cases`` are their complaints being put right, also ended ones. ``arrivals`` may meet one of their wishes.
    ``introduced`` came through them, lately and for the first time. ``first`` is the first day on which they ever
    came; ``counted`` are all of these days, where their number is one of :data:`ROUND_TIMES`, and else empty.
    ``had_before`` are the products of their newest sale that they had before it, as far as ``recent`` may not tell.
    ``puts`` are the questions that were put to them, oldest first. ``quiet_told`` are the entries in which they told
    their own quiet hours and days.
    """

    customer: Customer
    today: date
    visits: tuple[Visit, ...]
    recent: tuple[Interaction, ...]
    promises: tuple[Promise, ...]
    facts: tuple[Fact, ...]
    wishes: tuple[Wish, ...]
    rhythm: Rhythm
    usual: Usual | None
    consents: tuple[Consent, ...]
    contacts: frozenset[ContactKind]
    answers: tuple[SuggestionAnswer, ...]
    outgoing: tuple[Interaction, ...]
    signals: Signals = NONE
    takes: tuple[Take, ...] = ()
    cases: tuple[Case, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    introduced: tuple[Introduced, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    first: Visit | None = None
    counted: tuple[Visit, ...] = ()
    had_before: frozenset[int] = frozenset()
    puts: tuple[QuestionPut, ...] = ()
    quiet_told: tuple[int, ...] = ()

    @property
    def sayable(self) -> tuple[Fact, ...]:
        """The facts that an idea of ours may speak of: none that is sensitive. What bars a product bars it anyway."""
        return tuple(fact for fact in self.facts if not is_sensitive(fact))

    @property
    def before_today(self) -> tuple[Interaction, ...]:
        """The recent entries that ideas of ours may stand on, newest first."""
        return tuple(entry for entry in self.recent if entry.day < self.today)

    @property
    def offered_usual(self) -> Usual | None:
        """Their usual as far as it may be offered: without what they must not or do not want to have."""
        items = () if self.usual is None else self.usual.items
        if not any(is_unwanted(item.product, self.facts) for item in items):
            return self.usual
        baskets = baskets_of(self.before_today)
        return usual([replace(basket, lines=self._offered(basket.lines)) for basket in baskets])

    def _offered(self, lines: Iterable[BasketLine]) -> tuple[BasketLine, ...]:
        return tuple(line for line in lines if not is_unwanted(line.product, self.facts))


def visits_of(entries: Iterable[Interaction]) -> tuple[Visit, ...]:
    """The distinct days on which they came, oldest first, each with the first entry of that day."""
    first: dict[int, int] = {}
    for entry in entries:
        if entry.kind in CAME:
            day = entry.day.toordinal()
            first[day] = min(entry.id, first.get(day, entry.id))
    return tuple(Visit(day, first[day]) for day in sorted(first))


def gather(
    customer: Customer,
    today: date,
    *,
    recent: Iterable[Interaction] = (),
    visits: Sequence[Visit] | None = None,
    promises: Iterable[Promise] = (),
    facts: Iterable[Fact] = (),
    wishes: Iterable[Wish] = (),
    consents: Iterable[Consent] = (),
    contacts: Iterable[ContactKind] = (),
    answers: Iterable[SuggestionAnswer] = (),
    outgoing: Iterable[Interaction] | None = None,
    signals: Signals = NONE,
    takes: Iterable[Take] = (),
    cases: Iterable[Case] = (),
    arrivals: Iterable[Arrival] = (),
    introduced: Iterable[Introduced] = (),
    look_alikes: Iterable[LookAlike] = (),
    first: Visit | None = None,
    counted: Sequence[Visit] | None = None,
    had_before: Iterable[int] = (),
    puts: Iterable[QuestionPut] = (),
    quiet_told: Iterable[int] = (),
) -> Dossier:
    """The dossier of ``customer`` as ``today`` sees it: rows dated later are left out, whatever their kind.

    ``recent`` should hold the 50 newest entries with their lines. ``visits`` and ``outgoing`` are read off ``recent``
    where they are not given; give ``visits`` where there may be more than that (all, or at least the newest 24).
    So are ``first`` and ``counted`` off ``visits``; ``takes`` may leave out what is among ``recent``.
    """
    entries = sorted((e for e in recent if e.day <= today), key=lambda e: (e.at, e.id), reverse=True)
    earlier = [entry for entry in entries if entry.day < today]
    came = [visit for visit in (visits_of(earlier) if visits is None else visits) if visit.day < today.toordinal()]
    return Dossier(
        customer=customer,
        today=today,
        visits=tuple(came),
        recent=tuple(entries),
        promises=tuple(p for p in promises if p.state is PromiseState.OPEN and p.made <= today),
        facts=tuple(f for f in facts if f.superseded_by is None and not f.retired and f.learned <= today),
        wishes=tuple(w for w in wishes if w.state is WishState.OPEN and w.made <= today),
        rhythm=_rhythm(came, earlier),
        usual=usual(baskets_of(earlier)),
        consents=tuple(consent for consent in consents if consent.day <= today),
        contacts=frozenset(contacts),
        answers=tuple(answer for answer in answers if answer.at.date() <= today),
        outgoing=_contacts(entries if outgoing is None else outgoing, today),
        signals=signals,
        takes=_takes(earlier, takes, signals, today),
        cases=tuple(case for case in cases if case.opened <= today),
        arrivals=tuple(arrival for arrival in arrivals if arrival.day <= today),
        introduced=tuple(one for one in introduced if one.first.day < today.toordinal()),
        look_alikes=tuple(look_alikes),
        first=first or (came[0] if came else None),
        counted=_round(came if counted is None else counted, today),
        had_before=frozenset(had_before),
        puts=tuple(put for put in puts if put.day <= today),
        quiet_told=tuple(quiet_told),
    )


def _round(visits: Iterable[Visit], today: date) -> tuple[Visit, ...]:
    found = tuple(visit for visit in visits if visit.day < today.toordinal())
    return found if len(found) in ROUND_TIMES else ()


def _contacts(entries: Iterable[Interaction], today: date) -> tuple[Interaction, ...]:
    return tuple(entry for entry in entries if is_contact(entry) and entry.day <= today)


def _rhythm(came: Sequence[Visit], entries: Iterable[Interaction]) -> Rhythm:
    window = {visit.day for visit in came[-WINDOW:]}
    hours = [entry.at.hour for entry in entries if entry.kind in CAME and entry.day.toordinal() in window]
    return rhythm_of([visit.day for visit in came], hours)


def _takes(entries: Iterable[Interaction], given: Iterable[Take], signals: Signals, today: date) -> tuple[Take, ...]:
    wanted = {due.product_id for due in signals.due} | {new.because_id for new in signals.new}
    if not wanted:
        return ()
    found = {take for take in given if take.product_id in wanted and take.day < today.toordinal()}
    for entry in entries:
        if entry.kind is Kind.PURCHASE and not entry.bought_for:
            taken = {line.product_id for line in entry.lines if line.quantity > 0 and line.product_id in wanted}
            found.update(Take(product_id, entry.day.toordinal(), entry.id) for product_id in taken)
    return tuple(sorted(found, key=lambda take: (take.day, take.product_id, take.interaction_id)))

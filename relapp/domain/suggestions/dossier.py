"""Dossier: all that a rule may see of one customer on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relapp.domain.consents import Consent
from relapp.domain.customers import ContactKind, Customer
from relapp.domain.facts import Fact
from relapp.domain.interactions import CAME, Interaction
from relapp.domain.promises import Promise, PromiseState
from relapp.domain.questions import Question
from relapp.domain.rhythm import WINDOW, Rhythm, Visit, rhythm_of
from relapp.domain.suggestions.budget import Budget, is_contact
from relapp.domain.suggestions.model import SuggestionAnswer, SuggestionKind
from relapp.domain.suggestions.signals import NONE, Signals
from relapp.domain.usual import Usual, baskets_of, usual
from relapp.domain.wishes import Wish, WishState


@dataclass(frozen=True, slots=True)
class ShopView:
    """What a rule may see of the shop.

    ``staff`` are names by id. ``off`` are the kinds that the shop has switched off. ``notable`` is the line amount in
    minor units from which a purchase is out of the ordinary in this shop, ``None`` where that is not known.
    """

    customers: int = 0
    staff: Mapping[int, str] = field(default_factory=dict)
    default_staff: int | None = None
    budget: Budget = field(default_factory=Budget)
    questions: tuple[Question, ...] = tuple(Question)
    notable: int | None = None
    off: frozenset[SuggestionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Dossier:
    """One customer on one day; made by :func:`gather`, which leaves out what that day does not know.

    ``visits`` are the days before ``today`` on which they came, oldest first; ``rhythm`` and ``usual`` are read from
    days before ``today`` too. ``recent`` is newest first and reaches up to ``today``, so that what was done this
    morning settles what was owed. ``promises`` are open, ``facts`` current, ``wishes`` open. ``contacts`` are the
    kinds of contact point on file, ``outgoing`` our own contacts that count for the budget. ``signals`` are what
    forecasts and items say of them.
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

    @property
    def before_today(self) -> tuple[Interaction, ...]:
        """The recent entries that ideas of ours may stand on, newest first."""
        return tuple(entry for entry in self.recent if entry.day < self.today)


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
) -> Dossier:
    """The dossier of ``customer`` as ``today`` sees it: rows dated later are left out, whatever their kind.

    ``recent`` should hold the 50 newest entries with their lines. ``visits`` and ``outgoing`` are read off ``recent``
    where they are not given; give ``visits`` where there may be more than that (all, or at least the newest 24).
    """
    entries = sorted((e for e in recent if e.day <= today), key=lambda e: (e.at, e.id), reverse=True)
    earlier = [entry for entry in entries if entry.day < today]
    came = [visit for visit in (visits_of(earlier) if visits is None else visits) if visit.day < today.toordinal()]
    window = {visit.day for visit in came[-WINDOW:]}
    hours = [entry.at.hour for entry in earlier if entry.kind in CAME and entry.day.toordinal() in window]
    return Dossier(
        customer=customer,
        today=today,
        visits=tuple(came),
        recent=tuple(entries),
        promises=tuple(p for p in promises if p.state is PromiseState.OPEN and p.made <= today),
        facts=tuple(f for f in facts if f.superseded_by is None and not f.retired and f.learned <= today),
        wishes=tuple(w for w in wishes if w.state is WishState.OPEN and w.made <= today),
        rhythm=rhythm_of([visit.day for visit in came], hours),
        usual=usual(baskets_of(earlier)),
        consents=tuple(consent for consent in consents if consent.day <= today),
        contacts=frozenset(contacts),
        answers=tuple(answer for answer in answers if answer.at.date() <= today),
        outgoing=tuple(
            entry for entry in (entries if outgoing is None else outgoing) if is_contact(entry) and entry.day <= today
        ),
        signals=signals,
    )

"""One customer's page: brief, facts, promises, wishes, and the first page of the timeline, in one consistent look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from relapp.domain.brief import BriefLine, brief
from relapp.domain.cases import Case, is_open
from relapp.domain.consents import Consent
from relapp.domain.customers import ContactPoint, Customer, CustomerStat, Photo
from relapp.domain.facts import Fact
from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.promises import Promise
from relapp.domain.question_splits import Split
from relapp.domain.receipts import Receipt, Source
from relapp.domain.relations import Around
from relapp.domain.rhythm import Rhythm, Silence, silence
from relapp.domain.suggestions.signals import Outlook
from relapp.domain.usual import Usual
from relapp.domain.wishes import Wish
from relapp.services import merging, permissions, settings
from relapp.services.dossiers import dossier, staff_view
from relapp.services.merging import Once
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.timeline import TimelineEntry, TimelinePage
from relapp.storage import cases, consents, customers, facts, photos, promises, relations, staff, timeline, wishes
from relapp.storage.reader import Reader
from relapp.storage.timeline import EVERYTHING, Position, TimelineFilter


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """Everything the page shows.

    ``facts`` hold now; ``promises`` are all, open ones first; ``wishes`` are open. ``served`` is the position of the
    present member of staff's own last entry with the customer (the "since I last served" divider), ``None`` if they
    never logged one. ``count`` is how many entries pass the filter in force.
    """

    customer: Customer
    stat: CustomerStat
    currency: str
    contacts: tuple[ContactPoint, ...]
    brief: tuple[BriefLine, ...]
    facts: tuple[Fact, ...]
    promises: tuple[Promise, ...]
    wishes: tuple[Wish, ...]
    rhythm: Rhythm
    silence: Silence
    usual: Usual | None
    timeline: TimelinePage
    count: int
    served: Position | None
    once: tuple[Once, ...] = ()
    """Who was merged into them."""
    outlook: Outlook | None = None
    """What the engine expects of them, ``None`` where nobody asked it or it does not know them."""
    photo: Photo | None = None
    cases: tuple[Case, ...] = ()
    """Their complaints that are being put right."""
    around: tuple[Around, ...] = ()
    """Those around them: household and relations."""
    consents: tuple[Consent, ...] = ()
    """What they said about being contacted, up to today."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What receipts point at, ready to be shown."""

    entries: tuple[TimelineEntry, ...]
    facts: tuple[Fact, ...]
    promises: tuple[Promise, ...]
    wishes: tuple[Wish, ...]
    cases: tuple[Case, ...]
    people: tuple[Customer, ...]
    consents: tuple[Consent, ...] = ()
    staff: Mapping[int, str] = field(default_factory=dict)
    """Names, where there are consents: who noted them."""


def page(
    reader: Reader,
    customer_id: int,
    today: date,
    *,
    staff_id: int | None = None,
    keep: TimelineFilter = EVERYTHING,
    outlook: Outlook | None = None,
    splits: Mapping[str, Split] | None = None,
) -> CustomerPage | None:
    """The page of one customer, ``None`` if there is no such customer (any more).

    ``outlook`` and ``splits`` (what answers to questions taught) are the engine's. What somebody may bring the shop is
    left out for whom ``staff_id`` may not see it.
    """
    seen = dossier(reader, customer_id, today)
    if seen is None:
        return None
    stat = customers.stats(reader, [customer_id], today).get(customer_id, CustomerStat(customer_id, 0, 0, None, None))
    given = promises.of_customers(reader, [customer_id]).get(customer_id, [])
    return CustomerPage(
        customer=seen.customer,
        stat=stat,
        currency=settings.read(reader).currency,
        contacts=tuple(customers.contacts(reader, [customer_id])[customer_id]),
        brief=brief(seen, replace(staff_view(reader, staff_id), splits=splits or {})),
        facts=tuple(facts.current(reader, [customer_id]).get(customer_id, ())),
        promises=tuple(sorted(given, key=_open_first)),
        wishes=tuple(wishes.open_of(reader, [customer_id]).get(customer_id, ())),
        rhythm=seen.rhythm,
        silence=silence(seen.rhythm, today.toordinal()),
        usual=seen.usual,
        timeline=timeline_page.page(reader, customer_id, keep, known=seen.recent),
        count=timeline.count(reader, customer_id, keep) if keep else stat.entries,
        served=timeline.last_served(reader, customer_id, staff_id) if staff_id is not None else None,
        once=tuple(merging.known_as(reader, customer_id)),
        outlook=outlook if outlook is not None and permissions.may(reader, staff_id, VALUE_PAGE) else None,
        photo=photos.of_customers(reader, [customer_id]).get(customer_id),
        cases=tuple(case for case in seen.cases if is_open(case, today)),
        around=tuple(relations.around(reader, customer_id)),
        consents=seen.consents,
    )


def _open_first(promise: Promise) -> tuple[bool, date, int]:
    return promise.closed is not None, promise.due or date.max, promise.id


def products(reader: Reader, customer_id: int) -> list[tuple[int, str]]:
    """Id and name of every product this customer ever bought, for the filter."""
    return timeline.products_of(reader, customer_id)


def fact_kinds(reader: Reader) -> list[str]:
    """Every kind of fact the shop uses, its own words among them."""
    return facts.kinds(reader)


def evidence(reader: Reader, receipts: tuple[Receipt, ...], customer_id: int | None = None) -> Evidence:
    """What ``receipts`` point at, newest entries first."""
    ids = {source: [receipt.id for receipt in receipts if receipt.source is source] for source in Source}
    entries = timeline_page.entries(reader, ids[Source.INTERACTION], customer_id)
    said = tuple(consents.find(reader, ids[Source.CONSENT]))
    return Evidence(
        entries=tuple(sorted(entries, key=lambda entry: entry.position, reverse=True)),
        facts=tuple(facts.find(reader, ids[Source.FACT])),
        promises=tuple(promises.find(reader, ids[Source.PROMISE])),
        wishes=tuple(wishes.find(reader, ids[Source.WISH])),
        cases=tuple(cases.find(reader, ids[Source.CASE])),
        people=tuple(customers.find(reader, ids[Source.CUSTOMER])),
        consents=said,
        staff={one.id: one.name for one in staff.every(reader)} if said else {},
    )


def earlier_facts(reader: Reader, fact_id: int) -> list[Fact]:
    """What was held before this fact, newest first."""
    return facts.earlier(reader, fact_id)

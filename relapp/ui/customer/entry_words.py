"""What an entry of the timeline says beside its text: its chips, and the whole of it for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relapp.domain.interactions import Kind
from relapp.domain.promises import Promise, PromiseState, is_late
from relapp.domain.receipts import Receipt, Source
from relapp.domain.wishes import WishState
from relapp.services.pages.timeline import TimelineEntry
from relapp.ui.signs import CERTAINTY_ICONS, DANGERS, PROMISE_ICON, WISH_ICON
from relapp.ui.theme import Tone
from relapp.ui.wording import dates, memory, timeline, tr
from relapp.ui.wording.money import money


class ChipAct(StrEnum):
    """What pressing a chip does."""

    NOTHING = ""
    EVIDENCE = "evidence"
    EARLIER = "earlier"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class EntryChip:
    """One pill under an entry; ``receipt`` is what it stands for."""

    text: str
    tone: Tone
    icon: str
    act: ChipAct = ChipAct.NOTHING
    receipt: Receipt | None = None


def chips(entry: TimelineEntry, today: date) -> tuple[EntryChip, ...]:
    """Total, what was promised, learned and wished for, and whether it was edited."""
    found = []
    happened = entry.interaction
    if happened.total is not None:
        icon, tone = ("undo-2", Tone.WARN) if happened.kind is Kind.RETURN else ("shopping-bag", Tone.ACCENT)
        found.append(EntryChip(money(happened.total), tone, icon))
    for promise in entry.promises:
        found += _promise_chips(promise, today)
    for fact in entry.facts:
        tone = Tone.DANGER if fact.kind in DANGERS else Tone.NEUTRAL
        held = not fact.retired and fact.superseded_by is None
        text = memory.fact(fact) if held else tr("Timeline", "{fact} (no longer)").format(fact=memory.fact(fact))
        receipt = Receipt(Source.FACT, fact.id)
        found.append(EntryChip(text, tone, CERTAINTY_ICONS[fact.certainty], ChipAct.EVIDENCE, receipt))
    for wish in entry.wishes:
        text = tr("Timeline", "Waits for {words}").format(words=wish.words)
        if wish.state is not WishState.OPEN:
            text = f"{text} · {memory.wish_state(wish, today)}"
        found.append(EntryChip(text, Tone.GIFT, WISH_ICON, ChipAct.EVIDENCE, Receipt(Source.WISH, wish.id)))
    if happened.edited:
        found.append(EntryChip(tr("Timeline", "edited"), Tone.NEUTRAL, "history", ChipAct.EARLIER))
    return tuple(found)


def _promise_chips(promise: Promise, today: date) -> list[EntryChip]:
    receipt = Receipt(Source.PROMISE, promise.id)
    text = tr("Timeline", "{promise} · {state}").format(
        promise=promise.words, state=memory.promise_state(promise, today)
    )
    if promise.state is PromiseState.OPEN:
        tone = Tone.DANGER if is_late(promise, today) else Tone.WARN
        kept = EntryChip(tr("Timeline", "Mark kept"), Tone.NEUTRAL, "check", ChipAct.KEPT, receipt)
        return [EntryChip(text, tone, PROMISE_ICON, ChipAct.EVIDENCE, receipt), kept]
    tone = Tone.OK if promise.state is PromiseState.KEPT else Tone.NEUTRAL
    return [EntryChip(text, tone, PROMISE_ICON, ChipAct.EVIDENCE, receipt)]


def accessible_words(entry: TimelineEntry, today: date) -> str:
    """The entry as a screen reader says it."""
    happened = entry.interaction
    parts = [
        timeline.headline(happened),
        timeline.source(happened, entry.staff, entry.others),
        f"{dates.long(happened.day)}, {dates.clock(happened.at)}",
        timeline.text(happened, entry.came_from, today),
        *(chip.text for chip in chips(entry, today)),
    ]
    return ". ".join(part for part in parts if part)

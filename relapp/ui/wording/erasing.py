"""Words for erasing a customer: what goes, what stays, that nothing brings it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from relapp.services.erasure import Going
from relapp.ui.wording import listed, sentences, tr
from relapp.ui.wording.money import number


def gone() -> str:
    """What stands in the place of the name from then on."""
    return tr("Erasing", "(erased)")


def goes(one: Going) -> str:
    """What is taken away."""
    parts = [_entries(one.entries)] if one.entries else []
    parts += [words for table, words in _noted(one.noted).items() if one.noted.get(table)]
    if not parts:
        return tr("Erasing", "What goes: {name}, also from the history and the search.").format(name=one.name)
    return tr("Erasing", "What goes: {name} with {what}, also from the history and the search.").format(
        name=one.name, what=listed(parts)
    )


def _entries(n: int) -> str:
    said = tr("Erasing", "{n} entry", n) if n == 1 else tr("Erasing", "{n} entries", n)
    return said.format(n=number(n))


def _noted(noted: Mapping[str, int]) -> dict[str, str]:
    waits = noted.get("wish", 0)
    wishes = tr("Erasing", "{n} wish", waits) if waits == 1 else tr("Erasing", "{n} wishes", waits)
    words = {
        "fact": tr("Erasing", "{n} fact(s)", noted.get("fact", 0)),
        "promise": tr("Erasing", "{n} promise(s)", noted.get("promise", 0)),
        "wish": wishes,
        "recovery_case": tr("Erasing", "{n} complaint(s) that were seen to", noted.get("recovery_case", 0)),
        "consent": tr("Erasing", "{n} word(s) on being contacted", noted.get("consent", 0)),
        "relation": tr("Erasing", "{n} relation(s)", noted.get("relation", 0)),
        "contact_point": tr("Erasing", "{n} way(s) to reach them", noted.get("contact_point", 0)),
        "photo": tr("Erasing", "the picture"),
    }
    return {table: said.format(n=number(noted.get(table, 0))) for table, said in words.items()}


def stays(one: Going) -> str:
    """What is left, without a name."""
    mark = tr("Erasing", "A mark without a name stays, so that no import brings them back.")
    parts = []
    if one.sales:
        parts.append(tr("Erasing", "{n} purchase(s) for the sums", one.sales).format(n=number(one.sales)))
    if one.shared:
        few = tr("Erasing", "{n} entry with others", 1)
        shared = few if one.shared == 1 else tr("Erasing", "{n} entries with others", one.shared)
        parts.append(shared.format(n=number(one.shared)))
    if not parts:
        return mark
    said = tr("Erasing", "What stays, without the name: {what}. Where words name them, “{gone}” stands from now on.")
    return sentences(said.format(what=listed(parts), gone=gone()), mark)


def limits(copies: Iterable[str]) -> str:
    """What it does not reach."""
    older = list(copies)
    said = tr(
        "Erasing",
        "It cannot be undone. It does not reach what was exported, printed or copied to other places, nor a first name "
        "alone that somebody typed about other customers.",
    )
    if not older:
        return said
    return tr("Erasing", "{said} The copies that were made before an upgrade hold them as well: {files}.").format(
        said=said, files=listed(older)
    )


def done(*, clean: bool) -> str:
    """After it."""
    if clean:
        return tr("Erasing", "Erased for good.")
    return tr("Erasing", "Erased. The file could not be cleaned yet; that is done at the next start.")

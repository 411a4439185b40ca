"""Ready words: what to write or say for a suggestion, in the customer's language, by the shop's own texts or ours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from relapp.domain.customers import Customer
from relapp.domain.facts import Certainty, Fact, FactKind, is_sensitive
from relapp.domain.interactions import Channel
from relapp.domain.ready_words.compose import (
    COMMON,
    FIELDS,
    MissingWords,
    People,
    ReadyWords,
    form_of,
    ready,
    spoken_name,
)
from relapp.domain.ready_words.compose import example as example_of
from relapp.domain.ready_words.languages import TONGUES, code_of
from relapp.domain.ready_words.template import check, together, versions
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.services import settings
from relapp.services.settings import ShopSettings
from relapp.storage import customers, facts, staff
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

ENGLISH = "en"


def words(
    reader: Reader,
    suggestion: Suggestion,
    staff_id: int | None,
    today: date,
    *,
    channel: Channel | None = None,
    locale: str = "",
) -> ReadyWords | MissingWords:
    """What to write or say; a kind that contacts nobody has no words and no fields that are missing.

    ``channel`` takes the place of the suggestion's own. The language is the customer's, else the shop's, else that of
    ``locale`` (a tag such as "de-AT"), else English.
    """
    known = facts.current(reader, [suggestion.customer_id]).get(suggestion.customer_id, [])
    shop = settings.read(reader)
    tongue = TONGUES[language_of(known, shop, locale)]
    form = form_of(channel or suggestion.channel)
    found = customers.find(reader, [suggestion.customer_id])
    if suggestion.kind not in FIELDS or not found:
        return MissingWords(suggestion.kind, tongue.code, form, ())
    people = People(
        name=found[0].name,
        greeted=_greeted(found[0], known),
        staff=next((one.name for one in staff.every(reader) if one.id == staff_id), ""),
        shop=shop.shop_name,
    )
    own = own_text(shop, suggestion.kind, tongue.code, form)
    return ready(suggestion, people, tongue, form, today, versions(own) if own else ())


def language_of(known: Iterable[Fact], shop: ShopSettings, locale: str = "") -> str:
    """The code of the language to write in; a guessed fact does not count."""
    told = [
        fact
        for fact in known
        if fact.kind == FactKind.LANGUAGE and not fact.about and fact.certainty is not Certainty.GUESSED
    ]
    for fact in sorted(told, key=lambda fact: (fact.learned, fact.id), reverse=True):
        code = code_of(fact.value)
        if code:
            return code
    return shop.language or code_of(locale) or ENGLISH


def _greeted(customer: Customer, known: Iterable[Fact]) -> str:
    """How they want to be greeted, as far as that can be said to their face: a note to staff cannot."""
    greeted = (fact for fact in known if fact.kind == FactKind.GREET and not fact.about)
    told = [fact.value for fact in greeted if not is_sensitive(fact)]
    names = [name for value in told if (name := spoken_name(value))]
    return names[-1] if names else customer.nickname


# -- the shop's own texts --


def fields_of(kind: SuggestionKind) -> tuple[str, ...]:
    """What a text for ``kind`` can use."""
    return (*COMMON, *FIELDS[kind])


def our_text(kind: SuggestionKind, language: str, form: Form) -> str:
    """Our own text as a template."""
    return together(TONGUES[language].texts(kind, form))


def own_text(shop: ShopSettings, kind: SuggestionKind, language: str, form: Form) -> str:
    """The shop's own text, empty where it has none."""
    return shop.ready_words.get(kind, {}).get(language, {}).get(form, "")


def example(shop: ShopSettings, kind: SuggestionKind, language: str, form: Form, text: str, today: date) -> str:
    """How ``text`` would read for somebody made up.

    :raises UserError: what :func:`keep` refuses.
    """
    check(text, fields_of(kind))
    return example_of(kind, TONGUES[language], form, today, versions(text), shop.shop_name)


def keep(tx: Transaction, kind: SuggestionKind, language: str, form: Form, text: str) -> None:
    """Make ``text`` the shop's own; what is the same as ours is not kept apart.

    :raises UserError: ``words.empty``, ``words.too_long``, ``words.brace``, ``words.unknown``.
    """
    text = text.strip()
    check(text, fields_of(kind))
    if text == our_text(kind, language, form):
        restore(tx, kind, language, form)
        return
    _put(tx, kind, language, form, text)


def restore(tx: Transaction, kind: SuggestionKind, language: str, form: Form) -> None:
    """Go back to our text."""
    _put(tx, kind, language, form, "")


def _put(tx: Transaction, kind: SuggestionKind, language: str, form: Form, text: str) -> None:
    own = {
        one: {code: dict(forms) for code, forms in languages.items()}
        for one, languages in settings.read(tx).ready_words.items()
    }
    forms = own.setdefault(kind.value, {}).setdefault(language, {})
    if forms.get(form.value, "") == text:
        return
    if text:
        forms[form.value] = text
    else:
        del forms[form.value]
    kept = {one: {code: forms for code, forms in languages.items() if forms} for one, languages in own.items()}
    settings.change(tx, ready_words={one: languages for one, languages in kept.items() if languages})

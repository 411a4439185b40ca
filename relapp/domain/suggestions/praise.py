"""Praise: words of thanks and praise in the languages that ready words are at home in, and what takes it back."""

from __future__ import annotations

from typing import NamedTuple

from relapp.domain.folding import search_terms


class _Words(NamedTuple):
    """``praise`` of one language, and ``doubt``: words that may turn it round or take something off it."""

    praise: frozenset[str]
    doubt: frozenset[str]


def _words(praise: str, doubt: str) -> _Words:
    return _Words(frozenset(search_terms(praise)), frozenset(search_terms(doubt)))


# Words that several languages use stand under each of them, so that the doubts of each count; greetings such as
# "buon giorno" must not praise.
LANGUAGES = {
    "en": _words(
        "love loved loves great lovely perfect thank thanks thankful grateful wonderful excellent delicious best happy "
        "pleased delighted good super brilliant fantastic amazing beautiful friendly helpful recommend tasty superb "
        "marvellous impressed enjoyed",
        "not no never but too however although though nothing bad worse worst isn wasn don didn doesn won can cannot "
        "wish hoped should could less pity sadly unfortunately",
    ),
    "de": _words(
        "danke dankbar lecker köstlich wunderbar wunderschön großartig toll tolle tolles super perfekt ausgezeichnet "
        "hervorragend begeistert zufrieden fantastisch gut freundlich empfehle beste besten bestes",
        "nicht nichts kein keine keinen keiner keines nie niemals aber doch jedoch leider zu allerdings obwohl "
        "trotzdem schlecht schlechter schlimm schade weniger ohne nur hätte hätten wäre wären könnte könnten sollte "
        "sollten mal",
    ),
    "fr": _words(
        "merci super excellent excellente délicieux délicieuse parfait parfaite superbe magnifique merveilleux génial "
        "géniale adore adoré ravi ravie fantastique recommande délicieuses formidable",
        "ne n pas plus jamais rien aucun aucune mais trop malheureusement dommage pourtant cependant moins mauvais "
        "mauvaise pire sauf sans déçu déçue aurait devrait pourrait",
    ),
    "es": _words(
        "gracias excelente delicioso deliciosa perfecto perfecta maravilloso maravillosa fantástico fantástica genial "
        "encanta encantó encantado encantada riquísimo riquísima bueno buenísimo buenísima súper recomiendo estupendo "
        "estupenda",
        "no nunca nada ni pero demasiado demasiada sin tampoco aunque malo mala mal peor menos lástima "
        "desgraciadamente lamentablemente salvo falta podría debería sería",
    ),
    "it": _words(
        "grazie eccellente delizioso deliziosa perfetto perfetta meraviglioso meravigliosa fantastico fantastica "
        "ottimo ottima buonissimo buonissima squisito squisita bravissimi bravissima super consiglio adoro splendido",
        "non mai niente nulla ma però troppo troppa senza purtroppo peccato male cattivo cattiva peggio meno tuttavia "
        "sebbene potrebbe dovrebbe sarebbe né",
    ),
    "nl": _words(
        "bedankt dank dankbaar lekker heerlijk geweldig prachtig perfect uitstekend fantastisch super goed blij "
        "tevreden vriendelijk best beste aanrader verrukkelijk",
        "niet niets geen nooit maar te helaas jammer slecht slechter minder zonder wel echter hoewel alleen zou "
        "zouden kon",
    ),
    "pt": _words(
        "obrigado obrigada excelente delicioso deliciosa perfeito perfeita maravilhoso maravilhosa fantástico "
        "fantástica ótimo ótima adorei adoro adorámos adoramos super recomendo lindo linda óptimo",
        "não nunca nada nem mas demais demasiado sem porém embora infelizmente pena mau má mal pior menos falta "
        "poderia deveria podia devia",
    ),
    "pl": _words(
        "dziękuję dziękujemy dzięki pyszne pyszny pyszna wspaniały wspaniała wspaniałe świetny świetna świetne super "
        "doskonały doskonała doskonałe polecam uwielbiam rewelacja zachwycona zachwycony cudowny cudowna cudowne "
        "przepyszne",
        "nie nigdy nic ale lecz jednak zbyt za niestety szkoda bez zły zła złe źle gorzej gorszy mniej chociaż choć "
        "żaden powinno powinien mógłby mogłoby tylko",
    ),
}


def is_praise(words: str) -> bool:
    """Whether these words praise or thank, and nothing in them asks, doubts or blames.

    Words of doubt count in every language in which something praises: what is read as praise by mistake is worse than
    what is missed.
    """
    said = set(search_terms(words))
    praised = [language for language in LANGUAGES.values() if not said.isdisjoint(language.praise)]
    return "?" not in words and bool(praised) and all(said.isdisjoint(language.doubt) for language in praised)

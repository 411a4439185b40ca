"""The languages that ready words are at home in, and what each is called in all of them."""

from __future__ import annotations

from relapp.domain.folding import fold
from relapp.domain.ready_words.dutch import DUTCH
from relapp.domain.ready_words.english import ENGLISH
from relapp.domain.ready_words.french import FRENCH
from relapp.domain.ready_words.german import GERMAN
from relapp.domain.ready_words.italian import ITALIAN
from relapp.domain.ready_words.polish import POLISH
from relapp.domain.ready_words.portuguese import PORTUGUESE
from relapp.domain.ready_words.spanish import SPANISH
from relapp.domain.ready_words.tongue import Tongue

TONGUES: dict[str, Tongue] = {
    tongue.code: tongue for tongue in (ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, POLISH)
}

_NAMES = {
    "en": "english englisch anglais ingles inglese engels angielski",
    "de": "german deutsch allemand aleman tedesco duits alemao niemiecki",
    "fr": "french franzosisch francais frances francese frans francuski",
    "es": "spanish spanisch espagnol espanol castellano spagnolo spaans espanhol hiszpanski",
    "it": "italian italienisch italien italiano italiaans wloski",
    "nl": "dutch niederlandisch hollandisch neerlandais neerlandes holandes olandese nederlands holenderski "
    "niderlandzki flemish flamisch vlaams",
    "pt": "portuguese portugiesisch portugais portugues portoghese portugees portugalski",
    "pl": "polish polnisch polonais polaco polacco pools polones polski",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}


def code_of(words: str) -> str:
    """The language that ``words`` name: "German", "spricht Deutsch", "pt-BR"; empty where none of ours is named."""
    for word in fold(words).replace(",", " ").replace("_", "-").replace("-", " ").split():
        code = _BY_NAME.get(word) or (word if word in TONGUES else "")
        if code:
            return code
    return ""

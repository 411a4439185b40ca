"""What tells of no theme in each language, and by which endings its words stand in a sentence; all folded.

Light tables, not grammars: two words of one stem nearly always tell of the same thing, and where they do not, whoever
moves a remark teaches the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from relapp.domain.folding import fold

SHORTEST = 4
"""A stem keeps so many letters."""


class Language(NamedTuple):
    """``plain`` are words that say nothing of the matter; ``endings`` are taken off, the longest that fits."""

    plain: frozenset[str]
    endings: tuple[str, ...]


def _language(plain: str, endings: str) -> Language:
    longest_first = sorted(fold(endings).split(), key=lambda one: (-len(one), one))
    return Language(frozenset(fold(plain).split()), tuple(longest_first))


LANGUAGES: dict[str, Language] = {
    "en": _language(
        "a about after again all also although always am an and another any are as ask asked asks at away back be "
        "because been before being both but by came can come could day days did do does done down each even ever "
        "every few first for found from gave get give go going good got great had half has have he her here him his "
        "how i if in into is it its just keep kept last left let like little long look looked made make makes many "
        "may me more most much must my need never new next no not nothing now of off on once one only or other our "
        "out over own said same saw say says see she should since so some still such take than that the their them "
        "then there these they thing things think thinks this those though three through time to today told too "
        "took two under until up us very want wants was way we week well went were what when where which while who "
        "why will wish wishes with without would yes yesterday yet you your t s d ll re ve don didn doesn isn wasn "
        "won customer shop ours",
        "s es ed ing ly ies y e d",
    ),
    "de": _language(
        "aber alle als also am an auch auf aus bei beim bin bis bitte da dann das dass dem den der des die dies "
        "diese diesen doch du ein eine einem einen einer eines er es etwas euch fur gab ganz gar gehabt gern gerne "
        "gesagt gewesen gibt gut hab habe haben hat hatte hatten heute hier ich ihm ihn ihr ihre ihren im immer in "
        "ist ja jetzt kann kein keine kommt konnen man mal mehr mein meine mich mir mit mochte muss nach nicht nie "
        "noch nur ob oder ohne sagt schon sehr sei sein seine sich sie sind so soll sollte sonst uber um und uns "
        "unser unsere vom von vor wann war waren warum was wegen weil wenn wer werden wie wieder will wir wird wo "
        "wurde zu zum zur zwei gestern morgen tag tage woche",
        "en er e es em n s st te ten ung ungen",
    ),
    "fr": _language(
        "a ai ainsi alors apres au aussi autre aux avant avec avait avez bien c ca car ce cela ces cet cette chez "
        "comme d dans de depuis des deux dit donc du elle elles en encore est et etait etc ete etre eux fait faut "
        "fois il ils j je jour jours l la le les leur leurs lui m ma mais me meme mes moi moins mon n ne nos notre "
        "nous on ont ou par pas peu plus pour pourquoi qu quand que quel quelle qui quoi s sa sans se semaine ses "
        "si son sont sous sur t ta te tes toi ton tous tout toute toutes tres trop tu un une vos votre vous y hier "
        "aujourd hui",
        "s es e ee ees er ement ent ait eur eurs",
    ),
    "es": _language(
        "a al algo antes aqui asi aun aunque ayer bien cada como con cual cuando de del desde dia dias dice dijo "
        "donde dos e el ella ellas ellos en entre era es esa ese eso esta estaba este esto fue ha habia hace hacer "
        "han hasta hay hoy la las le les lo los mas me mi mis muy nada ni no nos nuestra nuestro o otra otro para "
        "pero poco por porque pues que quien se sea ser si sido sin sobre son su sus tal tambien tan tanto te tiene "
        "todo todos tres tu un una uno unos vez y ya yo semana",
        "s es o a os as ado ada ados adas ando aron ar er ir mente",
    ),
    "it": _language(
        "a ad agli ai al alla alle allo anche ancora avere aveva bene c che chi ci come con cosa cosi cui da dal "
        "dalla dalle dei del della delle dello detto di dice dopo dove due e ed era erano essere fa fatto fra gia "
        "giorno giorni gli ha hai hanno ho i ieri il in io l la le lei li lo loro lui ma mai me meno mi mia mio "
        "molto ne nel nella no noi non nostra nostro o oggi ogni per perche piu poco poi prima quando quanto quella "
        "quello questa questo qui se sempre senza si sia sono sta stata stato su sua sul sulla suo te tra tre "
        "troppo tu tutti tutto un una uno vi volta settimana",
        "i e o a ato ata ati ate are ere ire ando mente",
    ),
    "nl": _language(
        "aan al alle als altijd andere ben bij bijna dag dagen dan dat de deze die dit doen door dus een eens en er "
        "gaan gaat geen gehad gezegd gisteren goed haar had hadden heb hebben heeft hem het hier hij hoe ik in is "
        "ja je kan komt kunnen maar me meer met mijn moet na naar net niet nog nooit nu of om omdat ons onze ook op "
        "over toch toen tot twee uit van vandaag veel voor vond waar waren was wat week weer wel werd wie wij wil "
        "worden ze zegt zei zelf zij zijn zo zonder zou",
        "en e s t te ten er den de",
    ),
    "pt": _language(
        "a ainda ao aos antes apos aqui as ate com como da das de depois dia dias diz disse do dois dos e ela elas "
        "ele eles em entre era essa esse esta estava este eu faz foi foram ha hoje isso isto ja la lhe mais mas me "
        "mesmo meu minha muito na nada nao nas nem no nos nossa nosso nossos num numa o onde ontem os ou para pela "
        "pelo pois por porque quando que quem se sem ser seu seus so sua suas tambem tao tem tinha toda todo todos "
        "tres tu um uma vez voce semana",
        "s es o a os as ado ada ados adas ando aram ar er ir mente",
    ),
    "pl": _language(
        "a aby ale az bardzo bez bo by byc byl byla bylo byly co czy dla do dni dzien dwa dzis gdy gdzie go i ich "
        "ile im inne ja jak jaki jako jego jej jednak jest jestem jeszcze juz kiedy kto ktora ktore ktory ku lub ma "
        "mam mi mial mnie moj moze mu na nad nam nas nasz nasza nasze nic nich nie niego niej nim niz o od oni ona "
        "ono oraz pan pani po pod powiedziala powiedzial prosze przed przez przy raz razy sa sie sobie sa ta tak "
        "takze tam te tego tej ten teraz to trzy tu ty tydzien tylko tym u w wczoraj wiec wszystko z za ze zawsze",
        "a e i o u y ami ach em ie om ow ej ego ych ym ala al ali",
    ),
}  # fmt: skip


def language_of(terms: Sequence[str]) -> str:
    """The language most of whose plain words stand among folded ``terms``; English where none do, or on a draw."""
    return max(LANGUAGES, key=lambda one: (sum(term in LANGUAGES[one].plain for term in terms), one == "en"))


@lru_cache(maxsize=16_384)
def stem(term: str, language: str) -> str:
    """A folded word without its ending: ``stem("waited", "en") == "wait"``."""
    for ending in LANGUAGES[language].endings:
        if term.endswith(ending) and len(term) - len(ending) >= SHORTEST:
            return stem(term[: -len(ending)], language)
    return term

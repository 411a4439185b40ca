"""The themes every shop starts with, and the words by which each is told of before the shop taught any of its own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from relapp.domain.folding import search_terms
from relapp.domain.themes.languages import LANGUAGES, stem


class Theme(StrEnum):
    """What shops are told of most often; a shop's own themes are any other words."""

    QUALITY = "quality"
    WAITING = "waiting"
    PRICE = "price"
    STAFF = "staff"
    RANGE = "range"
    HOURS = "hours"
    DELIVERY = "delivery"
    FIT = "fit"
    MISTAKES = "mistakes"
    """Not as ordered, not as agreed."""
    PLACE = "place"


_WORDS: Mapping[Theme, Mapping[str, str]] = {
    Theme.QUALITY: {
        "en": "quality fresh stale mouldy moldy mould mold taste tasty tasted delicious yummy flavour flavor dry "
        "hard soft soggy burnt raw broke broken breaks crack cracked chipped scratched faulty defective damaged "
        "dented squashed crushed loose leaks leaking torn worn stain stained rust rusty wobbly squeaks stopped "
        "lasts lasted keeps durable sturdy workmanship spoilt spoiled rotten sour crumbly hair stone stones glass "
        "better worse",
        "de": "qualitat frisch alt schimmel schimmlig geschmack schmeckt lecker kostlich trocken hart weich "
        "verbrannt roh kaputt gebrochen riss gerissen zerkratzt defekt beschadigt lose undicht tropft fleck rost "
        "wackelt halt haltbar verdorben haar",
        "fr": "qualite frais fraiche rassis moisi gout delicieux delicieuse sec dur mou brule cru casse cassee fele "
        "raye defectueux abime abimee fuit dechire tache rouille solide cheveu",
        "es": "calidad fresco fresca rancio moho mohoso sabor rico rica sabroso seco duro blando quemado crudo roto "
        "rota rompio agrietado defectuoso danado dana gotea mancha oxido duradero pelo",
        "it": "qualita fresco fresca raffermo muffa gusto buono squisito secco duro molle bruciato crudo rotto "
        "rotta crepa graffiato difettoso danneggiato perde macchia ruggine resistente capello",
        "nl": "kwaliteit vers oud schimmel smaak smaakt lekker heerlijk droog hard zacht verbrand rauw kapot "
        "gebroken barst krassen defect beschadigd los lekt vlek roest stevig haar",
        "pt": "qualidade fresco fresca velho mofo bolor sabor gosto gostoso saboroso seco duro mole queimado cru "
        "partido quebrado rachado riscado defeituoso danificado vaza mancha ferrugem duravel cabelo",
        "pl": "jakosc swiezy swieza swieze czerstwy plesn smak smaczny pyszny suchy twardy miekki spalony surowy "
        "zepsuty zlamany pekniety porysowany wadliwy uszkodzony cieknie plama rdza trwaly wlos",
    },
    Theme.WAITING: {
        "en": "wait waited waiting queue queued queues line slow slowly minutes quick quickly fast faster prompt "
        "speedy ages forever rushed busy",
        "de": "warten gewartet wartezeit schlange langsam minuten stunde stunden schnell zugig eilig dauert "
        "gedauert",
        "fr": "attendre attendu attente queue file lent lente lentement minutes heure heures rapide rapidement vite",
        "es": "esperar espera esperado espero cola fila lento lenta minutos hora horas rapido rapida",
        "it": "aspettare aspettato attesa coda fila lento lenta minuti ora ore veloce rapido rapida",
        "nl": "wachten gewacht wachttijd rij traag langzaam minuten uur uren snel vlot",
        "pt": "esperar espera esperou fila lento lenta minutos hora horas rapido rapida demora demorou",
        "pl": "czekac czekal czekala czekanie kolejka kolejce wolno wolny minut minuty godzin godzine szybko szybki",
    },
    Theme.PRICE: {
        "en": "price prices priced pricey expensive cheap cheaper dear cost costs costly charge charged overcharged "
        "bill bargain value worth money afford discount fee voucher refund",
        "de": "preis preise teuer billig gunstig kosten kostet berechnet rechnung geld rabatt gutschein wert",
        "fr": "prix cher chere couteux cout facture facturer argent remise rabais tarif tarifs",
        "es": "precio precios caro cara barato barata coste cuesta cobrar cobrado cobraron factura dinero descuento "
        "tarifa",
        "it": "prezzo prezzi caro cara costoso economico costa costo conto fattura soldi sconto tariffa",
        "nl": "prijs prijzen duur goedkoop kost kosten rekening geld korting waard tarief",
        "pt": "preco precos caro cara barato barata custa custo cobrar cobrado cobraram conta dinheiro desconto "
        "tarifa",
        "pl": "cena ceny cenie drogo drogi droga tanio tani kosztuje koszt rachunek pieniadze rabat oplata",
    },
    Theme.STAFF: {
        "en": "staff rude friendly unfriendly helpful unhelpful polite impolite kind service advice advised "
        "explained ignored listened smile smiled patient impatient attitude welcoming greeted knowledgeable "
        "competent",
        "de": "personal mitarbeiter bedienung freundlich unfreundlich hilfsbereit hoflich unhoflich nett beratung "
        "beraten erklart ignoriert lacheln geduldig service kompetent",
        "fr": "personnel vendeur vendeuse aimable desagreable serviable poli impoli gentil gentille conseil "
        "conseils explique ignore sourire patient service accueil competent",
        "es": "personal empleado empleada amable antipatico atento atenta educado maleducado grosero consejo "
        "explico ignoro sonrisa paciente servicio trato atencion",
        "it": "personale commesso commessa gentile scortese disponibile educato maleducato consiglio consigli "
        "spiegato ignorato sorriso paziente servizio accoglienza competente",
        "nl": "personeel medewerker medewerkster vriendelijk onvriendelijk behulpzaam beleefd onbeleefd aardig "
        "advies uitgelegd genegeerd glimlach geduldig bediening service",
        "pt": "pessoal funcionario funcionaria simpatico simpatica antipatico prestavel educado rude conselho "
        "explicou ignorou sorriso paciente atendimento servico",
        "pl": "personel obsluga sprzedawca sprzedawczyni mily mila nieuprzejmy uprzejmy uprzejma pomocny niemily "
        "rada doradzila wyjasnil zignorowal usmiech cierpliwy",
    },
    Theme.RANGE: {
        "en": "range choice selection variety stock stocked assortment offer missing unavailable available brand "
        "brands kinds sorts ran",
        "de": "auswahl sortiment angebot vorratig ausverkauft fehlt marke marken sorten verfugbar",
        "fr": "choix gamme assortiment stock rupture manque marque marques varietes disponible",
        "es": "surtido variedad seleccion existencias agotado falta marca marcas disponible gama",
        "it": "scelta assortimento varieta esaurito manca marca marche disponibile gamma",
        "nl": "assortiment keuze keus aanbod voorraad uitverkocht ontbreekt merk merken soorten verkrijgbaar",
        "pt": "escolha sortido variedade estoque stock esgotado falta marca marcas disponivel gama",
        "pl": "wybor asortyment oferta zapas wyprzedane brakuje brak marka marki rodzaje dostepny",
    },
    Theme.HOURS: {
        "en": "open opens opened opening closed closes closing shut hours early earlier sunday sundays saturday "
        "monday holiday holidays lunchtime evening evenings",
        "de": "offen geoffnet offnungszeiten schliesst geschlossen zu fruh fruher sonntag samstag montag feiertag "
        "abends mittags",
        "fr": "ouvert ouverture horaires ferme fermee fermeture tot dimanche samedi lundi ferie soir midi",
        "es": "abierto abren abre horario horarios cerrado cierra cierran temprano domingo sabado lunes festivo "
        "tarde mediodia",
        "it": "aperto apertura orario orari chiuso chiude chiusura presto domenica sabato lunedi festivo sera "
        "pranzo",
        "nl": "open openingstijden openingsuren gesloten sluit dicht vroeg vroeger zondag zaterdag maandag feestdag "
        "avond",
        "pt": "aberto abre abertura horario horarios fechado fecha cedo domingo sabado segunda feriado noite almoco",
        "pl": "otwarte otwarty godziny otwarcia zamkniete zamkniety zamykacie wczesniej niedziela niedziele sobota "
        "sobote poniedzialek swieta wieczorem",
    },
    Theme.DELIVERY: {
        "en": "deliver delivered delivery deliveries courier parcel parcels package packaging shipped shipping van "
        "driver doorstep post posted arrived late",
        "de": "lieferung liefern geliefert lieferzeit paket pakete versand verpackung kurier fahrer bote angekommen "
        "spat",
        "fr": "livraison livrer livre livree colis envoi emballage coursier livreur expedie expedition arrive "
        "retard",
        "es": "entrega entregar entregado envio paquete paquetes embalaje mensajero repartidor llego tarde",
        "it": "consegna consegnare consegnato spedizione spedito pacco pacchi imballaggio corriere arrivato ritardo",
        "nl": "levering leveren geleverd bezorging bezorgd bezorger pakket pakje verzending verpakking koerier "
        "aangekomen laat",
        "pt": "entrega entregar entregue envio encomenda pacote embalagem estafeta chegou atraso atrasado",
        "pl": "dostawa dostawe dostarczono dostarczyc paczka paczke wysylka opakowanie kurier kierowca dotarla "
        "spoznienie",
    },
    Theme.FIT: {
        "en": "size sizes sized fit fits fitting fitted tight tighter wide wider narrow length short shorter shrank "
        "shrunk bigger smaller large small thin thick uncomfortable comfortable pinches",
        "de": "grosse grossen passt passen sitzt eng weit breit schmal lange kurz eingelaufen grosser kleiner klein "
        "dunn dick bequem unbequem druckt",
        "fr": "taille tailles pointure serre serree large etroit longueur court courte retreci grand grande petit "
        "petite mince epais confortable inconfortable",
        "es": "talla tallas numero ajusta aprieta estrecho ancho largo corto encogio grande pequeno pequena fino "
        "grueso comodo incomodo",
        "it": "taglia taglie misura calza stretto stretta largo larga lungo corto ristretto grande piccolo piccola "
        "sottile spesso comodo scomodo",
        "nl": "maat maten past passen strak wijd breed smal lengte kort gekrompen groter kleiner groot klein dun "
        "dik comfortabel knelt",
        "pt": "tamanho tamanhos numero serve aperta apertado largo estreito comprimento curto encolheu grande "
        "pequeno pequena fino grosso confortavel",
        "pl": "rozmiar rozmiary pasuje ciasny ciasne szeroki waski dlugosc krotki skurczyl wiekszy mniejszy duzy "
        "maly cienki gruby wygodny niewygodny",
    },
    Theme.MISTAKES: {
        "en": "wrong mistake mistakes mixed forgot forgotten ordered order orders although mislabelled misspelt "
        "confused instead promised",
        "de": "falsch falsche fehler verwechselt vergessen bestellt bestellung stattdessen versprochen vereinbart",
        "fr": "faux fausse erreur erreurs melange oublie commande commandee confondu promis convenu",
        "es": "equivocado equivocada error errores confundido olvido olvidaron pedido pedidos prometido acordado",
        "it": "sbagliato sbagliata errore errori confuso dimenticato ordinato ordine ordini promesso concordato",
        "nl": "fout fouten verkeerd verkeerde verwisseld vergeten besteld bestelling beloofd afgesproken",
        "pt": "errado errada erro erros trocado esqueceram esqueceu encomendado pedido pedidos prometido combinado",
        "pl": "zly bledny blad bledy pomylka pomylono zapomniano zapomnieli zamowiony zamowienie zamiast obiecano",
    },
    Theme.PLACE: {
        "en": "parking park toilet toilets loo seats seating chairs table tables room rack bicycles bikes door "
        "entrance stairs ramp pram wheelchair noise noisy music loud dirty clean smell warm cold crowded window "
        "lighting changing",
        "de": "parken parkplatz toilette sitzplatz stuhle tisch tische raum fahrrad eingang treppe rampe "
        "kinderwagen larm laut musik schmutzig sauber riecht voll",
        "fr": "parking stationnement toilettes places chaises tables salle velo entree escalier rampe poussette "
        "bruit bruyant musique sale propre odeur",
        "es": "aparcamiento aparcar aseo asientos sillas mesa mesas sala bicicleta entrada escalera rampa carrito "
        "ruido ruidoso musica sucio limpio olor",
        "it": "parcheggio bagno posti sedie tavolo tavoli sala bici ingresso scale rampa passeggino rumore rumoroso "
        "musica sporco pulito odore",
        "nl": "parkeren parkeerplaats toilet zitplaatsen stoelen tafel tafels ruimte fiets ingang trap helling "
        "kinderwagen lawaai muziek vies schoon geur",
        "pt": "estacionamento estacionar banheiro lugares cadeiras mesa mesas sala bicicleta entrada escada rampa "
        "carrinho barulho barulhento musica sujo limpo cheiro",
        "pl": "parking parkowanie toaleta miejsca krzesla stolik stoliki sala rower wejscie schody podjazd wozek "
        "halas glosno muzyka brudno czysto zapach",
    },
}  # fmt: skip


@cache
def start_words(language: str) -> Mapping[str, frozenset[str]]:
    """The themes that each stem of a language tells of; English words are understood in every language."""
    found: dict[str, set[str]] = {}
    for theme, by_language in _WORDS.items():
        for one in dict.fromkeys((language, "en")):
            for word in search_terms(by_language[one]):
                if word not in LANGUAGES[language].plain:
                    found.setdefault(stem(word, language), set()).add(theme.value)
    return {word: frozenset(themes) for word, themes in found.items()}

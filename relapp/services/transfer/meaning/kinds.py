"""The words by which tables of entries name what happened, by which way, and who went to whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from relapp.domain.interactions import Channel, Direction, Kind, Outcome
from relapp.services.transfer.meaning.headers import plain

_T = TypeVar("_T", bound=StrEnum)

# English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Polish, Russian, Japanese.
_KINDS: dict[Kind, str] = {
    Kind.VISIT: "visit|visited|came in|in store|walk in|besuch|ladenbesuch|visite|visita|bezoek|besok|wizyta|визит|"
    "посещение|来店|訪問",
    Kind.PURCHASE: "purchase|sale|bought|kauf|einkauf|verkauf|achat|vente|compra|venta|acquisto|vendita|aankoop|"
    "verkoop|venda|kop|forsaljning|zakup|sprzedaz|покупка|продажа|購入|販売",
    Kind.RETURN: "return|refund|ruckgabe|retoure|retour|devolucion|reso|devolucao|retur|zwrot|возврат|返品",
    Kind.CALL: "call|phone|phone call|telephone|telephone call|called|tel|anruf|telefonat|telefon|appel|telephonique|"
    "appel telephonique|llamada|chiamata|telefonata|telefono|telefoontje|gesprek|bellen|chamada|ligacao|samtal|"
    "telefonsamtal|rozmowa|rozmowa telefoniczna|звонок|電話",
    Kind.MESSAGE: "message|text|sms|text message|whatsapp|signal|telegram|chat|dm|messenger|instagram|nachricht|"
    "message texte|mensaje|messaggio|bericht|mensagem|meddelande|wiadomosc|сообщение|смс|メッセージ|line",
    Kind.EMAIL: "email|e mail|mail|courriel|correo|correo electronico|posta elettronica|e post|epost|письмо|"
    "электронное письмо|メール",
    Kind.LETTER: "letter|card|post|brief|karte|lettre|courrier|carte|carta|tarjeta|lettera|kaart|brev|vykort|list|"
    "kartka|открытка|手紙|はがき",
    Kind.DELIVERY: "delivery|shipment|shipped|delivered|lieferung|versand|livraison|expedition|entrega|envio|consegna|"
    "spedizione|levering|bezorging|verzending|leverans|dostawa|wysylka|доставка|配達|発送",
    Kind.APPOINTMENT: "appointment|meeting|booking|reservation|termin|verabredung|buchung|besprechung|rendez vous|rdv|"
    "reunion|cita|reserva|appuntamento|riunione|prenotazione|afspraak|vergadering|consulta|reuniao|marcacao|mote|"
    "bokning|spotkanie|встреча|запись|予約|面談",
    Kind.ENQUIRY: "enquiry|inquiry|question|request|quote|lead|anfrage|frage|angebot|demande|question client|devis|"
    "consulta cliente|pregunta|solicitud|richiesta|domanda|vraag|aanvraag|pedido de informacao|pergunta|forfragan|"
    "fraga|zapytanie|pytanie|вопрос|запрос|問い合わせ|質問",
    Kind.COMPLAINT: "complaint|complained|issue|problem|beschwerde|reklamation|plainte|reclamation|queja|reclamacion|"
    "reclamo|lamentela|klacht|reclamacao|klagomal|skarga|reklamacja|жалоба|苦情|クレーム",
    Kind.FEEDBACK: "feedback|review|praise|lob|ruckmeldung|bewertung|avis|commentaire client|opinion|valoracion|"
    "recensione|parere|beoordeling|avaliacao|omdome|opinia|отзыв|感想|レビュー",
    Kind.NOTE: "note|notes|memo|other|notiz|bemerkung|sonstiges|autre|nota|otro|altro|notitie|overig|outro|anteckning|"
    "notatka|inne|заметка|メモ|その他",
}
_CHANNELS: dict[Channel, str] = {
    Channel.COUNTER: "counter|in person|in store|shop|store|personally|face to face|laden|geschaft|personlich|"
    "vor ort|magasin|boutique|en personne|tienda|en persona|negozio|di persona|winkel|persoonlijk|loja|pessoalmente|"
    "butik|sklep|osobiscie|магазин|лично|店頭|対面",
    Channel.PHONE: "phone|telephone|call|tel|telefon|telefonisch|telephone|telefono|telefoon|telefone|телефон|電話",
    Channel.MESSAGE: "message|sms|text|whatsapp|signal|telegram|chat|messenger|instagram|nachricht|mensaje|messaggio|"
    "bericht|mensagem|meddelande|wiadomosc|сообщение|смс|メッセージ|line",
    Channel.EMAIL: "email|e mail|mail|courriel|correo|e post|epost|электронная почта|почта|メール",
    Channel.POST: "post|letter|mail post|by post|brief|courrier|correo postal|posta|posten|poczta|郵便",
    Channel.WEB: "web|website|online|form|web form|internet|webseite|site|sitio web|sito|webbplats|strona|сайт|"
    "интернет|ウェブ",
    Channel.ELSEWHERE: "elsewhere|other|sonstiges|anderswo|autre|otro|altro|overig|outro|annat|inne|другое|その他",
}
_DIRECTIONS: dict[Direction, str] = {
    Direction.IN: "in|incoming|inbound|received|from customer|they contacted us|eingehend|eingang|empfangen|entrant|"
    "recu|entrante|recibido|in entrata|ricevuto|inkomend|ontvangen|recebido|inkommande|przychodzace|przychodzacy|"
    "входящий|входящее|受信|着信",
    Direction.OUT: "out|outgoing|outbound|sent|to customer|we contacted them|ausgehend|ausgang|gesendet|sortant|envoye|"
    "saliente|enviado|in uscita|inviato|uitgaand|verzonden|utgaende|wychodzace|wychodzacy|исходящий|исходящее|送信|"
    "発信",
    Direction.BOTH: "both|beide|les deux|ambos|entrambi|bada|oba|оба|両方",
}
_OUTCOMES: dict[Outcome, str] = {
    Outcome.ANSWERED: "answered|reached|spoke|completed|connected|erreicht|beantwortet|repondu|contestado|risposto|"
    "beantwoord|atendido|besvarat|odebrane|отвечен|応答",
    Outcome.UNANSWERED: "unanswered|no answer|missed|not reached|voicemail|left message|nicht erreicht|verpasst|"
    "sans reponse|sin respuesta|nessuna risposta|geen gehoor|sem resposta|inget svar|nieodebrane|не отвечен|不在",
}


def _by_word(words: dict[_T, str]) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for value, several in words.items():
        for word in (value.value, *several.split("|")):
            found.setdefault(plain(word), value)
    return found


KINDS = _by_word(_KINDS)
CHANNELS = _by_word(_CHANNELS)
DIRECTIONS = _by_word(_DIRECTIONS)
OUTCOMES = _by_word(_OUTCOMES)

_plain = lru_cache(4096)(plain)


def told(cell: str, words: Mapping[str, _T]) -> _T | None:
    """What a cell names; ``None`` where it is empty or says something else."""
    return words.get(_plain(cell)) if cell else None

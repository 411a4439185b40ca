"""The words that head columns, by what the column means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Field(StrEnum):
    """What a column means. The values are the words of ``--map FIELD=COLUMN``."""

    REFERENCE = "reference"
    """The number by which a till or shop knows the customer."""
    NAME = "name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    COMPANY = "company"
    NICKNAME = "nickname"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT = "contact"
    """A telephone number or an e-mail address."""
    LABEL = "label"
    """What kind of number or address the column beside it holds."""
    ADDRESS = "address"
    STREET = "street"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    NOTE = "note"
    BIRTHDAY = "birthday"
    TAGS = "tags"
    PRODUCT = "product"
    VARIANT = "variant"
    SKU = "sku"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    AMOUNT = "amount"
    """What the line came to, after its discount."""
    GROSS = "gross"
    """What the line came to, before its discount."""
    DISCOUNT = "discount"
    MOMENT = "moment"
    """The day of a sale, with or without its time."""
    TIME = "time"
    INVOICE = "invoice"
    KIND = "kind"
    """Sale, refund, payment …"""
    STATUS = "status"
    """Paid, cancelled …"""
    WORDS = "words"
    CURRENCY = "currency"
    STAFF = "staff"
    CHANNEL = "channel"
    """By telephone, by mail … where the rows are entries."""
    DIRECTION = "direction"
    """Who went to whom, where the rows are entries."""
    OTHER = "other"
    """Not known: a fact in the shop's own words where the rows are people, left out where they are sales."""
    IGNORE = "ignore"


SEVERAL = frozenset(
    {Field.PHONE, Field.EMAIL, Field.CONTACT, Field.LABEL, Field.ADDRESS, Field.STREET, Field.NOTE, Field.TAGS}
    | {Field.OTHER, Field.IGNORE}
)
"""Fields that several columns can have."""

SALE_FIELDS = frozenset(
    {Field.PRODUCT, Field.VARIANT, Field.SKU, Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS}
    | {Field.DISCOUNT, Field.MOMENT, Field.TIME, Field.INVOICE, Field.KIND, Field.STATUS, Field.WORDS}
    | {Field.CURRENCY, Field.STAFF, Field.CHANNEL, Field.DIRECTION}
)
"""Fields that mean something only where the rows are sales or entries."""

ENTRY_FIELDS = frozenset(
    {Field.MOMENT, Field.TIME, Field.KIND, Field.STATUS, Field.WORDS, Field.STAFF, Field.CHANNEL, Field.DIRECTION}
)
"""Those of them that mean something where the rows are entries."""

# Per field the headers of tills, web shops and address books, then plain words: English, German, French, Spanish,
# Italian, Dutch, Portuguese, Swedish, Polish, Russian, Japanese. Earlier ones win over later ones.
_WORDS: dict[Field, str] = {
    Field.REFERENCE: "customer id|customer number|customer no|customer code|client id|client number|client no|"
    "customer reference|account number|square customer id|reference id|customer reference id|contact id|member id|"
    "member number|loyalty number|card number|cust id|cust no|customer card|kundennummer|kunden nr|kundennr|kdnr|kd nr|"
    "kunden id|numero client|n client|no client|code client|id client|numero de cliente|n cliente|id cliente|"
    "codigo cliente|codigo de cliente|codice cliente|numero cliente|klantnummer|klantnr|klant nr|klant id|"
    "numero do cliente|kundnummer|kund nr|kund id|numer klienta|nr klienta|номер клиента|код клиента|"
    "顧客番号|会員番号|id",
    Field.NAME: "customer name|name|full name|your full name|your name|client name|display name|contact name|"
    "buyer name|billing name|bill to name|customer full name|member name|person|customer|client|ship name|"
    "shipping name|buyer|recipient|recipient name|kunde|kundin|kundenname|vollstandiger name|client e|nom complet|"
    "nom du client|nom client|nombre completo|nombre del cliente|nombre cliente|cliente|nome completo|nome cliente|"
    "nominativo|klant|klantnaam|volledige naam|naam|nom|nombre|nome|namn|kund|kundnamn|fullstandigt namn|"
    "imie i nazwisko|klient|nazwa|фио|клиент|имя и фамилия|氏名|お名前|名前|顧客名",
    Field.FIRST_NAME: "first name|given name|forename|firstname|fname|billing first name|vorname|rufname|prenom|"
    "nombre de pila|primer nombre|nome proprio|nome di battesimo|voornaam|roepnaam|primeiro nome|fornamn|imie|имя|名",
    Field.MIDDLE_NAME: "middle name|additional name|second name|middle initial|zweiter vorname|deuxieme prenom|"
    "segundo nombre|secondo nome|tussenvoegsel|отчество",
    Field.LAST_NAME: "last name|family name|surname|lastname|lname|billing last name|nachname|familienname|zuname|"
    "nom de famille|apellidos|apellido|cognome|achternaam|familienaam|sobrenome|apelido|efternamn|nazwisko|фамилия|姓",
    Field.COMPANY: "company|company name|organization|organisation|organization name|organization 1 name|business name|"
    "account name|firm|employer|billing company|firma|firmenname|unternehmen|entreprise|societe|empresa|"
    "razon social|azienda|societa|ditta|ragione sociale|bedrijf|bedrijfsnaam|foretag|компания|организация|会社|会社名",
    Field.NICKNAME: "nickname|known as|alias|preferred name|spitzname|surnom|apodo|mote|soprannome|bijnaam|roepnaam|"
    "smeknamn|przezwisko|псевдоним",
    Field.PHONE: "phone|phone number|mobile|mobile phone|mobile number|telephone|telephone number|tel|tel no|"
    "cell|cell phone|cellphone|home phone|work phone|business phone|primary phone|contact number|phone no|whatsapp|"
    "landline|sms|telefon|telefonnummer|handy|handynummer|mobil|mobiltelefon|mobilnummer|festnetz|rufnummer|telephone|"
    "portable|numero de telephone|tel portable|mobile phone|telefono|numero de telefono|movil|celular|telefono movil|"
    "cellulare|numero di telefono|telefoon|telefoonnummer|mobiel|mobiele telefoon|gsm|telefone|celular|telemovel|"
    "telefon komorkowy|komorka|numer telefonu|телефон|мобильный|мобильный телефон|電話番号|電話|携帯|携帯電話",
    Field.EMAIL: "email|e mail|email address|e mail address|mail|customer email|billing email|contact email|"
    "mail address|e mail adresse|mailadresse|email adresse|emailadresse|courriel|adresse e mail|"
    "adresse email|adresse mail|correo electronico|correo|direccion de correo|indirizzo email|indirizzo e mail|"
    "posta elettronica|mailadres|e mailadres|emailadres|e post|epost|e postadress|adres e mail|эл почта|почта|"
    "электронная почта|メールアドレス|メール",
    Field.CONTACT: "customer contacts|customer contact|contact|contacts|contact details|phone or email|kontakt",
    Field.LABEL: "phone type|phone label|e mail type|e mail label|email type|email label|address type|address label",
    Field.ADDRESS: "address|full address|billing address|shipping address|mailing address|home address|postal address|"
    "address formatted|delivery address|adresse|anschrift|wohnadresse|adresse complete|direccion|domicilio|indirizzo|"
    "adres|morada|endereco|adress|адрес|住所",
    Field.STREET: "street|street address|address 1|address1|address line 1|street address 1|billing address1|"
    "billing address 1|billing street|mailing street|ship address1|address street|home street|business street|"
    "address 2|address2|address line 2|street address 2|street 2|billing address2|billing address 2|ship address2|"
    "house number|address 1 2|strasse|str|strasse und hausnummer|hausnummer|adresszusatz|rue|calle|via|straat|"
    "huisnummer|rua|gata|gatuadress|ulica|улица",
    Field.CITY: "city|town|locality|city town|billing city|mailing city|ship city|ship to city|home city|business city|"
    "ort|stadt|wohnort|ville|commune|localite|ciudad|poblacion|localidad|municipio|citta|comune|plaats|woonplaats|"
    "stad|cidade|localidade|ort|stad|postort|miejscowosc|miasto|город|市区町村",
    Field.REGION: "state|province|region|county|state province|province region state|state code|province code|"
    "address province|billing province|billing state|mailing state|ship state|ship to province region state|"
    "bundesland|kanton|departement|provincia|comunidad|regione|provincie|estado|lan|wojewodztwo|область|регион|都道府県",
    Field.POSTCODE: "postcode|postal code|zip|zip code|zipcode|post code|billing zip|billing postcode|mailing zip|"
    "ship zipcode|ship to zip|mailing zip postal code|mailing postal code|plz|postleitzahl|code postal|cp|"
    "codigo postal|cap|codice postale|postnummer|kod pocztowy|индекс|почтовый индекс|郵便番号",
    Field.COUNTRY: "country|country code|billing country|mailing country|ship country|ship to country|country region|"
    "land|pays|pais|paese|nazione|kraj|страна|国",
    Field.NOTE: "note|notes|customer note|comment|comments|remark|remarks|memo|description|anything we should know|"
    "bemerkung|bemerkungen|notiz|notizen|anmerkung|anmerkungen|kommentar|remarque|remarques|commentaire|"
    "commentaires|observaciones|nota|notas|comentario|comentarios|osservazioni|commento|opmerking|opmerkingen|"
    "notitie|notities|observacoes|anteckning|anteckningar|kommentar|uwagi|notatki|примечание|заметки|комментарий|備考|メモ",
    Field.BIRTHDAY: "birthday|date of birth|birth date|dob|birthdate|born|geburtsdatum|geburtstag|geb|geb datum|"
    "date de naissance|anniversaire|naissance|fecha de nacimiento|cumpleanos|nacimiento|data di nascita|compleanno|"
    "geboortedatum|verjaardag|data de nascimento|aniversario|fodelsedatum|fodelsedag|data urodzenia|urodziny|"
    "дата рождения|день рождения|生年月日|誕生日",
    Field.TAGS: "tags|tag|labels|groups|group|customer group|group membership|categories|segment|segments|"
    "schlagworte|gruppe|gruppen|kundengruppe|etiquettes|groupe|groupes|etiquetas|grupo|grupos|etichette|gruppo|gruppi|"
    "groep|groepen|etiketter|grupp|tagi|grupa|теги|группа|タグ",
    Field.PRODUCT: "lineitem name|line item name|product|product name|item|item name|item title|article|"
    "product title|product description|item description|goods|service|products|items|description|details|"
    "artikel|artikelname|artikelbezeichnung|produkt|produktname|bezeichnung|beschreibung|ware|article|produit|"
    "designation|libelle|articulo|producto|nombre del producto|descripcion|articolo|prodotto|nome prodotto|descrizione|"
    "product naam|productnaam|omschrijving|artigo|produto|descricao|vara|artikelnamn|produktnamn|towar|nazwa towaru|"
    "товар|наименование|商品名|商品|品名",
    Field.VARIANT: "variant|variant name|variation|variations|price point name|variation name|option|variante|"
    "variacion|variazione",
    Field.SKU: "sku|lineitem sku|item sku|product sku|barcode|ean|stock code|item number|item no|item code|"
    "product code|product id|article number|custom label|artikelnummer|artikel nr|art nr|referencia|reference article|"
    "codice articolo|codigo|artikelnummer|артикул|商品コード",
    Field.QUANTITY: "quantity|qty|lineitem quantity|line item quantity|quantity refund|units|count|item quantity|"
    "items sold|pieces|pcs|quantity sold|number of items|menge|anzahl|stuck|stuckzahl|quantite|qte|nombre d articles|"
    "cantidad|cant|unidades|quantita|qta|hoeveelheid|aantal|quantidade|qtd|antal|kvantitet|ilosc|"
    "количество|кол во|数量|個数",
    Field.UNIT_PRICE: "lineitem price|line item price|unit price|item price|price each|price per unit|price|item cost|"
    "sale price|selling price|retail price|retail|rate|unit cost|einzelpreis|stuckpreis|preis|e preis|vk preis|"
    "prix unitaire|prix|pu|precio unitario|precio|prezzo unitario|prezzo|stukprijs|prijs|eenheidsprijs|"
    "preco unitario|preco|styckpris|a pris|pris|cena jednostkowa|cena|цена|単価|価格",
    Field.AMOUNT: "net sales|line total|lineitem total|item total|item subtotal|amount|total amount|net amount|"
    "total|total price|line amount|subtotal|sum|net total|sales|revenue|turnover|value|order total|"
    "order total amount|total cost|paid|total collected|betrag|gesamtpreis|gesamtbetrag|gesamt|summe|umsatz|"
    "zeilensumme|endbetrag|montant|montant total|total ttc|prix total|importe|importe total|monto|importo|totale|"
    "importo totale|bedrag|totaalbedrag|totaal|valor|valor total|belopp|summa|totalt|kwota|wartosc|suma|"
    "сумма|итого|стоимость|金額|合計",
    Field.GROSS: "gross sales|gross amount|gross total|gross|bruttoumsatz|brutto",
    Field.DISCOUNT: "lineitem discount|line item discount|line discount|discounts|discount|discount amount|"
    "item discount|reduction|rabatt|nachlass|remise|descuento|sconto|korting|desconto|rabat|скидка|割引",
    Field.MOMENT: "invoice date|sale date|order date|date|date time|date and time|purchase date|transaction date|"
    "date of sale|date of purchase|sold at|sold on|created at|order created|paid at|timestamp|datetime|sale time|"
    "receipt date|transaction creation date|completed at|date paid|closed date|day|bought on|verkaufsdatum|"
    "rechnungsdatum|kaufdatum|belegdatum|bestelldatum|datum|datum uhrzeit|date de vente|date d achat|date de facture|"
    "date facture|date commande|date de commande|fecha de venta|fecha de compra|fecha factura|fecha de factura|"
    "fecha|fecha y hora|data vendita|data di vendita|data acquisto|data fattura|data ordine|data|verkoopdatum|"
    "factuurdatum|aankoopdatum|orderdatum|data da venda|data da compra|kopdatum|forsaljningsdatum|inkopsdatum|"
    "data sprzedazy|data zakupu|дата|дата продажи|дата покупки|日付|購入日|注文日",
    Field.TIME: "time|time of day|sale time|uhrzeit|zeit|heure|hora|ora|tijd|tijdstip|tid|klockslag|godzina|czas|"
    "время|時刻|時間",
    Field.INVOICE: "invoice|invoice number|invoice no|invoice id|receipt number|receipt no|receipt|receipt id|order|"
    "order number|order no|order id|order name|sale id|sale number|sale no|transaction id|transaction number|"
    "transaction no|transaction|ticket number|ticket|bill number|bill no|basket id|rechnungsnummer|rechnungsnr|"
    "rechnung nr|rechnung|belegnummer|beleg nr|belegnr|beleg|bon nr|bonnummer|bon|bestellnummer|numero de facture|"
    "n facture|no facture|facture|numero de commande|commande|n de ticket|numero de ticket|numero de factura|factura|"
    "n factura|pedido|numero de pedido|numero fattura|fattura|numero ordine|scontrino|numero scontrino|"
    "factuurnummer|factuur|bonnr|ordernummer|fatura|numero da fatura|kvittonummer|kvitto|fakturanummer|"
    "numer faktury|faktura|paragon|numer paragonu|чек|номер чека|номер заказа|заказ|注文番号|レシート番号|伝票番号",
    Field.KIND: "event type|receipt type|line type|transaction type|sale type|type|order type|document type|"
    "belegart|vorgang|type de document|tipo|tipo documento|soort|typ",
    Field.STATUS: "status|order status|financial status|payment status|sale status|state of order|"
    "statut|estado pedido|stato",
    Field.WORDS: "sale note|order note|receipt note|line note|customer provided note|details of sale",
    Field.CURRENCY: "currency|currency code|order currency|payout currency|wahrung|devise|monnaie|moneda|divisa|valuta|"
    "moeda|waluta|валюта|通貨",
    Field.CHANNEL: "channel|contact channel|medium|by which way|kanal|kontaktkanal|canal|canal de contact|"
    "canale|kanaal|канал|チャネル",
    Field.DIRECTION: "direction|in out|incoming outgoing|richtung|sens|direccion contacto|sentido|direzione|richting|"
    "direcao|riktning|kierunek|направление|方向",
    Field.STAFF: "staff|staff name|staff member|cashier|cashier name|employee|employee name|user|server|sold by|"
    "salesperson|sales person|team member|clerk|register user|mitarbeiter|verkaufer|kassierer|bediener|vendeur|"
    "caissier|vendedor|cajero|empleado|venditore|cassiere|commesso|medewerker|verkoper|kassier|kassor|saljare|"
    "sprzedawca|kasjer|продавец|кассир|担当者",
}

# Words around the meaning, taken off when the whole header is not known: "Default Address City", "City (Billing)".
_AROUND = frozenset(
    {
        "billing",
        "bill",
        "customer",
        "client",
        "default",
        "address",
        "mailing",
        "contact",
        "buyer",
        "primary",
        "ship",
        "shipping",
        "to",
        "home",
        "work",
        "business",
        "other",
        "your",
        "order",
        "sale",
        "lineitem",
        "private",
        "personal",
        "main",
        "value",
        "mobile",
        "the",
        "of",
        "kunde",
        "kunden",
        "cliente",
    }
)
# Only these are safe without their surroundings: "Customer type" is no kind of sale.
_BARE = frozenset(
    {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.PHONE, Field.EMAIL, Field.STREET, Field.CITY}
    | {Field.REGION, Field.POSTCODE, Field.COUNTRY, Field.NOTE, Field.BIRTHDAY, Field.TAGS, Field.ADDRESS, Field.LABEL}
    | {Field.PRODUCT, Field.QUANTITY, Field.MOMENT}
)
_FAR = frozenset({"ship", "shipping", "to"})


class Known(NamedTuple):
    """A meaning that a header can have; among several columns the lowest ``rank`` has it."""

    field: Field
    rank: int


def plain(text: str) -> str:
    """``text`` for comparing: small letters, no accents, words apart: "InvoiceDate" equals "invoice_date"."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text[:200])
    text = unicodedata.normalize(
        "NFKD", text.replace("ł", "l").replace("Ł", "L").replace("№", " nr ").replace("#", " number ")
    ).casefold()
    text = "".join(char if char.isalnum() else "" if unicodedata.combining(char) else " " for char in text)
    return " ".join(text.split())


def _known_words() -> dict[str, Known]:
    known: dict[str, Known] = {}
    for field, words in _WORDS.items():
        for rank, word in enumerate(words.split("|")):
            known.setdefault(plain(word), Known(field, rank))
    return known


_KNOWN = _known_words()


@lru_cache(4096)
def known_header(header: str) -> Known | None:
    """What a column headed ``header`` is, ``None`` if its words are not known."""
    words = plain(header)
    if words in _KNOWN:
        return _KNOWN[words]
    parts = [part for part in words.split() if not part.isdigit()]
    if known := _bare(parts, 50):
        return known
    penalty = 100 + 50 * any(part in _FAR for part in parts)
    while parts and parts[-1] in _AROUND:
        parts.pop()
        if known := _bare(parts, penalty):
            return known
    while parts and parts[0] in _AROUND:
        parts.pop(0)
        if known := _bare(parts, penalty):
            return known
    return None


def _bare(parts: list[str], penalty: int) -> Known | None:
    known = _KNOWN.get(" ".join(parts))
    return Known(known.field, known.rank + penalty) if known and known.field in _BARE else None


def is_familiar(cell: str) -> bool:
    """Whether a cell is a word that heads columns."""
    return len(cell) < 60 and known_header(cell) is not None

"""The words that head columns, by what the column means."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from relapp.services.transfer.meaning.consents import asked
from relapp.services.transfer.meaning.wording import plain as plain
from relapp.services.transfer.meaning.wording import word_set


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
    CONSENT = "consent"
    """Whether they want to be written to or called."""
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
    REFUNDED = "refunded"
    """What was paid back of a whole order."""
    """Paid, cancelled …"""
    CANCELLED = "cancelled"
    """Whether or when it was cancelled."""
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
    | {Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY, Field.CONSENT, Field.OTHER, Field.IGNORE}
)
"""Fields that several columns can have."""

SALE_FIELDS = frozenset(
    {Field.PRODUCT, Field.VARIANT, Field.SKU, Field.QUANTITY, Field.UNIT_PRICE, Field.AMOUNT, Field.GROSS}
    | {Field.DISCOUNT, Field.MOMENT, Field.TIME, Field.INVOICE, Field.KIND, Field.STATUS, Field.REFUNDED, Field.WORDS}
    | {Field.CANCELLED}
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
    "member number|loyalty number|card number|cust id|cust no|customer card|kundennummer|kunden nr|kundennr|kdnr|"
    "kd nr|kunden id|numero client|n client|no client|code client|id client|numero de cliente|n cliente|id cliente|"
    "codigo cliente|codigo de cliente|codice cliente|numero cliente|klantnummer|klantnr|klant nr|klant id|"
    "numero do cliente|kundnummer|kund nr|kund id|numer klienta|nr klienta|номер клиента|код клиента|顧客番号|"
    "会員番号|id|customer nr|kd number|kunde number|kunden number|klient id|code cliente|vevonummer|顧客コード|"
    "お客様番号|会員コード|codigo del cliente|code du client|id klienta|numero socio|numero de socio|numero tessera|"
    "carte client|kundekode|medlemsnummer|mitgliedsnummer|mitglied nr|cod cliente|cod client|membership number|"
    "membership no|numero adherent|lidnummer|numero tesserato",
    Field.NAME: "customer name|name|full name|your full name|your name|client name|display name|contact name|"
    "buyer name|billing name|bill to name|customer full name|member name|person|customer|client|ship name|"
    "shipping name|buyer|recipient|recipient name|kunde|kundin|kundenname|vollstandiger name|client e|nom complet|"
    "name des kaufers|name der kauferin|kaufername|name des kunden|"
    "nom du client|nom client|nombre completo|nombre del cliente|nombre cliente|cliente|nome completo|nome cliente|"
    "nominativo|klant|klantnaam|volledige naam|naam|nom|nombre|nome|namn|kund|kundnamn|fullstandigt namn|"
    "imie i nazwisko|klient|nazwa|фио|клиент|имя и фамилия|氏名|お名前|名前|顧客名|who|wer|qui|quien|chi|quem|kto|"
    "кто|fullname|buyer fullname|customer fullname|nombre y apellidos|apellidos y nombre|nome e cognome|"
    "cognome e nome|nom et prenom|nom prenom|vor und nachname|name vorname|vorname name|vorname und nachname|"
    "naam en voornaam|name first and last|first and last name|imie nazwisko|nazwisko i imie|nome do cliente|"
    "nome del cliente|nome apelido|cardholder name|guest name|guest|attendee|contact full name|お客様名|ФИО клиента|"
    "имя клиента|покупатель|заказчик|acheteur|acheteuse|comprador|acquirente|koper|kopare|nabywca|kaufer|empfanger|"
    "destinataire|destinatario|ontvanger|mottagare|odbiorca|получатель|購入者|購入者名|注文者|受取人",
    Field.FIRST_NAME: "first name|first|customer first|given name|forename|firstname|fname|billing first name|"
    "vorname|rufname|prenom|nombre de pila|primer nombre|nome proprio|nome di battesimo|voornaam|roepnaam|"
    "primeiro nome|fornamn|imie|имя|名",
    Field.MIDDLE_NAME: "middle name|additional name|second name|middle initial|zweiter vorname|deuxieme prenom|"
    "segundo nombre|secondo nome|tussenvoegsel|отчество",
    Field.LAST_NAME: "last name|last|customer last|family name|surname|lastname|lname|billing last name|nachname|"
    "familienname|zuname|nom de famille|apellidos|apellido|cognome|achternaam|familienaam|sobrenome|apelido|"
    "efternamn|nazwisko|фамилия|姓",
    Field.COMPANY: "company|company name|organization|organisation|organization name|organization 1 name|"
    "business name|account name|firm|employer|billing company|firma|firmenname|unternehmen|entreprise|societe|"
    "empresa|razon social|azienda|societa|ditta|ragione sociale|bedrijf|bedrijfsnaam|foretag|компания|организация|"
    "会社|会社名",
    Field.NICKNAME: "nickname|known as|alias|preferred name|spitzname|surnom|apodo|mote|soprannome|bijnaam|roepnaam|"
    "smeknamn|przezwisko|псевдоним",
    Field.PHONE: "phone|phone number|mobile|mobile phone|mobile number|telephone|telephone number|tel|tel no|cell|"
    "cell phone|cellphone|home phone|work phone|business phone|primary phone|contact number|phone no|whatsapp|"
    "landline|sms|telefon|telefonnummer|handy|handynummer|mobil|mobiltelefon|mobilnummer|festnetz|rufnummer|portable|"
    "numero de telephone|tel portable|telefono|numero de telefono|movil|celular|telefono movil|cellulare|"
    "numero di telefono|telefoon|telefoonnummer|mobiel|mobiele telefoon|gsm|telefone|telemovel|telefon komorkowy|"
    "komorka|numer telefonu|телефон|мобильный|мобильный телефон|電話番号|電話|携帯|携帯電話|mobile no|mob|"
    "mobil nummer|mobilnr|tel mobile|tel fixe|telephone fixe|fixe|tel privat|tel 1|tel 2|telefono fijo|fijo|"
    "telefono cellulare|cell number|primary contact number|daytime phone|evening phone|tel c|携帯番号|携帯電話番号|"
    "тел|сотовый|номер телефона",
    Field.EMAIL: "email|e mail|email address|e mail address|mail|customer email|billing email|contact email|"
    "mail address|e mail adresse|mailadresse|email adresse|emailadresse|courriel|adresse e mail|adresse email|"
    "adresse mail|correo electronico|correo|direccion de correo|indirizzo email|indirizzo e mail|posta elettronica|"
    "mailadres|e mailadres|emailadres|e post|epost|e postadress|adres e mail|эл почта|почта|электронная почта|"
    "メールアドレス|メール|email id|e mails|emails|mejl|e postadresse|адрес электронной почты|e mail cliente|"
    "email cliente|eメール|電子メール",
    Field.CONTACT: "customer contacts|customer contact|contact|contacts|contact details|phone or email|kontakt",
    Field.LABEL: "phone type|phone label|e mail type|e mail label|email type|email label|address type|address label|"
    "website label|event label|relation label|custom field label|website type|organization type|relation type|"
    "event type label",
    Field.ADDRESS: "address|full address|billing address|shipping address|mailing address|home address|"
    "postal address|address formatted|delivery address|adresse|anschrift|wohnadresse|adresse complete|direccion|"
    "domicilio|indirizzo|adres|morada|endereco|adress|адрес|住所|postadress|bostadsadress|adres zamieszkania|"
    "adres korespondencyjny|adresse postale|direccion postal|full postal address|ご住所",
    Field.STREET: "street|street address|address 1|address1|address line 1|street address 1|billing address1|"
    "billing address 1|billing street|mailing street|ship address1|address street|home street|business street|"
    "address 2|address2|address line 2|street address 2|street 2|billing address2|billing address 2|ship address2|"
    "house number|address 1 2|strasse|str|strasse und hausnummer|hausnummer|adresszusatz|rue|calle|via|straat|"
    "huisnummer|rua|gata|gatuadress|ulica|улица|address 3|address line 3|addr 1|addr 2|addr 3|addr|addr line 1|"
    "addr line 2|street name|streetname|house no|house nr|hausnr|haus number|strasse number|complement d adresse|"
    "numero civico|civico|nr domu|dom|numer domu|street 1|street 3|po box|extended address|番地|建物名|улица дом|"
    "numero de porta|住所1|住所2|住所3",
    Field.CITY: "city|town|locality|city town|billing city|mailing city|ship city|ship to city|home city|"
    "business city|ort|stadt|wohnort|ville|commune|localite|ciudad|poblacion|localidad|municipio|citta|comune|plaats|"
    "woonplaats|stad|cidade|localidade|postort|miejscowosc|miasto|город|市区町村|place|suburb|village|location city|"
    "miasto miejscowosc|comune di residenza|municipality|gemeente|kommun|city suburb|市町村|localita",
    Field.REGION: "state|province|region|county|state province|province region state|state code|province code|"
    "address province|billing province|billing state|mailing state|ship state|ship to province region state|"
    "bundesland|kanton|departement|provincia|comunidad|regione|provincie|estado|lan|wojewodztwo|область|регион|"
    "都道府県|prov|state region|region state|land kanton|bundesland kanton|region code|provincia estado|uf|"
    "voivodeship|lan kommun",
    Field.POSTCODE: "postcode|postal code|zip|zip code|zipcode|post code|billing zip|billing postcode|mailing zip|"
    "ship zipcode|ship to zip|mailing zip postal code|mailing postal code|plz|postleitzahl|code postal|cp|"
    "codigo postal|cap|codice postale|postnummer|kod pocztowy|индекс|почтовый индекс|郵便番号|pcode|p code|"
    "zip postal code|postal zip code|zip postal|post number|postnr|cod postal|cod postale|code postale|postcode zip|"
    "kod",
    Field.COUNTRY: "country|country code|billing country|mailing country|ship country|ship to country|country region|"
    "land|pays|pais|paese|nazione|kraj|страна|国|country name|ship country code|nazione paese|country of residence|"
    "państwo|landcode",
    Field.NOTE: "note|notes|customer note|comment|comments|remark|remarks|memo|description|anything we should know|"
    "bemerkung|bemerkungen|notiz|notizen|anmerkung|anmerkungen|kommentar|remarque|remarques|commentaire|commentaires|"
    "observaciones|nota|notas|comentario|comentarios|osservazioni|commento|opmerking|opmerkingen|notitie|notities|"
    "observacoes|anteckning|anteckningar|uwagi|notatki|примечание|заметки|комментарий|備考|メモ|internal note|"
    "internal notes|customer notes|additional notes|additional information|bemerk|opm|anm|notater|interne notiz|"
    "special requests|примечания|annotazioni|annotazione|annotations|anotaciones|beschreibung intern|hinweis|"
    "hinweise|kundenkommentar|kundennotiz|kundenbemerkung",
    Field.BIRTHDAY: "birthday|date of birth|birth date|dob|birthdate|born|geburtsdatum|geburtstag|geb|geb datum|"
    "date de naissance|anniversaire|naissance|fecha de nacimiento|cumpleanos|nacimiento|data di nascita|compleanno|"
    "geboortedatum|verjaardag|data de nascimento|aniversario|fodelsedatum|fodelsedag|data urodzenia|urodziny|"
    "дата рождения|день рождения|生年月日|誕生日|birth|birthday date|nato il|nata il|ne le|nee le|fodd|data nascita|"
    "fecha nac|fecha nacimiento|data nasc|ur|data ur|誕生年月日|др|f nacimiento|f nac|d nascita|d naissance|geb dat",
    Field.TAGS: "tags|tag|labels|groups|group|customer group|group membership|categories|segment|segments|"
    "schlagworte|gruppe|gruppen|kundengruppe|etiquettes|groupe|groupes|etiquetas|grupo|grupos|etichette|gruppo|"
    "gruppi|groep|groepen|etiketter|grupp|tagi|grupa|теги|группа|タグ|kategorie|kategorien|category list|"
    "customer tags|contact labels|categorias|categorie cliente|kategorier|ラベル|グループ|customer group name|"
    "member groups",
    Field.PRODUCT: "lineitem name|line item name|menu item|product|product name|item|item name|item title|article|"
    "product title|product description|item description|goods|service|products|items|description|details|artikel|"
    "artikelname|artikelbezeichnung|produkt|produktname|bezeichnung|beschreibung|ware|produit|designation|libelle|"
    "articulo|producto|nombre del producto|descripcion|articolo|prodotto|nome prodotto|descrizione|product naam|"
    "productnaam|omschrijving|artigo|produto|descricao|vara|artikelnamn|produktnamn|towar|nazwa towaru|товар|"
    "наименование|商品名|商品|品名|title of item|sold item|product service|service name|product variant name|"
    "treatment|lieferartikel|leistung|prestation|servicio|servizio|dienst|tjanst|usluga|услуга|メニュー|"
    "nome articolo|nome do artigo|nome do produto|artikelomschrijving|nazwa produktu|nazwa artykulu|benamning|vare|"
    "produit nom|nom du produit|nom produit|nom de l article|concepto|posten|voce|causale|what|was|gekauft|item sold|"
    "items sold name",
    Field.VARIANT: "variant|variant name|variation|variations|price point name|variation name|option|variante|"
    "variacion|variazione",
    Field.SKU: "sku|lineitem sku|item sku|product sku|custom label|barcode|ean|stock code|item number|item no|"
    "item code|product code|product id|article number|artikelnummer|artikel nr|art nr|referencia|reference article|"
    "codice articolo|codigo|артикул|商品コード|code|codice|kod|код|コード|item sku number|artikel number|art number|"
    "cod articolo|cod art|ref article|kod towaru|kod produktu|plu|barkod|codigo de barras|codigo articulo|sku code|"
    "item barcode|varenummer|ean code|gtin|jan|ref|refer",
    Field.QUANTITY: "quantity|qty|lineitem quantity|line item quantity|quantity refund|units|count|item quantity|"
    "items sold|pieces|pcs|quantity sold|number of items|menge|anzahl|stuck|stuckzahl|quantite|qte|nombre d articles|"
    "cantidad|cant|unidades|quantita|qta|hoeveelheid|aantal|quantidade|qtd|antal|kvantitet|ilosc|количество|кол во|"
    "数量|個数|quantity ordered|units sold|qte vendue|anz|stk|st|szt|pz|pezzi|uds|nb|nombre|qtde|antal st|"
    "sold quantity|net quantity|ud|mng|quant|cantid",
    Field.UNIT_PRICE: "lineitem price|line item price|unit price|item price|price each|price per unit|price|"
    "item cost|sale price|selling price|retail price|retail|rate|unit cost|einzelpreis|stuckpreis|preis|e preis|"
    "vk preis|prix unitaire|prix|pu|precio unitario|precio|prezzo unitario|prezzo|stukprijs|prijs|eenheidsprijs|"
    "preco unitario|preco|styckpris|a pris|pris|cena jednostkowa|cena|цена|単価|価格|sold for|price per item|"
    "unit amount|unit price gross|unit price incl|unit price incl tax|price incl tax|prix unitaire ttc|prix unit|"
    "prix unitaire ht|precio unit|prezzo unit|pr unit|cena brutto|einzelpreis brutto|preis stuck|stk preis|"
    "verkaufspreis|pvp|prezzo di vendita|prijs per stuk|pris per styck|販売価格|税込価格|pu ttc|pu ht|stuksprijs|"
    "preis brutto|prezzo ivato|precio con iva|cena za sztuke|cena jednostkowa brutto|цена за единицу|цена за шт|"
    "税込単価",
    Field.AMOUNT: "item revenue net of discounts|revenue net of discounts|item total revenue|total revenue|"
    "item revenue|net revenue|net sales|line total|lineitem total|item total|item subtotal|amount|total amount|"
    "net amount|total|"
    "total price|line amount|subtotal|sum|net total|sales|revenue|turnover|value|order total|order total amount|"
    "total cost|paid|total collected|betrag|gesamtpreis|gesamtbetrag|gesamt|summe|umsatz|zeilensumme|endbetrag|"
    "montant|montant total|total ttc|prix total|importe|importe total|monto|importo|totale|importo totale|bedrag|"
    "totaalbedrag|totaal|valor|valor total|belopp|summa|totalt|kwota|wartosc|suma|сумма|итого|стоимость|金額|合計|"
    "slutpris|line total incl|total incl|total incl tax|total ligne|total linea|total line|line total gross|"
    "gesamt brutto|bruttobetrag|warenwert|positionssumme|total paid|amount paid|paid amount|net sale|total sale|"
    "total sales|sale total|sale amount|transaction amount|totaal incl|importe linea|wartosc brutto|razem|"
    "suma brutto|belopp inkl moms|summa inkl moms|売上|売上金額|小計|стоимость позиции|total inc vat|total incl vat|"
    "total including tax|line total inc vat",
    Field.GROSS: "gross price|price gross|gross sales|gross amount|gross total|gross|bruttoumsatz|brutto|gross sale|"
    "gross revenue|umsatz brutto|ventes brutes|ventas brutas|vendite lorde|brutoomzet|bruttoforsaljning",
    Field.DISCOUNT: "lineitem discount|line item discount|line discount|discounts|discount|discount amount|"
    "item discount|item discounts|reduction|rabatt|nachlass|remise|descuento|sconto|korting|desconto|rabat|скидка|割引|"
    "discount total|total discount|discount value|remise ttc|korting bedrag|rabattbetrag|sconti|descuentos|remises|"
    "kortingen|rabatter|値引き|値引|dto|dcto|sc|disc|rab|nachlass betrag",
    Field.MOMENT: "scheduled date|appointment date|date of appointment|appointment start|appointment|invoice date|"
    "sale date|order date|date|date time|date and time|purchase date|transaction date|date of sale|date of purchase|"
    "sold at|sold on|created at|order created|paid at|timestamp|datetime|sale time|receipt date|"
    "transaction creation date|completed at|date paid|closed date|day|bought on|verkaufsdatum|rechnungsdatum|"
    "kaufdatum|belegdatum|bestelldatum|datum|datum uhrzeit|date de vente|date d achat|date de facture|date facture|"
    "date commande|date de commande|fecha de venta|fecha de compra|fecha factura|fecha de factura|fecha|fecha y hora|"
    "data vendita|data di vendita|data acquisto|data fattura|data ordine|data|verkoopdatum|factuurdatum|aankoopdatum|"
    "orderdatum|data da venda|data da compra|kopdatum|forsaljningsdatum|inkopsdatum|data sprzedazy|data zakupu|дата|"
    "дата продажи|дата покупки|日付|購入日|注文日|date sold|data transakcji|transaktionsdatum|buchungsdatum|bondatum|"
    "zeitpunkt|datum zeit|date heure|date et heure|data e ora|data ora|data hora|data e hora|datum en tijd|datum tid|"
    "data i godzina|fecha hora|data vendita ora|invoice created|checkout date|payment date|processed at|created utc|"
    "date created utc|created date|created|order placed|placed at|purchased at|purchased on|purchase time|"
    "transaction time|время продажи|дата чека|дата и время|日時|購入日時|注文日時|売上日|取引日時|取引日|"
    "datum prodaje|when|wann|quand|cuando|quando|wanneer|kiedy|когда|いつ|dia|jour|giorno|dag|dzien|день|tag|"
    "verkauft am|gekauft am|vendu le|venduto il|vendido el|sprzedano|giorno vendita",
    Field.TIME: "time|time of day|sale time|uhrzeit|zeit|heure|hora|ora|tijd|tijdstip|tid|klockslag|godzina|czas|"
    "время|時刻|時間|sale hour|hour|heure de vente|ora vendita|hora venta|klockan|tijdstip verkoop",
    Field.INVOICE: "invoice|invoice number|invoice no|invoice id|receipt number|receipt no|receipt|receipt id|order|"
    "order number|order no|order id|order name|sale id|sale number|sale no|transaction id|transaction number|"
    "transaction no|transaction|ticket number|ticket|bill number|bill no|basket id|rechnungsnummer|rechnungsnr|"
    "rechnung nr|rechnung|belegnummer|beleg nr|belegnr|beleg|bon nr|bonnummer|bon|bestellnummer|numero de facture|"
    "bestell id|bestell nr|bestellung|"
    "n facture|no facture|facture|numero de commande|commande|n de ticket|numero de ticket|numero de factura|factura|"
    "n factura|pedido|numero de pedido|numero fattura|fattura|numero ordine|scontrino|numero scontrino|factuurnummer|"
    "factuur|bonnr|ordernummer|fatura|numero da fatura|kvittonummer|kvitto|fakturanummer|numer faktury|faktura|"
    "paragon|numer paragonu|чек|номер чека|номер заказа|заказ|注文番号|レシート番号|伝票番号|receipt nr|receipt nbr|"
    "n scontrino|numero ricevuta|ricevuta|numero documento|documento|ticket nr|n ticket|numero du ticket|"
    "numero facture|fatura number|fatura nr|no fatura|numero recibo|recibo|dokument|numer dokumentu|nr dokumentu|"
    "bong|bongnummer|kassabon|kassabonnummer|trans no|trans id|transaktionsnummer|transaction ref|"
    "transaction reference|order reference|order ref|sale ref|会計番号|取引番号|伝票|номер документа|номер накладной|"
    "transaktions id|transaktion id|transaction code|id transazione|id de transaction|id transaccion|id transakcji|"
    "transactie id|check number|сheck|номер транзакции",
    Field.REFUNDED: "refunded amount|amount refunded|total refunded|refunded total|erstatteter betrag|"
    "erstattungsbetrag|montant rembourse|importe reembolsado|importo rimborsato|terugbetaald bedrag|"
    "valor reembolsado|aterbetalt belopp|kwota zwrotu|сумма возврата|返金額",
    Field.KIND: "event type|receipt type|line type|transaction type|sale type|type|order type|document type|belegart|"
    "vorgang|type de document|tipo|tipo documento|soort|typ|sale or refund|transaction kind|sale return|"
    "typ dokumentu|type de vente|tipo de venta|tipo operazione|typ transakcji|soort transactie|transaktionstyp|"
    "activity|activity type|interaction type|contact type|kind|kontaktart|ereignis|art|тип|вид|種類|種別",
    Field.STATUS: "status|статус|appointment status|booking status|terminstatus|ステータス|状態|order status|"
    "financial status|payment status|sale status|state of order|statut|estado pedido|stato|payment state|order state|"
    "receipt status|transaction status|zahlungsstatus|bestellstatus|statut de la commande|stato ordine|"
    "estado del pedido|estado|betaalstatus|orderstatus",
    Field.CANCELLED: "cancelled at|canceled at|cancelled on|canceled on|cancelled date|canceled date|"
    "cancellation date|cancel date|cancellation time|date cancelled|date canceled|order cancelled at|"
    "order canceled at|voided at|storniert am|stornodatum|stornierungsdatum|storniert um|annule le|date d annulation|"
    "date annulation|fecha de cancelacion|fecha cancelacion|fecha de anulacion|cancelado el|anulado el|"
    "data annullamento|data di annullamento|annullato il|annuleringsdatum|geannuleerd op|data de cancelamento|"
    "data do cancelamento|cancelado em|avbokad|data anulowania|дата отмены|キャンセル日|キャンセル日時|cancelled|"
    "canceled|is cancelled|is canceled|voided|void|is void|refunded|is refunded|item refunded|item is refunded|"
    "storno|storniert|annule|annulee|anulado|anulada|cancelado|"
    "annullato|stornato|geannuleerd|anulowane|anulowano|makulerad",
    Field.WORDS: "sale note|order note|receipt note|line note|customer provided note|details of sale|sale notes|"
    "receipt comment|order comment|order comments|line comment|buyer note|my item note|notes to yourself|item note|"
    "customer message|buyer message|buyer receipt message|message|subject|body|what was said|what happened|what|was|"
    "quoi|cosa|wat|vad|что|betreff|nachricht|objet|asunto|mensaje|oggetto|messaggio|onderwerp|bericht|assunto|"
    "mensagem|amne|meddelande|temat|wiadomosc|тема|сообщение|件名|内容",
    Field.CURRENCY: "currency|currency code|order currency|payout currency|wahrung|devise|monnaie|moneda|divisa|"
    "valuta|moeda|waluta|валюта|通貨|cur|currency iso|iso currency|devise de la commande|valutakod|валюта платежа",
    Field.CHANNEL: "channel|how|wie|como|come|hoe|hur|jak|как|contact channel|medium|by which way|kanal|kontaktkanal|"
    "canal|canal de contact|canale|kanaal|канал|チャネル",
    Field.DIRECTION: "direction|in out|incoming outgoing|richtung|sens|direccion contacto|sentido|direzione|richting|"
    "direcao|riktning|kierunek|направление|方向",
    Field.STAFF: "staff|staff name|staff member|cashier|cashier name|employee|user|server|sold by|"
    "employee name|order employee name|"
    "salesperson|sales person|team member|clerk|register user|mitarbeiter|verkaufer|kassierer|bediener|vendeur|"
    "caissier|vendedor|cajero|empleado|venditore|cassiere|commesso|medewerker|verkoper|kassier|kassor|saljare|"
    "sprzedawca|kasjer|продавец|кассир|担当者|personal|operator|operatore|operador|funcionario|atendente|obsluga|"
    "personel|expedit|betjent af|served by|staffer|barber|groomer|мастер|friseur|friseurin|behandler|coiffeur|"
    "stylist|therapist|provider|barista|serveur|vendeuse|verkauferin|kassiererin|caissiere|cassiera|cajera|empleada|"
    "employe|nom du vendeur|agente|baliste|スタッフ|レジ担当|担当|сотрудник|ekspedient|atendido por|served|"
    "bedient von|servi par|servito da|geholpen door|dependiente|vendedora",
}

# Words around the meaning, taken off when the whole header is not known: "Default Address City", "City (Billing)".
_AROUND = word_set(
    "billing bill customer client default address mailing contact buyer primary secondary ship shipping to home work "
    "business other your order sale lineitem private personal main value mobile the of physical postal delivery "
    "recipient member guest patient subscriber profile alternative alternate optional required formatted "
    "kunde kunden cliente geschaftlich dienstlich privat weitere weiterer weiteres weiteren haupt rechnungs liefer "
    "lieferung rechnung livraison facturation fatturazione spedizione envio facturacion verzend factuur leverans "
    "klant klienta kund client product products line invoicing rechnungsadresse lieferadresse kundenadresse adresse "
    "interne internal intern order direccion indirizzo adres adress endereco "
    "morada acquirente destinatario comprador empfanger besteller kaufer"
)
# Only these are safe without their surroundings: "Customer type" is no kind of sale.
_BARE = frozenset(
    {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY, Field.PHONE, Field.EMAIL, Field.STREET, Field.CITY}
    | {Field.REGION, Field.POSTCODE, Field.COUNTRY, Field.NOTE, Field.BIRTHDAY, Field.TAGS, Field.ADDRESS, Field.LABEL}
    | {Field.PRODUCT, Field.QUANTITY, Field.MOMENT, Field.UNIT_PRICE, Field.SKU}
)
_FAR = word_set("ship shipping to delivery liefer lieferung lieferadresse livraison spedizione envio verzend leverans")
_SMALL = word_set(
    "de la le les l du des d of the del della dell di do da dos das der die den van het y e et und and en i og och"
)
_NUMBER = word_set("nr no num number nummer numero numer nbr n номер nro numret")
_PHONES = re.compile(
    r"phone\b|\btel\b|telefon|telefoon|telefone|\bmobile?\b|\bmobil|\bhandy\b|\bcell\b|\bcelular|\bcellulare|\bmovil\b|"
    r"telemovel|\bgsm\b|komorkow|\bwhatsapp\b|телефон|電話|携帯"
)
_MAILS = re.compile(r"\be ?mail|\bcourriel|\bcorreo|eメール|メールアドレス|\bmejl")
# Beside "phone" or "e-mail" these make something else of it.
_ABOUT_IT = re.compile(
    r"\b(?:type|typ|label|verified|status|count|display|name|date|extension|ext|country|code|id|domain|client|model|"
    r"brand|language|bounced|sent|opened|clicked|provider|notify|notification|permission|last|time|list)\b"
)
_NEVER_PHONE = re.compile(
    r"fax|pager|telex|\bisdn\b|\biban\b|\bbic\b|konto|account|compte|cuenta|conto\b|rekening|\btax\b|\bvat\b|\bust\b|steuer|"
    r"\bcard\b|\bkarte|person ?number|\bdni\b|\bnif\b|\bnip\b|"
    r"\bcif\b|\bpesel\b|fiscale|\biva\b|siren|siret|\bkvk\b|\bbtw\b|"
    r"\borg\b|\binn\b|\bинн\b|\bid\b|\bcode\b|\bsku\b|barcode|\bean\b|serial|tracking|\bdate\b|\bdatum\b|passport|license|"
    r"order|invoice|receipt|\bip\b|latitude|longitude|ファックス|факс"
)
_CURRENCY = word_set("eur usd gbp chf sek nok dkk pln czk huf ron rub uah try jpy cad aud nzd inr brl mxn utc")
_FIRMS = re.compile(r"unternehmen|firm|compan|business|société|entreprise|empresa|azienda|bedrijf")
_IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")


class Known(NamedTuple):
    """A meaning that a header can have; among several columns the lowest ``rank`` has it."""

    field: Field
    rank: int


def _tokens(text: str) -> list[str]:
    """The words of a header, with all the words for "number" as one: "Kundennr." equals "Kunden-Nummer"."""
    tokens: list[str] = []
    initials = ""
    for word in [*plain(text).split(), ""]:
        if len(word) == 1 and word.isalpha() and word.isascii():
            initials += word
            continue
        # "D.O.B." and "C.P.", but not the "e" of "e mail".
        tokens += [initials] if len(initials) > 1 else list(initials)
        initials = ""
        compound = re.fullmatch(r"(\w{2,}?)(?:nr|nummer)", word)
        tokens += [compound[1], "number"] if compound and len(word) > 4 else [word] if word else []
    return ["number" if token in _NUMBER else token for token in tokens]


def _known_words() -> dict[str, Known]:
    known: dict[str, Known] = {}
    for field, words in _WORDS.items():
        for rank, word in enumerate(words.split("|")):
            known.setdefault(" ".join(_tokens(word)), Known(field, rank))
    return known


_KNOWN = _known_words()
# "Date de la commande" is no other than "date commande".
_KNOWN_WITHOUT_SMALL: dict[str, Known] = {}
for _words, _known in _KNOWN.items():
    _KNOWN_WITHOUT_SMALL.setdefault(" ".join(word for word in _words.split() if word not in _SMALL) or _words, _known)


@lru_cache(4096)
def known_header(header: str) -> Known | None:
    """What a column headed ``header`` is, ``None`` if its words are not known."""
    words = _tokens(header)
    exact = _KNOWN.get(" ".join(words))
    # "Discount %" is no sum, "Rabatt %" neither.
    if exact is not None and not ("%" in header and exact.field is Field.DISCOUNT):
        return exact
    plainer = _KNOWN_WITHOUT_SMALL.get(" ".join(word for word in words if word not in _SMALL))
    if plainer is not None:
        return Known(plainer.field, plainer.rank + 20)
    if asked(header) is not None:
        return Known(Field.CONSENT, 0)
    if "%" in header:
        return None
    for text in (header, _IN_BRACKETS.sub(" ", header), *re.split(r"[/|]| or ", header)):
        words = [word for word in _tokens(text) if word not in _CURRENCY]
        if known := _whole(words) or _within(words):
            if words in (["first"], ["last"]) and _IN_BRACKETS.search(header):
                # "Last (visit)" is nobody's name.
                return None
            if known.field is Field.NAME and _FIRMS.search(" ".join(_IN_BRACKETS.findall(header)).casefold()):
                return Known(Field.COMPANY, known.rank)
            return known if known.field is not Field.PHONE or not never_phone(header) else None
    return None if never_phone(header) else _reached_by(header)


def _whole(words: list[str]) -> Known | None:
    """Words that are known, but for a number within them: "Address 1 - Type"."""
    for some in (words, [*(word for word in words[:-1] if not word.isdigit()), *words[-1:]]):
        known = _KNOWN.get(" ".join(some))
        if known is not None and known.field in _BARE | {Field.AMOUNT, Field.UNIT_PRICE, Field.GROSS, Field.DISCOUNT}:
            return Known(known.field, known.rank + 40)
    return None


def _within(words: list[str]) -> Known | None:
    """The longest known words that have nothing but surroundings before and behind them."""
    penalty = 100 + 50 * any(word in _FAR for word in words)
    loose = [word in _AROUND or word.isdigit() for word in words]
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size, -1, -1):
            if all(loose[:start]) and all(loose[start + size :]):
                some = " ".join(words[start : start + size])
                known = _KNOWN.get(some)
                # Everybody's name may stand under "Last", but not under "Last order".
                if known is not None and known.field in _BARE and some not in ("first", "last"):
                    return Known(known.field, known.rank + penalty)
    return None


def _reached_by(header: str) -> Known | None:
    words = plain(header)
    if _ABOUT_IT.search(words):
        return None
    if _MAILS.search(words):
        return Known(Field.EMAIL, 400)
    return Known(Field.PHONE, 400) if _PHONES.search(words) else None


@lru_cache(4096)
def never_phone(header: str) -> bool:
    """Whether numbers under ``header`` are no telephone's: a fax, a bank account, a tax number, an order."""
    return _NEVER_PHONE.search(" ".join(_tokens(header))) is not None


@lru_cache(4096)
def is_technical(header: str) -> bool:
    """Whether a column is there for a program alone."""
    return _TECHNICAL.search(plain(header)) is not None


_TECHNICAL = re.compile(
    r"^(?:leid|euid|uuid|guid|web id|latitude|longitude|gmtoff|dstoff|timezone|time zone|member rating|optin ip|"
    r"confirm ip|optin time|confirm time|last changed|photo|photo url|avatar|avatar url|picture url|object id|"
    r"directory server|internet free busy|sensitivity|hs object id|klaviyo id|card fingerprint|instant profile|"
    r"e mail type|e mail typ|e mail 2 type|priority|prioritat|private|vertraulichkeit|card id|card last4|delinquent|"
    r"record source|creation source|system id|version|etag|hash|metadata|row id|row number|sync id|remote id)$"
)


def is_familiar(cell: str) -> bool:
    """Whether a cell is a word that heads columns."""
    return len(cell) < 60 and known_header(cell) is not None

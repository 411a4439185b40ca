"""Goods: which names of a till are something that customers want, and which only what is charged besides."""

from __future__ import annotations

import re

from relapp.domain.folding import fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CHARGES = _listed("""
    postage carriage shipping shipment delivery freight handling surcharge fee fees commission discount rebate rounding
    adjustment adjustments adjust correction manual deposit tip gratuity donation voucher vouchers refund cashback
    versand versandkosten porto liefergebuhr lieferkosten zustellung rabatt nachlass gebuhr gebuhren bankgebuhren
    trinkgeld pfand gutschein gutscheine wertgutschein geschenkgutschein rundung korrektur anzahlung
    livraison frais remise rabais pourboire acompte arrondi ristourne
    envio envios portes descuento propina comision gastos redondeo ajuste recargo vale
    spedizione sconto mancia commissione spese arrotondamento rettifica
    verzending verzendkosten bezorging bezorgkosten korting fooi statiegeld cadeaubon waardebon
    frakt porto rabatt avgift presentkort dricks fragt gebyr gavekort drikkepenge
    toimitus postikulut alennus lahjakortti
    wysylka przesylka dostawa rabat napiwek oplata bon
    portes desconto gorjeta taxa entrega
    доставка скидка чаевые комиссия
    配送料 送料 割引 手数料 运费 折扣 手续费
    """)
"""What is charged or taken off beside the goods, folded."""

_PHRASES = (
    "bad debt", "bank charge", "bank charges", "card charge", "service charge", "gift card", "gift voucher",
    "gift certificate", "carte cadeau", "bon cadeau", "cheque cadeau", "tarjeta regalo", "cheque regalo", "bono regalo",
    "carta regalo", "buono regalo", "vale presente", "cartao presente", "karta podarunkowa", "geschenkkarte",
    "подарочная карта", "подарочный сертификат",
)  # fmt: skip
"""Charges of several words; before those a shop's own name may stand."""

_BESIDES = _listed("""
    a an and the of for to in on by per cost costs charge charges total uk eu us free paid extra standard express next
    same day first second class special delivery home international national overseas worldwide order orders online web
    bank card credit debit amazon ebay etsy paypal dotcom shop gift service processing packing packaging packaged
    percent staff loyalty gbp eur usd chf sek nok dkk pln
    und fur der die das mit kosten bank karte kunden geschenk service inland ausland expedition express
    de du des la le les et pour port bancaires bancaire client el los las del y por para di da il e al cliente
    en voor het klant och til i na za dhl ups dpd gls fedex hermes usps
    """)
"""What may stand beside a charge without making goods of it."""

_WORD = re.compile(r"[^\W\d_]+")


def is_goods(name: str) -> bool:
    """Whether ``name`` is something that a customer may want: not empty, and not only what a charge is called.

    A name in which anything else stands ("manual coffee mill", "postage stamp box") is left to be goods.
    """
    words = _WORD.findall(fold(name))
    if not words:
        return any(sign.isalnum() for sign in name)
    if f" {' '.join(words)}".endswith(tuple(f" {phrase}" for phrase in _PHRASES)):
        return False
    charged = any(word in _CHARGES for word in words)
    return not (charged and all(word in _CHARGES or word in _BESIDES for word in words))

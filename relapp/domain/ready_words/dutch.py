"""Ready words in Dutch."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

DUTCH = Tongue(
    code="nl",
    name="Nederlands",
    first_names=True,
    and_="en",
    days=Days(
        today="vandaag",
        tomorrow="morgen",
        yesterday="gisteren",
        weekdays=(
            "op maandag",
            "op dinsdag",
            "op woensdag",
            "op donderdag",
            "op vrijdag",
            "op zaterdag",
            "op zondag",
        ),
        months=(
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ),
        on="op {day} {month}",
        on_year="op {day} {month} {year}",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Beste {name},",),
        Form.SPOKEN: (
            "Goedendag {name}, u spreekt met {staff} van {shop}.",
            "Goedendag {name}, u spreekt met {staff}.",
            "Goedendag {name}, u spreekt met {shop}.",
            "Goedendag {name}.",
        ),
        Form.COUNTER: ("Goedendag {name}.",),
    },
    closing=(
        "Met hartelijke groet\n{staff}, {shop}",
        "Met hartelijke groet\n{staff}",
        "Met hartelijke groet\n{shop}",
        "Met hartelijke groet",
    ),
    phrases={
        "asked.call": "U hebt ons {day} gebeld en niemand bereikt; dat spijt mij.",
        "asked.complaint": "U hebt ons {day} verteld dat er iets niet goed was; excuses dat u moest wachten.",
        "asked.question": "U vroeg ons {day}: ‘{question}’ Excuses dat u moest wachten.",
        "asked.written": "U hebt ons {day} geschreven; excuses dat u op antwoord moest wachten.",
        "asked.other": "U hebt ons {day} iets gevraagd; excuses dat u op antwoord moest wachten.",
        "birthday.today": "U bent vandaag jarig: van harte gefeliciteerd!",
        "birthday.coming": "U bent {day} jarig, en wij denken aan u.",
        "birthday.of": "U hebt ons verteld van een verjaardag {day} ({about}), en wij zijn die niet vergeten.",
        "date.own": "U hebt ons verteld van een bijzondere dag ({value}): het is {day} zover, en wij zijn het niet "
        "vergeten.",
        "date.of": "U hebt ons verteld van een bijzondere dag ({value}, {about}): het is {day} zover, en wij zijn het "
        "niet vergeten.",
        "matter.open": "U hebt ons {day} verteld dat er iets niet goed was. Dat spijt ons, en wij brengen het nu in "
        "orde. Hebt u in de tussentijd iets nodig?",
        "matter.check": "U hebt ons {day} verteld dat er iets niet goed was, en dat spijt ons. Is alles nu in orde, "
        "of kunnen wij nog iets goedmaken?",
        "thanks.introduced": "Dank u wel dat u over ons hebt verteld ({who}).",
        "thanks.praised": "Dank u wel voor uw vriendelijke woorden {day}.",
        "thanks.times": "Dank u wel dat u steeds weer bij ons komt: al {times} keer.",
        "thanks.years": "Dank u wel dat u sinds {since} bij ons komt.",
        "thanks.plain": "Dank u wel voor uw vertrouwen.",
    },
    questions={
        Question.REACH: "Hoe kunnen wij u bereiken als er iets voor u klaarligt?",
        Question.SIZE: "Welke maat hebt u? (Het gaat om: {product}.)",
        Question.BUYS_FOR: "Mag ik vragen voor wie dit is: {product}?",
        Question.STILL_RIGHT: "Bevalt ‘{product}’ u nog steeds?",
        Question.BIRTHDAY: "Wanneer bent u jarig?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Ons antwoord",
            ("{asked} Mogen wij u erover bellen, of hebt u ons antwoord liever schriftelijk?",),
            ("{asked} Komt het u nu gelegen?",),
            ("{asked} Zullen wij er meteen naar kijken?",),
        ),
        SuggestionKind.PROMISE: Said(
            "Wat wij u hebben beloofd",
            (
                "Wat wij u hebben beloofd ({words}) had {late} klaar moeten zijn. Excuses dat het langer duurt; ik ga "
                "er "
                "nu mee aan de slag. Hebt u in de tussentijd iets nodig?",
                "Wat wij u hebben beloofd ({words}) zijn wij niet vergeten; ik ga er nu mee aan de slag. Komt het u zo "
                "nog goed uit?",
            ),
            (
                "Wat wij u hebben beloofd ({words}) had {late} klaar moeten zijn. Excuses dat het langer duurt. Mag "
                "ik u "
                "vertellen hoe het ervoor staat?",
                "Het gaat om wat wij u hebben beloofd ({words}). Mag ik u vertellen hoe het ervoor staat?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Wij willen het goedmaken",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "Het is binnen",
            ("Wat u ons had gevraagd, is binnen: {product}. Zullen wij het voor u opzijleggen?",),
            ("Wat u ons had gevraagd, is binnen: {product}. Zal ik het voor u opzijleggen?",),
            ("Wat u ons had gevraagd, is binnen: {product}. Wilt u het zien?",),
        ),
        SuggestionKind.DATE: Said(
            "Wij denken aan u",
            (
                "{occasion} Zullen wij iets voor u klaarleggen, bijvoorbeeld {fits}?",
                "{occasion} Mogen wij iets voor die dag klaarmaken?",
            ),
            (
                "{occasion} Zal ik iets voor u klaarleggen, bijvoorbeeld {fits}?",
                "{occasion} Mogen wij iets voor die dag klaarmaken?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Zullen wij het opzijleggen?",
            ("Misschien hebt u binnenkort weer ‘{product}’ nodig. Zullen wij het voor u opzijleggen?",),
            ("Misschien hebt u binnenkort weer ‘{product}’ nodig. Zal ik het voor u opzijleggen?",),
            ("Hebt u hier nog genoeg van: {product}? Wilt u vandaag iets meenemen?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Hoe gaat het met u?",
            (
                "Wij hebben u een tijdje niet gezien en hopen dat het goed met u gaat. Mogen wij iets voor u "
                "opzijleggen "
                "({usual}), of is er iets dat wij beter kunnen doen?",
                "Wij hebben u een tijdje niet gezien en hopen dat het goed met u gaat. Kunnen wij iets voor u doen, of "
                "iets beter doen?",
            ),
            (
                "Wij hebben u een tijdje niet gezien: hoe gaat het met u? Mag ik iets voor u opzijleggen ({usual}), of "
                "is er iets dat wij beter kunnen doen?",
                "Wij hebben u een tijdje niet gezien: hoe gaat het met u? Is er iets dat wij beter kunnen doen?",
            ),
            ("Wat fijn u weer te zien! Hoe gaat het met u, en wat kan ik voor u doen?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Bent u er tevreden mee?",
            ("U hebt {day} bij ons dit gekocht: {product}. Bent u er tevreden mee, of kunnen wij ergens mee helpen?",),
            ("U hebt {day} bij ons dit gekocht: {product}. Bent u er tevreden mee, of kan ik ergens mee helpen?",),
            ("Hoe bevalt uw aankoop ({product})? Kan ik ergens mee helpen?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Dank voor uw bezoek",
            (
                "Dank u wel dat u {day} bij ons was. Bevalt wat u hebt meegenomen ({product}), en kunnen wij ergens "
                "naar "
                "uitkijken voor u?",
                "Dank u wel dat u {day} bij ons was. Hebt u gevonden wat u zocht, en kunnen wij ergens naar uitkijken "
                "voor u?",
            ),
            (
                "Dank u wel dat u {day} bij ons was. Bevalt wat u hebt meegenomen ({product})?",
                "Dank u wel dat u {day} bij ons was. Hebt u gevonden wat u zocht?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Zodat u niets misloopt",
            (
                "U hebt bij ons nog een tegoed: {amount}. Het vervalt {day}. Wilt u het daarvoor gebruiken?",
                "U hebt bij ons nog een tegoed: {amount}. Wilt u het gebruiken, of zullen wij het voor u bewaren?",
                "De garantie loopt {day} af ({product}). Is alles in orde, of zullen wij er eerst nog naar kijken?",
                "Is alles in orde met uw aankoop ({product})? Wij kijken er graag samen met u naar.",
                "Er is iets dat nuttig voor u kan zijn. Mogen wij u daarover vertellen?",
            ),
            (
                "U hebt bij ons nog een tegoed: {amount}. Het vervalt {day}. Wilt u het daarvoor gebruiken?",
                "U hebt bij ons nog een tegoed: {amount}. Wilt u het gebruiken, of zal ik het voor u bewaren?",
                "De garantie loopt {day} af ({product}). Is alles in orde, of zullen wij er eerst nog naar kijken?",
                "Is alles in orde met uw aankoop ({product})? Wij kijken er graag samen met u naar.",
                "Er is iets dat nuttig voor u kan zijn. Mag ik u daarover vertellen?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Dank u wel",
            ("{thanks} Kunnen wij iets voor u terugdoen?",),
            ("{thanks} Kunnen wij iets voor u terugdoen?",),
        ),
        SuggestionKind.ASK: Said(
            "Een vraag aan u",
            ("Mogen wij u iets vragen, zodat wij u beter kunnen helpen? {question}",),
            ("Mag ik u iets vragen? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Kent u dit al?",
            (
                "Bij ons neemt u ‘{because}’. Kent u ook ‘{product}’? Wij laten het u graag zien.",
                "Kent u ‘{product}’? Het kan iets voor u zijn, en wij laten het u graag zien.",
            ),
            (
                "Bij ons neemt u ‘{because}’. Kent u ook ‘{product}’? Mag ik het u de volgende keer laten zien?",
                "Kent u ‘{product}’? Mag ik het u de volgende keer laten zien?",
            ),
            (
                "Bij ons neemt u ‘{because}’. Kent u ook ‘{product}’? Mag ik het u laten zien?",
                "Kent u ‘{product}’? Mag ik het u laten zien?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Graag maak ik kennis met u",
            (
                "Tot nu toe hielp {colleague} u hier. Ik maak ook graag kennis met u: wat moet ik weten om u goed te "
                "helpen?",
                "Ik leer u graag beter kennen: wat moet ik weten om u goed te helpen?",
            ),
            (
                "Tot nu toe hielp {colleague} u hier. Ik maak ook graag kennis met u: wat moet ik weten om u goed te "
                "helpen?",
                "Ik leer u graag beter kennen: wat moet ik weten om u goed te helpen?",
            ),
        ),
    },
    examples={
        "name": "Anna de Vries",
        "staff": "Ina",
        "shop": "Bakkerij op de Hoek",
        "product": "speltbrood",
        "because": "volkorenbrood",
        "usual": "een volkorenbrood en twee broodjes",
        "fits": "een notentaart",
        "words": "het brood dunner snijden",
        "question": "is er vrijdag speltbrood?",
        "about": "uw dochter",
        "value": "trouwdag",
        "amount": "€ 12,50",
        "colleague": "Tom",
        "who": "Ben Osei",
    },
)

"""Ready words in German."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

GERMAN = Tongue(
    code="de",
    name="Deutsch",
    first_names=False,
    and_="und",
    days=Days(
        today="heute",
        tomorrow="morgen",
        yesterday="gestern",
        weekdays=("am Montag", "am Dienstag", "am Mittwoch", "am Donnerstag", "am Freitag", "am Samstag", "am Sonntag"),
        months=(
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        on="am {day}. {month}",
        on_year="am {day}. {month} {year}",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Guten Tag {name},",),
        Form.SPOKEN: (
            "Guten Tag {name}, hier ist {staff} von {shop}.",
            "Guten Tag {name}, hier ist {staff}.",
            "Guten Tag {name}, hier ist {shop}.",
            "Guten Tag {name}.",
        ),
        Form.COUNTER: ("Guten Tag {name}.",),
    },
    closing=(
        "Herzliche Grüße\n{staff}, {shop}",
        "Herzliche Grüße\n{staff}",
        "Herzliche Grüße\n{shop}",
        "Herzliche Grüße",
    ),
    phrases={
        "asked.call": "Sie haben uns {day} angerufen und niemanden erreicht; das tut mir leid.",
        "asked.complaint": "Sie haben uns {day} gesagt, dass etwas nicht in Ordnung war; bitte entschuldigen Sie, dass "
        "Sie warten mussten.",
        "asked.question": "Sie haben uns {day} gefragt: „{question}“ Bitte entschuldigen Sie, dass Sie warten mussten.",
        "asked.written": "Sie haben uns {day} geschrieben; bitte entschuldigen Sie, dass Sie auf eine Antwort warten "
        "mussten.",
        "asked.other": "Sie haben {day} bei uns angefragt; bitte entschuldigen Sie, dass Sie auf eine Antwort warten "
        "mussten.",
        "birthday.today": "Sie haben heute Geburtstag: herzlichen Glückwunsch und alles Gute!",
        "birthday.coming": "Sie haben {day} Geburtstag, und wir denken an Sie.",
        "birthday.of": "Sie haben uns von einem Geburtstag {day} erzählt ({about}), und wir haben ihn nicht vergessen.",
        "date.own": "Sie haben uns von einem besonderen Tag erzählt ({value}): Es ist {day} so weit, und wir haben es "
        "nicht vergessen.",
        "date.of": "Sie haben uns von einem besonderen Tag erzählt ({value}, {about}): Es ist {day} so weit, und wir "
        "haben es nicht vergessen.",
        "matter.open": "Sie haben uns {day} gesagt, dass etwas nicht in Ordnung war. Das tut mir leid, und ich bringe "
        "es jetzt in Ordnung. Brauchen Sie bis dahin etwas von uns?",
        "matter.check": "Sie haben uns {day} gesagt, dass etwas nicht in Ordnung war, und das tut mir leid. Ist jetzt "
        "alles gut, oder können wir noch etwas in Ordnung bringen?",
        "thanks.introduced": "Sie haben uns weiterempfohlen ({who}), dafür danken wir Ihnen herzlich.",
        "thanks.praised": "Ihre freundlichen Worte {day} haben uns sehr gefreut, vielen Dank.",
        "thanks.times": "Sie waren nun schon {times}-mal bei uns, vielen Dank dafür.",
        "thanks.years": "Sie kommen seit {since} zu uns, vielen Dank dafür.",
        "thanks.plain": "Ihr Vertrauen bedeutet uns viel, vielen Dank dafür.",
    },
    questions={
        Question.REACH: "Wie dürfen wir Sie erreichen, wenn etwas für Sie bereitliegt?",
        Question.SIZE: "Welche Größe brauchen Sie? (Es geht um: {product}.)",
        Question.BUYS_FOR: "Darf ich fragen, für wen Sie das mitnehmen: {product}?",
        Question.STILL_RIGHT: "Passt „{product}“ noch so, wie Sie es mögen?",
        Question.BIRTHDAY: "Wann haben Sie Geburtstag?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Unsere Antwort",
            ("{asked} Dürfen wir Sie dazu anrufen, oder möchten Sie unsere Antwort lieber schriftlich?",),
            ("{asked} Passt es Ihnen gerade?",),
            ("{asked} Wollen wir uns gleich darum kümmern?",),
        ),
        SuggestionKind.PROMISE: Said(
            "Was wir Ihnen versprochen haben",
            (
                "was wir Ihnen versprochen haben ({words}), sollte {late} so weit sein. Es tut mir leid, dass es "
                "länger "
                "dauert; ich kümmere mich jetzt darum. Brauchen Sie bis dahin etwas von uns?",
                "was wir Ihnen versprochen haben ({words}), haben wir nicht vergessen; ich kümmere mich jetzt darum. "
                "Passt es Ihnen noch so?",
            ),
            (
                "Was wir Ihnen versprochen haben ({words}), sollte {late} so weit sein. Es tut mir leid, dass es "
                "länger "
                "dauert. Darf ich Ihnen sagen, wie es steht?",
                "Es geht um das, was wir Ihnen versprochen haben ({words}). Darf ich Ihnen sagen, wie es steht?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Wir möchten es in Ordnung bringen",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "Es ist da",
            ("was Sie sich gewünscht haben, ist da: {product}. Sollen wir es für Sie zurücklegen?",),
            ("Was Sie sich gewünscht haben, ist da: {product}. Soll ich es für Sie zurücklegen?",),
            ("Was Sie sich gewünscht haben, ist da: {product}. Möchten Sie es sehen?",),
        ),
        SuggestionKind.DATE: Said(
            "Wir denken an Sie",
            (
                "{occasion} Sollen wir dafür etwas bereithalten, zum Beispiel {fits}?",
                "{occasion} Dürfen wir für diesen Tag etwas vorbereiten?",
            ),
            (
                "{occasion} Soll ich dafür etwas bereithalten, zum Beispiel {fits}?",
                "{occasion} Dürfen wir für diesen Tag etwas vorbereiten?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Sollen wir es zurücklegen?",
            ("vielleicht brauchen Sie bald wieder „{product}“. Sollen wir es für Sie zurücklegen?",),
            ("Vielleicht brauchen Sie bald wieder „{product}“. Soll ich es für Sie zurücklegen?",),
            ("Haben Sie noch genug davon: {product}? Möchten Sie heute etwas mitnehmen?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Wie geht es Ihnen?",
            (
                "wir haben Sie eine Weile nicht gesehen und hoffen, dass es Ihnen gut geht. Dürfen wir etwas für Sie "
                "zurücklegen ({usual}), oder können wir etwas besser machen?",
                "wir haben Sie eine Weile nicht gesehen und hoffen, dass es Ihnen gut geht. Können wir etwas für Sie "
                "tun oder etwas besser machen?",
            ),
            (
                "Wir haben Sie eine Weile nicht gesehen: Wie geht es Ihnen? Darf ich etwas für Sie zurücklegen "
                "({usual}), oder können wir etwas besser machen?",
                "Wir haben Sie eine Weile nicht gesehen: Wie geht es Ihnen? Können wir etwas besser machen?",
            ),
            ("Wie schön, Sie wiederzusehen! Wie geht es Ihnen, und was darf ich für Sie tun?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Sind Sie zufrieden?",
            (
                "Sie haben {day} bei uns eingekauft ({product}). Sind Sie zufrieden damit, oder können wir Ihnen bei "
                "etwas helfen?",
            ),
            (
                "Sie haben {day} bei uns eingekauft ({product}). Sind Sie zufrieden damit, oder kann ich Ihnen bei "
                "etwas helfen?",
            ),
            ("Wie kommen Sie damit zurecht: {product}? Kann ich Ihnen bei etwas helfen?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Danke für Ihren Besuch",
            (
                "danke, dass Sie {day} bei uns waren. Sind Sie zufrieden ({product}), und dürfen wir nach etwas "
                "Bestimmtem für Sie Ausschau halten?",
                "danke, dass Sie {day} bei uns waren. Haben Sie gefunden, was Sie suchten, und dürfen wir nach etwas "
                "Bestimmtem für Sie Ausschau halten?",
            ),
            (
                "Danke, dass Sie {day} bei uns waren. Sind Sie zufrieden ({product})?",
                "Danke, dass Sie {day} bei uns waren. Haben Sie gefunden, was Sie suchten?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Damit Ihnen nichts verloren geht",
            (
                "Sie haben bei uns noch ein Guthaben: {amount}. Es verfällt {day}. Möchten Sie es vorher einlösen?",
                "Sie haben bei uns noch ein Guthaben: {amount}. Möchten Sie es einlösen, oder sollen wir es für Sie "
                "aufheben?",
                "die Garantie endet {day} ({product}). Ist alles in Ordnung, oder sollen wir vorher noch einmal "
                "nachsehen?",
                "ist damit alles in Ordnung: {product}? Wir sehen es uns gern mit Ihnen an.",
                "es gibt etwas, das für Sie von Nutzen sein kann. Dürfen wir Ihnen davon erzählen?",
            ),
            (
                "Sie haben bei uns noch ein Guthaben: {amount}. Es verfällt {day}. Möchten Sie es vorher einlösen?",
                "Sie haben bei uns noch ein Guthaben: {amount}. Möchten Sie es einlösen, oder soll ich es für Sie "
                "aufheben?",
                "Die Garantie endet {day} ({product}). Ist alles in Ordnung, oder sollen wir vorher noch einmal "
                "nachsehen?",
                "Ist damit alles in Ordnung: {product}? Wir sehen es uns gern mit Ihnen an.",
                "Es gibt etwas, das für Sie von Nutzen sein kann. Darf ich Ihnen davon erzählen?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Danke",
            ("{thanks} Können wir im Gegenzug etwas für Sie tun?",),
            ("{thanks} Können wir im Gegenzug etwas für Sie tun?",),
        ),
        SuggestionKind.ASK: Said(
            "Eine Frage an Sie",
            ("dürfen wir Sie etwas fragen, damit wir besser für Sie da sind? {question}",),
            ("Darf ich Sie etwas fragen? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Kennen Sie das schon?",
            (
                "bei uns nehmen Sie „{because}“. Kennen Sie auch „{product}“? Wir zeigen es Ihnen gern.",
                "kennen Sie „{product}“? Es könnte etwas für Sie sein, und wir zeigen es Ihnen gern.",
            ),
            (
                "Bei uns nehmen Sie „{because}“. Kennen Sie auch „{product}“? Darf ich es Ihnen beim nächsten Mal "
                "zeigen?",
                "Kennen Sie „{product}“? Darf ich es Ihnen beim nächsten Mal zeigen?",
            ),
            (
                "Bei uns nehmen Sie „{because}“. Kennen Sie auch „{product}“? Darf ich es Ihnen zeigen?",
                "Kennen Sie „{product}“? Darf ich es Ihnen zeigen?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Ich möchte Sie gern kennenlernen",
            (
                "bisher war {colleague} hier für Sie da. Ich möchte Sie gern auch kennenlernen: Was sollte ich "
                "wissen, damit Sie sich bei uns gut aufgehoben fühlen?",
                "ich möchte Sie gern besser kennenlernen: Was sollte ich wissen, damit Sie sich bei uns gut "
                "aufgehoben fühlen?",
            ),
            (
                "Bisher war {colleague} hier für Sie da. Ich möchte Sie gern auch kennenlernen: Was sollte ich "
                "wissen, damit Sie sich bei uns gut aufgehoben fühlen?",
                "Ich möchte Sie gern besser kennenlernen: Was sollte ich wissen, damit Sie sich bei uns gut "
                "aufgehoben fühlen?",
            ),
        ),
    },
    examples={
        "name": "Anna Weber",
        "staff": "Ina",
        "shop": "Bäckerei am Eck",
        "product": "Dinkelbrot",
        "because": "Vollkornbrot",
        "usual": "Vollkornbrot und zwei Brötchen",
        "fits": "einen Nusskuchen",
        "words": "das Brot dünner schneiden",
        "question": "Gibt es freitags Dinkelbrot?",
        "about": "Ihre Tochter",
        "value": "Hochzeitstag",
        "amount": "12,50 €",
        "colleague": "Tom",
        "who": "Ben Osei",
    },
)

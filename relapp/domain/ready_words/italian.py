"""Ready words in Italian."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

ITALIAN = Tongue(
    code="it",
    name="Italiano",
    first_names=True,
    and_="e",
    days=Days(
        today="oggi",
        tomorrow="domani",
        yesterday="ieri",
        weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        months=(
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ),
        on="il {day} {month}",
        on_year="il {day} {month} {year}",
        odd={1: "il 1º {month}", 8: "l’8 {month}", 11: "l’11 {month}"},
    ),
    hello={
        Form.WRITTEN: ("Buongiorno {name}!",),
        Form.SPOKEN: (
            "Buongiorno {name}, sono {staff}, la chiamo da {shop}.",
            "Buongiorno {name}, sono {staff}.",
            "Buongiorno {name}, la chiamo da {shop}.",
            "Buongiorno {name}.",
        ),
        Form.COUNTER: ("Buongiorno {name}.",),
    },
    closing=(
        "Cordiali saluti\n{staff}, {shop}",
        "Cordiali saluti\n{staff}",
        "Cordiali saluti\n{shop}",
        "Cordiali saluti",
    ),
    phrases={
        "asked.call": "Ci ha telefonato {day} senza trovarci, e ci dispiace.",
        "asked.complaint": "Ci ha detto {day} che qualcosa non andava; ci scusiamo per l’attesa.",
        "asked.question": "Ci ha chiesto {day}: «{question}» Ci scusiamo per l’attesa.",
        "asked.written": "Ci ha scritto {day}; ci scusiamo per l’attesa della nostra risposta.",
        "asked.other": "Ci ha fatto una domanda {day}; ci scusiamo per l’attesa della nostra risposta.",
        "birthday.today": "Oggi è il suo compleanno: tanti auguri!",
        "birthday.coming": "Il suo compleanno è {day}, e pensiamo a lei.",
        "birthday.of": "Ci ha parlato di un compleanno {day} ({about}), e non lo abbiamo dimenticato.",
        "date.own": "Ci ha parlato di un giorno importante ({value}): è {day}, e non lo abbiamo dimenticato.",
        "date.of": "Ci ha parlato di un giorno importante ({value}, {about}): è {day}, e non lo abbiamo dimenticato.",
        "matter.open": "Ci ha detto {day} che qualcosa non andava. Ci dispiace, e stiamo rimediando. Nel frattempo le "
        "serve qualcosa?",
        "matter.check": "Ci ha detto {day} che qualcosa non andava, e ci dispiace. Ora è tutto a posto, o possiamo "
        "ancora rimediare a qualcosa?",
        "thanks.introduced": "Grazie di aver parlato di noi ({who}).",
        "thanks.praised": "Grazie delle sue parole gentili {day}.",
        "thanks.times": "Grazie di tornare da noi: siamo già a {times} visite.",
        "thanks.years": "Grazie di venire da noi dal {since}.",
        "thanks.plain": "Grazie della sua fiducia.",
    },
    questions={
        Question.REACH: "Come possiamo avvisarla quando c’è qualcosa di pronto per lei?",
        Question.SIZE: "Che taglia porta? (Penso a: {product}.)",
        Question.BUYS_FOR: "Posso chiederle per chi è: {product}?",
        Question.STILL_RIGHT: "«{product}» va ancora bene così per lei?",
        Question.BIRTHDAY: "Quando è il suo compleanno?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "La nostra risposta",
            ("{asked} Possiamo telefonarle, o preferisce una risposta per iscritto?",),
            ("{asked} Ha un momento adesso?",),
            ("{asked} Vuole che ce ne occupiamo subito?",),
        ),
        SuggestionKind.PROMISE: Said(
            "Quello che le abbiamo promesso",
            (
                "Quello che le abbiamo promesso ({words}) doveva essere fatto {late}. Mi dispiace per il ritardo; me "
                "ne "
                "sto occupando ora. Nel frattempo le serve qualcosa?",
                "Non abbiamo dimenticato quello che le abbiamo promesso ({words}); me ne sto occupando ora. Le va "
                "ancora bene così?",
            ),
            (
                "Quello che le abbiamo promesso ({words}) doveva essere fatto {late}. Mi dispiace per il ritardo. "
                "Posso "
                "dirle a che punto siamo?",
                "È per quello che le abbiamo promesso ({words}). Posso dirle a che punto siamo?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Vogliamo rimediare",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "È arrivato",
            ("È arrivato quello che ci aveva chiesto: {product}. Vuole che glielo mettiamo da parte?",),
            ("È arrivato quello che ci aveva chiesto: {product}. Vuole che glielo metta da parte?",),
            ("È arrivato quello che ci aveva chiesto: {product}. Vuole vederlo?",),
        ),
        SuggestionKind.DATE: Said(
            "Pensiamo a lei",
            (
                "{occasion} Vuole che prepariamo qualcosa, per esempio {fits}?",
                "{occasion} Possiamo preparare qualcosa per quel giorno?",
            ),
            (
                "{occasion} Vuole che prepari qualcosa, per esempio {fits}?",
                "{occasion} Possiamo preparare qualcosa per quel giorno?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Glielo mettiamo da parte?",
            ("Forse tra poco le servirà di nuovo: {product}. Vuole che glielo mettiamo da parte?",),
            ("Forse tra poco le servirà di nuovo: {product}. Vuole che glielo metta da parte?",),
            ("Ne ha ancora abbastanza: {product}? Vuole prenderne oggi?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Come sta?",
            (
                "È da un po’ che non la vediamo, e speriamo che stia bene. Possiamo metterle da parte qualcosa "
                "({usual}), o c’è qualcosa che potremmo fare meglio?",
                "È da un po’ che non la vediamo, e speriamo che stia bene. Possiamo fare qualcosa per lei, o fare "
                "meglio qualcosa?",
            ),
            (
                "È da un po’ che non la vediamo: come sta? Posso metterle da parte qualcosa ({usual}), o c’è qualcosa "
                "che potremmo fare meglio?",
                "È da un po’ che non la vediamo: come sta? C’è qualcosa che potremmo fare meglio?",
            ),
            ("Che piacere rivederla! Come sta, e che cosa posso fare per lei?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Va tutto bene?",
            ("Ha comprato da noi {day}: {product}. Va tutto bene, o possiamo aiutarla in qualcosa?",),
            ("Ha comprato da noi {day}: {product}. Va tutto bene, o posso aiutarla in qualcosa?",),
            ("Come si trova con il suo acquisto ({product})? Posso aiutarla in qualcosa?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Grazie della visita",
            (
                "Grazie di averci fatto visita {day}. Quello che ha preso ({product}) va bene, e c’è qualcosa che "
                "possiamo cercare per lei?",
                "Grazie di averci fatto visita {day}. Ha trovato quello che cercava, e c’è qualcosa che possiamo "
                "cercare per lei?",
            ),
            (
                "Grazie di averci fatto visita {day}. Quello che ha preso ({product}) va bene?",
                "Grazie di averci fatto visita {day}. Ha trovato quello che cercava?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Perché nulla vada perso",
            (
                "Ha ancora un credito da noi: {amount}. Scade {day}. Vuole usarlo prima?",
                "Ha ancora un credito da noi: {amount}. Vuole usarlo, o glielo teniamo da parte?",
                "La garanzia scade {day} ({product}). È tutto in ordine, o vuole che controlliamo prima?",
                "È tutto in ordine con il suo acquisto ({product})? Lo guardiamo volentieri insieme.",
                "C’è qualcosa che può esserle utile. Possiamo parlargliene?",
            ),
            (
                "Ha ancora un credito da noi: {amount}. Scade {day}. Vuole usarlo prima?",
                "Ha ancora un credito da noi: {amount}. Vuole usarlo, o glielo tengo da parte?",
                "La garanzia scade {day} ({product}). È tutto in ordine, o vuole che controlliamo prima?",
                "È tutto in ordine con il suo acquisto ({product})? Lo guardiamo volentieri insieme.",
                "C’è qualcosa che può esserle utile. Posso parlargliene?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Grazie",
            ("{thanks} Possiamo fare qualcosa per lei?",),
            ("{thanks} Possiamo fare qualcosa per lei?",),
        ),
        SuggestionKind.ASK: Said(
            "Una domanda",
            ("Possiamo chiederle una cosa, per servirla meglio? {question}",),
            ("Posso chiederle una cosa? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Conosce questo?",
            (
                "Da noi prende «{because}». Conosce anche «{product}»? Glielo mostriamo volentieri.",
                "Conosce «{product}»? Potrebbe piacerle, e glielo mostriamo volentieri.",
            ),
            (
                "Da noi prende «{because}». Conosce anche «{product}»? Posso mostrarglielo la prossima volta?",
                "Conosce «{product}»? Posso mostrarglielo la prossima volta?",
            ),
            (
                "Da noi prende «{because}». Conosce anche «{product}»? Posso mostrarglielo?",
                "Conosce «{product}»? Posso mostrarglielo?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Vorrei conoscerla",
            (
                "Finora qui si occupava di lei {colleague}. Vorrei conoscerla anch’io: che cosa è bene che io sappia "
                "per servirla bene?",
                "Vorrei conoscerla meglio: che cosa è bene che io sappia per servirla bene?",
            ),
            (
                "Finora qui si occupava di lei {colleague}. Vorrei conoscerla anch’io: che cosa è bene che io sappia "
                "per servirla bene?",
                "Vorrei conoscerla meglio: che cosa è bene che io sappia per servirla bene?",
            ),
        ),
    },
    examples={
        "name": "Anna Moretti",
        "staff": "Ines",
        "shop": "Panificio all’Angolo",
        "product": "pane di farro",
        "because": "pane integrale",
        "usual": "un pane integrale e due panini",
        "fits": "una torta di noci",
        "words": "tagliare il pane più sottile",
        "question": "il venerdì c’è il pane di farro?",
        "about": "sua figlia",
        "value": "anniversario di nozze",
        "amount": "12,50 €",
        "colleague": "Tommaso",
        "who": "Ben Osei",
    },
)

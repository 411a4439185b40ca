"""Ready words in Spanish."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

SPANISH = Tongue(
    code="es",
    name="Español",
    first_names=True,
    and_="y",
    days=Days(
        today="hoy",
        tomorrow="mañana",
        yesterday="ayer",
        weekdays=("el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado", "el domingo"),
        months=(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
        on="el {day} de {month}",
        on_year="el {day} de {month} de {year}",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Hola, {name}:",),
        Form.SPOKEN: (
            "Hola, {name}, soy {staff}, de {shop}.",
            "Hola, {name}, soy {staff}.",
            "Hola, {name}, le llamo de {shop}.",
            "Hola, {name}.",
        ),
        Form.COUNTER: ("Hola, {name}.",),
    },
    closing=(
        "Un saludo cordial\n{staff}, {shop}",
        "Un saludo cordial\n{staff}",
        "Un saludo cordial\n{shop}",
        "Un saludo cordial",
    ),
    phrases={
        "asked.call": "Nos llamó {day} y no pudo hablar con nosotros; lo siento.",
        "asked.complaint": "Nos dijo {day} que algo no estaba bien; perdone la espera.",
        "asked.question": "Nos preguntó {day}: «{question}» Perdone la espera.",
        "asked.written": "Nos escribió {day}; perdone que haya tenido que esperar nuestra respuesta.",
        "asked.other": "Nos hizo una consulta {day}; perdone que haya tenido que esperar nuestra respuesta.",
        "birthday.today": "Hoy es su cumpleaños: ¡muchas felicidades!",
        "birthday.coming": "Su cumpleaños es {day}, y nos acordamos de usted.",
        "birthday.of": "Nos habló de un cumpleaños {day} ({about}), y no lo hemos olvidado.",
        "date.own": "Nos habló de un día especial ({value}): es {day}, y no lo hemos olvidado.",
        "date.of": "Nos habló de un día especial ({value}, {about}): es {day}, y no lo hemos olvidado.",
        "matter.open": "Nos dijo {day} que algo no estaba bien. Lo sentimos, y ya lo estamos arreglando. ¿Necesita "
        "algo mientras tanto?",
        "matter.check": "Nos dijo {day} que algo no estaba bien, y lo sentimos. ¿Está todo bien ahora, o hay algo que "
        "aún podamos arreglar?",
        "thanks.introduced": "Gracias por hablar de nosotros ({who}).",
        "thanks.praised": "Gracias por sus amables palabras {day}.",
        "thanks.times": "Gracias por venir a vernos una y otra vez: ya van {times}.",
        "thanks.years": "Gracias por venir a vernos desde {since}.",
        "thanks.plain": "Gracias por su confianza.",
    },
    questions={
        Question.REACH: "¿Cómo podemos avisarle cuando haya algo listo para usted?",
        Question.SIZE: "¿Qué talla usa? (Pienso en: {product}.)",
        Question.BUYS_FOR: "¿Puedo preguntarle para quién es esto: {product}?",
        Question.STILL_RIGHT: "¿«{product}» le sigue gustando tal como es?",
        Question.BIRTHDAY: "¿Cuándo es su cumpleaños?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Nuestra respuesta",
            ("{asked} ¿Podemos llamarle, o prefiere nuestra respuesta por escrito?",),
            ("{asked} ¿Tiene un momento ahora?",),
            ("{asked} ¿Quiere que lo veamos ahora mismo?",),
        ),
        SuggestionKind.PROMISE: Said(
            "Lo que le prometimos",
            (
                "Lo que le prometimos ({words}) tenía que estar hecho {late}. Siento el retraso; ya me estoy ocupando "
                "de ello. ¿Necesita algo mientras tanto?",
                "No hemos olvidado lo que le prometimos ({words}); ya me estoy ocupando de ello. ¿Le sigue viniendo "
                "bien así?",
            ),
            (
                "Lo que le prometimos ({words}) tenía que estar hecho {late}. Siento el retraso. ¿Le cuento cómo va?",
                "Es por lo que le prometimos ({words}). ¿Le cuento cómo va?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Queremos arreglarlo",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "Ya ha llegado",
            ("Ya ha llegado lo que nos pidió: {product}. ¿Quiere que se lo guardemos?",),
            ("Ya ha llegado lo que nos pidió: {product}. ¿Quiere que se lo guarde?",),
            ("Ya ha llegado lo que nos pidió: {product}. ¿Quiere verlo?",),
        ),
        SuggestionKind.DATE: Said(
            "Nos acordamos de usted",
            (
                "{occasion} ¿Quiere que preparemos algo, por ejemplo {fits}?",
                "{occasion} ¿Podemos preparar algo para ese día?",
            ),
            (
                "{occasion} ¿Quiere que prepare algo, por ejemplo {fits}?",
                "{occasion} ¿Podemos preparar algo para ese día?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "¿Se lo guardamos?",
            ("Quizá necesite pronto otra vez esto: {product}. ¿Quiere que se lo guardemos?",),
            ("Quizá necesite pronto otra vez esto: {product}. ¿Quiere que se lo guarde?",),
            ("¿Le queda suficiente de esto: {product}? ¿Quiere llevarse hoy?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "¿Cómo está?",
            (
                "Hace tiempo que no le vemos por aquí, y esperamos que esté bien. ¿Le guardamos algo ({usual}), o hay "
                "algo que podamos hacer mejor?",
                "Hace tiempo que no le vemos por aquí, y esperamos que esté bien. ¿Podemos hacer algo por usted, o "
                "hacer algo mejor?",
            ),
            (
                "Hace tiempo que no le vemos por aquí: ¿cómo está? ¿Le guardo algo ({usual}), o hay algo que podamos "
                "hacer mejor?",
                "Hace tiempo que no le vemos por aquí: ¿cómo está? ¿Hay algo que podamos hacer mejor?",
            ),
            ("¡Qué alegría volver a verle! ¿Cómo está, y qué puedo hacer por usted?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "¿Todo bien con su compra?",
            ("Compró esto en nuestra tienda {day}: {product}. ¿Está a su gusto, o podemos ayudarle en algo?",),
            ("Compró esto en nuestra tienda {day}: {product}. ¿Está a su gusto, o puedo ayudarle en algo?",),
            ("¿Qué tal le va con su compra ({product})? ¿Puedo ayudarle en algo?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Gracias por su visita",
            (
                "Gracias por venir a vernos {day}. ¿Está a su gusto lo que se llevó ({product}), y hay algo que "
                "podamos "
                "buscar para usted?",
                "Gracias por venir a vernos {day}. ¿Encontró lo que buscaba, y hay algo que podamos buscar para usted?",
            ),
            (
                "Gracias por venir a vernos {day}. ¿Está a su gusto lo que se llevó ({product})?",
                "Gracias por venir a vernos {day}. ¿Encontró lo que buscaba?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Para que no pierda nada",
            (
                "Aún tiene saldo a su favor en nuestra tienda: {amount}. Caduca {day}. ¿Quiere usarlo antes?",
                "Aún tiene saldo a su favor en nuestra tienda: {amount}. ¿Quiere usarlo, o se lo guardamos?",
                "La garantía termina {day} ({product}). ¿Está todo en orden, o quiere que lo revisemos antes?",
                "¿Está todo en orden con esto: {product}? Lo revisamos con mucho gusto.",
                "Hay algo que puede serle útil. ¿Podemos contárselo?",
            ),
            (
                "Aún tiene saldo a su favor en nuestra tienda: {amount}. Caduca {day}. ¿Quiere usarlo antes?",
                "Aún tiene saldo a su favor en nuestra tienda: {amount}. ¿Quiere usarlo, o se lo guardo?",
                "La garantía termina {day} ({product}). ¿Está todo en orden, o quiere que lo revisemos antes?",
                "¿Está todo en orden con esto: {product}? Lo revisamos con mucho gusto.",
                "Hay algo que puede serle útil. ¿Puedo contárselo?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Gracias",
            ("{thanks} ¿Podemos hacer algo por usted?",),
            ("{thanks} ¿Podemos hacer algo por usted?",),
        ),
        SuggestionKind.ASK: Said(
            "Una pregunta",
            ("¿Podemos preguntarle algo, para atenderle mejor? {question}",),
            ("¿Puedo preguntarle algo? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "¿Conoce esto?",
            (
                "De nuestra tienda se lleva «{because}». ¿Conoce también «{product}»? Se lo enseñamos con mucho gusto.",
                "¿Conoce «{product}»? Puede que le guste, y se lo enseñamos con mucho gusto.",
            ),
            (
                "De nuestra tienda se lleva «{because}». ¿Conoce también «{product}»? ¿Se lo enseño la próxima vez?",
                "¿Conoce «{product}»? ¿Se lo enseño la próxima vez?",
            ),
            (
                "De nuestra tienda se lleva «{because}». ¿Conoce también «{product}»? ¿Se lo enseño?",
                "¿Conoce «{product}»? ¿Se lo enseño?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Me gustaría conocerle",
            (
                "Hasta ahora le atendía aquí {colleague}. Me gustaría conocerle también: ¿qué debo saber para "
                "atenderle bien?",
                "Me gustaría conocerle mejor: ¿qué debo saber para atenderle bien?",
            ),
            (
                "Hasta ahora le atendía aquí {colleague}. Me gustaría conocerle también: ¿qué debo saber para "
                "atenderle bien?",
                "Me gustaría conocerle mejor: ¿qué debo saber para atenderle bien?",
            ),
        ),
    },
    examples={
        "name": "Ana Moreno",
        "staff": "Inés",
        "shop": "Panadería de la Esquina",
        "product": "pan de espelta",
        "because": "pan integral",
        "usual": "un pan integral y dos panecillos",
        "fits": "una tarta de nueces",
        "words": "cortar el pan más fino",
        "question": "¿hay pan de espelta los viernes?",
        "about": "su hija",
        "value": "aniversario de boda",
        "amount": "12,50 €",
        "colleague": "Tomás",
        "who": "Ben Osei",
    },
)

"""Ready words in French."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

FRENCH = Tongue(
    code="fr",
    name="Français",
    first_names=False,
    and_="et",
    days=Days(
        today="aujourd’hui",
        tomorrow="demain",
        yesterday="hier",
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        on="le {day} {month}",
        on_year="le {day} {month} {year}",
        odd={1: "le 1er {month}"},
    ),
    hello={
        Form.WRITTEN: ("Bonjour {name},",),
        Form.SPOKEN: (
            "Bonjour {name}, ici {staff}, de {shop}.",
            "Bonjour {name}, ici {staff}.",
            "Bonjour {name}, ici {shop}.",
            "Bonjour {name}.",
        ),
        Form.COUNTER: ("Bonjour {name}.",),
    },
    closing=(
        "Bien cordialement\n{staff}, {shop}",
        "Bien cordialement\n{staff}",
        "Bien cordialement\n{shop}",
        "Bien cordialement",
    ),
    phrases={
        "asked.call": "Vous nous avez appelés {day} sans pouvoir nous joindre, et nous le regrettons.",
        "asked.complaint": "Vous nous avez dit {day} que quelque chose n’allait pas ; pardon de vous avoir fait "
        "attendre.",
        "asked.question": "Vous nous avez demandé {day} : « {question} » Pardon de vous avoir fait attendre.",
        "asked.written": "Vous nous avez écrit {day} ; pardon de vous avoir fait attendre notre réponse.",
        "asked.other": "Vous nous avez posé une question {day} ; pardon de vous avoir fait attendre notre réponse.",
        "birthday.today": "C’est votre anniversaire aujourd’hui : tous nos vœux !",
        "birthday.coming": "C’est votre anniversaire {day}, et nous pensons à vous.",
        "birthday.of": "Vous nous avez parlé d’un anniversaire {day} ({about}), et nous ne l’avons pas oublié.",
        "date.own": "Vous nous avez parlé d’un jour important ({value}) : c’est {day}, et nous ne l’avons pas oublié.",
        "date.of": "Vous nous avez parlé d’un jour important ({value}, {about}) : c’est {day}, et nous ne l’avons pas "
        "oublié.",
        "matter.open": "Vous nous avez dit {day} que quelque chose n’allait pas. Nous le regrettons, et nous nous en "
        "occupons maintenant. Avez-vous besoin de quelque chose d’ici là ?",
        "matter.check": "Vous nous avez dit {day} que quelque chose n’allait pas, et nous le regrettons. Tout est-il "
        "rentré dans l’ordre, ou pouvons-nous encore réparer quelque chose ?",
        "thanks.introduced": "Merci d’avoir parlé de nous autour de vous ({who}).",
        "thanks.praised": "Merci de vos mots si aimables {day}.",
        "thanks.times": "Merci de revenir chez nous : cela fait déjà {times} fois.",
        "thanks.years": "Merci de venir chez nous depuis {since}.",
        "thanks.plain": "Merci de votre confiance.",
    },
    questions={
        Question.REACH: "Comment pouvons-nous vous joindre quand quelque chose est prêt pour vous ?",
        Question.SIZE: "Quelle taille prenez-vous ? (Je pense à : {product}.)",
        Question.BUYS_FOR: "Puis-je vous demander pour qui vous prenez ceci : {product} ?",
        Question.STILL_RIGHT: "« {product} » vous convient-il toujours ?",
        Question.BIRTHDAY: "Quelle est la date de votre anniversaire ?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Notre réponse",
            ("{asked} Pouvons-nous vous appeler à ce sujet, ou préférez-vous une réponse par écrit ?",),
            ("{asked} Avez-vous un moment ?",),
            ("{asked} Voulez-vous que nous nous en occupions tout de suite ?",),
        ),
        SuggestionKind.PROMISE: Said(
            "Ce que nous vous avons promis",
            (
                "Ce que nous vous avons promis ({words}) devait être fait {late}. Pardon pour ce retard, je m’en "
                "occupe "
                "maintenant. Avez-vous besoin de quelque chose d’ici là ?",
                "Nous n’avons pas oublié ce que nous vous avons promis ({words}), et je m’en occupe maintenant. Cela "
                "vous convient-il toujours ?",
            ),
            (
                "Ce que nous vous avons promis ({words}) devait être fait {late}. Pardon pour ce retard. Puis-je vous "
                "dire où nous en sommes ?",
                "C’est au sujet de ce que nous vous avons promis ({words}). Puis-je vous dire où nous en sommes ?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Nous voulons réparer cela",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "C’est arrivé",
            ("Ce que vous nous aviez demandé est arrivé : {product}. Voulez-vous que nous vous le gardions ?",),
            ("Ce que vous nous aviez demandé est arrivé : {product}. Voulez-vous que je vous le garde ?",),
            ("Ce que vous nous aviez demandé est arrivé : {product}. Voulez-vous le voir ?",),
        ),
        SuggestionKind.DATE: Said(
            "Nous pensons à vous",
            (
                "{occasion} Voulez-vous que nous préparions quelque chose, par exemple {fits} ?",
                "{occasion} Pouvons-nous préparer quelque chose pour ce jour-là ?",
            ),
            (
                "{occasion} Voulez-vous que je prépare quelque chose, par exemple {fits} ?",
                "{occasion} Pouvons-nous préparer quelque chose pour ce jour-là ?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Voulez-vous que nous vous le gardions ?",
            ("Il vous faudra peut-être bientôt de nouveau ceci : {product}. Voulez-vous que nous vous le gardions ?",),
            ("Il vous faudra peut-être bientôt de nouveau ceci : {product}. Voulez-vous que je vous le garde ?",),
            ("Vous en reste-t-il assez : {product} ? Voulez-vous en prendre aujourd’hui ?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Comment allez-vous ?",
            (
                "Cela fait un moment que nous n’avons pas eu votre visite, et nous espérons que tout va bien. "
                "Pouvons-nous vous "
                "garder quelque chose ({usual}), ou y a-t-il quelque chose que nous pourrions mieux faire ?",
                "Cela fait un moment que nous n’avons pas eu votre visite, et nous espérons que tout va bien. "
                "Pouvons-nous "
                "faire quelque chose pour vous, ou mieux faire ?",
            ),
            (
                "Cela fait un moment que nous n’avons pas eu votre visite : comment allez-vous ? Puis-je vous garder "
                "quelque "
                "chose ({usual}), ou y a-t-il quelque chose que nous pourrions mieux faire ?",
                "Cela fait un moment que nous n’avons pas eu votre visite : comment allez-vous ? Y a-t-il quelque "
                "chose que "
                "nous pourrions mieux faire ?",
            ),
            ("Quel plaisir de vous revoir ! Comment allez-vous, et que puis-je faire pour vous ?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Cela vous convient-il ?",
            ("Vous avez acheté ceci chez nous {day} : {product}. Cela vous convient-il, ou pouvons-nous vous aider ?",),
            ("Vous avez acheté ceci chez nous {day} : {product}. Cela vous convient-il, ou puis-je vous aider ?",),
            ("Tout se passe-t-il bien avec votre achat ({product}) ? Puis-je vous aider ?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Merci de votre visite",
            (
                "Merci de votre visite chez nous {day}. Votre achat vous convient-il ({product}), et pouvons-nous "
                "chercher "
                "quelque chose de particulier pour vous ?",
                "Merci de votre visite chez nous {day}. Avez-vous trouvé ce que vous cherchiez, et pouvons-nous "
                "chercher "
                "quelque chose de particulier pour vous ?",
            ),
            (
                "Merci de votre visite chez nous {day}. Votre achat vous convient-il ({product}) ?",
                "Merci de votre visite chez nous {day}. Avez-vous trouvé ce que vous cherchiez ?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Pour que rien ne soit perdu",
            (
                "Vous avez encore un avoir chez nous : {amount}. Il prend fin {day}. Voulez-vous l’utiliser d’ici là ?",
                "Vous avez encore un avoir chez nous : {amount}. Voulez-vous l’utiliser, ou devons-nous vous le "
                "garder ?",
                "La garantie se termine {day} ({product}). Tout va-t-il bien, ou voulez-vous que nous vérifiions "
                "avant ?",
                "Tout va-t-il bien avec ceci : {product} ? Nous regarderons volontiers avec vous.",
                "Il y a quelque chose qui peut vous être utile. Pouvons-nous vous en parler ?",
            ),
            (
                "Vous avez encore un avoir chez nous : {amount}. Il prend fin {day}. Voulez-vous l’utiliser d’ici là ?",
                "Vous avez encore un avoir chez nous : {amount}. Voulez-vous l’utiliser, ou dois-je vous le garder ?",
                "La garantie se termine {day} ({product}). Tout va-t-il bien, ou voulez-vous que nous vérifiions "
                "avant ?",
                "Tout va-t-il bien avec ceci : {product} ? Nous regarderons volontiers avec vous.",
                "Il y a quelque chose qui peut vous être utile. Puis-je vous en parler ?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Merci",
            ("{thanks} Pouvons-nous faire quelque chose pour vous en retour ?",),
            ("{thanks} Pouvons-nous faire quelque chose pour vous en retour ?",),
        ),
        SuggestionKind.ASK: Said(
            "Une question",
            ("Pouvons-nous vous poser une question, pour mieux vous servir ? {question}",),
            ("Puis-je vous poser une question ? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Connaissez-vous ceci ?",
            (
                "Chez nous, vous prenez « {because} ». Connaissez-vous aussi « {product} » ? Nous vous le montrerons "
                "volontiers.",
                "Connaissez-vous « {product} » ? Cela pourrait vous plaire, et nous vous le montrerons volontiers.",
            ),
            (
                "Chez nous, vous prenez « {because} ». Connaissez-vous aussi « {product} » ? Puis-je vous le montrer "
                "la "
                "prochaine fois ?",
                "Connaissez-vous « {product} » ? Puis-je vous le montrer la prochaine fois ?",
            ),
            (
                "Chez nous, vous prenez « {because} ». Connaissez-vous aussi « {product} » ? Puis-je vous le montrer ?",
                "Connaissez-vous « {product} » ? Puis-je vous le montrer ?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Faisons connaissance",
            (
                "Jusqu’ici, c’est {colleague} qui s’occupait de vous chez nous. J’aimerais vous connaître, moi aussi "
                ": que dois-je savoir pour bien vous servir ?",
                "J’aimerais mieux vous connaître : que dois-je savoir pour bien vous servir ?",
            ),
            (
                "Jusqu’ici, c’est {colleague} qui s’occupait de vous chez nous. J’aimerais vous connaître, moi aussi "
                ": que dois-je savoir pour bien vous servir ?",
                "J’aimerais mieux vous connaître : que dois-je savoir pour bien vous servir ?",
            ),
        ),
    },
    examples={
        "name": "Anne Morel",
        "staff": "Inès",
        "shop": "Boulangerie du Coin",
        "product": "pain d’épeautre",
        "because": "pain complet",
        "usual": "un pain complet et deux petits pains",
        "fits": "un gâteau aux noix",
        "words": "couper le pain plus fin",
        "question": "y a-t-il du pain d’épeautre le vendredi ?",
        "about": "votre fille",
        "value": "anniversaire de mariage",
        "amount": "12,50 €",
        "colleague": "Tom",
        "who": "Ben Osei",
    },
)

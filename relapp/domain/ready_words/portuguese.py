"""Ready words in Portuguese."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

PORTUGUESE = Tongue(
    code="pt",
    name="Português",
    first_names=True,
    and_="e",
    days=Days(
        today="hoje",
        tomorrow="amanhã",
        yesterday="ontem",
        weekdays=(
            "na segunda-feira",
            "na terça-feira",
            "na quarta-feira",
            "na quinta-feira",
            "na sexta-feira",
            "no sábado",
            "no domingo",
        ),
        months=(
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ),
        on="no dia {day} de {month}",
        on_year="no dia {day} de {month} de {year}",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Olá, {name}!",),
        Form.SPOKEN: (
            "Olá, {name}, aqui é {staff}, de {shop}.",
            "Olá, {name}, aqui é {staff}.",
            "Olá, {name}, aqui é de {shop}.",
            "Olá, {name}.",
        ),
        Form.COUNTER: ("Olá, {name}.",),
    },
    closing=(
        "Com os melhores cumprimentos\n{staff}, {shop}",
        "Com os melhores cumprimentos\n{staff}",
        "Com os melhores cumprimentos\n{shop}",
        "Com os melhores cumprimentos",
    ),
    phrases={
        "asked.call": "Ligou para nós {day} e ninguém atendeu; pedimos desculpa.",
        "asked.complaint": "Disse-nos {day} que algo não estava bem; pedimos desculpa pela espera.",
        "asked.question": "Perguntou-nos {day}: “{question}” Pedimos desculpa pela espera.",
        "asked.written": "Escreveu-nos {day}; pedimos desculpa por ter esperado pela nossa resposta.",
        "asked.other": "Fez-nos uma pergunta {day}; pedimos desculpa por ter esperado pela nossa resposta.",
        "birthday.today": "Hoje é o seu aniversário: muitos parabéns!",
        "birthday.coming": "Faz anos {day}, e lembramo-nos disso com carinho.",
        "birthday.of": "Falou-nos de um aniversário {day} ({about}), e não o esquecemos.",
        "date.own": "Falou-nos de um dia especial ({value}): é {day}, e não o esquecemos.",
        "date.of": "Falou-nos de um dia especial ({value}, {about}): é {day}, e não o esquecemos.",
        "matter.open": "Disse-nos {day} que algo não estava bem. Lamentamos, e já estamos a resolver. Precisa de "
        "alguma coisa entretanto?",
        "matter.check": "Disse-nos {day} que algo não estava bem, e lamentamos. Está tudo bem agora, ou ainda podemos "
        "corrigir alguma coisa?",
        "thanks.introduced": "Agradecemos que tenha falado de nós ({who}).",
        "thanks.praised": "Agradecemos as suas palavras amáveis {day}.",
        "thanks.times": "Agradecemos as suas visitas: já são {times}.",
        "thanks.years": "Agradecemos as suas visitas desde {since}.",
        "thanks.plain": "Agradecemos a sua confiança.",
    },
    questions={
        Question.REACH: "Como podemos avisar quando houver algo pronto para si?",
        Question.SIZE: "Que tamanho usa? (Penso em: {product}.)",
        Question.BUYS_FOR: "Posso perguntar para quem é: {product}?",
        Question.STILL_RIGHT: "“{product}” continua a ser do seu agrado?",
        Question.BIRTHDAY: "Quando faz anos?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "A nossa resposta",
            ("{asked} Podemos ligar, ou prefere a nossa resposta por escrito?",),
            ("{asked} Tem um momento agora?",),
            ("{asked} Quer que tratemos disso agora mesmo?",),
        ),
        SuggestionKind.PROMISE: Said(
            "O que prometemos",
            (
                "O que prometemos ({words}) devia ter ficado feito {late}. Peço desculpa pelo atraso; estou a tratar "
                "disso agora. Precisa de alguma coisa entretanto?",
                "Não esquecemos o que prometemos ({words}); estou a tratar disso agora. Continua a ser bom assim?",
            ),
            (
                "O que prometemos ({words}) devia ter ficado feito {late}. Peço desculpa pelo atraso. Posso dizer em "
                "que ponto estamos?",
                "É por causa do que prometemos ({words}). Posso dizer em que ponto estamos?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Queremos resolver",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "Já chegou",
            ("Já chegou o que nos pediu: {product}. Quer que guardemos para si?",),
            ("Já chegou o que nos pediu: {product}. Quer que guarde para si?",),
            ("Já chegou o que nos pediu: {product}. Quer ver?",),
        ),
        SuggestionKind.DATE: Said(
            "Uma lembrança nossa",
            (
                "{occasion} Quer que preparemos alguma coisa, por exemplo {fits}?",
                "{occasion} Podemos preparar alguma coisa para esse dia?",
            ),
            (
                "{occasion} Quer que prepare alguma coisa, por exemplo {fits}?",
                "{occasion} Podemos preparar alguma coisa para esse dia?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Quer que guardemos?",
            ("Talvez precise em breve de mais: {product}. Quer que guardemos para si?",),
            ("Talvez precise em breve de mais: {product}. Quer que guarde para si?",),
            ("Ainda tem que chegue: {product}? Quer levar hoje?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Como está?",
            (
                "Há algum tempo que não temos a sua visita, e esperamos que esteja bem. Podemos guardar alguma coisa "
                "({usual}), ou há algo que possamos fazer melhor?",
                "Há algum tempo que não temos a sua visita, e esperamos que esteja bem. Podemos ajudar em alguma "
                "coisa, "
                "ou fazer algo melhor?",
            ),
            (
                "Há algum tempo que não temos a sua visita: como está? Posso guardar alguma coisa ({usual}), ou há "
                "algo "
                "que possamos fazer melhor?",
                "Há algum tempo que não temos a sua visita: como está? Há algo que possamos fazer melhor?",
            ),
            ("Que bom ter aqui a sua visita outra vez! Como está, e em que posso ajudar?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Está tudo bem com a compra?",
            ("Fez uma compra na nossa loja {day}: {product}. É do seu agrado, ou podemos ajudar em alguma coisa?",),
            ("Fez uma compra na nossa loja {day}: {product}. É do seu agrado, ou posso ajudar em alguma coisa?",),
            ("Está tudo bem com a sua compra ({product})? Posso ajudar em alguma coisa?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Agradecemos a sua visita",
            (
                "Agradecemos a sua visita {day}. O que levou ({product}) é do seu agrado, e há alguma coisa que "
                "possamos "
                "procurar para si?",
                "Agradecemos a sua visita {day}. Encontrou o que queria, e há alguma coisa que possamos procurar para "
                "si?",
            ),
            (
                "Agradecemos a sua visita {day}. O que levou ({product}) é do seu agrado?",
                "Agradecemos a sua visita {day}. Encontrou o que queria?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Para não perder nada",
            (
                "Ainda tem crédito na nossa loja: {amount}. Termina {day}. Quer usar antes?",
                "Ainda tem crédito na nossa loja: {amount}. Quer usar, ou guardamos para si?",
                "A garantia termina {day} ({product}). Está tudo em ordem, ou quer que vejamos antes?",
                "Está tudo em ordem com a sua compra ({product})? Podemos ver isso em conjunto.",
                "Há uma coisa que lhe pode ser útil. Podemos falar disso?",
            ),
            (
                "Ainda tem crédito na nossa loja: {amount}. Termina {day}. Quer usar antes?",
                "Ainda tem crédito na nossa loja: {amount}. Quer usar, ou guardo para si?",
                "A garantia termina {day} ({product}). Está tudo em ordem, ou quer que vejamos antes?",
                "Está tudo em ordem com a sua compra ({product})? Podemos ver isso em conjunto.",
                "Há uma coisa que lhe pode ser útil. Posso falar disso?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "O nosso agradecimento",
            ("{thanks} Podemos fazer alguma coisa por si?",),
            ("{thanks} Podemos fazer alguma coisa por si?",),
        ),
        SuggestionKind.ASK: Said(
            "Uma pergunta",
            ("Podemos fazer uma pergunta, para atender melhor? {question}",),
            ("Posso fazer uma pergunta? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Já conhece?",
            (
                "Da nossa loja leva “{because}”. Também conhece “{product}”? Mostramos com todo o gosto.",
                "Conhece “{product}”? Pode ser do seu agrado, e mostramos com todo o gosto.",
            ),
            (
                "Da nossa loja leva “{because}”. Também conhece “{product}”? Posso mostrar na próxima visita?",
                "Conhece “{product}”? Posso mostrar na próxima visita?",
            ),
            (
                "Da nossa loja leva “{because}”. Também conhece “{product}”? Posso mostrar?",
                "Conhece “{product}”? Posso mostrar?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Para nos conhecermos",
            (
                "Até agora, quem atendia aqui era {colleague}. Também gostava de conhecer os seus gostos: o que devo "
                "saber para atender bem?",
                "Gostava de conhecer melhor os seus gostos: o que devo saber para atender bem?",
            ),
            (
                "Até agora, quem atendia aqui era {colleague}. Também gostava de conhecer os seus gostos: o que devo "
                "saber para atender bem?",
                "Gostava de conhecer melhor os seus gostos: o que devo saber para atender bem?",
            ),
        ),
    },
    examples={
        "name": "Ana Moreira",
        "staff": "Inês",
        "shop": "Padaria da Esquina",
        "product": "pão de espelta",
        "because": "pão integral",
        "usual": "um pão integral e dois pãezinhos",
        "fits": "um bolo de nozes",
        "words": "cortar o pão mais fino",
        "question": "há pão de espelta às sextas?",
        "about": "a sua filha",
        "value": "aniversário de casamento",
        "amount": "12,50 €",
        "colleague": "Tomás",
        "who": "Ben Osei",
    },
)

"""Ready words in Polish, without words that would have to know whether a man or a woman is spoken to."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

POLISH = Tongue(
    code="pl",
    name="Polski",
    first_names=False,
    and_="i",
    days=Days(
        today="dzisiaj",
        tomorrow="jutro",
        yesterday="wczoraj",
        weekdays=("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę"),
        months=(
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ),
        on="{day} {month}",
        on_year="{day} {month} {year} r.",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Dzień dobry, {name}!",),
        Form.SPOKEN: (
            "Dzień dobry, {name}. Mówi {staff}, {shop}.",
            "Dzień dobry, {name}. Mówi {staff}.",
            "Dzień dobry, {name}. Tu {shop}.",
            "Dzień dobry, {name}.",
        ),
        Form.COUNTER: ("Dzień dobry, {name}.",),
    },
    closing=(
        "Serdecznie pozdrawiamy\n{staff}, {shop}",
        "Serdecznie pozdrawiamy\n{staff}",
        "Serdecznie pozdrawiamy\n{shop}",
        "Serdecznie pozdrawiamy",
    ),
    phrases={
        "asked.call": "Dziękujemy za telefon {day}; przepraszamy, że nikt od nas nie odebrał.",
        "asked.complaint": "Dziękujemy za wiadomość {day} o tym, że coś było nie tak; przepraszamy, że trzeba było "
        "czekać.",
        "asked.question": "Dziękujemy za pytanie zadane {day}: „{question}” Przepraszamy, że trzeba było czekać.",
        "asked.written": "Dziękujemy za wiadomość wysłaną {day}; przepraszamy, że trzeba było czekać na odpowiedź.",
        "asked.other": "Dziękujemy za pytanie zadane {day}; przepraszamy, że trzeba było czekać na odpowiedź.",
        "birthday.today": "Z okazji dzisiejszych urodzin: wszystkiego najlepszego!",
        "birthday.coming": "Pamiętamy o urodzinach {day} i myślimy o nich ciepło.",
        "birthday.of": "Pamiętamy o urodzinach {day} ({about}).",
        "date.own": "Pamiętamy o ważnym dniu ({value}): to już {day}.",
        "date.of": "Pamiętamy o ważnym dniu ({value}, {about}): to już {day}.",
        "matter.open": "Pamiętamy o tym, co {day} było nie tak. Przepraszamy, już to naprawiamy. Czy do "
        "tego czasu czegoś potrzeba?",
        "matter.check": "Pamiętamy o tym, co {day} było nie tak, i przepraszamy. Czy teraz wszystko jest w "
        "porządku, czy możemy jeszcze coś naprawić?",
        "thanks.introduced": "Dziękujemy za polecenie nas innym ({who}).",
        "thanks.praised": "Dziękujemy za miłe słowa {day}.",
        "thanks.times": "Dziękujemy za wizyty u nas, a było ich już {times}.",
        "thanks.years": "Dziękujemy za wizyty u nas od {since} roku.",
        "thanks.plain": "Dziękujemy za zaufanie.",
    },
    questions={
        Question.REACH: "Jak możemy dać znać, gdy coś będzie gotowe do odbioru?",
        Question.SIZE: "Jaki rozmiar będzie dobry? (Chodzi o: {product}.)",
        Question.BUYS_FOR: "Czy można zapytać, dla kogo to jest: {product}?",
        Question.STILL_RIGHT: "Czy „{product}” nadal odpowiada?",
        Question.BIRTHDAY: "Kiedy wypadają urodziny?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Nasza odpowiedź",
            ("{asked} Czy możemy w tej sprawie zadzwonić, czy lepiej odpowiedzieć na piśmie?",),
            ("{asked} Czy to dobra chwila na rozmowę?",),
            ("{asked} Czy zajmiemy się tym od razu?",),
        ),
        SuggestionKind.PROMISE: Said(
            "To, co obiecaliśmy",
            (
                "To, co obiecaliśmy ({words}), miało być gotowe {late}. Przepraszamy, że trwa to dłużej; już się tym "
                "zajmujemy. Czy do tego czasu czegoś potrzeba?",
                "Pamiętamy o tym, co obiecaliśmy ({words}), i już się tym zajmujemy. Czy to nadal odpowiada?",
            ),
            (
                "To, co obiecaliśmy ({words}), miało być gotowe {late}. Przepraszamy, że trwa to dłużej. Czy mogę "
                "powiedzieć, jak to wygląda?",
                "Chodzi o to, co obiecaliśmy ({words}). Czy mogę powiedzieć, jak to wygląda?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "Chcemy to naprawić",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "Już jest",
            ("Już do nas dotarło to, o co było pytanie: {product}. Czy mamy to odłożyć?",),
            ("Już do nas dotarło to, o co było pytanie: {product}. Czy mam to odłożyć?",),
            ("Już do nas dotarło to, o co było pytanie: {product}. Czy pokazać?",),
        ),
        SuggestionKind.DATE: Said(
            "Pamiętamy",
            (
                "{occasion} Czy mamy coś przygotować, na przykład: {fits}?",
                "{occasion} Czy możemy coś przygotować na ten dzień?",
            ),
            (
                "{occasion} Czy mam coś przygotować, na przykład: {fits}?",
                "{occasion} Czy możemy coś przygotować na ten dzień?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Czy mamy odłożyć?",
            ("Być może niedługo znów się przyda: {product}. Czy mamy to odłożyć?",),
            ("Być może niedługo znów się przyda: {product}. Czy mam to odłożyć?",),
            ("Czy tego jeszcze wystarczy: {product}? Czy coś dzisiaj podać?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "Co słychać?",
            (
                "Dawno się nie widzieliśmy i mamy nadzieję, że wszystko jest w porządku. Czy możemy coś odłożyć "
                "({usual}), a może jest coś, co możemy robić lepiej?",
                "Dawno się nie widzieliśmy i mamy nadzieję, że wszystko jest w porządku. Czy możemy w czymś pomóc albo "
                "zrobić coś lepiej?",
            ),
            (
                "Dawno się nie widzieliśmy: co słychać? Czy mogę coś odłożyć ({usual}), a może jest coś, co możemy "
                "robić "
                "lepiej?",
                "Dawno się nie widzieliśmy: co słychać? Czy jest coś, co możemy robić lepiej?",
            ),
            ("Jak miło znów się widzieć! Co słychać i w czym mogę pomóc?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Czy wszystko w porządku?",
            ("Jak się sprawdza zakup, który {day} wyszedł z naszego sklepu ({product})? Czy możemy w czymś pomóc?",),
            ("Jak się sprawdza zakup, który {day} wyszedł z naszego sklepu ({product})? Czy mogę w czymś pomóc?",),
            ("Jak się sprawdza zakup ({product})? Czy mogę w czymś pomóc?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Dziękujemy za wizytę",
            (
                "Dziękujemy za wizytę u nas {day}. Czy zakup się sprawdza ({product}) i czy mamy za czymś się "
                "rozejrzeć?",
                "Dziękujemy za wizytę u nas {day}. Czy znalazło się to, co było potrzebne, i czy mamy za czymś się "
                "rozejrzeć?",
            ),
            (
                "Dziękujemy za wizytę u nas {day}. Czy zakup się sprawdza ({product})?",
                "Dziękujemy za wizytę u nas {day}. Czy znalazło się to, co było potrzebne?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Żeby nic nie przepadło",
            (
                "Mamy u siebie niewykorzystaną kwotę: {amount}. Przepada {day}. Czy wykorzystać ją wcześniej przy "
                "zakupach?",
                "Mamy u siebie niewykorzystaną kwotę: {amount}. Czy wykorzystać ją przy zakupach, czy mamy ją "
                "zachować?",
                "Gwarancja kończy się {day} ({product}). Czy wszystko jest w porządku, czy mamy to wcześniej "
                "sprawdzić?",
                "Czy z zakupem wszystko w porządku ({product})? Chętnie to sprawdzimy.",
                "Jest coś, co może się przydać. Czy możemy o tym opowiedzieć?",
            ),
            (
                "Mamy u siebie niewykorzystaną kwotę: {amount}. Przepada {day}. Czy wykorzystać ją wcześniej przy "
                "zakupach?",
                "Mamy u siebie niewykorzystaną kwotę: {amount}. Czy wykorzystać ją przy zakupach, czy mamy ją "
                "zachować?",
                "Gwarancja kończy się {day} ({product}). Czy wszystko jest w porządku, czy mamy to wcześniej "
                "sprawdzić?",
                "Czy z zakupem wszystko w porządku ({product})? Chętnie to sprawdzimy.",
                "Jest coś, co może się przydać. Czy mogę o tym opowiedzieć?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Dziękujemy",
            ("{thanks} Czy możemy się jakoś odwdzięczyć?",),
            ("{thanks} Czy możemy się jakoś odwdzięczyć?",),
        ),
        SuggestionKind.ASK: Said(
            "Jedno pytanie",
            ("Czy możemy o coś zapytać, żeby lepiej służyć pomocą? {question}",),
            ("Czy mogę o coś zapytać? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Czy to już znane?",
            (
                "Wśród zakupów u nas jest „{because}”. Czy „{product}” też już jest znane? Chętnie pokażemy.",
                "Czy „{product}” jest już znane? Może się spodobać, chętnie pokażemy.",
            ),
            (
                "Wśród zakupów u nas jest „{because}”. Czy „{product}” też już jest znane? Czy mogę pokazać następnym "
                "razem?",
                "Czy „{product}” jest już znane? Czy mogę pokazać następnym razem?",
            ),
            (
                "Wśród zakupów u nas jest „{because}”. Czy „{product}” też już jest znane? Czy mogę pokazać?",
                "Czy „{product}” jest już znane? Czy mogę pokazać?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "Warto się poznać",
            (
                "Do tej pory kontakt z nami prowadziła jedna osoba: {colleague}. Chcemy nadal dobrze pomagać: o czym "
                "warto wiedzieć?",
                "Chcemy dobrze pomagać: o czym warto wiedzieć?",
            ),
            (
                "Do tej pory kontakt z nami prowadziła jedna osoba: {colleague}. Chcemy nadal dobrze pomagać: o czym "
                "warto wiedzieć?",
                "Chcemy dobrze pomagać: o czym warto wiedzieć?",
            ),
        ),
    },
    examples={
        "name": "Anna Nowak",
        "staff": "Ina",
        "shop": "Piekarnia na Rogu",
        "product": "chleb orkiszowy",
        "because": "chleb razowy",
        "usual": "chleb razowy i dwie bułki",
        "fits": "ciasto orzechowe",
        "words": "kroić chleb cieniej",
        "question": "czy w piątki jest chleb orkiszowy?",
        "about": "córka",
        "value": "rocznica ślubu",
        "amount": "12,50 zł",
        "colleague": "Tomek",
        "who": "Ben Osei",
    },
)

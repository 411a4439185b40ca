"""Ready words in English."""

from __future__ import annotations

from relapp.domain.questions import Question
from relapp.domain.ready_words.tongue import Days, Form, Said, Tongue
from relapp.domain.suggestions.model import SuggestionKind

ENGLISH = Tongue(
    code="en",
    name="English",
    first_names=True,
    and_="and",
    days=Days(
        today="today",
        tomorrow="tomorrow",
        yesterday="yesterday",
        weekdays=("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"),
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        on="on {day} {month}",
        on_year="on {day} {month} {year}",
        odd={},
    ),
    hello={
        Form.WRITTEN: ("Hello {name},",),
        Form.SPOKEN: (
            "Hello {name}, this is {staff} from {shop}.",
            "Hello {name}, this is {staff}.",
            "Hello {name}, this is {shop}.",
            "Hello {name}.",
        ),
        Form.COUNTER: ("Hello {name}.",),
    },
    closing=("Kind regards\n{staff}, {shop}", "Kind regards\n{staff}", "Kind regards\n{shop}", "Kind regards"),
    phrases={
        "asked.call": "You rang us {day} and did not reach us; I am sorry about that.",
        "asked.complaint": "You told us {day} that something was not right, and I am sorry that you had to wait.",
        "asked.question": "You asked us {day}: “{question}” I am sorry that you had to wait.",
        "asked.written": "You wrote to us {day}, and I am sorry that you had to wait for an answer.",
        "asked.other": "You asked us something {day}, and I am sorry that you had to wait for an answer.",
        "birthday.today": "It is your birthday today: many happy returns!",
        "birthday.coming": "It is your birthday {day}, and we are thinking of you.",
        "birthday.of": "You told us of a birthday {day} ({about}), and we have not forgotten it.",
        "date.own": "You told us of a day that matters ({value}): it is {day}, and we have not forgotten it.",
        "date.of": "You told us of a day that matters ({value}, {about}): it is {day}, and we have not forgotten it.",
        "matter.open": "You told us {day} that something was not right. I am sorry, and I am putting it right now. Is "
        "there anything that you need in the meantime?",
        "matter.check": "You told us {day} that something was not right, and I am sorry that it happened. Is "
        "everything all right now, or can we still put something right?",
        "thanks.introduced": "Thank you for telling {who} about us.",
        "thanks.praised": "Thank you for your kind words {day}.",
        "thanks.times": "Thank you for coming to us again and again: {times} times by now.",
        "thanks.years": "Thank you for coming to us since {since}.",
        "thanks.plain": "Thank you for your trust.",
    },
    questions={
        Question.REACH: "How may we reach you when something of yours is ready?",
        Question.SIZE: "Which size do you take? (I am thinking of {product}.)",
        Question.BUYS_FOR: "Who gets the {product}?",
        Question.STILL_RIGHT: "Is {product} still just right for you?",
        Question.BIRTHDAY: "When is your birthday?",
    },
    said={
        SuggestionKind.OWED_REPLY: Said(
            "Our answer to you",
            ("{asked} May we ring you about it, or would you rather have our answer in writing?",),
            ("{asked} Do you have a moment now?",),
            ("{asked} Shall we see to it right now?",),
        ),
        SuggestionKind.PROMISE: Said(
            "What we promised you",
            (
                "What we promised you ({words}) should have been done {late}. I am sorry that it is late, and I am "
                "seeing to it now. Is there anything that you need in the meantime?",
                "We have not forgotten what we promised you ({words}), and I am seeing to it now. Does it still suit "
                "you that way?",
            ),
            (
                "What we promised you ({words}) should have been done {late}. I am sorry that it is late. May I tell "
                "you where it stands?",
                "It is about what we promised you ({words}). May I tell you where it stands?",
            ),
        ),
        SuggestionKind.RECOVERY: Said(
            "We want to put it right",
            ("{matter}",),
            ("{matter}",),
        ),
        SuggestionKind.ARRIVAL: Said(
            "It is here",
            ("What you asked us for is here: {product}. Shall we put it aside for you?",),
            ("What you asked us for is here: {product}. Shall I put it aside for you?",),
            ("What you asked us for is here: {product}. Would you like to see it?",),
        ),
        SuggestionKind.DATE: Said(
            "We are thinking of you",
            (
                "{occasion} Shall we have {fits} ready for the day?",
                "{occasion} Is there something that we can get ready for the day?",
            ),
            (
                "{occasion} Shall I have {fits} ready for the day?",
                "{occasion} Is there something that we can get ready for the day?",
            ),
        ),
        SuggestionKind.REPLENISH: Said(
            "Shall we put it aside for you?",
            ("It may soon be time for {product} again. Shall we put it aside for you?",),
            ("It may soon be time for {product} again. Shall I put it aside for you?",),
            ("How are you off for {product}? Would you like to take some today?",),
        ),
        SuggestionKind.SLIPPING: Said(
            "How are you?",
            (
                "It has been a while since we saw you, and we hope that all is well. Shall we put {usual} aside for "
                "you, or is there something that we could do better?",
                "It has been a while since we saw you, and we hope that all is well. Is there something that we can do "
                "for you, or could do better?",
            ),
            (
                "It has been a while since we saw you: how are you? Shall I put {usual} aside for you, or is there "
                "something that we could do better?",
                "It has been a while since we saw you: how are you? Is there something that we could do better?",
            ),
            ("How good to see you again! How have you been, and what can I do for you?",),
        ),
        SuggestionKind.AFTER_SALE: Said(
            "Are you happy with it?",
            ("You bought the {product} from us {day}. Are you happy with it, or is there something we can help with?",),
            ("You bought the {product} from us {day}. Are you happy with it, or can I help with anything?",),
            ("How are you getting on with the {product}? Can I help with anything?",),
        ),
        SuggestionKind.SECOND_VISIT: Said(
            "Thank you for coming",
            (
                "Thank you for coming to us {day}. Are you happy with what you took ({product}), and is there anything "
                "that we should look out for on your behalf?",
                "Thank you for coming to us {day}. Did you find what you wanted, and is there anything that we should "
                "look out for on your behalf?",
            ),
            (
                "Thank you for coming to us {day}. Are you happy with what you took ({product})?",
                "Thank you for coming to us {day}. Did you find what you wanted?",
            ),
        ),
        SuggestionKind.PROTECT: Said(
            "Before you lose by it",
            (
                "You still have credit with us: {amount}. It ends {day}. Would you like to use it before then?",
                "You still have credit with us: {amount}. Would you like to use it, or shall we keep it for you?",
                "The warranty on your {product} ends {day}. Is all in order with it, or shall we look at it before?",
                "Is all in order with your {product}? We shall gladly look at it with you.",
                "There is something that may be of use to you. May we tell you about it?",
            ),
            (
                "You still have credit with us: {amount}. It ends {day}. Would you like to use it before then?",
                "You still have credit with us: {amount}. Would you like to use it, or shall I keep it for you?",
                "The warranty on your {product} ends {day}. Is all in order with it, or shall we look at it before?",
                "Is all in order with your {product}? We shall gladly look at it with you.",
                "There is something that may be of use to you. May I tell you about it?",
            ),
        ),
        SuggestionKind.THANK: Said(
            "Thank you",
            ("{thanks} Is there something that we can do for you in return?",),
            ("{thanks} Is there something that we can do for you in return?",),
        ),
        SuggestionKind.ASK: Said(
            "A question to you",
            ("May we ask you something, so that we can serve you better? {question}",),
            ("May I ask you something? {question}",),
        ),
        SuggestionKind.LIKE_THEM: Said(
            "Do you know this?",
            (
                "You buy {because} from us. Do you know {product} as well? We shall gladly show it to you.",
                "Do you know {product}? It may be something for you, and we shall gladly show it to you.",
            ),
            (
                "You buy {because} from us. Do you know {product} as well? May I show it to you the next time?",
                "Do you know {product}? May I show it to you the next time?",
            ),
            (
                "You buy {because} from us. Do you know {product} as well? May I show it to you?",
                "Do you know {product}? May I show it to you?",
            ),
        ),
        SuggestionKind.HAND_OVER: Said(
            "We should get to know each other",
            (
                "So far it was {colleague} who looked after you here. I should like to get to know you as well: what "
                "should I know, so that you feel well looked after?",
                "I should like to get to know you better: what should I know, so that you feel well looked after?",
            ),
            (
                "So far it was {colleague} who looked after you here. I should like to get to know you as well: what "
                "should I know, so that you feel well looked after?",
                "I should like to get to know you better: what should I know, so that you feel well looked after?",
            ),
        ),
    },
    examples={
        "name": "Ana Moreira",
        "staff": "Ina",
        "shop": "Corner Bakery",
        "product": "spelt bread",
        "because": "wholemeal bread",
        "usual": "wholemeal bread and two rolls",
        "fits": "a walnut cake",
        "words": "slice the bread thinner",
        "question": "does the spelt come on Fridays?",
        "about": "your daughter",
        "value": "wedding day",
        "amount": "€12.50",
        "colleague": "Tom",
        "who": "Ben Osei",
    },
)

"""Words for the questions that a shop may take into its bank, each with the name of what its answer tells."""

from __future__ import annotations

from relapp.domain.question_bank import NewBankQuestion
from relapp.domain.starters import KNOWN_KINDS, Trade, starters
from relapp.ui.wording import tr


def trade(trade: Trade) -> str:
    """What a shop lives on."""
    return {
        Trade.FOOD: tr("Starters", "Food and drink"),
        Trade.FASHION: tr("Starters", "Clothes and shoes"),
        Trade.REPAIR: tr("Starters", "Repairs"),
        Trade.BEAUTY: tr("Starters", "Hair and beauty"),
        Trade.GIFTS: tr("Starters", "Presents"),
        Trade.SERVICES: tr("Starters", "Services at home"),
        Trade.ANY: tr("Starters", "Any shop"),
    }[trade]


def bank(trade: Trade) -> list[NewBankQuestion]:
    """The questions for a shop of this trade, in the person's language."""
    said = _food() | _fashion() | _repair() | _beauty() | _gifts() | _services() | _any()
    return [NewBankQuestion(said[code][0], KNOWN_KINDS.get(code, said[code][1]), code=code) for code in starters(trade)]


def _food() -> dict[str, tuple[str, str]]:
    return {
        "food.must_not": (tr("Starters", "Is there anything that you must not eat?"), ""),
        "food.freezes": (tr("Starters", "Do you freeze some of it?"), tr("Starters", "freezes some of it")),
        "food.how_many": (tr("Starters", "For how many do you usually buy?"), tr("Starters", "buys for how many")),
        "food.put_aside": (tr("Starters", "Shall we put something aside for you?"), tr("Starters", "put aside")),
        "food.day": (tr("Starters", "On which day do you need it freshest?"), tr("Starters", "needs it fresh on")),
        "food.dislikes": (tr("Starters", "Is there anything that you never enjoy?"), ""),
        "food.new": (
            tr("Starters", "Do you like to try new things, or do you stay with what you know?"),
            tr("Starters", "new things"),
        ),
        "food.strong": (tr("Starters", "Do you like it mild or strong?"), tr("Starters", "mild or strong")),
        "food.meat": (tr("Starters", "Do you eat meat and fish, or rather not?"), tr("Starters", "meat and fish")),
        "food.guests": (tr("Starters", "When do you have guests?"), tr("Starters", "has guests")),
        "food.origin": (
            tr("Starters", "Does it matter to you where it comes from?"),
            tr("Starters", "where it comes from"),
        ),
    }


def _fashion() -> dict[str, tuple[str, str]]:
    return {
        "fashion.fit": (tr("Starters", "Do you like it loose or close to the body?"), tr("Starters", "fit")),
        "fashion.colours": (tr("Starters", "Which colours do you like to wear?"), tr("Starters", "colours")),
        "fashion.shoe": (tr("Starters", "Which shoe size do you take?"), tr("Starters", "shoe size")),
        "fashion.skin": (tr("Starters", "Is there a material that you cannot wear on your skin?"), ""),
        "fashion.never": (tr("Starters", "What would you never wear?"), ""),
        "fashion.work": (tr("Starters", "What do you wear to work?"), tr("Starters", "wears to work")),
        "fashion.occasion": (
            tr("Starters", "Is there a day ahead that you dress for?"),
            tr("Starters", "dresses for"),
        ),
        "fashion.tell": (
            tr("Starters", "Shall we tell you when something in your size comes in?"),
            tr("Starters", "wants to hear of new things"),
        ),
        "fashion.washing": (tr("Starters", "Do you wash by hand or by machine?"), tr("Starters", "washing")),
    }


def _repair() -> dict[str, tuple[str, str]]:
    return {
        "repair.has": (tr("Starters", "What else do you have that we may look after?"), tr("Starters", "has")),
        "repair.use": (tr("Starters", "How often do you use it?"), tr("Starters", "how often in use")),
        "repair.without": (tr("Starters", "How long can you do without it?"), tr("Starters", "can do without for")),
        "repair.go_ahead": (
            tr("Starters", "Up to what cost may we go ahead without asking?"),
            tr("Starters", "go ahead up to"),
        ),
        "repair.parts": (tr("Starters", "The maker's parts, or others that cost less?"), tr("Starters", "parts")),
        "repair.remind": (tr("Starters", "Shall we remind you of the next check?"), tr("Starters", "remind of checks")),
        "repair.fetch": (tr("Starters", "Do you bring it, or shall we fetch it?"), tr("Starters", "bring or fetch")),
        "repair.bought": (tr("Starters", "When did you buy it?"), tr("Starters", "bought it")),
    }


def _beauty() -> dict[str, tuple[str, str]]:
    return {
        "beauty.skin": (tr("Starters", "Is there anything that your skin or hair does not take well?"), ""),
        "beauty.scent": (tr("Starters", "Do you like scents, or rather none?"), tr("Starters", "scents")),
        "beauty.change": (
            tr("Starters", "Shall it stay as it is, or would you like a change?"),
            tr("Starters", "as it is or a change"),
        ),
        "beauty.time": (tr("Starters", "Which time of day suits you best?"), tr("Starters", "best time of day")),
        "beauty.who": (tr("Starters", "Who of us do you like to be served by?"), tr("Starters", "likes to be with")),
        "beauty.talk": (tr("Starters", "Do you like to talk, or rather have quiet?"), tr("Starters", "talk or quiet")),
        "beauty.home": (tr("Starters", "What do you use at home?"), tr("Starters", "uses at home")),
        "beauty.drink": (tr("Starters", "What may we bring you to drink?"), tr("Starters", "drinks")),
    }


def _gifts() -> dict[str, tuple[str, str]]:
    return {
        "gifts.for": (tr("Starters", "For whom do you look for presents?"), tr("Starters", "gives presents to")),
        "gifts.next": (tr("Starters", "For whom is the next present, and when?"), tr("Starters", "next present")),
        "gifts.price": (tr("Starters", "About how much may a present cost?"), tr("Starters", "cost of a present")),
        "gifts.style": (tr("Starters", "Rather useful or rather beautiful?"), tr("Starters", "useful or beautiful")),
        "gifts.collects": (
            tr("Starters", "Do you collect something, or does somebody close to you?"),
            tr("Starters", "collects"),
        ),
        "gifts.last": (tr("Starters", "What did you give them last?"), tr("Starters", "gave last")),
        "gifts.wrap": (tr("Starters", "How do you like it wrapped?"), tr("Starters", "wrapping")),
        "gifts.card": (tr("Starters", "Shall we write a card for you?"), tr("Starters", "card")),
    }


def _services() -> dict[str, tuple[str, str]]:
    return {
        "services.often": (tr("Starters", "How often shall we come?"), tr("Starters", "how often")),
        "services.days": (tr("Starters", "On which days does it suit you?"), tr("Starters", "days that suit")),
        "services.before": (
            tr("Starters", "Before we come: shall we ring, write, or just come?"),
            tr("Starters", "before we come"),
        ),
        "services.animals": (tr("Starters", "Are there animals in the house?"), tr("Starters", "animals")),
        "services.care": (tr("Starters", "What shall we take special care of?"), tr("Starters", "care with")),
        "services.in": (tr("Starters", "How do we get in when you are out?"), tr("Starters", "getting in")),
        "services.others": (tr("Starters", "Who else works for you at home?"), tr("Starters", "others at work")),
        "services.bill": (tr("Starters", "How would you like the bill?"), tr("Starters", "bill")),
    }


def _any() -> dict[str, tuple[str, str]]:
    return {
        "share": (tr("Starters", "Where else do you buy such things?"), tr("Starters", "also buys at (share)")),
        "comes_for": (tr("Starters", "What do you come to us for, of all shops?"), tr("Starters", "comes to us for")),
        "likes": (tr("Starters", "What do you like best of all that we have?"), ""),
        "better": (tr("Starters", "What could we do better for you?"), tr("Starters", "could be better")),
        "greet": (tr("Starters", "How would you like us to call you?"), ""),
        "language": (tr("Starters", "In which language may we write to you?"), ""),
        "came_by": (tr("Starters", "How did you find us?"), tr("Starters", "found us by")),
        "day": (tr("Starters", "On which day do you like best to come?"), tr("Starters", "likes to come on")),
    }
